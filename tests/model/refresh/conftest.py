"""A copy of what the report is made from, for newer statistics to be taken into."""

import shutil
from pathlib import Path

import pytest

from energikontoret.refresh import effects
from pressroom.project import Project

ROOT = Path(__file__).parents[3]


@pytest.fixture
def copy(tmp_path: Path) -> Project:
    """A copy of what the report is made from."""
    for folder in ("data", "params", "notebooks", "report"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("executed"))
    for name in effects.ALONE:
        shutil.copyfile(ROOT / name, tmp_path / name)
    return Project(tmp_path)
