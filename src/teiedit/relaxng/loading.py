"""From the path of a schema to a `Grammar`: every file is read once, and all that is wrong is told in one report.

Only files on this computer are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from teiedit import codes
from teiedit.diagnostics import Location, Report, finding, quoted
from teiedit.document.addresses import local_path, split_address
from teiedit.document.parsing import read_source
from teiedit.errors import InputError, SchemaError
from teiedit.relaxng.grammar import Grammar
from teiedit.relaxng.reading.compact_wording import in_compact_words
from teiedit.relaxng.reading.schema_faults import SchemaFaults, TooManyFaults
from teiedit.relaxng.reading.syntax import Node, SyntaxFault
from teiedit.relaxng.reading.xml_source import XmlSource
from teiedit.relaxng.reading.xml_syntax import read_xml_schema
from teiedit.relaxng.simplification.reachable import reach
from teiedit.relaxng.simplification.restrictions import check_restrictions
from teiedit.relaxng.simplification.simplify import simplify

Read = Callable[[Path], bytes]
# Takes the file that an address stands in, and the address; gives the file to read, or None for the usual one.
Resolve = Callable[[Path, str], Path | None]

_MOST_FILES = 1000
# Files that bring in files, as deep as that.
_MOST_LEVELS = 64
_BEGINS_AS_XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\0\s]*<")


def load_grammar(
    path: Path, *, read: Read | None = None, within: Path | None = None, resolve: Resolve | None = None
) -> Grammar:
    """Read a schema in either syntax, with all that it includes.

    Args:
        path: the schema.
        read: gives the bytes of a file, and raises InputError or OSError where it cannot; by default files are read.
        within: the folder outside which no file is brought in; by default there is none such.
        resolve: says what an address in a schema stands for, as a catalog does.

    Returns:
        The schema in the simple form.

    Raises:
        SchemaError: it is absent or wrong; its report says where and why.
    """
    faults = SchemaFaults()
    files = _Files(faults, read or _bytes_of, within, resolve)
    path = Path(path).absolute()
    try:
        root = files.load(path)
        if root is not None and not faults:
            form = simplify(root, files.targets, faults)
            if not faults:
                reached = reach(form)
                check_restrictions(reached, faults)
                if not faults:
                    return reached.grammar([str(one) for one in files.trees])
    except TooManyFaults:
        pass
    except (InputError, OSError) as error:
        raise _cannot_be_read(path, error) from None
    raise _cannot_be_used(path, faults)


def _bytes_of(path: Path) -> bytes:
    return read_source(path).data


def _cannot_be_read(path: Path, error: InputError | OSError) -> SchemaError:
    said = "there is no such file" if not path.exists() else _why(path, error)
    return SchemaError(str(error), Report((finding(codes.SCHEMA_UNUSABLE, said, Location(path)),)))


def _cannot_be_used(path: Path, faults: SchemaFaults) -> SchemaError:
    found = []
    for fault in faults.found:
        place = fault.source.place(fault.mark)
        at = Location(fault.source.path, place.line, place.column)
        message, hint = fault.message, fault.hint
        if not isinstance(fault.source, XmlSource):
            message, hint = in_compact_words(message), in_compact_words(hint)
        found.append(finding(codes.SCHEMA_UNUSABLE, message, at, hint=hint))
    return SchemaError(f"the schema {path.name} cannot be used: {found[0].message}", Report(tuple(found)).sorted())


def _why(path: Path, error: InputError | OSError) -> str:
    if isinstance(error, InputError):
        return error.message
    return f"{path} cannot be read: {error.strerror or error}"


class _Files:
    """The files of a schema.

    Attributes:
        trees: the roots, by path; None where a file cannot be used.
        targets: the root of the file that an `include` or `externalRef` names, by the identity of the node.
    """

    def __init__(self, faults: SchemaFaults, read: Read, within: Path | None, resolve: Resolve | None) -> None:
        self.trees: dict[Path, Node | None] = {}
        self.targets: dict[int, Node] = {}
        self._faults = faults
        self._read = read
        self._within = within.resolve() if within is not None else None
        self._resolve = resolve

    def load(self, path: Path) -> Node | None:
        """Read a file and all that it leads to.

        Raises:
            InputError, OSError: the file itself cannot be read.
            TooManyFaults: there are as many as anybody would read.
        """
        root = self.trees[path] = self._parse(path, self._read(path))
        # The files that lead to the one that is looked at, from the first, with what is left to see in each.
        way = {_identity(path): _references(root)} if root is not None else {}
        while way:
            current = next(reversed(way))
            node = next(way[current], None)
            if node is None:
                del way[current]
                continue
            target = self._address(node)
            if target is None:
                continue
            identity = _identity(target)
            if identity in way:
                hint = f"{target.name} is what brings in this file, or is this file." if target else ""
                self._faults.say(node, f"the schema includes itself by {target.name}", hint, attribute="href")
            elif self._follow(node, target, len(way)):
                way[identity] = _references(self.trees[target])
        return root

    def _follow(self, node: Node, target: Path, level: int) -> bool:
        """Read the file that a node names, and tell whether it leads to others that were not seen yet."""
        new = target not in self.trees
        if new:
            if len(self.trees) >= _MOST_FILES or level >= _MOST_LEVELS:
                said = (
                    f"more than {_MOST_LEVELS} files deep"
                    if level >= _MOST_LEVELS
                    else f"more than {_MOST_FILES:,} files"
                )
                self._faults.say(node, f"the schema is {said}" if level >= _MOST_LEVELS else f"the schema has {said}")
                return False
            try:
                self.trees[target] = self._parse(target, self._read(target))
            except (InputError, OSError) as error:
                hint = "Correct the address, or put the file there."
                self._faults.say(node, _why(target, error), hint, attribute="href")
                return False
        root = self.trees[target]
        if root is None:
            return False
        if node.kind == "include" and root.kind != "grammar":
            hint = "Only a <grammar> can be included; <externalRef> brings in a pattern."
            self._faults.say(node, f"{target.name} is not a grammar but <{root.kind}>", hint, attribute="href")
            return new
        self.targets[id(node)] = root
        return new

    def _address(self, node: Node) -> Path | None:
        href = node.attributes["href"]
        if not href:
            return None
        folder = node.source.path.parent
        found = self._resolve(node.source.path, href) if self._resolve else None
        target = found or local_path(folder, href, ("", "file"))
        if target is None:
            parts = split_address(href)
            if parts is not None and (parts.scheme not in {"", "file"} or parts.netloc):
                said = f"{quoted(href)} is on the network and is not fetched"
                hint = "Save it beside the schema, and name the file here."
            else:
                said, hint = f"{quoted(href)} names no file", "Correct the address."
            self._faults.say(node, said, hint, attribute="href")
        elif found is None and self._within is not None and not target.is_relative_to(self._within):
            self._faults.say(node, f"{quoted(href)} lies outside of {self._within}", attribute="href")
            return None
        return target

    def _parse(self, path: Path, data: bytes) -> Node | None:
        if _is_compact(path, data):
            # The one syntax or the other: most schemas need but one reader.
            from teiedit.relaxng.reading.compact import parse_compact, read_compact  # noqa: PLC0415

            try:
                return parse_compact(read_compact(path, data))
            except SyntaxFault as fault:
                self._faults.add(fault)
                return None
        return read_xml_schema(path, data, self._faults)


def _identity(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path


def _is_compact(path: Path, data: bytes) -> bool:
    if _BEGINS_AS_XML.match(data[:4096]):
        return False
    return path.suffix.lower() not in {".rng", ".xml"} and bool(data.strip())


def _references(root: Node | None) -> Iterator[Node]:
    """Yield the nodes that name other files."""
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if node.kind in {"include", "externalRef"}:
            yield node
        waiting.extend(reversed(node.children))
