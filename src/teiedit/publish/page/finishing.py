"""The last step: the template filled and written, with what the head of each page says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from teiedit.publish.page.building import shell_of
from teiedit.publish.page.markup import safe_raw, write_html
from teiedit.publish.page.parts import Part
from teiedit.publish.page.speaking import mark_own_words
from teiedit.publish.page.template import Template
from teiedit.publish.page.tree import Tree

# The page asks nobody for anything but its own images, and a document that tries to make it do so fails.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src 'self' data:"
# What the head says of the page's own address, and in which attribute; all else there is about the whole document.
_ADDRESSED: Final = {("link", "canonical"): "href", ("meta", "og:url"): "content"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same around all documents of an edition.

    Attributes:
        template: of the page.
        style: CSS.
        start_script: run before the text is shown.
        script: run behind the text.
    """

    template: Template
    style: str = ""
    start_script: str = ""
    script: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: the name of its file, its HTML, its identifiers."""

    name: str
    html: str
    ids: frozenset[str] = field(default=frozenset(), repr=False)


class Finisher:
    """Makes pages of the parts of a document; what is the same on all of them is written once."""

    def __init__(self, tree: Tree, frame: Frame) -> None:
        self._tree = tree
        self._template = frame.template
        head = tree.slots.pop("head", [])
        self._addressed = [one for one in head if _key(one) in _ADDRESSED]
        self._head = "".join(write_html(one) for one in head if _key(one) not in _ADDRESSED)
        for one in (one for key in ("skip", "navigation") for one in tree.slots.get(key, ())):
            self._mark_own_words(one)
        styles = tree.slots.pop("styles", [])
        self._slots = {
            **{
                key: "".join(write_html(one) for one in several) for key, several in tree.slots.items() if key != "main"
            },
            "lang": tree.lang,
            "dir": tree.direction,
            "title": _escaped(tree.title),
            "edition": _escaped(tree.edition),
            "style": f"<style>{safe_raw('style', frame.style)}</style>" + "".join(write_html(one) for one in styles),
            "start-script": _script(frame.start_script),
        }
        self._script = _script(frame.script)

    def page(self, part: Part, before: Part | None = None, after: Part | None = None, *, script: str = "") -> Page:
        """Finish a page.

        Args:
            part: what is on it.
            before: the page before it.
            after: the page after it.
            script: run behind that of all pages.
        """
        self._mark_own_words(part.main)
        slots = {"head": self._head_of(part, before, after), "main": write_html(part.main)}
        html = self._template.fill({**self._slots, **slots, "script": self._script + _script(script)})
        return Page(part.name, html, part.ids)

    def _mark_own_words(self, element: etree._Element) -> None:
        mark_own_words(element, self._tree.lang, self._tree.direction, self._tree.spoken)

    def _head_of(self, part: Part, before: Part | None, after: Part | None) -> str:
        own = part.title if part.kind == "further" else ""
        # The index page is titled as the edition is.
        title = " · ".join(one for one in dict.fromkeys((own, self._tree.title, self._tree.edition)) if one)
        lines = [
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{_escaped(title)}</title>",
        ]
        if part.kind == "addresses":
            return "\n".join([*lines, '<meta name="robots" content="noindex">'])
        lines += [
            f'<link rel="{relation}" href="{one.href}">' for relation, one in (("prev", before), ("next", after)) if one
        ]
        addressed = [write_html(_with_address(one, part)) for one in self._addressed]
        return "\n".join([*lines, *addressed]) + self._head


def _key(element: etree._Element) -> tuple[str, str]:
    return (str(element.tag), element.get("rel") or element.get("property") or "")


def _with_address(element: etree._Element, part: Part) -> etree._Element:
    """Return what the head of the first page says of its address as that of a further page says it."""
    if part.kind == "first":
        return element
    name = _ADDRESSED[_key(element)]
    said = shell_of(element)
    said.set(name, f"{element.get(name, '').rpartition('/')[0]}/{part.href}")
    return said


def _script(text: str) -> str:
    return f"<script>{safe_raw('script', text)}</script>" if text else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
