"""Check and publish TEI editions: the public interface.

Names are loaded when first used, so that `import teiedit` costs nothing that the caller does not need.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from teiedit.diagnostics import Code, Diagnostic, Edit, Fix, Location, Report, Severity
    from teiedit.document import Document, read_document
    from teiedit.edition import Edition, load_edition, loose_edition
    from teiedit.errors import (
        ConfigError,
        InputError,
        NotInstalledError,
        OutputError,
        SchemaError,
        TeiEditError,
        TransformError,
        TypesetError,
    )
    from teiedit.parallel import validate_files
    from teiedit.publish.build import BuildOptions, BuildResult, build_edition
    from teiedit.relaxng import Schema, SchemaFiles, load_schema
    from teiedit.relaxng.allowed import Allowed, AllowedName, AllowedValue
    from teiedit.relaxng.grammar import Grammar
    from teiedit.relaxng.loading import load_grammar
    from teiedit.validation import ValidationOptions, validate_document, validate_paths

__version__ = "0.1.0"

__all__ = [
    "Allowed",
    "AllowedName",
    "AllowedValue",
    "BuildOptions",
    "BuildResult",
    "Code",
    "ConfigError",
    "Diagnostic",
    "Document",
    "Edit",
    "Edition",
    "Fix",
    "Grammar",
    "InputError",
    "Location",
    "NotInstalledError",
    "OutputError",
    "Report",
    "Schema",
    "SchemaError",
    "SchemaFiles",
    "Severity",
    "TeiEditError",
    "TransformError",
    "TypesetError",
    "ValidationOptions",
    "build_edition",
    "load_edition",
    "load_grammar",
    "load_schema",
    "loose_edition",
    "read_document",
    "validate_document",
    "validate_files",
    "validate_paths",
]

_HOMES = {
    "Code": "diagnostics",
    "Diagnostic": "diagnostics",
    "Edit": "diagnostics",
    "Fix": "diagnostics",
    "Location": "diagnostics",
    "Report": "diagnostics",
    "Severity": "diagnostics",
    "Document": "document",
    "read_document": "document",
    "Edition": "edition",
    "load_edition": "edition",
    "loose_edition": "edition",
    "ConfigError": "errors",
    "InputError": "errors",
    "NotInstalledError": "errors",
    "OutputError": "errors",
    "SchemaError": "errors",
    "TeiEditError": "errors",
    "TransformError": "errors",
    "TypesetError": "errors",
    "BuildOptions": "publish.build",
    "BuildResult": "publish.build",
    "build_edition": "publish.build",
    "validate_files": "parallel",
    "Schema": "relaxng",
    "SchemaFiles": "relaxng",
    "load_schema": "relaxng",
    "Allowed": "relaxng.allowed",
    "AllowedName": "relaxng.allowed",
    "AllowedValue": "relaxng.allowed",
    "Grammar": "relaxng.grammar",
    "load_grammar": "relaxng.loading",
    "ValidationOptions": "validation",
    "validate_document": "validation",
    "validate_paths": "validation",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{home}"), name)
