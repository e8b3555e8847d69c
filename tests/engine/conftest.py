"""A small project of its own for every test that runs notebooks."""

from collections.abc import Callable
from pathlib import Path

import pytest

import small_project
from pressroom import scenarios
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
