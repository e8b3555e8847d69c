"""The command line, called in this process, in a small project of its own."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from repository import commit, git

import small_project
from places import ROOT
from pressroom import start
from pressroom.project import Project


class Said(NamedTuple):
    """What a command ended with and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project with a report, where nothing has run."""
    return small_project.build_with_report(tmp_path_factory.mktemp("cli") / "project")


@pytest.fixture
def project(template: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A copy of the small project, as the working folder."""
    root = tmp_path / "project"
    shutil.copytree(template.root, root, symlinks=True)
    monkeypatch.delenv("PRESSROOM_ROOT", raising=False)
    monkeypatch.chdir(root)
    return Project(root)


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> Callable[..., Said]:
    """Call the command line with some words."""

    def call(*words: str) -> Said:
        monkeypatch.setattr("sys.argv", ["orchard", *words])
        capsys.readouterr()
        code = 0
        try:
            start.main()
        except SystemExit as end:
            code = end.code
        return Said(code, *capsys.readouterr())

    return call


@pytest.fixture(scope="module")
def first_run(template, tmp_path_factory):
    """The small project, its first run accepted and committed."""
    root = tmp_path_factory.mktemp("accepted") / "project"
    shutil.copytree(template.root, root, symlinks=True)
    (root / ".gitignore").write_text("runs/\n_report/\n")
    (root / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    git(Project(root), "init", "-q", "-b", "main")
    git(Project(root), "config", "user.name", "Anna Å")
    words = ["accept", "--all", "--because", "The first run"]
    done = subprocess.run(
        [sys.executable, "-m", "pressroom", *words], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    commit(Project(root), "First run")
    return root


@pytest.fixture
def accepted(first_run, tmp_path, monkeypatch):
    """A copy of it, as the working folder, on a branch of its own."""
    root = tmp_path / "project"
    shutil.copytree(first_run, root, symlinks=True)
    monkeypatch.delenv("PRESSROOM_ROOT", raising=False)
    monkeypatch.chdir(root)
    git(Project(root), "checkout", "-qb", "change")
    return Project(root)
