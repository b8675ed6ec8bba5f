"""Random valid documents from a RELAX NG schema in XML syntax.

Takes a schema, gives element trees of bounded size that are valid under it. A document can be steered
toward a target (one element or attribute pattern of the schema), so that a run over all targets reaches
all of the schema. Knows the patterns that hand-written document schemas use: named elements and
attributes, text, group, interleave, mixed, choice, repetition, list, data with facets, value, ref.
Not for wildcards, externalRef, include or parentRef.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import deque
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, cast

from lxml import etree

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

RNG = "{http://relaxng.org/ns/structure/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

INFINITE = 10**9
"""The cost of a pattern that has no finite document."""

_CONTENT_SHARE = 0.45
"""How often optional content is there, and repeated content once more."""

_ATTRIBUTE_SHARE = 0.06
"""How often an optional attribute is there. libxml2 doubles its work with each one on an element."""

_GROUPS = {"group", "interleave", "mixed", "list", "oneOrMore", "zeroOrMore", "optional", "define", "start"}


@dataclass(eq=False)
class Pattern:
    """One pattern of the schema; patterns are equal only if they are the same place in the schema."""

    kind: str
    name: str = ""
    value: str = ""
    datatype: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    children: list[Pattern] = field(default_factory=list)
    line: int = 0

    def __str__(self) -> str:
        """Say what kind of pattern this is, what it names and where it stands."""
        return f"{self.kind} {self.name} (line {self.line})"


class Grammar:
    """A schema read into patterns, with what the generator has to know about each of them."""

    def __init__(self, path: Path) -> None:
        """Read the schema at a path."""
        root = etree.parse(str(path), etree.XMLParser(remove_comments=True)).getroot()
        self.namespace = root.get("ns", "")
        self._defines: dict[str, Pattern] = {}
        self._refs: list[Pattern] = []
        starts: list[Pattern] = []
        for component in root:
            if component.tag == RNG + "define":
                self._defines[component.get("name", "")] = self._read(component)
            elif component.tag == RNG + "start":
                starts.append(self._read(component))
        for ref in self._refs:
            ref.children = [self._defines[ref.name]]
        (self.start,) = starts
        self.patterns = list(_walk(self.start))
        self.costs = self._find_costs()
        self.attribute_patterns = {pattern for pattern in self.patterns if _is_attributes(pattern)}
        """The patterns that make attributes and nothing else."""
        self._parents: dict[Pattern, list[Pattern]] = {pattern: [] for pattern in self.patterns}
        for pattern in self.patterns:
            for child in pattern.children:
                self._parents[child].append(pattern)
        self._distances: dict[Pattern, dict[Pattern, int]] = {}

    @property
    def targets(self) -> list[Pattern]:
        """Every element and attribute pattern that can be reached from the start, in document order."""
        return sorted(
            (pattern for pattern in self.patterns if pattern.kind in {"element", "attribute"}),
            key=lambda pattern: (pattern.line, pattern.name),
        )

    def distances(self, target: Pattern) -> dict[Pattern, int]:
        """Give for each pattern from which a target can be reached the number of steps to it."""
        if target not in self._distances:
            distances = {target: 0}
            queue = deque([target])
            while queue:
                pattern = queue.popleft()
                for parent in self._parents[pattern]:
                    if parent not in distances:
                        distances[parent] = distances[pattern] + 1
                        queue.append(parent)
            self._distances[target] = distances
        return self._distances[target]

    def _read(self, node: etree._Element) -> Pattern:
        """Make a pattern of a node of the schema and of the nodes in it."""
        kind = str(node.tag).removeprefix(RNG)
        pattern = Pattern(kind, name=node.get("name", ""), line=cast("int | None", node.sourceline) or 0)
        if kind == "value":
            pattern.value = node.text or ""
        elif kind == "data":
            pattern.datatype = node.get("type", "")
            pattern.facets = tuple((param.get("name", ""), param.text or "") for param in node)
        elif kind == "ref":
            self._refs.append(pattern)
        elif kind in {"element", "attribute", "choice", "text", "empty", "notAllowed"} | _GROUPS:
            pattern.children = [
                self._read(child) for child in node if isinstance(child.tag, str) and child.tag.startswith(RNG)
            ]
        else:
            message = f"line {node.sourceline}: the generator does not know {kind}"
            raise NotImplementedError(message)
        return pattern

    def _find_costs(self) -> dict[Pattern, int]:
        """Give the least number of elements that each pattern can be finished with."""
        costs = dict.fromkeys(self.patterns, INFINITE)
        changed = True
        while changed:
            changed = False
            for pattern in reversed(self.patterns):
                cost = _cost(pattern, costs)
                if cost < costs[pattern]:
                    costs[pattern] = cost
                    changed = True
        return costs


def _walk(start: Pattern) -> Iterator[Pattern]:
    """Give every pattern that can be reached from one, each once."""
    seen = {start}
    stack = [start]
    while stack:
        pattern = stack.pop()
        yield pattern
        for child in pattern.children:
            if child not in seen:
                seen.add(child)
                stack.append(child)


def _is_attributes(pattern: Pattern) -> bool:
    """Say whether a pattern makes attributes and nothing else."""
    if pattern.kind == "attribute":
        return True
    return bool(pattern.children) and pattern.kind != "element" and all(map(_is_attributes, pattern.children))


def _cost(pattern: Pattern, costs: dict[Pattern, int]) -> int:
    """Give the cost of a pattern as far as the costs of its children are known."""
    if pattern.kind in {"text", "empty", "value", "data", "list", "attribute", "zeroOrMore", "optional"}:
        return 0
    if pattern.kind == "notAllowed":
        return INFINITE
    below = [costs[child] for child in pattern.children]
    if pattern.kind == "choice":
        return min(below)
    return min(sum(below) + (pattern.kind == "element"), INFINITE)


class Content(NamedTuple):
    """What a pattern became: attributes, and text and elements in order."""

    attributes: dict[str, str]
    nodes: list[str | etree._Element]


class DocumentMaker:
    """Makes one random document."""

    def __init__(
        self, grammar: Grammar, chooser: random.Random, *, target: Pattern | None = None, size: int = 40
    ) -> None:
        """Prepare a document of about `size` elements; it holds the target if there is one.

        Args:
            grammar: The schema that the document is to be valid under.
            chooser: The source of all decisions: the same seed gives the same document.
            target: An element or attribute pattern that the document must contain.
            size: The number of elements after which every pattern is finished as cheaply as it can be.
        """
        self._grammar = grammar
        self._chooser = chooser
        self._target = target
        self._distances = grammar.distances(target) if target else {}
        self._budget = size
        self._values = Values(chooser)
        self.reached: set[Pattern] = set()
        """The element and attribute patterns that the document contains."""

    def make(self) -> etree._Element:
        """Make the document."""
        content = self._make(self._grammar.start, steered=self._target is not None)
        (root,) = (node for node in content.nodes if not isinstance(node, str))
        return root

    def _make(self, pattern: Pattern, *, steered: bool) -> Content:
        """Make what a pattern asks for; if steered, on the shortest way to the target."""
        steered = steered and pattern is not self._target
        makers: dict[str, Callable[[Pattern, bool], Content]] = {
            "element": self._make_element,
            "attribute": self._make_attribute,
            "choice": self._make_choice,
            "optional": self._make_repeated,
            "zeroOrMore": self._make_repeated,
            "oneOrMore": self._make_repeated,
            "interleave": self._make_interleave,
            "mixed": self._make_interleave,
        }
        if pattern.kind in makers:
            return makers[pattern.kind](pattern, steered)
        if pattern.kind == "text":
            return Content({}, [self._values.text()])
        if pattern.kind in {"value", "data", "list"}:
            return Content({}, [self._string(pattern)])
        return _join([self._make(child, steered=way) for child, way in self._ways(pattern.children, steered=steered)])

    def _make_element(self, pattern: Pattern, steered: bool) -> Content:
        self.reached.add(pattern)
        self._budget -= 1
        content = _join(
            [self._make(child, steered=way) for child, way in self._ways(pattern.children, steered=steered)]
        )
        element = etree.Element(etree.QName(self._grammar.namespace, pattern.name))
        for name, value in content.attributes.items():
            element.set(name, value)
        for node in content.nodes:
            if not isinstance(node, str):
                element.append(node)
            elif len(element):
                element[-1].tail = (element[-1].tail or "") + node
            else:
                element.text = (element.text or "") + node
        return Content({}, [element])

    def _make_attribute(self, pattern: Pattern, _steered: bool) -> Content:
        self.reached.add(pattern)
        name = pattern.name.replace("xml:", XML, 1) if pattern.name.startswith("xml:") else pattern.name
        return Content({name: self._string(*pattern.children)}, [])

    def _make_choice(self, pattern: Pattern, steered: bool) -> Content:
        if steered:
            chosen = min(pattern.children, key=lambda child: self._distances.get(child, INFINITE))
        else:
            chosen = self._chooser.choice(self._affordable(pattern.children))
        return self._make(chosen, steered=steered)

    def _make_repeated(self, pattern: Pattern, steered: bool) -> Content:
        least = 1 if pattern.kind == "oneOrMore" or steered else 0
        most = 1 if pattern.kind == "optional" else 4
        bare = pattern in self._grammar.attribute_patterns
        share = _ATTRIBUTE_SHARE if bare else _CONTENT_SHARE
        count = least
        while count < most and (self._budget > 0 or bare) and self._chooser.random() < share:
            count += 1
        way = self._chooser.randrange(count) if steered else -1
        return _join(
            [
                self._make(child, steered=part)
                for index in range(count)
                for child, part in self._ways(pattern.children, steered=index == way)
            ]
        )

    def _make_interleave(self, pattern: Pattern, steered: bool) -> Content:
        parts = [self._make(child, steered=way) for child, way in self._ways(pattern.children, steered=steered)]
        if pattern.kind == "mixed":
            parts.append(Content({}, [self._values.text()]))
        queues = [deque(part.nodes) for part in parts if part.nodes]
        nodes = []
        while queues:
            queue = self._chooser.choice(queues)
            nodes.append(queue.popleft())
            queues = [queue for queue in queues if queue]
        return Content(_join(parts).attributes, nodes)

    def _ways(self, children: Sequence[Pattern], *, steered: bool) -> list[tuple[Pattern, bool]]:
        """Say for each of several patterns in a row whether the way to the target goes through it."""
        way = min(children, key=lambda child: self._distances.get(child, INFINITE)) if steered and children else None
        return [(child, child is way) for child in children]

    def _affordable(self, children: Sequence[Pattern]) -> Sequence[Pattern]:
        """Give the alternatives that may be chosen: all with a finite document, or the cheapest."""
        costs = [self._grammar.costs[child] for child in children]
        limit = INFINITE - 1 if self._budget > 0 else min(costs)
        return [child for child, cost in zip(children, costs, strict=True) if cost <= limit]

    def _string(self, pattern: Pattern) -> str:
        """Make the value of an attribute, or of an element with data content."""
        if pattern.kind == "value":
            return self._values.spaced(pattern.value)
        if pattern.kind == "data":
            return self._values.data(pattern.datatype, pattern.facets)
        if pattern.kind == "text":
            return self._values.text()
        if pattern.kind == "choice":
            return self._string(self._chooser.choice(pattern.children))
        count = 1
        if pattern.kind in {"oneOrMore", "zeroOrMore"}:
            count = self._chooser.randint(pattern.kind == "oneOrMore", 3)
        elif pattern.kind == "optional":
            count = self._chooser.randint(0, 1)
        return " ".join(self._string(child) for _ in range(count) for child in pattern.children)


def _join(parts: Sequence[Content]) -> Content:
    """Put contents one after the other."""
    attributes = {name: value for part in parts for name, value in part.attributes.items()}
    return Content(attributes, [node for part in parts for node in part.nodes])


_DATES = {
    "date": ["1962-11-16", "-0044-03-15", "2024-02-29", "1962-11-16Z", "1582-10-15+14:00", "12962-01-31-05:30"],
    "gYear": ["1962", "-0753", "0001", "1962Z", "20000"],
    "gYearMonth": ["1962-11", "-0044-03", "1962-11-12:00"],
    "gMonthDay": ["--11-16", "--02-29", "--12-31Z"],
    "gMonth": ["--11", "--02+01:00"],
    "gDay": ["---16", "---31"],
    "dateTime": ["1962-11-16T10:30:00", "1962-11-16T23:59:59.999+03:00", "-0044-03-15T12:00:00Z"],
    "time": ["10:30:00", "00:00:00.5Z", "23:59:59-12:00"],
}
_POOLS = {
    **_DATES,
    "ID": ["a", "_", "über", "слово", "a.b-c", "ΑΒΓ"],
    "NCName": ["a", "_", "über", "слово", "a.b-c", "p"],
    "Name": ["a", "_", "tei:p", "слово", "a.b-c"],
    "anyURI": [
        "#a",
        "register.xml#слово",
        "https://example.org/ä/?q=1&x=%20#f",
        "urn:isbn:978-0",
        "../p%20q/r.jpg",
        "mailto:a@example.org",
        "gnd:118540238",
    ],
    "language": ["en", "de-AT", "ru-Latn-RU", "x-klingon", "grc", "sr-Cyrl"],
    "boolean": ["true", "false", "0", "1"],
    "nonNegativeInteger": ["0", "7", "+3", "0012", "100"],
    "integer": ["0", "-7", "+3", "123456789012345678901234567890"],
    "decimal": ["0", "-1.5", "+.5", "12.", "0012.500", "100000000000.25"],
    "double": ["0", "-1.5E3", "1e-2", ".5"],
    "duration": ["P1D", "-P1Y2MT3H"],
    "token": [
        "word",
        "Straße",
        "слово",
        "詞",
        "e\u0301",
        "a/b",
        "two words",
        "\u2118",
        "12cm",
        "0.5%",
        "80pt",
        "4.9.0",
        "2b.1",
        "image/svg+xml",
        "1.5,-2",
        "0,0",
        "55.752 37.617",
        "-12.5, +3",
        "abc",
        "z39.50",
        "(.+)",
        "😀",
    ],
    "string": ["x", " ", "two  words", "слово\u00a0слово", "e\u0301 <&> \"'", "font-weight: bold", "😀"],
}
_TEXTS = ["", "", " ", "\n  ", "text", "Größe & <Maß>", "слово", "עִבְרִית", "\u00a0", "e\u0301", "]]>", "😀 – “x”"]


class Values:
    """Makes the strings of one document: texts and values of data types, the odd legal ones among them."""

    def __init__(self, chooser: random.Random) -> None:
        """Take the source of decisions."""
        self._chooser = chooser
        self._identifiers = 0

    def text(self) -> str:
        """Give some text, perhaps none."""
        return self._chooser.choice(_TEXTS)

    def spaced(self, value: str) -> str:
        """Put white space around a value at times, where its type is known to collapse it."""
        return f"\n {value} " if self._chooser.random() < 0.05 else value

    def data(self, datatype: str, facets: tuple[tuple[str, str], ...]) -> str:
        """Give a value of a data type with facets."""
        value = self._chooser.choice(_candidates(datatype, facets))
        if datatype == "ID":
            self._identifiers += 1
            return f"{value}{self._identifiers}"
        # libxml2 matches the pattern of a pointer before it collapses white space, and so refuses the value.
        return value if datatype in {"string", "anyURI"} else self.spaced(value)


@cache
def _candidates(datatype: str, facets: tuple[tuple[str, str], ...]) -> Sequence[str]:
    """Give the known values of a type that satisfy its facets."""
    candidates = [value for value in _POOLS[datatype] if all(_satisfies(value, *facet) for facet in facets)]
    if not candidates:
        message = f"no value known for {datatype} with {facets}: add one to the pools"
        raise NotImplementedError(message)
    return candidates


def _satisfies(value: str, facet: str, limit: str) -> bool:
    """Say whether a value satisfies a facet."""
    if facet == "pattern":
        return re.fullmatch(_python_regex(limit), value) is not None
    tests: dict[str, Callable[[], bool]] = {
        "minLength": lambda: len(value) >= int(limit),
        "maxLength": lambda: len(value) <= int(limit),
        "minInclusive": lambda: float(value) >= float(limit),
        "maxInclusive": lambda: float(value) <= float(limit),
    }
    return tests[facet]()


def _python_regex(pattern: str) -> str:
    """Turn an XML Schema pattern into a Python one, as far as the two differ in the patterns used."""
    return re.sub(r"\\p\{([A-Z])\}", lambda match: _category(match[1]), pattern)


@cache
def _category(initial: str) -> str:
    """Give the inside of a character class with all characters of a general category."""
    codes = [code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code))[0] == initial]
    starts = [codes[0], *(after for before, after in pairwise(codes) if after != before + 1)]
    ends = [*(before for before, after in pairwise(codes) if after != before + 1), codes[-1]]
    return "".join(f"\\U{start:08x}-\\U{end:08x}" for start, end in zip(starts, ends, strict=True))
