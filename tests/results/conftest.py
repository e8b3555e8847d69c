"""What the executed notebooks of every scenario left."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pressroom.project import Project

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted(Project(ROOT).scenarios())


class Run(NamedTuple):
    """One scenario's run: its folder, the parameters, and the value of each key figure by its id."""

    folder: Path
    parameters: dict[str, Any]
    values: dict[str, Any]
    figures: list[dict[str, Any]]


@pytest.fixture(scope="session")
def runs() -> dict[str, Run]:
    """Return the run of every scenario, executed only as far as something has changed."""
    command = [sys.executable, "-m", "energikontoret", "run", *SCENARIOS]
    environment = os.environ | {"PRESSROOM_ROOT": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stderr
    return {name: _read(ROOT / "runs" / name) for name in SCENARIOS}


@pytest.fixture(scope="session", params=SCENARIOS)
def run(runs: dict[str, Run], request: pytest.FixtureRequest) -> Run:
    """Return the run of one scenario after another."""
    return runs[request.param]


def rows(resource: str) -> list[dict[str, str]]:
    """Return the bare rows of a file in data/, as text."""
    with (ROOT / f"data/{resource}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def bare() -> Any:
    """Read a file in data/ without the project's own reader."""
    return rows


def _read(folder: Path) -> Run:
    figures = json.loads((folder / "results.json").read_text(encoding="utf-8"))["results"]
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    values = {figure["id"]: figure["value"] for figure in figures}
    return Run(folder, manifest["scenario"]["parameters"], values, figures)
