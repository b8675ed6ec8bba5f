"""Which findings somebody wants: kinds named by code, by name, or by the beginning of codes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from teiedit import codes
from teiedit.diagnostics import Code, Report


@dataclass(frozen=True, slots=True)
class Selection:
    """Kinds of findings to keep.

    Attributes:
        select: only these are kept, or all if there are none.
        ignore: these are left out, whatever `select` has.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def apply(self, report: Report) -> Report:
        """Return the report with only the findings that are wanted.

        Raises:
            KeyError: a term means no code.
        """
        if not self.select and not self.ignore:
            return report
        wanted = _codes_of(self.select) if self.select else set(codes.catalogue())
        wanted -= _codes_of(self.ignore)
        return Report(tuple(one for one in report if one.code in wanted), report.checked)


def codes_meant(term: str) -> tuple[Code, ...]:
    """Return the codes that a term means: `TE305`, `bad-value`, or all that begin with `TE3`; none if it means none."""
    wanted = term.strip()
    every = codes.catalogue()
    by_name = tuple(code for code in every if code.name == wanted.lower())
    is_prefix = wanted.upper().startswith("TE")
    return by_name or tuple(code for code in every if is_prefix and code.id.startswith(wanted.upper()))


def nearest_term(term: str) -> str:
    """Return the code or name that a wrong term may have been meant for, or an empty text."""
    known = [text for code in codes.catalogue() for text in (code.id, code.name)]
    wanted = term.strip().upper()
    # Letters are taken for the digits that they look like.
    number = wanted[2:].replace("O", "0").replace("I", "1").replace("L", "1")
    is_code = wanted.startswith("TE") and number[:1].isdigit()
    shape = f"TE{number}" if is_code else wanted.lower()
    return shape if shape in known else next(iter(difflib.get_close_matches(shape, known, n=1)), "")


def _codes_of(terms: Iterable[str]) -> set[Code]:
    found: set[Code] = set()
    for term in terms:
        meant = codes_meant(term)
        if not meant:
            raise KeyError(term)
        found.update(meant)
    return found
