"""Plain git shows notebooks as a reader needs them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from handmade import code, finances, notebook, table

from pressroom.review import gitsetup, textconv

ROOT = Path(__file__).parents[3]


def git(folder, *arguments):
    named = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    command = ["git", "-C", str(folder), *named, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def shown(document):
    return textconv.as_text(json.dumps(document).encode())


@pytest.mark.parametrize(
    "expected",
    [
        "→ agreement.gap_sek = 103.0 kr",
        "  common | 100",
        "#| fig-cap: Gapet",
        "→ figure bars, png ",
        "  2023 | 103.0",
        "rate = 0.03",
        "# Ekonomi",
    ],
)
def test_an_executed_notebook_is_short_text(expected):
    assert expected in shown(finances())


def test_no_image_is_spelled_out():
    assert max(map(len, shown(finances()).splitlines())) < 100


def test_long_outputs_are_cut_and_still_differ():
    old, new = (
        shown(
            notebook(code("c", "", {"output_type": "stream", "name": "stdout", "text": "x\n" * 1000 + end}))
        )
        for end in "ab"
    )
    assert len(old.splitlines()) < 210
    assert old != new


def test_a_table_is_one_line_a_row():
    text = shown(notebook(code("c", "", table([["a", {"message": "ett"}], ["b", 2]]))))
    assert "  a | ett\n  b | 2\n" in text


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe", b"[]", b'{"cells": 1}'])
def test_what_is_no_notebook_is_shown_as_it_is(raw):
    assert textconv.as_text(raw).startswith("# not a notebook: ")


@pytest.fixture
def checkout(tmp_path):
    """A git checkout with our attributes and settings, and one committed executed notebook."""
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitattributes").write_text((ROOT / ".gitattributes").read_text())
    for name in ("report/executed", "notebooks", "params"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("_quarto.yml", "pyproject.toml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    for file in executed(tmp_path), source(tmp_path):
        file.write_text(json.dumps(finances(), indent=1))
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    assert gitsetup.configure(tmp_path, sys.executable)
    return tmp_path


def executed(folder):
    return folder / "report" / "executed" / "01_finances.ipynb"


def source(folder):
    return folder / "notebooks" / "01_finances.ipynb"


def test_git_diff_of_an_executed_notebook_is_the_changed_lines(checkout):
    executed(checkout).write_text(json.dumps(finances(amount=110), indent=1))
    changed = [
        each for each in git(checkout, "diff", "-U0").splitlines() if each[:2] in ("- ", "+ ", "-→", "+→")
    ]
    assert len(changed) == 8
    assert "+→ agreement.gap_sek = 113.3 kr" in git(checkout, "diff").replace("113.30000000000001", "113.3")


def test_git_diff_of_a_source_notebook_is_its_changed_lines(checkout):
    source(checkout).write_text(json.dumps(finances(formula="gap(posts, 2)"), indent=1))
    changed = [each for each in git(checkout, "diff", "-U0").splitlines() if each[:1] in "+-"]
    assert [each for each in changed if "gap(posts, 2)" in each]
    assert not [each for each in changed if '"source"' in each]


def test_outside_of_a_checkout_nothing_is_set_up_or_said(tmp_path, capfd):
    assert gitsetup.configure(tmp_path) is False
    assert capfd.readouterr() == ("", "")


def test_without_git_nothing_is_set_up(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert gitsetup.configure(tmp_path) is False


def test_a_checkout_is_set_up_by_a_command(tmp_path):
    git(tmp_path, "init", "-q")
    (tmp_path / "_quarto.yml").touch()
    (tmp_path / "params").mkdir()
    command = [sys.executable, "-m", "pressroom.review.gitsetup"]
    subprocess.run(command, check=True, cwd=tmp_path)
    assert f"{sys.executable} -m pressroom.review.textconv" in git(tmp_path, "config", "--local", "--list")


def test_a_checkout_is_set_up_by_itself_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "global"))
    git(tmp_path, "init", "-q")
    assert gitsetup.configure(tmp_path, "/a b/python") is True
    settings = git(tmp_path, "config", "--local", "--list")
    assert "diff.notebook.textconv='/a b/python' -m pressroom.review.textconv\n" in settings
    assert (
        "filter.notebook.clean=if test -x '/a b/python'; "
        "then '/a b/python' -m pressroom.review.stored; else cat; fi\n"
    ) in settings
    assert not (tmp_path / "global").exists()


@pytest.mark.parametrize(
    "odd", [{"message": 5}, {"message": "x", "values": 3}, {"message": "{a:b}", "values": {"a": 1}}]
)
def test_a_text_that_no_program_of_ours_wrote_is_shown_as_it_stands(odd):
    shown_odd = shown(notebook(code("c", "", table([["a", odd], ["b", 2]]))))
    assert '{"message"' in shown_odd
