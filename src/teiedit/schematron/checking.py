"""Hold the rules of a Schematron schema against documents, in one walk over each for all patterns."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, cast

from lxml import etree

from teiedit import codes, transform
from teiedit.diagnostics import Diagnostic, Location, Report, Severity, finding
from teiedit.document import Document, read_xml
from teiedit.document.addresses import local_path
from teiedit.errors import SchemaError, TransformError
from teiedit.resources import stylesheet
from teiedit.schematron.loading import ACTIVE, FROM, NUMBER, Loaded, load, sch

_OURS: Final = "{urn:teiedit:schematron}"
_AT: Final = re.compile(r"line (\d+)")
# As schemas write them in @role, @flag and @severity; what is none of these is an error.
_SEVERITIES: Final = {
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "information": Severity.INFO,
    "info": Severity.INFO,
    "informative": Severity.INFO,
    "nonfatal": Severity.WARNING,
    "non-fatal": Severity.WARNING,
    "hint": Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class Fired:
    """What a rule has to say of a document.

    Attributes:
        number: of the assert or report, among the places of the schema.
        diagnostic: the finding.
        notes: texts of the diagnostics and properties that the assert names, by id.
    """

    number: int
    diagnostic: Diagnostic
    notes: tuple[tuple[str, str, str], ...]


class Schematron:
    """A schema that is ready to be held against documents."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self.path = loaded.path

    def expression(self, fired: Fired) -> str:
        """Return the test of the assert or report that has spoken."""
        return str(self._loaded.origins[fired.number].get("test", ""))

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Mistakes of the schema that leave it usable: rules that can never fire."""
        return tuple(_shadowed(self._loaded))

    def check(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what the rules have against a document, in the order of the document.

        Raises:
            SchemaError: an expression of the schema does not compile, or fails on the document.
        """
        fired = [one.diagnostic for one in self.fired(document)]
        yield from sorted(fired, key=lambda one: (one.location.line, one.location.column))

    def fired(self, document: Document) -> Iterator[Fired]:
        """Yield each assert that failed and each report that holds, pattern by pattern."""
        for group, compiled in self._compiled:
            for subject in _subjects(group, document):
                try:
                    node = transform.parse(_serialised(subject), subject.path.as_uri())
                except TransformError as error:
                    yield _not_held(subject, error)
                    continue
                try:
                    written = compiled.run(node).value
                except TransformError:
                    written = self._with_care(group, node)
                yield from self._read(etree.fromstring(written.encode()), subject)

    def _with_care(self, group: etree._Element, node: transform.Node) -> str:
        """Hold each test on its own, so that one that fails ends no other."""
        try:
            return str(self._compile(group, careful=True).run(node).value)
        except TransformError as error:
            message = _own_words(error.message)
            raise SchemaError(
                message, Report((finding(codes.SCHEMA_UNUSABLE, message, Location(self.path)),))
            ) from None

    @cached_property
    def _compiled(self) -> list[tuple[etree._Element, transform.Stylesheet]]:
        return [(group, self._compile(group)) for group in _groups(self._loaded.root)]

    def _compile(self, group: etree._Element, *, careful: bool = False) -> transform.Stylesheet:
        compiler = _compiler()
        node = transform.parse(etree.tostring(group), self.path.as_uri())
        text = _by_lines(compiler.run(node, {"careful": careful}).value)
        try:
            return transform.compile_text(text, self.path.name)
        except TransformError as error:
            raise self._wrong(error, text) from None

    def _wrong(self, error: TransformError, text: str) -> SchemaError:
        """Say of a mistake that the processor found in which line of the schema it is."""
        at = Location(self.path)
        found = _AT.search(error.message)
        if found is not None:
            at = self._place(_origin_of(text, int(found[1])), at)
        message = _own_words(error.message)
        return SchemaError(message, Report((finding(codes.SCHEMA_UNUSABLE, message, at),)))

    def _place(self, number: str | None, otherwise: Location) -> Location:
        return self._loaded.places[int(number)] if number is not None else otherwise

    def _read(self, written: etree._Element, document: Document) -> Iterator[Fired]:
        elements = list(document.root.iter(etree.Element))
        failed = {int(one.get("from", "0")): one.text or "" for one in written.iter(f"{_OURS}failed")}
        for test, why in failed.items():
            message = f"this test cannot be evaluated: {_own_words(why)}"
            yield Fired(test, finding(codes.TEST_FAILED, message, self._loaded.places[test]), ())
        for one in written.iter(f"{_OURS}finding"):
            number = int(one.get("from", "0"))
            rule = self._loaded.origins[number]
            element = elements[max(int(one.get("at", "0")) - 1, 0)]
            attribute = _clark(one.get("attribute", ""))
            if path := one.get("path"):
                named = document.at_path(re.sub(r"/@.*$", "", path))
                element = element if named is None else named
                attribute = _clark(path.rpartition("/@")[2]) if "/@" in path else ""
            at = document.locate(element, attribute or None)
            notes = tuple(
                (etree.QName(note).localname, note.get("id", ""), _words("".join(map(str, note.itertext()))))
                for note in one.iterchildren(f"{_OURS}diagnostic", f"{_OURS}property")
            )
            said = "".join(str(text) for part in one.iterchildren(f"{_OURS}text") for text in part.itertext())
            message = _words(said) or _unsaid(rule)
            hint = " ".join(text for kind, _, text in notes if kind == "diagnostic")
            made = finding(codes.RULE_BROKEN, message.rstrip("."), at, hint=hint)
            yield Fired(number, _severe(made, rule), notes)


def load_schematron(path: Path, phase: str | None = None) -> Schematron:
    """Read a Schematron schema, or the rules in a RELAX NG schema or ODD.

    Args:
        path: the file.
        phase: which of its phases; None for the default one, `#ALL` for everything.

    Raises:
        SchemaError: it cannot be used; the report says where and why.
    """
    return Schematron(load(path.resolve(), phase))


def _groups(root: etree._Element) -> Iterator[etree._Element]:
    """Divide a schema into such as have no two variables of one name, and do not look into other documents.

    A variable of a phase comes before one of the schema, one of a pattern before both.
    """
    groups: list[tuple[set[str], list[etree._Element]]] = []
    for pattern in root.iterchildren(sch("pattern")):
        names = {one.get("name", "") for one in pattern.iterchildren(sch("let"))}
        outer = {one.get("name", "") for one in root.iter(sch("let")) if _is_outer(one)}
        is_alone = pattern.get("documents") is not None or names & outer
        fitting = next((one for one in groups if not is_alone and not one[0] & names and "" not in one[0]), None)
        if fitting is None:
            groups.append(({""} if is_alone else set(), [pattern]))
            groups[-1][0].update(names)
        else:
            fitting[0].update(names)
            fitting[1].append(pattern)
    for names, patterns in groups:
        numbers = {one.get(NUMBER) for one in patterns}
        group = copy.deepcopy(root)
        for pattern in list(group.iterchildren(sch("pattern"))):
            if pattern.get(NUMBER) not in numbers:
                group.remove(pattern)
        active = [one for one in group.iterchildren(sch("phase")) if one.get(ACTIVE)]
        inner = names | {let.get("name", "") for phase in active for let in phase.iterchildren(sch("let"))}
        for let in [*group.iterchildren(sch("let")), *(let for one in active for let in one.iterchildren(sch("let")))]:
            hidden = names if let.getparent() is not group else inner
            if let.get("name", "") in hidden:
                parent = let.getparent()
                if parent is not None:
                    parent.remove(let)
        yield group


def _is_outer(let: etree._Element) -> bool:
    parent = let.getparent()
    return parent is not None and (parent.tag == sch("schema") or parent.get(ACTIVE) is not None)


def _subjects(group: etree._Element, document: Document) -> Iterator[Document]:
    """Yield the document, or those that a pattern names by an expression."""
    pattern = group.find(sch("pattern"))
    expression = pattern.get("documents") if pattern is not None else None
    if expression is None:
        yield document
        return
    asking = copy.deepcopy(group)
    for one in list(asking.iterchildren(sch("pattern"), sch("diagnostics"), sch("properties"))):
        asking.remove(one)
    asked = etree.SubElement(asking, sch("pattern"), {NUMBER: "0"})
    rule = etree.SubElement(asked, sch("rule"), {"context": "/"})
    report = etree.SubElement(rule, sch("report"), {"test": "true()", FROM: "0"})
    etree.SubElement(report, sch("value-of"), {"select": f"for $one in ({expression}) return concat($one, '\n')"})
    compiler = _compiler()
    text = compiler.run(transform.parse(etree.tostring(asking), document.path.as_uri())).value
    node = transform.parse(_serialised(document), document.path.as_uri())
    written = etree.fromstring(transform.compile_text(text, "documents").run(node).value.encode())
    for uri in "".join(map(str, written.itertext())).split():
        path = local_path(document.path.parent, uri)
        reading = read_xml(path) if path is not None and path.is_file() else None
        if reading is not None and reading.document is not None:
            yield reading.document


@lru_cache(maxsize=1)
def _compiler() -> transform.Stylesheet:
    # As a text, because a process that has transformed something reads no stylesheet file any more.
    path = stylesheet("schematron/compile.xsl")
    return transform.compile_text(path.read_text(encoding="utf-8"), path.name)


def _by_lines(text: str) -> str:
    """Begin a line with each instruction, so that the line of a mistake tells which it is."""
    return re.sub(r"(?<=>)(?=<xsl:(?:template|if|variable|param|value-of|key|function|sequence)\b)", "\n", text)


def _origin_of(text: str, line: int) -> str | None:
    """Return the number of the schema's element that an instruction of this line was made of."""
    best = None
    for element in etree.fromstring(text.encode()).iter(etree.Element):
        if element.get(FROM) is not None and cast("int", element.sourceline or 0) <= line:
            best = element.get(FROM)
    return best


def _own_words(message: str) -> str:
    """Say what the processor says without the places of what it was given."""
    said = re.sub(r"^.*?(?:XP|XT|SX)[A-Z]{2}\d{4}[a-z]?:?\s*", "", message)
    said = re.sub(r"(Error|Errors were reported|Stylesheet compilation failed).*$", "", said) or message
    said = said.replace("Q{http://www.w3.org/2005/xpath-functions}", "")
    return _words(said.replace("External function calls have been disabled", "")).rstrip(". ")


def _serialised(document: Document) -> bytes:
    """Write a document without its DOCTYPE, whose entities have done their work."""
    root = document.root
    around = (*reversed(list(root.itersiblings(preceding=True))), root, *root.itersiblings())
    return b"\n".join(etree.tostring(one, with_tail=False) for one in around)


def _not_held(document: Document, error: TransformError) -> Fired:
    said = f"the Schematron rules were not held against this document: {_own_words(error.message)}"
    return Fired(0, finding(codes.RULES_NOT_HELD, said, document.locate(document.root)), ())


def _clark(name: str) -> str:
    """Return `Q{uri}name` as `{uri}name`."""
    return name.removeprefix("Q").removeprefix("{}")


def _words(text: str) -> str:
    return " ".join(text.split())


def _unsaid(rule: etree._Element) -> str:
    test = rule.get("test", "")
    return f"{test} holds" if rule.tag == sch("report") else f"{test} does not hold"


def _severe(made: Diagnostic, rule: etree._Element) -> Diagnostic:
    for element in (rule, rule.getparent()):
        for name in ("severity", "role", "flag"):
            value = (element.get(name) or "").lower() if element is not None else ""
            if value in _SEVERITIES:
                return replace(made, severity=_SEVERITIES[value])
            if value in {"error", "fatal"}:
                return made
    return made


def _shadowed(loaded: Loaded) -> Iterator[Diagnostic]:
    """Find rules whose context is that of an earlier one of the same pattern."""
    for pattern in loaded.root.iterchildren(sch("pattern")):
        seen: dict[str, etree._Element] = {}
        for rule in pattern.iterchildren(sch("rule")):
            context = _words(rule.get("context", ""))
            if context in seen:
                at = loaded.places[int(rule.get(FROM, "0"))]
                earlier = loaded.places[int(seen[context].get(FROM, "0"))]
                message = f"the rule for {context} never fires: the one on line {earlier.line} takes what it is for"
                yield finding(codes.RULE_SHADOWED, message, at, hint="Put both into one rule, or into two patterns.")
            seen.setdefault(context, rule)
