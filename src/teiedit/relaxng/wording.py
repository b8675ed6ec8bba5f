"""Put what a schema has against an element into an editor's words, with help from the schema's own documentation."""

from __future__ import annotations

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Code, Diagnostic, finding, quoted
from teiedit.document import Document
from teiedit.namespaces import clark_name, display_name
from teiedit.relaxng.vocabulary import Vocabulary

_MOST_NAMES = 6


class Wording:
    """Says what is wrong in a document, in terms of the vocabulary of a schema."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self._document = document
        self._known = vocabulary

    def lacking(self, element: etree._Element) -> list[str]:
        """Return the attributes that an element should have and has not."""
        wanted = self._known.required_attributes(_name(element))
        return [one for one in wanted if element.get(clark_name(one)) is None]

    def words_not_allowed(self, element: etree._Element) -> Diagnostic:
        """Words stand where only elements can."""
        homes = [one for one in self._known.children(_name(element)) if self._known.takes_words(one)]
        # What words are put into as a rule, before what they can be put into.
        homes.sort(key=lambda one: (one != "p", one not in {"item", "cell", "l"}))
        hint = f"Put them into {_either(homes)}." if homes else ""
        return self._say(element, codes.TEXT_NOT_ALLOWED, f"words stand directly inside <{_name(element)}>", hint)

    def incomplete(self, element: etree._Element) -> Diagnostic:
        """An element lacks a child."""
        wanted = self._known.wanted_children(_name(element))
        hint = f"It must contain {_either(wanted)}." if wanted else ""
        return self._say(element, codes.ELEMENT_MISSING, f"<{_name(element)}> is not complete", hint)

    def attribute_missing(self, element: etree._Element, attribute: str) -> Diagnostic:
        """An element lacks an attribute."""
        name = _name(element)
        hint = self._known.attribute_hint(name, attribute)
        return self._say(element, codes.ATTRIBUTE_MISSING, f"<{name}> lacks the attribute {attribute}", hint)

    def bad_content(self, element: etree._Element) -> Diagnostic:
        """The words of an element are not of the kind they must be."""
        return self._say(element, codes.BAD_VALUE, f"the content of <{_name(element)}> is not of the kind it must be")

    def no_way(self, element: etree._Element) -> Diagnostic:
        """The content of an element is wrong, and nothing more can be said."""
        said = f"what stands inside <{_name(element)}> fits none of the ways that the schema allows"
        return self._say(element, codes.CONTENT_NOT_ALLOWED, said)

    def misplaced(self, element: etree._Element) -> Diagnostic:
        """An element stands where it cannot, or is not what it should be."""
        name, parent = _name(element), element.getparent()
        if missing := self.lacking(element):
            return self.attribute_missing(element, missing[0])
        if name not in self._known:
            near = self._known.nearest(name)
            hint = f"Did you mean <{near}>?" if near else "The schema has no element of this name."
            return self._say(element, codes.ELEMENT_NOT_ALLOWED, f"<{name}> is not an element of the schema", hint)
        inside = f" inside <{_name(parent)}>" if parent is not None else " as the root"
        if parent is not None and name in self._known.children(_name(parent)):
            said = f"<{name}> cannot stand at this point{inside}, or what it contains is wrong"
            hint = "Look at the order of what stands beside it, and at what is in it."
            return self._say(element, codes.ELEMENT_NOT_ALLOWED, said, hint)
        homes = self._known.parents(name)
        hint = f"<{name}> can stand inside {_either(homes)}." if homes else ""
        return self._say(element, codes.ELEMENT_NOT_ALLOWED, f"<{name}> cannot stand{inside}", hint)

    def some_attribute(self, element: etree._Element) -> Diagnostic | None:
        """An attribute is missing or has a value that it cannot have: say which, or None if that cannot be told."""
        name = _name(element)
        if missing := self.lacking(element):
            return self.attribute_missing(element, missing[0])
        for key, value in element.attrib.items():
            if not self._known.allows(name, display_name(str(key)), str(value)):
                return self.attribute(element, etree.QName(key).localname)
        return None

    def wrong_attributes(self, element: etree._Element) -> Diagnostic:
        """The attributes of an element are wrong, and nothing more can be said."""
        said = f"the attributes of <{_name(element)}> are not those that the schema asks for"
        takes = sorted(self._known.attributes(_name(element)))
        hint = f"It takes {_either(takes)}." if takes else ""
        return self._say(element, codes.CONTENT_NOT_ALLOWED, said, hint)

    def attribute(self, element: etree._Element, local_name: str) -> Diagnostic:
        """An attribute is unknown, or has a value that it cannot have."""
        name = _name(element)
        written = next((str(key) for key in element.attrib if etree.QName(key).localname == local_name), None)
        shown = display_name(written) if written else local_name
        allowed = self._known.attributes(name)
        if written and allowed and shown not in allowed:
            near = self._known.nearest(shown, allowed)
            return finding(
                codes.ATTRIBUTE_NOT_ALLOWED,
                f"<{name}> has no attribute {shown}",
                self._document.locate(element, written),
                hint=f"Did you mean {near}?" if near else f"<{name}> takes {_either(sorted(allowed))}.",
                source=self._known.documentation(name),
            )
        value = str(element.get(written, "")) if written else ""
        return finding(
            codes.BAD_VALUE,
            f"{quoted(value)} is not a value that {shown} of <{name}> can have",
            self._document.locate(element, written, value=True),
            hint=self._known.attribute_hint(name, shown, value),
            source=self._known.attribute_documentation(name, shown),
        )

    def _say(self, element: etree._Element, code: Code, message: str, hint: str = "") -> Diagnostic:
        source = self._known.documentation(_name(element))
        return finding(code, message, self._document.locate(element), hint=hint, source=source)


def _name(element: etree._Element) -> str:
    return display_name(str(element.tag))


def _either(names: list[str]) -> str:
    shown = [f"<{name}>" if name.isidentifier() and name[0].isalpha() else name for name in names[:_MOST_NAMES]]
    if len(names) > _MOST_NAMES:
        return ", ".join(shown) + " and others"
    return " or ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else "".join(shown)
