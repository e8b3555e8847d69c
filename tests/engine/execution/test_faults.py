"""What goes wrong around a run: nothing published is ever half, and no process stays."""

import errno
import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from pressroom import files
from pressroom.errors import UserError
from pressroom.execution.job import Execution, Limits
from pressroom.execution.progress import Plain
from pressroom.execution.run import NotebookFailed, run
from pressroom.runs import publish, store
from pressroom.runs.fresh import fresh

SCRIPT = """
import sys
from pathlib import Path
from pressroom import scenarios
from pressroom.execution.run import run
from pressroom.project import Project
project = Project(Path(sys.argv[1]))
try:
    run(project, [scenarios.load(project, "base")])
except KeyboardInterrupt:
    sys.exit(130)
"""
SLOW = ("import time, pathlib\npathlib.Path('started').touch()\ntime.sleep(60)",)
DIES_ONCE = """
import os, pathlib
mark = pathlib.Path("died")
if not mark.exists():
    mark.touch()
    os.kill(os.getpid(), 9)
"""
LIMITED = {
    "waiting": "import time\ntime.sleep(60)",
    "awaiting": "import asyncio\nawait asyncio.sleep(60)",
    "swallowing": "import time\nwhile True:\n    try: time.sleep(60)\n    except BaseException: pass",
}


def published(project):
    """Return the published files' bytes, without the manifest's times."""
    files = [path for path in (project.runs / "base").glob("*") if path.is_file()]
    return {path.name: path.read_bytes() for path in files if path.name != "manifest.json"}


def start(project) -> subprocess.Popen:
    """Start a run in a process of its own and wait until a notebook is under way."""
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(project.root)], start_new_session=True, stderr=subprocess.PIPE
    )
    while not (project.root / "started").exists() and process.poll() is None:
        time.sleep(0.02)
    return process


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9), (signal.SIGTERM, -15)]
)
def test_a_run_that_is_stopped_leaves_no_process_and_the_last_good_run(project, scenario, add, number, code):
    run(project, [scenario()])
    before = published(project)
    add("03_slow", *SLOW)
    process = start(project)
    below = psutil.Process(process.pid).children(recursive=True)
    os.kill(process.pid, number)
    assert process.wait(timeout=10) == code
    assert psutil.wait_procs(below, timeout=5)[1] == []
    assert published(project) == before


@pytest.mark.slow
def test_a_run_goes_on_after_one_that_was_killed(project, scenario, add):
    path = add("03_slow", *SLOW)
    process = start(project)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    path.unlink()
    assert run(project, [scenario()]).folders
    assert list((project.runs / publish.WORK).iterdir()) == []


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_its_notebook_one_more_try(project, scenario, add):
    add("03_dies_once", DIES_ONCE)
    assert run(project, [scenario()]).executed == 3


@pytest.mark.parametrize("source", ["import os\nos._exit(1)", "import ctypes\nctypes.string_at(0)"])
def test_a_notebook_that_ends_its_process_fails_alone(project, scenario, add, source):
    add("03_dies", source)
    with pytest.raises(NotebookFailed) as caught:
        run(project, [scenario()])
    assert caught.value.what == "base/03_dies, cell 2 (c1): its process died"
    assert caught.value.report.executed == 3


def test_a_notebook_whose_process_died_is_kept_as_far_as_it_came(project, scenario, add):
    add("03_dies", "print('first cell')", "print('before death', flush=True)\nimport os; os._exit(1)")
    with pytest.raises(NotebookFailed):
        run(project, [scenario()])
    kept = (project.runs / "base" / "failed" / "03_dies.ipynb").read_text()
    assert "first cell" in kept
    assert '"before death\\n"' in kept


def test_a_thread_that_a_notebook_leaves_does_not_keep_the_run(project, scenario, add):
    add("03_thread", "import threading, time\nthreading.Thread(target=time.sleep, args=(600,)).start()")
    assert run(project, [scenario()]).executed == 3


def test_a_notebook_of_another_language_is_refused(project, scenario, add):
    path = add("03_other", "x = 1")
    path.write_text(path.read_text().replace('"language": "python"', '"language": "R"'))
    with pytest.raises(UserError, match=r"notebooks/03_other\.ipynb: it is written for a kernel of R"):
        run(project, [scenario()])


@pytest.mark.slow
@pytest.mark.parametrize("name", LIMITED)
def test_a_cell_over_its_time_limit_is_named(project, scenario, add, name):
    add("03_late", LIMITED[name])
    with pytest.raises(
        NotebookFailed, match=r"base/03_late, cell 2 \(c1\): it took longer than its time limit"
    ):
        run(project, [scenario()], Execution(limits=Limits(cell=0.5)))


@pytest.mark.slow
def test_a_notebook_over_its_time_limit_is_named(project, scenario, add):
    # Neither cell reaches the limit alone; a busy machine has three seconds to spare before the second one.
    add("03_late", "import time\ntime.sleep(2)", "time.sleep(4)")
    with pytest.raises(
        NotebookFailed, match=r"base/03_late, cell 3 \(c2\): it took longer than its time limit"
    ):
        run(project, [scenario()], Execution(limits=Limits(run=5)))


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("place", ["write", "exchange"])
def test_a_full_disk_is_said_and_the_last_good_run_stays(project, scenario, add, monkeypatch, code, place):
    run(project, [scenario()])
    before = published(project)
    add("03_more", "1")

    def fails(*arguments):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(files, place, fails)
    with pytest.raises(UserError, match="The disk is full"):
        run(project, [scenario()])
    assert published(project) == before
    assert list((project.runs / publish.WORK).iterdir()) == []


def test_a_cache_that_cannot_be_written_does_not_stop_a_run(project, scenario, monkeypatch, capsys):
    def fails(*arguments):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(store, "_write", fails)
    run(project, [scenario()], listener=Plain())
    assert len(published(project)) == 3
    assert "The cache runs/.store cannot be written" in capsys.readouterr().err


@pytest.mark.slow
def test_two_runs_of_a_scenario_at_once_execute_its_notebooks_once(project):
    both = [subprocess.Popen([sys.executable, "-c", SCRIPT, str(project.root)]) for _ in range(2)]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    manifest = json.loads((project.runs / "base" / "manifest.json").read_text())
    keys = [path for path in (project.runs / ".store" / "keys").rglob("*") if path.is_file()]
    assert len(keys) == len(manifest["notebooks"])


def test_a_clock_that_jumps_changes_neither_bytes_nor_freshness(project, scenario, monkeypatch):
    run(project, [scenario()])
    before = published(project)
    for path in [*project.notebooks.iterdir(), *project.data.iterdir()]:
        os.utime(path, (0, 0))
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert fresh(project, ["base"])
    run(project, [scenario()], Execution(force=True))
    assert published(project) == before


def test_a_folder_moved_aside_by_a_killed_run_comes_back(tmp_path):
    aside = tmp_path / publish.WORK / "base=1" / "old-base"
    aside.mkdir(parents=True)
    (aside / "results.json").write_text("{}")
    publish.recover(tmp_path, ["base"])
    assert (tmp_path / "base" / "results.json").read_text() == "{}"


@pytest.mark.parametrize("in_one_step", [True, False])
def test_a_folder_replaces_another(tmp_path, monkeypatch, in_one_step):
    if not in_one_step:
        monkeypatch.setattr(files, "_swap", lambda one, other: False)
    publish.publish(tmp_path, "base", {"a": "1", "b": "1"})
    publish.publish(tmp_path, "base", {"a": "2"})
    assert [path.read_text() for path in (tmp_path / "base").iterdir()] == ["2"]


@pytest.mark.parametrize("file", ["data/varieties.csv", "report/key_figures.yml", "params/parameters.yml"])
def test_an_input_that_the_key_does_not_cover_is_refused(project, scenario, add, file):
    add("03_sly", f"import pathlib\npathlib.Path('{file}').read_text()[:5]")
    with pytest.raises(NotebookFailed, match=f"reads {file} without naming it"):
        run(project, [scenario()])
