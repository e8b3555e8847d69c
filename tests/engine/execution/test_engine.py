"""The warm engine seen from papermill, and the same bytes wherever a notebook runs."""

import json
import multiprocessing
import shutil
import subprocess
import sys
from multiprocessing import forkserver

import papermill
import pytest
from jupyter_client.kernelspec import NoSuchKernel
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from places import SAMPLE
from pressroom import scenarios
from pressroom.execution import dispatch, local, ordinary
from pressroom.execution.job import Execution, Job
from pressroom.execution.plan import plan
from pressroom.execution.run import run
from pressroom.notebook import ipynb
from pressroom.project import find

OWN = sorted(path.stem for path in (SAMPLE / "notebooks").glob("*.ipynb"))


def execute(path, **options):
    """Execute a notebook with papermill's function."""
    out = path.with_suffix(".out.ipynb")
    return papermill.execute_notebook(path, out, progress_bar=False, engine_name="warm", **options)


def test_papermill_executes_with_the_warm_engine(add):
    executed = execute(add("03", "sold_share * 10"), parameters={"sold_share": 0.4})
    assert executed.cells[-1].outputs[0]["data"]["text/plain"] == "4.0"


def test_two_notebooks_in_one_process_share_nothing(add):
    execute(add("03", "import os\nos.environ['SHARED'] = 'yes'\nshared = 1"))
    executed = execute(add("04", "import os\n'shared' in globals(), os.environ.get('SHARED')"))
    assert executed.cells[-1].outputs[0]["data"]["text/plain"] == "(False, None)"


def test_papermill_raises_and_saves_the_failing_cell(add):
    path = add("03", "1 / 0", "2")
    with pytest.raises(PapermillExecutionError):
        execute(path)
    saved = json.loads(path.with_suffix(".out.ipynb").read_text())
    assert any("ZeroDivisionError" in json.dumps(cell.get("outputs")) for cell in saved["cells"])


@pytest.mark.parametrize(
    ("source", "error"),
    [("import os; os._exit(1)", DeadKernelError), ("import time; time.sleep(60)", CellTimeoutError)],
)
def test_papermill_hears_of_a_process_that_ended(add, source, error):
    with pytest.raises(error):
        execute(add("03", source), execution_timeout=1)


def test_each_call_finds_the_environment_of_its_moment(add, monkeypatch):
    path = add("03", "import os, time\nos.environ['OWN'], time.tzname[0], os.environ.get('COLUMNS')")
    monkeypatch.delenv("COLUMNS", raising=False)
    found = []
    for own, zone in (("1", "CET"), ("2", "EST")):
        monkeypatch.setenv("OWN", own)
        monkeypatch.setenv("TZ", zone)
        found.append(execute(path).cells[-1].outputs[0]["data"]["text/plain"])
    assert found == ["('1', 'CET', None)", "('2', 'EST', None)"]


def test_seeds_are_fixed_and_can_be_left_to_chance(add, monkeypatch):
    path = add("03", "import random, numpy\nrandom.random(), float(numpy.random.rand())")
    fixed = [execute(path).cells[-1].outputs[0]["data"]["text/plain"] for _ in range(2)]
    monkeypatch.setenv("PRESSROOM_SEEDS", "no")
    chance = [execute(path).cells[-1].outputs[0]["data"]["text/plain"] for _ in range(2)]
    assert fixed[0] == fixed[1]
    assert len({*fixed, *chance}) == 3


def test_the_callers_own_processes_are_started_as_before(add):
    before = multiprocessing.get_start_method(allow_none=True), forkserver._forkserver._forkserver_pid
    execute(add("03", "1"))
    after = multiprocessing.get_start_method(allow_none=True), forkserver._forkserver._forkserver_pid
    assert after == before
    assert multiprocessing.active_children() == []


SPEC = {"argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"], "display_name": "x"}


@pytest.mark.parametrize(
    ("spec", "warm"),
    [
        (SPEC | {"language": "python"}, True),
        (SPEC | {"language": "R", "argv": ["R", "--slave"]}, False),
        (SPEC | {"language": "python", "argv": ["/other/bin/python", *SPEC["argv"][1:]]}, False),
        (SPEC | {"language": "python", "env": {"A": "1"}}, False),
    ],
)
def test_a_kernel_is_warm_only_where_it_is_this_python(tmp_path, monkeypatch, spec, warm):
    folder = tmp_path / "kernels" / "other"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    assert bool(ordinary.reason("other", {})) is not warm


def test_a_kernel_that_is_not_installed_is_an_error_and_not_python(add):
    with pytest.raises(NoSuchKernel):
        execute(add("03", "1"), kernel_name="nosuch")


@pytest.mark.parametrize("name", ["ipython/profile_default/startup/own.py", "matplotlib/matplotlibrc"])
def test_settings_of_the_callers_own_are_left_to_an_ordinary_kernel(tmp_path, monkeypatch, name):
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path / "matplotlib"))
    assert ordinary.reason("python3", {}) == ""
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("")
    assert name in ordinary.reason("python3", {})


def test_what_is_kept_with_ipython_is_found_in_the_folder_of_the_moment(add, tmp_path, monkeypatch):
    kept = add("03", "value = 5\n%store value")
    found = add("04", "%store -r value\nvalue")
    for name in ("one", "other"):
        monkeypatch.setenv("IPYTHONDIR", str(tmp_path / name))
        if name == "one":
            execute(kept)
            assert execute(found).cells[-1].outputs[0]["data"]["text/plain"] == "5"
    with pytest.raises(PapermillExecutionError):
        execute(found)


def test_styles_of_matplotlibs_folder_of_the_moment_can_be_used(add, tmp_path, monkeypatch):
    styles = tmp_path / "matplotlib" / "stylelib"
    styles.mkdir(parents=True)
    (styles / "thick.mplstyle").write_text("lines.linewidth: 9")
    monkeypatch.setenv("MPLCONFIGDIR", str(styles.parent))
    path = add("03", "import matplotlib.pyplot as p\np.style.use('thick')\np.rcParams['lines.linewidth']")
    assert execute(path).cells[-1].outputs[0]["data"]["text/plain"] == "9.0"


@pytest.mark.slow
def test_what_the_kernel_logs_goes_to_the_callers_standard_error_and_an_end_says_nothing(add, tmp_path):
    path, out = add("03", "get_ipython().kernel.log.warning('for the terminal')"), tmp_path / "out.ipynb"
    for _ in range(3):
        command = [sys.executable, "-m", "papermill", "--engine", "warm", path, out]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
        assert "for the terminal" in said
        assert "KeyboardInterrupt" not in said
    assert json.loads(out.read_text())["cells"][-1]["outputs"] == []


@pytest.mark.slow
def test_the_command_line_takes_the_engine(add, tmp_path):
    path, out = add("03", "sold_share"), tmp_path / "out.ipynb"
    command = [sys.executable, "-m", "papermill", "--engine", "warm", "-p", "sold_share", "0.7", path, out]
    subprocess.run(command, check=True, capture_output=True)
    assert json.loads(out.read_text())["cells"][-1]["outputs"][0]["data"]["text/plain"] == ["0.7"]


@pytest.mark.slow
def test_the_bytes_are_the_same_in_two_folders_and_with_one_or_more_workers(project, scenario, add, tmp_path):
    add("03_more", "import os, random\nprint(os.getcwd(), random.random(), hash('a'), {'b', 'a'})")
    other = shutil.copytree(project.root, tmp_path / "elsewhere" / "copy")
    run(project, [scenario()], Execution(jobs=1))
    run(type(project)(other), [scenario()], Execution(jobs=3))
    for path in (project.runs / "base").glob("*.ipynb"):
        assert path.read_bytes() == (other / "runs" / "base" / path.name).read_bytes()


@pytest.fixture(scope="module")
def both() -> dict[tuple[str, str], str]:
    """The sample's own notebooks as each engine writes them."""
    project = find()
    tasks = plan(project, [scenarios.load(project, "base")])
    jobs = [
        Job(
            f"{task.notebook}",
            task.notebook,
            ipynb.read(task.path).document,
            task.parts["parameters"],
            str(project.root),
            engine,
        )
        for task in tasks
        for engine in ("warm", "kernel")
    ]
    return {
        (job.name, job.engine): outcome.text for job, outcome in dispatch.in_processes(jobs, 2, local.pool)
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", OWN)
def test_the_engines_write_the_samples_notebooks_alike(both, name):
    assert both[name, "warm"] == both[name, "kernel"]
