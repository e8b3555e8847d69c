"""Pages of which there is one for each of something are refused before anything runs where they cannot be."""

import pytest

from pressroom.errors import UserError
from pressroom.rendering import each, links


@pytest.fixture
def named(project, monkeypatch):
    """A project that has pages of its two villages, and their text in the source language."""
    monkeypatch.setattr(links, "named_pages", lambda project: {"10": "Berg", "20": "Dalby"})
    (project.report / "each.qmd").write_text("# Byn\n", encoding="utf-8")
    return project


def test_a_code_or_every_code_is_chosen(named):
    assert each.chosen(named, "all", "sv") == ("10", "20")
    assert each.chosen(named, "20", "sv") == ("20",)
    with pytest.raises(UserError, match="--each 21: there is no such code"):
        each.chosen(named, "21", "sv")


def test_a_text_that_is_missing_is_named(named):
    with pytest.raises(UserError, match=r"their text report/en/each\.qmd is missing") as refused:
        each.chosen(named, "all", "en")
    assert refused.value.todo == "Restore it: git checkout -- report/en/each.qmd"
    (named.report / "each.qmd").unlink()
    with pytest.raises(UserError, match=r"their text report/each\.qmd is missing"):
        each.chosen(named, "10", "sv")


def test_a_report_without_such_pages_has_none(named, monkeypatch):
    monkeypatch.setattr(links, "named_pages", lambda project: {})
    with pytest.raises(UserError, match="no pages of this kind"):
        each.chosen(named, "all", "sv")
