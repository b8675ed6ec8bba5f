"""The same verdict as jing's on documents that were changed by chance, and one message for one mistake."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from conformance.mutants import MUTATIONS, mutants
from conformance.oracle import Comparison, Jing, find_jing, findings_of
from conformance.oracle_reasons import assert_covered
from teiedit.relaxng import Schema, load_schema

# Large enough to hold all kinds of elements, small enough for hundreds.
_SIZES = range(1_500, 30_000)


class Series(NamedTuple):
    """Mutants under one schema, made of documents that are valid under it.

    Attributes:
        schema: a file of the test data, or of the project where `own`.
        count: how many.
        mistakes: how many changes each has.
        single: the least part of the mutants with one mistake, of those that are invalid, that get one message.
    """

    schema: str
    count: int
    mistakes: int = 1
    single: float = 0.0
    own: bool = False


SERIES = (
    Series("schemas/tei_all.rng", 540, single=0.8),
    Series("schemas/tei_all.rng", 180, mistakes=3),
    Series("collections/parla-clarin/Schema/parla-clarin.rng", 108, single=0.8),
    Series("collections/suriano/datasource/schema/suriano.rng", 108, single=0.7),
    Series("schemas/teiedit.rng", 216, single=0.8, own=True),
)


@pytest.fixture(scope="session")
def jing() -> Jing:
    return find_jing()


def _valid_documents(root: Path, data: Path, schema: Schema) -> list[Path]:
    paths = [*(root / "tei").glob("*.xml"), *(data / "collections").rglob("*.xml")]
    small = [path for path in paths if path.stat().st_size in _SIZES and b"<!DOCTYPE" not in path.read_bytes()]
    return [path for path in sorted(small) if not findings_of(schema, path)]


def _write_mutants(sources: list[Path], folder: Path, series: Series) -> dict[Path, str]:
    """Write the mutants, all kinds of mutation about equally often; return what was done in each."""
    written: dict[Path, str] = {}
    each = -(-series.count // len(sources))
    for number, source in enumerate(sources):
        made = mutants(source.read_bytes(), each, seed=number, mistakes=series.mistakes, first=number * each)
        for more, mutant in enumerate(made):
            path = folder / f"{number:03}-{more:02}.xml"
            path.write_bytes(mutant.data)
            written[path] = f"{source.name}: {mutant.done}"
    return dict(list(written.items())[: series.count])


@pytest.mark.parametrize("series", SERIES, ids=lambda one: f"{Path(one.schema).stem}-{one.mistakes}")
def test_mutants(jing: Jing, root: Path, data: Path, tmp_path: Path, series: Series) -> None:
    path = (root if series.own else data) / series.schema
    schema = load_schema(path)
    written = _write_mutants(_valid_documents(root, data, schema), tmp_path, series)
    assert len(written) == series.count
    errors = jing.run(path, list(written))
    comparisons = [Comparison(path, errors[path], findings_of(schema, path)) for path in written]
    invalid = [one for one in comparisons if one.errors]
    assert len(invalid) > len(written) / 3
    assert_covered(comparisons, schema, written)
    messages = Counter(len(one.findings) for one in invalid)
    worst = sorted(invalid, key=lambda one: -len(one.findings))[:5]
    told = [
        f"mutants by messages: {sorted(messages.items())}",
        *(f"{len(one.findings)}: {written[one.path]}" for one in worst),
    ]
    print("\n".join(told))  # noqa: T201 - how close it is; pytest -s shows it
    assert messages[1] / len(invalid) >= series.single, told


def test_every_kind_of_mutation_is_tried() -> None:
    """Without this the test above could hold because hardly anything was tried."""
    document = (
        b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text xml:id='t'><p n='1'>a<hi rend='b'>b</hi></p><l/></text></TEI>"
    )
    made = list(mutants(document, len(MUTATIONS), seed=0))
    assert len({mutant.data for mutant in made}) == len(MUTATIONS)
