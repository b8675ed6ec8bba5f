"""The public interface is what it was promised to be."""

from __future__ import annotations

import subprocess
import sys

import pytest

import teiedit

PUBLIC = [
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


def test_names():
    assert teiedit.__all__ == PUBLIC
    assert sorted(teiedit._HOMES) == sorted(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_each_can_be_had_and_says_what_it_is(name):
    assert getattr(teiedit, name).__doc__


def test_no_other_name():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        teiedit.nothing  # noqa: B018 - the access is what is tested


def test_import_costs_nothing_that_is_not_used():
    script = "import sys, teiedit; print(*(m for m in ('lxml', 'saxonche', 'typst', 'click') if m in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == ""
