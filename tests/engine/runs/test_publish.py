"""What a killed run had moved aside comes back where it is missing, and goes where it is not."""

import pytest

from pressroom.runs import publish


@pytest.fixture
def aside(tmp_path):
    """A run that was moved aside, in the folder of one that was killed."""
    folder = tmp_path / publish.WORK / "base=x" / "old-base"
    folder.mkdir(parents=True)
    (folder / "results.json").write_text("old")
    return folder


def test_it_comes_back_where_nothing_stands_in_its_place(tmp_path, aside):
    publish.recover(tmp_path, ["base"])
    assert (tmp_path / "base" / "results.json").read_text() == "old"
    assert list((tmp_path / publish.WORK).iterdir()) == []


def test_it_goes_where_another_was_published(tmp_path, aside):
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "results.json").write_text("new")
    publish.recover(tmp_path, ["base"])
    assert (tmp_path / "base" / "results.json").read_text() == "new"
    assert list((tmp_path / publish.WORK).iterdir()) == []


def test_a_killed_run_that_had_moved_nothing_aside_leaves_no_folder(tmp_path):
    (tmp_path / publish.WORK / "base=x" / "new").mkdir(parents=True)
    publish.recover(tmp_path, ["base"])
    assert not (tmp_path / "base").exists()
    assert list((tmp_path / publish.WORK).iterdir()) == []
