"""The answer that is given before anything heavy is imported."""

import subprocess
import sys

import pytest

from pressroom import start
from pressroom.runs.fresh import Request

HEAVY = ("pydantic", "pandas", "yaml", "papermill", "nbformat", "typer", "rich")


@pytest.mark.parametrize("arguments", [[], ["--help"], ["report"], ["run", "--force"], ["run", "nosuch"]])
def test_the_command_line_decides_where_a_run_is_not_plain(arguments, tmp_path, monkeypatch):
    # A project of its own: in this checkout the report may be up to date.
    (tmp_path / "_quarto.yml").touch()
    (tmp_path / "params").mkdir()
    monkeypatch.setenv("PRESSROOM_ROOT", str(tmp_path))
    assert start.unchanged(arguments) == ""


def test_nothing_heavy_is_imported_to_see_that_nothing_changed():
    code = f"import sys, pressroom.start; sys.exit([m for m in {HEAVY} if m in sys.modules] != [])"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


@pytest.mark.parametrize(
    ("line", "command", "names", "overrides"),
    [
        ("run", "run", ("base",), {}),
        ("report a b", "report", ("a", "b"), {}),
        ("run a -p x=1 -p y=", "run", ("a",), {"x": "1", "y": ""}),
        ("diff a b", "diff", ("a", "b"), {}),
        ("run --force", "", ("base",), {}),
        ("run -p", "", ("base",), {}),
        ("run -p x=1 -p x=2", "", ("base",), {}),
    ],
)
def test_a_plain_line_is_read_before_typer_and_any_other_is_left_to_it(line, command, names, overrides):
    assert start.plain(line.split()) == (command, Request(names, overrides), {})


@pytest.mark.parametrize(
    ("line", "command", "options"),
    [
        ("report --part all", "report", {"--part": "all"}),
        ("report a --part brief,annex -p x=1", "report", {"--part": "brief,annex"}),
        ("report --to html --lang en", "report", {"--to": "html", "--lang": "en"}),
        ("run --part all", "", {}),
        ("run --to html", "", {}),
        ("report --part", "report", {"--part": ""}),
    ],
)
def test_only_a_report_has_parts_formats_and_a_language(line, command, options):
    found = start.plain(line.split())
    assert (found[0], found[2]) == (command, options)


@pytest.mark.parametrize("line", ["--part brif", "--to htm", "--to html,html", "--to pdf,html", "--lang xx"])
def test_what_is_unknown_or_in_another_order_is_left_to_typer(line):
    assert start.unchanged(["report", *line.split()]) == ""
