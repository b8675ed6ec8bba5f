"""Hold documents against RELAX NG schemas: `load_schema` gives a `Schema`, which gives findings.

All of RELAX NG, in the XML and the compact syntax, with the datatypes of XML Schema. Usable alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from teiedit import codes
from teiedit.diagnostics import Location, Report, finding
from teiedit.errors import SchemaError
from teiedit.relaxng.cache import SchemaFiles, cached_grammar
from teiedit.relaxng.grammar import depth_of
from teiedit.relaxng.schema import Schema

__all__ = ["Schema", "SchemaFiles", "load_schema"]

_MOST_LEVELS: Final = 100


def load_schema(path: Path, files: SchemaFiles | None = None, *, check_ids: bool = True) -> Schema:
    """Load a schema in either syntax, from the user's cache where it has not changed since it was last loaded.

    Args:
        path: the schema.
        files: where it and what it includes come from; by default they are read as they lie.
        check_ids: whether values of the types ID, IDREF and IDREFS are held against each other in documents.

    Raises:
        SchemaError: it is absent or wrong; its report says where and why.
    """
    path = Path(path).absolute()
    grammar = cached_grammar(path, files)
    if depth_of(grammar.rows) > _MOST_LEVELS:
        # The engine calls itself for each.
        said = f"its definitions lead through more than {_MOST_LEVELS} patterns without an element between them"
        report = Report((finding(codes.SCHEMA_UNUSABLE, said, Location(path)),))
        msg = f"the schema {path.name} cannot be used: {said}"
        raise SchemaError(msg, report)
    return Schema(path, grammar, check_ids=check_ids)
