"""Hold documents against a RELAX NG schema: `load_schema` gives a `Schema`, which gives findings.

The schema language behind the interface is checked by libxml2; nothing outside this folder knows that.
"""

from __future__ import annotations

from teiedit.relaxng.libxml2 import Schema, load_schema

__all__ = ["Schema", "load_schema"]
