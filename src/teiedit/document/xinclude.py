"""Put included files in place, so that a document made of several is checked and published as one.

Whole files, text files and single elements by their xml:id (`xpointer="name"`, `element(name)`) are included,
`xi:fallback` is honoured. lxml's own ElementInclude has neither pointers nor fallback nor places for errors.
Files outside the edition's folder and on the network are refused.
Source: XInclude 1.0 (second edition), 4.1–4.5.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic, finding, quoted
from teiedit.document.addresses import local_path, split_address
from teiedit.document.model import Document, Origin
from teiedit.document.parsing import parse_file, read_source
from teiedit.errors import InputError
from teiedit.namespaces import XINCLUDE, XML_BASE, XML_ID, XML_LANG

_INCLUDE = f"{{{XINCLUDE}}}include"
# What an href may begin with.
_SCHEMES = ("", "file")
_FALLBACK = f"{{{XINCLUDE}}}fallback"
# Files that include each other ten times over multiply; no edition is made of more parts than this.
_MOST_INCLUDES = 20_000
# Nor of so much: a few large files, included often, would fill the memory.
_MOST_BYTES = 200_000_000
_POINTER = re.compile(r"(?:element\(([^()/]+)\)|xpointer\(id\(['\"]([^'\"]+)['\"]\)\)|([^()\s]+))")


class _FailedError(Exception):
    """Why an include could not be followed."""


class _TooMuchError(Exception):
    """An include would bring in more than one document can be."""


def resolve_includes(document: Document) -> Iterator[Diagnostic]:
    """Replace every xi:include of the document by what it names, and report those that cannot be."""
    document.included.update(
        {one: Origin(document.source, number) for number, one in enumerate(document.root.iter(etree.Element))}
    )
    yield from _Resolver(document).resolve(document.root, document.path, ((document.path, ""),))


# The files being included, outermost first, each with the pointer into it.
_Chain = tuple[tuple[Path, str], ...]


@dataclass
class _Resolver:
    document: Document
    done: int = 0
    size: int = 0

    def resolve(self, top: etree._Element, path: Path, chain: _Chain) -> Iterator[Diagnostic]:
        for include in list(top.iter(_INCLUDE)):
            if not any(ancestor.tag == _FALLBACK for ancestor in include.iterancestors()):
                yield from self._one(include, path, chain)

    def _one(self, include: etree._Element, path: Path, chain: _Chain) -> Iterator[Diagnostic]:
        self.done += 1
        if self.done > _MOST_INCLUDES:
            # Said once: what is left out after this follows from it.
            if self.done == _MOST_INCLUDES + 1:
                yield self._too_many(include)
            self._leave_out(include)
            return
        try:
            target = self._target(include, path)
            self._weigh(target)
            if include.get("parse") == "text":
                _replace(include, [], _text(include, target))
                return
            link = (target, include.get("xpointer") or include.get("href", "").partition("#")[2])
            if link in chain or _is_inside(include, link, path):
                yield self._cycle(include, (*chain[chain.index(link) :], link) if link in chain else (link, link))
                self._leave_out(include)
                return
            nodes, findings = self._nodes(include, target, link[1])
        except _TooMuchError:
            # Said once, as above.
            if self.size <= _MOST_BYTES:
                yield self._too_much(include)
            self.size = _MOST_BYTES + 1
            self._leave_out(include)
            return
        except _FailedError as why:
            yield from self._fall_back(include, path, chain, str(why))
            return
        yield from findings
        base = os.path.relpath(target, self.document.path.parent).replace(os.sep, "/")
        # An include that is itself what was included would be replaced in place, and be lost without a parent.
        holder = etree.Element("holder")
        for node in nodes:
            node.set(XML_BASE, base)
            holder.append(node)
        yield from self.resolve(holder, target, (*chain, link))
        _replace(include, list(holder))

    def _target(self, include: etree._Element, path: Path) -> Path:
        """Return the file that an include in a file names, if it may be read."""
        href = include.get("href", "")
        parts = split_address(href)
        target = path if parts and not parts.path else local_path(path.parent, href, _SCHEMES)
        if include.get("parse", "xml") not in {"xml", "text"}:
            why = f'an include cannot be parsed as "{include.get("parse")}", only as xml or text'
        elif not href and not include.get("xpointer"):
            why = "the include names no file"
        elif parts is None:
            why = f"the include of {quoted(href)} is not an address"
        elif parts.scheme not in _SCHEMES or parts.netloc:
            why = f"the include of {quoted(href)} would use the network, which is refused"
        elif target is None:
            why = f"the included file {quoted(href)} does not exist"
        elif not target.is_relative_to(self.document.within):
            why = f"the include of {quoted(href)} lies outside the edition's folder"
        else:
            return target
        raise _FailedError(why)

    def _weigh(self, target: Path) -> None:
        """Count the bytes of a file that is about to be read."""
        try:
            size = target.stat().st_size
        except OSError:
            # Whoever reads it will say so.
            return
        if self.size + size > _MOST_BYTES:
            raise _TooMuchError
        self.size += size

    def _too_many(self, include: etree._Element) -> Diagnostic:
        return finding(
            codes.INCLUDE_FAILED,
            f"more than {_MOST_INCLUDES:,} includes are needed to build the document",
            self.document.locate(include, "href"),
            hint="Look for files that include each other many times over.",
        )

    def _too_much(self, include: etree._Element) -> Diagnostic:
        return finding(
            codes.INCLUDE_FAILED,
            f"more than {_MOST_BYTES // 1_000_000:,} MB would be included to build the document",
            self.document.locate(include, "href"),
            hint="Publish its parts as documents of their own, or look for files that are included many times over.",
        )

    def _cycle(self, include: etree._Element, ring: _Chain) -> Diagnostic:
        trail = " → ".join(path.name for path, _ in ring)
        return finding(
            codes.INCLUDE_CYCLE,
            f"the include of {ring[-1][0].name} goes round in a circle",
            self.document.locate(include, "href"),
            hint=f"Break the chain {trail}.",
        )

    def _nodes(
        self, include: etree._Element, target: Path, pointer: str
    ) -> tuple[list[etree._Element], tuple[Diagnostic, ...]]:
        try:
            part, findings = parse_file(target, self.document.within)
        except InputError as error:
            raise _FailedError(_unreadable(include, error)) from None
        if part is None:
            self._mark_incomplete(include)
            return [], findings
        self.document.included.update(
            {one: Origin(part.source, number) for number, one in enumerate(part.root.iter(etree.Element))}
        )
        return [part.root if not pointer else _pointed(part.root, pointer, target)], findings

    def _leave_out(self, include: etree._Element) -> None:
        self._mark_incomplete(include)
        _replace(include, [])

    def _mark_incomplete(self, include: etree._Element) -> None:
        parent = include.getparent()
        if parent is not None:
            self.document.incomplete.add(parent)

    def _fall_back(self, include: etree._Element, path: Path, chain: _Chain, why: str) -> Iterator[Diagnostic]:
        fallback = include.find(_FALLBACK)
        if fallback is None:
            yield finding(
                codes.INCLUDE_FAILED,
                why,
                self.document.locate(include, "href"),
                hint="Correct the href, or give the include an xi:fallback.",
            )
            self._leave_out(include)
            return
        for nested in list(fallback.iterchildren(_INCLUDE)):
            yield from self._one(nested, path, chain)
        _replace(include, list(fallback), fallback.text or "")


def _unreadable(include: etree._Element, error: InputError) -> str:
    name = f'the included file "{include.get("href")}"'
    if error.path is not None and error.path.is_dir():
        return f"{name} is a folder"
    exists = error.path is not None and error.path.exists()
    return f"{name} cannot be read" if exists else f"{name} does not exist"


def _is_inside(include: etree._Element, link: tuple[Path, str], path: Path) -> bool:
    """Whether an include names an element of its own file that it lies in."""
    target, pointer = link
    named = _POINTER.fullmatch(pointer.strip())
    if target != path or named is None:
        return False
    identifier = named[1] or named[2] or named[3]
    return any(ancestor.get(XML_ID) == identifier for ancestor in include.iterancestors())


def _text(include: etree._Element, target: Path) -> str:
    encoding = include.get("encoding", "utf-8")
    try:
        return read_source(target).data.decode(encoding)
    except InputError as error:
        why = _unreadable(include, error)
    except (LookupError, UnicodeDecodeError):
        why = f'the included file "{include.get("href")}" is not in the encoding {encoding}'
    raise _FailedError(why)


def _pointed(root: etree._Element, pointer: str, target: Path) -> etree._Element:
    named = _POINTER.fullmatch(pointer.strip())
    if named is None:
        why = f'the pointer "{pointer}" is of a kind that is not supported'
        raise _FailedError(why)
    identifier = named[1] or named[2] or named[3]
    for element in root.iter(etree.Element):
        if element.get(XML_ID) == identifier:
            return _without_tail(element)
    why = f'there is no xml:id "{identifier}" in {target.name}'
    raise _FailedError(why)


def _without_tail(element: etree._Element) -> etree._Element:
    language = next((one.get(XML_LANG) for one in element.iterancestors() if one.get(XML_LANG)), None)
    if language and element.get(XML_LANG) is None:
        element.set(XML_LANG, language)
    element.tail = None
    return element


def _replace(include: etree._Element, nodes: list[etree._Element], text: str = "") -> None:
    parent = include.getparent()
    if parent is None:
        return
    tail = include.tail or ""
    if nodes:
        nodes[-1].tail = (nodes[-1].tail or "") + tail
    else:
        text += tail
    position = parent.index(include)
    before = include.getprevious()
    # Taken out by hand: remove() would take the text that follows with it.
    include.tail = None
    parent.remove(include)
    if text:
        if before is not None:
            before.tail = (before.tail or "") + text
        else:
            parent.text = (parent.text or "") + text
    for offset, node in enumerate(nodes):
        parent.insert(position + offset, node)
