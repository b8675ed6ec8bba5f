"""The catalogue of findings."""

from __future__ import annotations

import re

import pytest

from teiedit import codes
from teiedit.codes import by_id, catalogue

NAMES = {code.id: name for name, code in vars(codes).items() if isinstance(code, codes.Code)}


def test_identifiers_and_names_are_each_given_once():
    every = catalogue()
    assert len({code.id for code in every}) == len({code.name for code in every}) == len(every) == len(NAMES)
    for code in every:
        assert re.fullmatch(r"TE[1-7]\d\d", code.id)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.name)
        assert code.summary.endswith(".")


def test_by_id():
    assert by_id("TE109") is codes.NOT_TEI
    with pytest.raises(KeyError):
        by_id("TE999")


@pytest.mark.parametrize("code", [code.id for code in catalogue()])
def test_every_code_is_used_and_is_expected_by_some_test(code, root):
    source = "".join(path.read_text(encoding="utf-8") for path in (root / "src").rglob("*.py"))
    assert f"codes.{NAMES[code]}" in source
    tests = "".join(
        path.read_text(encoding="utf-8") for path in (root / "tests").rglob("*") if path.suffix in {".py", ".toml"}
    )
    assert code in tests
