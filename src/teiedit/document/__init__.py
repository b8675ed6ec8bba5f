"""Read TEI documents: the only XML parser and serialiser of the package, with safe settings and exact places.

Nothing outside the file is read while parsing: no DTD, no external entity, no network. XInclude is resolved
afterwards, within one folder. A file that cannot be parsed gives findings, not an exception.
"""

from __future__ import annotations

from teiedit.document.model import Document, Origin
from teiedit.document.parsing import Reading, parse_file, read_source
from teiedit.document.reading import read_document, read_xml

__all__ = ["Document", "Origin", "Reading", "parse_file", "read_document", "read_source", "read_xml"]
