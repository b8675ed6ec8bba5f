"""Why the program could not go on.

    TeiEditError
    ├── InputError       a file or folder cannot be read
    ├── ConfigError      teiedit.toml is wrong; carries its report
    ├── SchemaError      a schema cannot be used; carries its report
    ├── TransformError   a stylesheet failed or its process died
    ├── TypesetError     the PDF could not be set
    ├── NotInstalledError  what was asked for needs a package that is not there
    └── OutputError      a result cannot or must not be written

What is wrong with a user's document is never an exception but a `Diagnostic`. These carry data and know
nothing of the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from teiedit.diagnostics import Report


class TeiEditError(Exception):
    """Base of everything that this package raises on purpose; `str()` is one clear sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class _PathError(TeiEditError):
    def __init__(self, message: str, path: Path | None = None) -> None:
        super().__init__(message)
        self.path = path

    def __reduce__(self) -> tuple[type, tuple[str, Path | None]]:
        return type(self), (self.message, self.path)


class InputError(_PathError):
    """A file or folder that was asked for cannot be read."""


class OutputError(_PathError):
    """A result cannot be written, or must not be because the file there is not ours."""


class _ReportError(TeiEditError):
    def __init__(self, message: str, report: Report) -> None:
        super().__init__(message)
        self.report = report

    def __reduce__(self) -> tuple[type, tuple[str, Report]]:
        return type(self), (self.message, self.report)


class ConfigError(_ReportError):
    """`teiedit.toml` holds a mistake; `report` says where and what would be right."""


class SchemaError(_ReportError):
    """A schema cannot be read or compiled; `report` says where and why."""


class TransformError(TeiEditError):
    """A stylesheet did not compile, or failed on a document, or took its process with it."""


class TypesetError(TeiEditError):
    """Typst refused what the stylesheet wrote; `near` is a piece of the document's text by the place of the mistake."""

    near = ""


class NotInstalledError(TeiEditError):
    """What was asked for needs a package that comes with an extra (`teiedit[verify]`)."""
