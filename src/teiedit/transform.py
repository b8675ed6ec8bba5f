"""Run XSLT 3.0 by SaxonC-HE: the only importer of saxonche.

A stylesheet reads nothing but its own modules while it compiles, and nothing at all while it runs: no
document(), no network, no result-document. What it has to say leaves as `te:diagnostic` messages.
The parser's limits are raised to what large editions need and never lifted.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teiedit.errors import TransformError
from teiedit.namespaces import ANNOTATION

if TYPE_CHECKING:
    from saxonche import PySaxonProcessor

_FEATURE = "http://saxon.sf.net/feature/"
_DEEPEST = 3000

# A node of the processor's; saxonche has no types.
Node = Any
# A parameter's value: text, a number, a truth value, a node, or none (the empty sequence).
ParameterValue = Any


@dataclass(frozen=True, slots=True)
class Message:
    """A finding as a stylesheet utters it: a code, the place by fn:path(), and the name it is about."""

    code: str
    path: str
    subject: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a stylesheet made of a document, and what it had to say."""

    value: Any
    messages: tuple[Message, ...]


@lru_cache(maxsize=1)
def _processor() -> PySaxonProcessor:
    """Make the one processor of this process; a second one, or one made in a thread, can crash it."""
    from saxonche import PySaxonProcessor  # noqa: PLC0415 - 15 ms that only a transformation needs

    processor = PySaxonProcessor(license=False)
    for name in ("maxElementDepth", "elementAttributeLimit", "maxGeneralEntitySizeLimit", "totalEntitySizeLimit"):
        limit = _DEEPEST if name == "maxElementDepth" else 1_000_000_000
        processor.set_configuration_property(f"{_FEATURE}parserProperty?uri=jdk.xml.{name}", str(limit))
    processor.set_configuration_property(f"{_FEATURE}disableXslEvaluate", "true")
    # The environment is empty then, and xsl:result-document, which no other setting holds back, does not compile.
    processor.set_configuration_property(f"{_FEATURE}allow-external-functions", "false")
    processor.set_configuration_property(
        f"{_FEATURE}parserFeature?uri=http://apache.org/xml/features/disallow-doctype-decl", "true"
    )
    return processor


def parse(data: bytes, base_uri: str) -> Node:
    """Parse XML that this package serialised; `base_uri` is what relative pointers in it start from.

    Raises:
        TransformError: it cannot be parsed.
    """
    with _stderr() as said:
        try:
            builder = _processor().new_document_builder()
            builder.set_base_uri(base_uri)
            return builder.parse_xml(xml_text=data.decode("utf-8"))
        except Exception as error:  # noqa: BLE001 - saxonche has no one class for what it raises
            raise TransformError(_sentence(error, said())) from None


def serialise(node: Node) -> bytes:
    """Write a node as XML, adding no white space; `str()` of one would indent mixed content."""
    xpath = _processor().new_xpath_processor()
    xpath.set_context(xdm_item=node)
    return str(xpath.evaluate_single("serialize(., map { 'indent': false() })")).encode("utf-8")


def as_map(entries: Mapping[str, str]) -> ParameterValue:
    """Return texts by key as a parameter of the type `map(xs:string, xs:string)`."""
    processor = _processor()
    make = processor.make_string_value
    return processor.make_map({make(key): make(text) for key, text in entries.items()})


class Stylesheet:
    """A compiled stylesheet."""

    def __init__(self, path: Path, executable: Any) -> None:
        self.path = path
        self._executable = executable

    def run(self, source: Node, parameters: Mapping[str, ParameterValue] | None = None) -> Result:
        """Transform a node to text.

        Args:
            source: a document node from `parse` or `apply`.
            parameters: by name without namespace; None leaves a parameter at its default.

        Raises:
            TransformError: the stylesheet failed.
        """
        return self._call("transform_to_string", source, parameters or {})

    def apply(self, source: Node, parameters: Mapping[str, ParameterValue] | None = None) -> Result:
        """Transform a node to a document node, for the next stylesheet.

        Raises:
            TransformError: the stylesheet failed.
        """
        result = self._call("transform_to_value", source, parameters or {})
        return Result(result.value.item_at(0).get_node_value(), result.messages)

    def _call(self, how: str, source: Node, parameters: Mapping[str, ParameterValue]) -> Result:
        _lock()
        executable = self._executable.clone()
        executable.set_save_xsl_message(True)
        executable.set_property("!encoding", "UTF-8")
        with _stderr() as said:
            try:
                for name, given in parameters.items():
                    if given is not None:
                        executable.set_parameter(name, _item(given))
                value = getattr(executable, how)(xdm_node=source)
            except Exception as error:  # noqa: BLE001 - saxonche has no one class for what it raises
                msg = f"{self.path.name}: {_sentence(error, said())}"
                raise TransformError(msg) from None
        if value is None:
            msg = f"{self.path.name} made nothing of the document"
            raise TransformError(msg)
        return Result(value, tuple(_messages(executable)))


@lru_cache(maxsize=32)
def compile_stylesheet(path: Path) -> Stylesheet:
    """Compile a stylesheet once for the life of this process.

    Everything that a process will run must be compiled before it runs anything: reading files is then switched
    off for good.

    Raises:
        TransformError: it does not compile; the message names module, line and column.
    """
    xslt = _processor().new_xslt30_processor()
    with _stderr() as said:
        try:
            executable = xslt.compile_stylesheet(stylesheet_file=str(path.resolve()))
        except Exception as error:  # noqa: BLE001 - saxonche has no one class for what it raises
            msg = f"{path.name} does not compile: {_sentence(error, said())}"
            raise TransformError(msg) from None
    return Stylesheet(path, executable)


def compile_text(text: str, name: str) -> Stylesheet:
    """Compile a stylesheet that stands in no file and reads none; `name` is what messages call it.

    Raises:
        TransformError: it does not compile.
    """
    xslt = _processor().new_xslt30_processor()
    with _stderr() as said:
        try:
            executable = xslt.compile_stylesheet(stylesheet_text=text)
        except Exception as error:  # noqa: BLE001 - saxonche has no one class for what it raises
            raise TransformError(_sentence(error, said())) from None
    return Stylesheet(Path(name), executable)


@lru_cache(maxsize=1)
def _lock() -> None:
    """Forbid doc(), unparsed-text() and their kin to every stylesheet of this process; there is no way back."""
    _processor().set_configuration_property(f"{_FEATURE}allowedProtocols", "none")


def _item(value: ParameterValue) -> Any:
    processor = _processor()
    if isinstance(value, bool):
        return processor.make_boolean_value(value)
    if isinstance(value, int):
        return processor.make_integer_value(value)
    if isinstance(value, str):
        return processor.make_string_value(value)
    return value


def _messages(executable: Any) -> Iterator[Message]:
    uttered = executable.get_xsl_messages()
    if uttered is None:
        return
    for index in range(uttered.size):
        node = uttered.item_at(index).get_node_value()
        for element in _descend(node):
            if element.name == f"Q{{{ANNOTATION}}}diagnostic":
                yield Message(*(element.get_attribute_value(name) or "" for name in ("code", "path", "subject")))
    executable.clear_xsl_messages()


def _descend(node: Any) -> Iterator[Any]:
    if node.name:
        yield node
    for child in node.children:
        yield from _descend(child)


@contextmanager
def _stderr() -> Iterator[Any]:
    """Catch what the processor writes to file descriptor 2, the only place where it says why it failed."""
    with tempfile.TemporaryFile() as caught:
        kept = os.dup(2)
        os.dup2(caught.fileno(), 2)

        def said() -> str:
            caught.seek(0)
            return caught.read().decode("utf-8", errors="replace")

        try:
            yield said
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def _sentence(error: Exception, said: str) -> str:
    """Say what is wrong, each thing once; warnings, with the lines that belong to them, are of what is right."""
    seen: dict[str, None] = {}
    is_warning = False
    for line in f"{error}\n{said}".splitlines():
        if not line.startswith("  "):
            is_warning = line.strip().startswith("Warning ")
        if line.strip() and not is_warning:
            seen[line.strip()] = None
    return " ".join(seen)[:800].rstrip(".") or "the XSLT processor failed without saying why"
