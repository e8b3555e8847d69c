"""A run under a name of its own stays what was asked for under it."""

import pytest

from pressroom.errors import UserError
from pressroom.runs import blob, named
from pressroom.runs.fresh import Request

ASKED = Request(overrides={"price_index": "0.03", "first_year": "2024"}, run_as="mine")


def test_what_was_asked_for_is_kept_as_it_was_typed(project):
    named.keep(project, ASKED)
    assert named.asked(project, "mine") == "base -p first_year=2024 -p price_index=0.03"
    assert named.asked(project, "other") == ""


def test_the_name_is_taken_for_something_else_only(project):
    named.keep(project, ASKED)
    (project.runs / "mine").mkdir()
    named.refuse(project, ASKED)
    with pytest.raises(UserError, match="runs/mine holds another run"):
        named.refuse(project, Request(run_as="mine"))


def test_of_two_that_take_a_name_at_the_same_moment_one_is_refused(project):
    other = Request(overrides={"price_index": "0.04"}, run_as="mine")
    for request in (ASKED, other):
        named.refuse(project, request)
    named.keep(project, ASKED)
    named.keep(project, ASKED)
    with pytest.raises(UserError, match=r"another run \(base -p first_year=2024 .*\) is under way"):
        named.keep(project, other)
    assert named.asked(project, "mine") == "base -p first_year=2024 -p price_index=0.03"


def test_a_name_that_a_process_had_taken_and_never_used_is_free(project, monkeypatch):
    monkeypatch.setattr(named, "_taken", [])
    named.keep(project, ASKED)
    named._taken.clear()
    named.keep(project, Request(overrides={"price_index": "0.04"}, run_as="mine"))
    assert named.asked(project, "mine") == "base -p price_index=0.04"


@pytest.mark.parametrize("content", [b"hello\n", b"", b"a" * (2 * blob.PIECE + 1)])
def test_the_id_of_a_file_is_the_one_that_git_gives_it(tmp_path, content):
    (tmp_path / "a").write_bytes(content)
    known = {
        b"hello\n": "ce013625030ba8dba906f756967f9e9ca394464a",
        b"": "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    }
    assert (
        blob.blob_id(tmp_path / "a")
        == blob.blob_id_of(content)
        == known.get(content, blob.blob_id_of(content))
    )
