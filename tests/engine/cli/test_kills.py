"""A command killed at any moment leaves nothing half, and nothing behind once another has run."""

import random
import re
import shutil
import signal
import subprocess
import sys
import time

import psutil
import pytest
from repository import correct

import trials
from pressroom import files
from pressroom.project import Project
from pressroom.runs import publish

COMMANDS = {
    "run": ["run"],
    "report": ["report", "--to", "html"],
    "accept": ["accept", "--all", "--because", "Tried"],
    "diff": ["diff", "main", "base", "--html", "d.html", "--markdown", "d.md"],
    "review": ["review", "main", "HEAD", "--html", "r.html"],
}
# What figures rest on is kept as soon as it is measured, under the hash of the code.
MEASURED = "report/executed/dependence.json"
PUBLISHED = (
    "runs/base",
    "report/executed",
    MEASURED,
    "report/reviews",
    "_report/base",
    "d.html",
    "d.md",
    "r.html",
)
# Where times stand, or what is kept from command to command under names of its own.
WHEN = re.compile(rb'"when": "[^"]*"')
OTHERWISE = ("manifest.json", ".lock")
KEPT = ("runs/.", "_report/.", ".git/")
# What is made before it takes its place: hidden, and the next command takes it away.
BEGUN = ("/.building-", f"/{files.BESIDE}")


def start(project: Project, words: list[str]) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "pressroom", *words],
        cwd=project.root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(project: Project, words: list[str]) -> float:
    """Run a command to its end, which is no fault and no traceback; return its seconds."""
    begun, process = time.monotonic(), start(project, words)
    _, said = process.communicate(timeout=300)
    assert process.returncode in (0, 1), said
    assert "Traceback" not in said
    return time.monotonic() - begun


def contents(project: Project, place: str) -> dict[str, bytes]:
    """Return the files of a published folder, or the one file."""
    root = project.root / place
    found = [root] if root.is_file() else [path for path in root.rglob("*") if path.is_file()]
    named = {path.relative_to(project.root).as_posix(): path for path in found}
    return {
        name: WHEN.sub(b"", path.read_bytes())
        for name, path in named.items()
        if not name.endswith(OTHERWISE)
        and not any(begun in name for begun in BEGUN)
        and (name != MEASURED or place == MEASURED)
    }


def names(project: Project) -> set[str]:
    every = (path.relative_to(project.root).as_posix() for path in project.root.rglob("*"))
    return {name for name in every if not name.startswith(KEPT)}


@pytest.fixture(scope="module")
def ended(first_run, tmp_path_factory):
    """What each command leaves when nothing stops it: what is published, all names, and its seconds."""
    known = {}

    def of(kind: str) -> tuple[dict[str, dict[str, bytes]], set[str], float]:
        if kind not in known:
            project = copied(first_run, tmp_path_factory.mktemp(kind) / "project")
            seconds = finished(project, COMMANDS[kind])
            known[kind] = {each: contents(project, each) for each in PUBLISHED}, names(project), seconds
        return known[kind]

    return of


def copied(root, folder) -> Project:
    """Return a copy in which the formula of a key figure is another than the accepted one."""
    shutil.copytree(root, folder, symlinks=True)
    correct(Project(folder))
    return Project(folder)


@trials.trial("kill -9 at a random moment of a command", 60, 2)
@pytest.mark.slow
def test_a_killed_command_leaves_nothing_half_and_nothing_behind(first_run, ended, tmp_path):
    for seed in range(trials.SEED, trials.SEED + trials.count(60, 2)):
        draw, kind = random.Random(seed), list(COMMANDS)[seed % len(COMMANDS)]
        whole, left, seconds = ended(kind)
        project = copied(first_run, tmp_path / str(seed))
        before = {each: contents(project, each) for each in PUBLISHED}
        process = start(project, COMMANDS[kind])
        time.sleep(draw.uniform(0.05, 1) * seconds)
        below = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.send_signal(signal.SIGKILL)
        # What it leaves behind would hold its pipe open: that is told, not waited for.
        assert psutil.wait_procs(below, timeout=20)[1] == [], (seed, kind)
        process.communicate()
        for place in PUBLISHED:
            now = contents(project, place)
            odd = {name for name in now if now[name] not in (before[place].get(name), whole[place].get(name))}
            assert now in (before[place], whole[place]), (seed, kind, place, odd, sorted(now))
        finished(project, COMMANDS[kind])
        assert names(project) == left, (seed, kind)
        assert list((project.runs / publish.WORK).glob("*")) == [], (seed, kind)
        assert list(project.root.rglob(f"{files.BESIDE}*")) == [], (seed, kind)
        shutil.rmtree(project.root)


@pytest.mark.slow
def test_what_measures_ends_with_the_command_that_is_killed(first_run, tmp_path):
    project = copied(first_run, tmp_path / "project")
    process = start(project, COMMANDS["accept"])
    command, measuring = psutil.Process(process.pid), []
    while not measuring and process.poll() is None:
        # What a command has forked is called as the command is.
        measuring = [child for child in command.children() if child.cmdline() == command.cmdline()]
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    assert measuring
    assert psutil.wait_procs(measuring, timeout=20)[1] == []
    process.communicate()
