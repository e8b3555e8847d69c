"""On a platform that cannot fork, the notebooks run in ordinary kernels: slower, with the same outputs."""

import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from pressroom.execution.local import NO_FORK
from pressroom.execution.run import run

pytestmark = pytest.mark.slow
# Run by every Python process that starts with the folder on its path.
TAKE_FORK_AWAY = """
import multiprocessing.reduction, os
multiprocessing.reduction.HAVE_SEND_HANDLE = False
del os.fork
"""


@pytest.fixture
def environment(tmp_path, project):
    """The variables of a process, and of all that it starts, that cannot fork."""
    folder = tmp_path / "platform"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(TAKE_FORK_AWAY)
    path = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))
    return os.environ | {"PYTHONPATH": path, "PRESSROOM_ROOT": str(project.root)}


def start(project, environment, *words):
    return subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=project.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_bytes_are_those_of_forked_processes_and_a_line_says_why_it_takes_longer(
    project, scenario, add, environment
):
    add(
        "03_more",
        "import os, sys, random\nhasattr(os, 'fork'), getattr(random, 'random')(), hash('a'), os.getcwd()",
    )
    run(project, [scenario()])
    forked = {path.name: path.read_text() for path in (project.runs / "base").glob("*.ipynb")}
    process = start(project, environment, "pressroom", "run", "--force")
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert err.splitlines()[0] == NO_FORK
    assert out.startswith("Notebooks: 3 executed, 0 kept")
    unforked = {path.name: path.read_text() for path in (project.runs / "base").glob("*.ipynb")}
    assert unforked.pop("03_more.ipynb") == forked.pop("03_more.ipynb").replace("(True,", "(False,")
    assert unforked == forked


def test_a_failing_cell_is_named(project, add, environment):
    add("03_broken", "1/0")
    process = start(project, environment, "pressroom", "run")
    _, err = process.communicate(timeout=120)
    assert process.returncode == 3
    assert "base/03_broken, cell 2 (c1): ZeroDivisionError: division by zero" in err.splitlines()
    assert "Traceback" not in err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_a_run_that_is_ended_leaves_no_process(project, add, environment, number, code):
    add("03_slow", "import time, pathlib\npathlib.Path('started').touch()\ntime.sleep(60)")
    process = start(project, environment, "pressroom", "run")
    while not (project.root / "started").exists():
        assert process.poll() is None
        time.sleep(0.02)
    below = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(number)
    _, err = process.communicate(timeout=10)
    assert process.returncode == code, err
    assert psutil.wait_procs(below, timeout=5)[1] == []
    assert "Traceback" not in err


def test_papermill_with_the_warm_engine_says_so_too(project, add, environment):
    path = add("03_more", "import os\nhasattr(os, 'fork'), sold_share")
    words = ("papermill", "--engine", "warm", "-p", "sold_share", "0.7", str(path), "out.ipynb")
    process = start(project, environment, *words)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert NO_FORK in err
    executed = json.loads((project.root / "out.ipynb").read_text())
    assert executed["cells"][-1]["outputs"][0]["data"]["text/plain"] == ["(False, 0.7)"]
