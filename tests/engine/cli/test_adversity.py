"""A disk that refuses, and a user who interrupts: two lines, and what was published stays."""

import ctypes
import os
import resource
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import small_project
from pressroom.runs import publish

COMMAND = [sys.executable, "-m", "pressroom"]
DROP_FROM_BOUNDING_SET, OVERRIDE_PERMISSIONS = 24, 1


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody write into a folder, root included where the system has a flag for that."""
    flags = getattr(os, "chflags", None)
    folder.chmod(0o555)
    if flags:
        flags(folder, stat.UF_IMMUTABLE)
    try:
        yield
    finally:
        if flags:
            flags(folder, 0)
        folder.chmod(0o755)


def bound_by_permissions() -> None:
    """Make a process of root's on Linux obey the permissions of files, as any other user's does."""
    if os.geteuid() == 0 and sys.platform == "linux":
        assert ctypes.CDLL(None).prctl(DROP_FROM_BOUNDING_SET, OVERRIDE_PERMISSIONS, 0, 0, 0) == 0


def small_files_only() -> None:
    """Let no file grow above 2 kB, which is refused much as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))


def run(project, *words, before=None):
    return subprocess.run(
        [*COMMAND, *words], cwd=project.root, preexec_fn=before, capture_output=True, text=True, timeout=120
    )


def test_a_read_only_folder_is_named(project):
    project.runs.mkdir()
    with read_only(project.runs):
        done = run(project, "run", before=bound_by_permissions)
    assert (done.returncode, done.stdout) == (2, "")
    what, todo = done.stderr.splitlines()[-2:]
    assert "runs" in what
    assert "cannot be written" in what
    assert todo == "Make runs/ a folder you may write in."
    assert "Traceback" not in done.stderr


def test_a_full_disk_leaves_the_last_good_run(project, say):
    say("run")
    results = project.runs / "base" / "results.json"
    before = results.read_bytes()
    done = run(project, "run", "-p", "sold_share=0.7", "--as", "base2", "--force", before=small_files_only)
    full = ["The disk is full; the last good run stays in place.", "Free some space."]
    assert (done.returncode, done.stderr.splitlines()[-2:]) == (2, full)
    assert "Traceback" not in done.stderr
    assert results.read_bytes() == before
    assert not (project.runs / "base2").exists()


def test_an_interruption_ends_with_130_and_publishes_nothing(project):
    small_project.add_notebook(project, "02_second", "import time\ntime.sleep(60)")
    process = subprocess.Popen(
        [*COMMAND, "run"], cwd=project.root, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not list(project.runs.glob(".store/keys/*/*")):
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert not (project.runs / "base").exists()


def test_who_takes_over_meanwhile_waits(project):
    words = [*COMMAND, "accept", "--all", "--because", "The first run"]
    with publish.locked(project.runs, ["accept"], print):
        process = subprocess.Popen(
            words, cwd=project.root, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout.readline() == "Another run of 'accept' is under way; waiting for it.\n"
        assert not (project.executed / "results.json").exists()
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert (project.executed / "results.json").exists()
