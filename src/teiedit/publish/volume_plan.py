"""Decide what is in the volume of an edition, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from teiedit.edition import Edition
from teiedit.errors import InputError
from teiedit.publish.volume import Group, VolumePlan


def front_and_back(edition: Edition) -> tuple[Path, ...]:
    """Return the files that only a volume has, or that it has in places of their own."""
    settings = edition.config.volume
    return (*edition.matching(settings.front), *edition.matching(settings.back))


def plan_volume(edition: Edition, chosen: Sequence[Path], dates: Mapping[Path, str]) -> VolumePlan:
    """Put documents in the order of their volume.

    Args:
        edition: whose settings say what comes where.
        chosen: the documents that there are; what the settings name besides is left out.
        dates: of documents, ISO 8601, where they have one.

    Raises:
        InputError: no document is left.
    """
    settings = edition.config.volume
    front = tuple(path for path in edition.matching(settings.front) if path in dates)
    back = tuple(path for path in edition.matching(settings.back) if path in dates and path not in front)
    left = dict.fromkeys(path for path in chosen if path not in front and path not in back)

    def take(patterns: Iterable[str]) -> tuple[Path, ...]:
        taken: list[Path] = []
        for pattern in patterns:
            matching = [path for path in edition.matching((pattern,)) if path in left]
            taken += _ordered(matching, dates) if settings.order == "date" else matching
            for path in matching:
                del left[path]
        return tuple(taken)

    groups = [Group("", take(settings.documents))]
    groups += [Group(part.title, take(part.documents)) for part in settings.parts]
    if not (settings.documents or settings.parts):
        groups = [Group("", tuple(_ordered(left, dates) if settings.order == "date" else left))]
    groups = [group for group in groups if group.documents]
    if not groups:
        msg = "the volume has no document; see [volume] in teiedit.toml"
        raise InputError(msg, edition.root)
    title = settings.title or edition.config.title or edition.root.name
    return VolumePlan(settings, title, tuple(groups), front, back)


def _ordered(paths: Iterable[Path], dates: Mapping[Path, str]) -> list[Path]:
    """Order by date, and those without one, which stay in their order, last."""
    return sorted(paths, key=lambda path: (not dates.get(path), _date_key(dates.get(path, ""))))


def _date_key(date: str) -> tuple[int, str]:
    is_before_christ = date.startswith("-")
    year = date.removeprefix("-").split("-")[0]
    number = int(year) if year.isdecimal() else 0
    return (-number if is_before_christ else number, date)
