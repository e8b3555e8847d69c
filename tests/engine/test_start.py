"""The answer that is given before anything heavy is imported."""

import subprocess
import sys

import pytest

from pressroom import start

HEAVY = ("pydantic", "pandas", "ruamel", "papermill", "nbformat", "typer", "rich")


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
    ("arguments", "expected"),
    [
        (["run", "--force"], True),
        (["report", "-p", "price_index=0.03"], True),
        (["run", "--explain"], False),
        (["run", "--scheduler=tcp://host:1"], False),
        (["check"], False),
    ],
)
def test_what_notebooks_need_is_loaded_early_where_they_will_run(arguments, expected):
    assert start.will_run(arguments) is expected
