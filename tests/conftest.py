"""Settings of the whole suite."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import trials
from places import SAMPLE
from pressroom.project import ROOT

TESTS = Path(__file__).parent
# Folders whose tests start a browser, a kernel or a command.
SLOW = {"pages", "results", "project", "cli", "execution", "watch", "refresh", "export"}
# Rooms whose tests take turns.
ONE_AFTER_ANOTHER = {"engine", "pages"}
# The same checkout gets the same verdict, on a slow machine too; trials look further, from their own seed.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("trials", deadline=None, database=None)
settings.load_profile("trials" if trials.SEED else "repeatable")


def pytest_configure() -> None:
    """Let Ctrl-C reach what the tests start, and let that find the package of the sample publication."""
    # A suite that runs in the background is set to ignore it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    found = [str(SAMPLE / "src"), os.environ.get("PYTHONPATH")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, found))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow."""
    for item in items:
        if SLOW.intersection(item.path.relative_to(TESTS).parts):
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Let two processes share the tests by room: some change the sample, and some make reports here."""
    if config.getvalue("dist") != "loadscope":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class Rooms(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = Path(nodeid.partition("::")[0])
            return file.parts[1] if file.parts[1] in ONE_AFTER_ANOTHER else str(file)

    return Rooms(config, log)


@pytest.fixture(scope="module")
def sample() -> Iterator[Path]:
    """The sample publication, as the working folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(ROOT, raising=False)
        patch.chdir(SAMPLE)
        yield SAMPLE


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Keep what a trial tried beside how it ended."""
    report = (yield).get_result()
    mark = item.get_closest_marker("trial")
    if mark and (report.when == "call" or report.failed):
        report.tried = mark.args


def pytest_terminal_summary(terminalreporter, exitstatus: int) -> None:
    """Print what was tried how often, and write docs/trials.md where asked for and all went well."""
    if not trials.SEED:
        return
    ended = [
        (*report.tried, outcome != "passed", report.duration)
        for outcome in ("passed", "failed", "error")
        for report in terminalreporter.getreports(outcome)
        if hasattr(report, "tried")
    ]
    table = trials.table(ended)
    terminalreporter.write_line(f"\nSeed {trials.SEED}.\n\n{table}")
    if trials.PAGE and exitstatus == pytest.ExitCode.OK:
        Path(trials.PAGE).write_text(trials.page(table), encoding="utf-8")
