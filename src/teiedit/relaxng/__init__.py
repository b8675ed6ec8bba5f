"""Hold documents against RELAX NG schemas: `load_schema` gives a `Schema`, which gives findings.

All of RELAX NG, in the XML and the compact syntax, with the datatypes of XML Schema. Usable alone.
"""

from __future__ import annotations

from pathlib import Path

from teiedit.relaxng.cache import SchemaFiles, cached_grammar
from teiedit.relaxng.schema import Schema

__all__ = ["Schema", "SchemaFiles", "load_schema"]


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
    return Schema(path, cached_grammar(path, files), check_ids=check_ids)
