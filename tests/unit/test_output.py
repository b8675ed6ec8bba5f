"""Results are written whole or not at all, and never over what is not ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import tree
from teiedit.errors import OutputError
from teiedit.publish.output import MANIFEST, write_results


def test_write_and_write_again(tmp_path):
    folder = tmp_path / "deep" / "out"
    written = write_results(folder, {"a.txt": b"one", "b.txt": b"two"})
    assert [path.read_bytes() for path in written] == [b"one", b"two"]
    assert (folder / "a.txt").stat().st_mode & 0o777 == 0o644
    write_results(folder, {"a.txt": b"three"})
    assert (folder / "a.txt").read_bytes() == b"three"
    assert sorted(json.loads((folder / MANIFEST).read_text())) == ["a.txt", "b.txt"]
    assert sorted(tree(folder)) == [MANIFEST, "a.txt", "b.txt"]


def test_what_has_the_same_content_is_taken_over(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"one")
    write_results(tmp_path, {"a.txt": b"one"})
    write_results(tmp_path, {"a.txt": b"two"})
    assert (tmp_path / "a.txt").read_bytes() == b"two"


@pytest.mark.parametrize("manifest", ["", "[]", "nonsense", '{"a.txt": 1}', '{"a.txt": "0"}'])
def test_list_that_cannot_be_trusted(tmp_path, manifest):
    (tmp_path / MANIFEST).write_text(manifest)
    (tmp_path / "a.txt").write_text("mine")
    with pytest.raises(OutputError, match="is not overwritten"):
        write_results(tmp_path, {"a.txt": b"theirs"})
    assert (tmp_path / "a.txt").read_text() == "mine"


def test_full_disk(tmp_path, monkeypatch):
    write_results(tmp_path, {"a.txt": b"one", "b.txt": b"two"})
    before = tree(tmp_path)
    calls = []

    def fail(self, target):
        calls.append(target)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError, match="cannot be written: No space left on device"):
        write_results(tmp_path, {"a.txt": b"three", "b.txt": b"four"})
    assert calls
    assert tree(tmp_path) == before


@pytest.mark.parametrize("failing", ["b.txt", MANIFEST])
def test_an_interruption_anywhere_leaves_a_folder_that_can_be_written_again(tmp_path, monkeypatch, failing):
    write_results(tmp_path, {"a.txt": b"one", "b.txt": b"two"})
    replace = Path.replace
    renamed = []

    def stop(self, target):
        renamed.append(target.name)
        # The list is written before the files and after them: it is the second that fails.
        if target.name == failing and renamed.count(failing) == (2 if failing == MANIFEST else 1):
            raise OSError(13, "The file is open elsewhere")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(OutputError, match="open elsewhere"):
        write_results(tmp_path, {"a.txt": b"three", "b.txt": b"four"})
    monkeypatch.undo()
    write_results(tmp_path, {"a.txt": b"five", "b.txt": b"six"})
    assert (tmp_path / "a.txt").read_bytes() + (tmp_path / "b.txt").read_bytes() == b"fivesix"


def test_two_builds_into_one_folder_know_each_others_files(tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    names = [f"{number}.txt" for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: write_results(tmp_path, {name: name.encode()}), names))
    assert set(json.loads((tmp_path / MANIFEST).read_text())) == set(names)
