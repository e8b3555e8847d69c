"""Notebooks on a Dask cluster: a real scheduler and real workers on this machine."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dask
import psutil
import pytest
import trustme

from pressroom.errors import UserError
from pressroom.execution.job import Execution
from pressroom.execution.progress import Silent
from pressroom.execution.run import run

pytestmark = pytest.mark.slow
DASK = [sys.executable, "-m", "dask"]


@pytest.fixture
def start(tmp_path) -> Iterator[Callable[..., subprocess.Popen]]:
    """Start processes that end with the test."""
    started = []

    def begin(*arguments: str, **options) -> subprocess.Popen:
        with open(tmp_path / f"process-{len(started)}.log", "w") as log:
            started.append(subprocess.Popen([*DASK, *arguments], stdout=log, stderr=log, **options))
        return started[-1]

    yield begin
    for process in started:
        for child in [*psutil.Process(process.pid).children(recursive=True), process]:
            child.kill()
        process.wait()


@pytest.fixture
def scheduler(start, tmp_path) -> str:
    """The address of a scheduler."""
    return scheduling(start, tmp_path / "scheduler.json")


def scheduling(start, file: Path, *options: str) -> str:
    """Start a scheduler and return its address."""
    here = ("--port", "0", "--no-dashboard", "--host", "127.0.0.1", "--scheduler-file", str(file))
    start("scheduler", *here, *options)
    while not file.exists():
        time.sleep(0.05)
    time.sleep(0.2)
    return json.loads(file.read_text())["address"]


def worker(start, address: str, root: Path) -> subprocess.Popen:
    """Start a worker with two threads in a checkout."""
    options = ("--nthreads", "2", "--no-dashboard", "--nworkers", "1", "--host", "127.0.0.1")
    return start("worker", address, *options, cwd=root, env=os.environ | {"PRESSROOM_ROOT": str(root)})


def test_a_cluster_gives_the_bytes_of_this_machine(project, scenario, scheduler, start):
    run(project, [scenario()])
    before = (project.runs / "base" / "01_first.ipynb").read_bytes()
    worker(start, scheduler, project.root)
    assert run(project, [scenario()], Execution(scheduler=scheduler, force=True)).executed == 2
    assert (project.runs / "base" / "01_first.ipynb").read_bytes() == before


def test_every_result_arrives_when_a_worker_is_killed(project, scenario, add, scheduler, start):
    for number in range(3, 11):
        add(f"{number:02d}_more", f"import time\ntime.sleep(0.5)\n{number}")
    doomed = worker(start, scheduler, project.root)
    worker(start, scheduler, project.root)
    killer = subprocess.Popen([sys.executable, "-c", KILL, str(doomed.pid), str(project.root)])
    assert run(project, [scenario()], Execution(scheduler=scheduler)).executed == 10
    killer.wait()


class Told(Silent):
    """What a run has said."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, text: str) -> None:
        self.notes.append(text)


def test_the_last_worker_that_goes_is_told_and_another_one_goes_on(project, scenario, scheduler, start, add):
    add("03_long", "import time\ntime.sleep(1)")
    told, doomed = Told(), worker(start, scheduler, project.root)
    subprocess.Popen([sys.executable, "-c", KILL, str(doomed.pid), str(project.root)])
    with ThreadPoolExecutor(1) as thread:
        how = Execution(scheduler=scheduler)
        done = thread.submit(run, project, [scenario()], how, listener=told)
        until = time.monotonic() + 60
        while not told.notes and time.monotonic() < until and not done.done():
            time.sleep(0.1)
        worker(start, scheduler, project.root)
        assert done.result().executed == 3
    assert told.notes == [
        f"--scheduler {scheduler}: no worker is there; "
        f"notebooks wait for 'dask worker {scheduler}' in this checkout."
    ]


# What a cluster says of a busy machine is not compared.
OWN_CLUSTER = """
with LocalCluster(n_workers=2, processes={processes}, dashboard_address=None, silence_logs=50) as cluster:
    with Client(cluster) as client:
        print(client.gather(client.map(double, range(5))))
"""


def test_a_cluster_that_a_notebook_starts_itself_works_as_in_an_ordinary_kernel(project, scenario, add):
    add(
        "03_cluster",
        "from dask.distributed import Client, LocalCluster\n\ndef double(x):\n    return 2 * x",
        OWN_CLUSTER.format(processes=True),
        OWN_CLUSTER.format(processes=False),
    )
    executed = project.runs / "base" / "03_cluster.ipynb"
    run(project, [scenario()])
    warm = executed.read_bytes()
    assert warm.count(b"[0, 2, 4, 6, 8]") == 2
    run(project, [scenario()], Execution(engine="kernel", force=True))
    assert executed.read_bytes() == warm


def test_a_scheduler_that_has_nothing_to_do_is_not_asked_and_that_is_told(project, scenario):
    run(project, [scenario()])
    nowhere, said = "tcp://127.0.0.1:9", "nothing is to run, and it was not asked."
    for notebooks in (None, ["01_first"]):
        told = Told()
        how = Execution(scheduler=nowhere)
        assert run(project, [scenario()], how, notebooks=notebooks, listener=told).executed == 0
        assert told.notes == [f"--scheduler {nowhere}: {said}"]


KILL = """
import sys, time, psutil
worker = psutil.Process(int(sys.argv[1]))
while not any("forkserver" in " ".join(child.cmdline()) for child in worker.children(recursive=True)):
    time.sleep(0.05)
time.sleep(1.0)
for process in [*worker.children(recursive=True), worker]:
    process.kill()
"""


def test_a_worker_with_another_checkout_refuses_and_names_the_difference(
    project, scenario, scheduler, start, tmp_path
):
    other = tmp_path / "other"
    shutil.copytree(project.root, other)
    with open(other / "data" / "harvests.csv", "a", encoding="utf-8") as file:
        file.write("\n")
    worker(start, scheduler, other)
    with pytest.raises(UserError, match="a worker's checkout differs: data harvests changed"):
        run(project, [scenario()], Execution(scheduler=scheduler))


def test_a_scheduler_that_does_not_answer_is_named(project, scenario, monkeypatch):
    monkeypatch.setattr("pressroom.execution.cluster.PATIENCE_SECONDS", 0.5)
    with pytest.raises(UserError, match=r"--scheduler tcp://127\.0\.0\.1:9: no answer"):
        run(project, [scenario()], Execution(scheduler="tcp://127.0.0.1:9"))


def test_where_dask_is_not_installed_two_lines_say_how_it_comes(project, scenario, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError, match=r"Dask is not installed\.\nInstall it: make cluster"):
        run(project, [scenario()], Execution(scheduler="tcp://127.0.0.1:9"))


def test_it_is_named_to_a_caller_with_a_running_loop_too(project, scenario, monkeypatch):
    monkeypatch.setattr("pressroom.execution.cluster.PATIENCE_SECONDS", 0.5)

    async def ask() -> None:
        run(project, [scenario()], Execution(scheduler="tcp://127.0.0.1:9"))

    # In a thread: the suite's browser has a loop of its own in this one.
    with ThreadPoolExecutor(1) as thread, pytest.raises(UserError, match="no answer"):
        thread.submit(asyncio.run, ask()).result()


@pytest.fixture
def certificates(tmp_path) -> Callable[[str], dict[str, str]]:
    """Make an authority with a certificate of its own; return what Dask's configuration says of it."""

    def make(name: str) -> dict[str, str]:
        authority, folder = trustme.CA(), tmp_path / name
        folder.mkdir()
        own = authority.issue_cert("127.0.0.1")
        authority.cert_pem.write_to_path(folder / "ca.pem")
        own.cert_chain_pems[0].write_to_path(folder / "cert.pem")
        own.private_key_pem.write_to_path(folder / "key.pem")
        parts = [(role, part) for role in ("SCHEDULER", "WORKER", "CLIENT") for part in ("CERT", "KEY")]
        files = {f"{role}__{part}": f"{part.lower()}.pem" for role, part in parts} | {"CA_FILE": "ca.pem"}
        named = {f"DASK_DISTRIBUTED__COMM__TLS__{key}": str(folder / file) for key, file in files.items()}
        return named | {"DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "true"}

    return make


def command(project, address: str, settings: dict[str, str]) -> subprocess.CompletedProcess:
    """Run the notebooks on a cluster by the command line, with these settings of Dask."""
    words = [sys.executable, "-m", "pressroom", "run", "--force", "--scheduler", address]
    environment = os.environ | {"PRESSROOM_ROOT": str(project.root)} | settings
    return subprocess.run(
        words, cwd=project.root, env=environment, capture_output=True, text=True, timeout=120
    )


def test_notebooks_run_over_tls_and_only_with_the_right_certificates(
    project, scenario, start, certificates, monkeypatch
):
    run(project, [scenario()])
    before = (project.runs / "base" / "01_first.ipynb").read_bytes()
    own, foreign = certificates("own"), certificates("foreign")
    for name, value in own.items():
        monkeypatch.setenv(name, value)
    address = scheduling(start, project.root / "scheduler.json", "--protocol", "tls")
    assert address.startswith("tls://127.0.0.1:")
    worker(start, address, project.root)
    done = command(project, address, own)
    assert done.stdout.startswith("Notebooks: 2 executed, 0 kept"), done
    assert (project.runs / "base" / "01_first.ipynb").read_bytes() == before
    for settings, reason in [
        (foreign, "TLS fails: TLS certificate does not match"),
        (dict.fromkeys(own, ""), "TLS expects a `ssl_context` argument"),
        (own | {"DASK_DISTRIBUTED__COMM__TLS__CA_FILE": "nosuch.pem"}, "TLS fails: .*No such file"),
    ]:
        refused = command(project, address, settings)
        assert (refused.returncode, refused.stdout, len(refused.stderr.splitlines())) == (2, "", 2), refused
        assert re.search(f"--scheduler {address}: {reason}", refused.stderr)


def test_security_settings_of_dask_are_kept(project, scenario, scheduler):
    with (
        dask.config.set({"distributed.comm.require-encryption": True}),
        pytest.raises(UserError, match="encryption required by Dask configuration"),
    ):
        run(project, [scenario()], Execution(scheduler=scheduler))
