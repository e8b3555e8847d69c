"""The engine's tests stand in the sample publication; each that runs notebooks has a project of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

import small_project
from pressroom import scenarios
from pressroom.checks import Problem, checklist
from pressroom.project import Project


@pytest.fixture(autouse=True, scope="module")
def stand_in_sample(sample: Path) -> None:
    """The working folder of every test here is the sample publication."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with the sample's parameters and data, and two short notebooks."""
    return small_project.build(tmp_path / "project")


@pytest.fixture
def scenario(project: Project) -> Callable[..., scenarios.Scenario]:
    """Load a scenario of the small project."""
    return lambda name="base", **overrides: scenarios.load(project, name, overrides)


@pytest.fixture
def add(project: Project) -> Callable[..., Path]:
    """Write a notebook of some cells into the small project."""
    return lambda name, *sources, **options: small_project.add_notebook(project, name, *sources, **options)


@pytest.fixture
def refused_share(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let the report's own checks refuse one value of `sold_share`."""

    def refuse(value: float) -> None:
        class Own:
            @staticmethod
            def of_tables(tables):
                return []

            @staticmethod
            def of_values(tables, values):
                return [Problem("It cannot be.", "Change it.")] if values["sold_share"] == value else []

        monkeypatch.setattr(checklist, "_own", lambda subject: Own)

    return refuse
