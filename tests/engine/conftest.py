"""A small project of its own for every test that runs notebooks."""

from collections.abc import Callable
from pathlib import Path

import pytest

import small_project
from pressroom import scenarios
from pressroom.checks import Problem, checklist
from pressroom.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with the real parameters and data, and two short notebooks."""
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
def refused_price_index(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let the report's own checks refuse one value of `price_index`."""

    def refuse(value: float) -> None:
        class Own:
            @staticmethod
            def of_tables(tables):
                return []

            @staticmethod
            def of_values(tables, values):
                return [Problem("It cannot be.", "Change it.")] if values["price_index"] == value else []

        monkeypatch.setattr(checklist, "_own", lambda subject: Own)

    return refuse
