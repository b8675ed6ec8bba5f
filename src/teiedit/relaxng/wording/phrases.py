"""Names and lists of names as a reader of messages sees them, the likeliest first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import islice

from lxml import etree

from teiedit.document import Document
from teiedit.namespaces import PREFIXES, TEI, tei
from teiedit.relaxng.engine.automaton import Automaton
from teiedit.relaxng.engine.labels import Label, LabelKind, Named, names_of
from teiedit.relaxng.vocabulary.customs import CHILDREN, PARTNERS, SIDE_BY_SIDE

# Names in a row that a person still reads.
_MOST_NAMES = 4

# Children whose partners are looked up: what has partners has few children.
_MOST_PARTNERS = 10

# Of vocabularies that stand inside TEI documents, where the root declares no prefix for them.
_USUAL_PREFIXES = {
    "html": "http://www.w3.org/1999/xhtml",
    "mml": "http://www.w3.org/1998/Math/MathML",
    "svg": "http://www.w3.org/2000/svg",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xlink": "http://www.w3.org/1999/xlink",
    "teix": "http://www.tei-c.org/ns/Examples",
}


# TEI's documentation ends with the sections that treat of an element, one after the other: `[3.1. Notes 2.2. Titles]`.
_SECTION = re.compile(r" (?=\d+(?:\.\d+)*\. [^\[\]]*\]$)")


class Phrases:
    """Names things in one document, and knows what is usual in it."""

    def __init__(self, document: Document, automaton: Automaton) -> None:
        self.document = document
        self.automaton = automaton
        self._value_counts: dict[str, Counter[str]] = {}

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        found = {uri: f"{prefix}:" for prefix, uri in (*_USUAL_PREFIXES.items(), *PREFIXES.items())}
        for prefix, uri in self.document.root.nsmap.items():
            found[uri] = f"{prefix}:" if prefix else ""
        return found | {TEI: "", "": ""}

    @cached_property
    def _counts(self) -> tuple[Counter[tuple[str, str]], Counter[str]]:
        pairs: Counter[tuple[str, str]] = Counter()
        for element in self.document.root.iter(etree.Element):
            parent = element.getparent()
            pairs[str(parent.tag) if parent is not None else "", str(element.tag)] += 1
        # What is usual in a header is not what is usual in a text.
        names: Counter[str] = Counter()
        for part in self.document.root.iterchildren(etree.Element):
            if part.tag != tei("teiHeader"):
                names.update(str(one.tag) for one in part.iter(etree.Element))
        return pairs, names

    def shown(self, name: str) -> str:
        """Return a Clark name as the document writes it; TEI's are bare."""
        uri, _, local = name[1:].rpartition("}") if name.startswith("{") else ("", "", name)
        prefix = self._prefixes.get(uri)
        return f"{prefix}{local}" if prefix is not None else f"{{{uri}}}{local}"

    def tag(self, name: str) -> str:
        """Return a Clark name as a tag."""
        return f"<{self.shown(name)}>"

    def element(self, element: etree._Element) -> str:
        """Return the tag of an element as the document writes it; TEI's is bare."""
        local = etree.QName(element).localname
        return f"<{element.prefix}:{local}>" if element.prefix and element.prefix != "tei" else f"<{local}>"

    def attribute(self, element: etree._Element, name: str) -> str:
        """Return the name of an attribute as its element has it."""
        uri = etree.QName(name).namespace
        prefix = next((one for one, bound in element.nsmap.items() if bound == uri and one), None)
        return f"{prefix}:{etree.QName(name).localname}" if uri and prefix else self.shown(name)

    def ranked(self, names: Iterable[str], parent: etree._Element | None) -> list[str]:
        """Sort names of elements: what the document has in such a parent, what is usual there, the schema's order."""
        pairs, counts = self._counts
        above = "" if parent is None else str(parent.tag)
        usual = self.usual(parent)

        def key(name: str) -> tuple[int, int, int]:
            at = usual.index(_local(name)) if _local(name) in usual else len(usual)
            return (at, -pairs[above, name], -counts[name])

        return sorted(dict.fromkeys(names), key=key)

    @staticmethod
    def usual(parent: etree._Element | None) -> tuple[str, ...]:
        """Return the local names of what is put into such an element, partners of what is in it first."""
        if parent is None:
            return ()
        children = islice(parent.iterchildren(etree.Element), _MOST_PARTNERS)
        partners = [one for child in children for one in PARTNERS.get(_local(str(child.tag)), ())]
        own = _local(str(parent.tag))
        return (*dict.fromkeys(partners), *CHILDREN.get(own, ()), *SIDE_BY_SIDE.get(own, ()))

    def names(self, labels: Iterable[Label]) -> list[str]:
        """Return the Clark names of the definitions that name some, in the schema's order."""
        return names_of(labels)

    def ranked_attributes(self, names: Iterable[str], element: etree._Element) -> list[str]:
        """Sort names of attributes: what the document has on such elements, on any, the schema's order."""
        own, counts = self._attribute_counts
        tag = str(element.tag)
        return sorted(dict.fromkeys(names), key=lambda name: (-own[tag, name], -counts[name]))

    @cached_property
    def _attribute_counts(self) -> tuple[Counter[tuple[str, str]], Counter[str]]:
        pairs: Counter[tuple[str, str]] = Counter()
        for element in self.document.root.iter(etree.Element):
            tag = str(element.tag)
            pairs.update((tag, str(name)) for name in element.keys())  # noqa: SIM118 - lxml's
        names: Counter[str] = Counter()
        for (_, name), count in pairs.items():
            names[name] += count
        return pairs, names

    def ranked_values(self, values: Sequence[str], attribute: str) -> list[str]:
        """Sort values of an attribute: what the document has, then the schema's order."""
        if attribute not in self._value_counts:
            counts = self._value_counts[attribute] = Counter()
            for element in self.document.root.iter(etree.Element):
                counts.update((element.get(attribute) or "").split())
        counts = self._value_counts[attribute]
        return sorted(values, key=lambda value: -counts[value])

    def each(self, slots: Sequence[Sequence[str]], show: Callable[[str], str]) -> str:
        """List what is all needed, each a choice: `<a>, <b> and <c>`, `<a> or <b>, and <c>`."""
        if len(slots) > 1 and len(slots[0]) > 1 and all(names == slots[0] for names in slots):
            return f"at least {len(slots)} of {listed([show(name) for name in slots[0]], 'or')}"
        if all(len(names) == 1 for names in slots):
            return listed([show(names[0]) for names in slots], "and", most=8)
        return ", and ".join(listed([show(name) for name in names], "or") for names in slots)

    def tags(self, names: Sequence[str], word: str = "or") -> str:
        """List tags, the rest counted: `<a>, <b> or <c>`, `<a>, <b>, <c> or one of 18 others`."""
        return listed([self.tag(name) for name in names], word)

    def attributes(self, names: Sequence[str], word: str = "or") -> str:
        """List attributes, the rest counted."""
        return listed([self.shown(name) for name in names], word)

    def documentation(self, label: Named | None) -> str:
        """Return what the schema says of an element or attribute."""
        number = label.definition.documentation if label is not None else -1
        said = self.automaton.grammar.documentation[number] if number >= 0 else ""
        return _SECTION.sub("; ", said)

    def element_documentation(self, name: str) -> str:
        """Return what the schema says of an element, by the first definition that says anything."""
        said = (self.documentation(one) for one in self.automaton.elements_named[name] if one.names is not None)
        return next((one for one in said if one), "")

    def parents(self, name: str) -> list[str]:
        """Return the Clark names of the elements that can hold one, in the schema's order."""
        wanted = {one for one in self.automaton.elements_named[name] if one.names is not None}
        holders = [one for one in self.automaton.elements if not wanted.isdisjoint(self.automaton.children_of(one))]
        return self.names(holders)

    def is_used(self, name: str) -> bool:
        """Tell whether the document has an element of a name."""
        return self._counts[1][name] > 0


def listed(names: Sequence[str], word: str, most: int = _MOST_NAMES) -> str:
    """Join names into a phrase: all of them if they are few, else the first and a count."""
    if len(names) <= most:
        return f" {word} ".join([*([", ".join(names[:-1])] if names[:-1] else []), *names[-1:]])
    rest = len(names) - most + 1
    others = f"one of {rest} others" if word == "or" else f"{rest} others"
    return f"{', '.join(names[: most - 1])} {word} {others}"


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def is_element(label: Label) -> bool:
    """Tell whether a label is an element definition."""
    return label.kind is LabelKind.ELEMENT
