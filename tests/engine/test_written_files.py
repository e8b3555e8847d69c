"""A file is written whole, and a folder replaced in one step."""

import errno
import os
from pathlib import Path

import pytest

import pressroom
from pressroom import files

SOURCE = Path(pressroom.__file__).parents[1]


@pytest.mark.parametrize("content", ["ö\n", b"\xff\x00"])
def test_what_is_written_replaces_what_was_there(tmp_path, content):
    path = tmp_path / "a.txt"
    path.write_text("earlier")
    files.write(path, content)
    assert path.read_bytes() == (content if isinstance(content, bytes) else content.encode())
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_what_was_there(tmp_path, monkeypatch, step):
    def fails(*arguments):
        raise OSError(errno.ENOSPC, "full")

    (tmp_path / "a.txt").write_text("earlier")
    monkeypatch.setattr(os, step, fails)
    with pytest.raises(OSError, match="full"):
        files.write(tmp_path / "a.txt", "half")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["earlier"]


def test_of_files_that_belong_together_none_is_written_where_one_has_no_room(tmp_path, monkeypatch):
    def has_room_for_one(number):
        monkeypatch.setattr(os, "fsync", fails)

    def fails(number):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", has_room_for_one)
    (tmp_path / "a.txt").write_text("earlier")
    with pytest.raises(OSError, match="full"):
        files.write_all({tmp_path / "a.txt": "new", tmp_path / "b.txt": "new"})
    assert [path.read_text() for path in tmp_path.iterdir()] == ["earlier"]


@pytest.mark.parametrize("in_one_step", [True, False])
def test_a_folder_replaces_another(tmp_path, monkeypatch, in_one_step):
    if not in_one_step:
        monkeypatch.setattr(files, "_swap", lambda one, other: False)
    for name in ("new", "target"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    files.exchange(tmp_path / "new", tmp_path / "target")
    assert [path.name for path in (tmp_path / "target").iterdir()] == ["new"]


def test_a_changed_file_has_another_hash(tmp_path):
    path = tmp_path / "a"
    path.write_text("a")
    before = files.digest_of(path)
    files.write(path, "b")
    assert (before, files.digest_of(path)) == (files.digest(b"a"), files.digest(b"b"))


def test_no_other_module_renames_what_it_has_written():
    found = [p.name for p in SOURCE.rglob("*.py") if "os.replace(" in p.read_text(encoding="utf-8")]
    assert found == ["files.py"]
