"""A copy of the project with its first notebook alone, under git, to change and to run."""

import dataclasses
import shutil
import subprocess

from pressroom import scenarios
from pressroom.project import REFERENCE, Project, find
from pressroom.review import rerun, sides

PARTS = (
    "params",
    "data",
    "src",
    "report/theme",
    "report/key_figures.yml",
    "_quarto.yml",
    "pyproject.toml",
    "requirements.lock",
)
NAME = "01_agreement_finances"


def make(root):
    project = Project(root)
    for part in (*PARTS, f"notebooks/{NAME}.ipynb"):
        _copy(find().root / part, root / part)
    (root / ".gitignore").write_text("/runs/\n__pycache__/\n")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "first"]):
        git(project, *command)
    return project


def git(project, *arguments):
    named = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", project.root, *named, *arguments], check=True, capture_output=True)


def edit(project, path, old, new):
    file = project.root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def run(project, name, **parameters):
    """Run the notebook with the project's own code, in a process of its own, and return the side."""
    reference = scenarios.load(project, REFERENCE)
    about = dataclasses.asdict(reference) | {"name": name, "parameters": reference.values | parameters}
    rerun.execute(project.root, about, [NAME])
    return sides.find_side(project, name)


def _copy(origin, place):
    place.parent.mkdir(parents=True, exist_ok=True)
    if origin.is_dir():
        shutil.copytree(origin, place, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(origin, place)
