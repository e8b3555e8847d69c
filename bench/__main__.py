"""Run the cases one after another and write their table."""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bench.measure import Measured, machine, measure
from bench.worker import NOTEBOOK
from energikontoret.panel import SCRIPTS, content
from pressroom.project import REFERENCE, find
from pressroom.rendering import quarto
from pressroom.scenarios import load

COPIED = ("data", "notebooks", "params", "report", "_quarto.yml", "pyproject.toml", "requirements.lock")
CLI_SETS = 10
SETS = 100
GROWTH = (10, 100, 1000)
WORKER = (sys.executable, "-m", "bench.worker")
COMMAND = (sys.executable, "-m", "energikontoret")
# The page's own figures and bands, when it has answered a few moves already.
MOVED = """
const answer = (share) => {
  const now = { ...values, region_cover_office: share };
  model.figures(now, facts);
  model.bands(now, facts, drawn);
};
for (let move = 0; move < 20; move += 1) answer(move / 100);
const started = process.cpuUsage();
for (let move = 0; move < 100; move += 1) answer(move / 100);
console.log(process.cpuUsage(started).user / 100 / 1000);
"""
Row = tuple[str, str, str, str, str]


@contextmanager
def project() -> Iterator[Path]:
    """Yield a copy of the project without any products."""
    root = find().root
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        copy = Path(folder)
        for name in COPIED:
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name)
            elif (root / name).exists():
                shutil.copy(root / name, copy / name)
        yield copy


def command(*arguments: str) -> Measured:
    """Measure a command in fresh copies of the project: first its time, then its memory."""
    with project() as folder:
        timed = _in(folder, *arguments)
    with project() as folder:
        return replace(timed, memory=_in(folder, *arguments, watched=True).memory)


def _in(folder: Path, *arguments: str, watched: bool = False) -> Measured:
    # The benchmark's own modules are found from the checkout that it was started in.
    variables = {"PRESSROOM_ROOT": str(folder), "PYTHONPATH": _path()}
    return measure(arguments, folder, variables, watched=watched)


def _path() -> str:
    return ":".join(str(entry) for entry in [Path(__file__).parent.parent, *filter(None, sys.path[1:])])


def notebooks() -> list[Row]:
    """(a) and (d): the notebooks one after another, and this project cold and warm."""
    papermill = _papermill(None, 1)
    library = command(*WORKER, "papermill_library")
    # It is over so soon that whatever else the machine does shows: the middle one of three.
    cold = sorted((command(*COMMAND, "run") for _ in range(3)), key=lambda one: one.seconds)[1]
    warm = command(*WORKER, "warm")
    count = len(list(find().notebooks.glob("*.ipynb")))
    return [
        _row(f"{count} notebooks: papermill command line", papermill, papermill.seconds),
        _row(f"{count} notebooks: papermill as a library", library, papermill.seconds),
        _row(f"{count} notebooks: this project, cold", cold, papermill.seconds),
        _row(
            f"{count} notebooks: this project, warm",
            Measured(float(warm.output.split()[-1]), warm.memory, ""),
            papermill.seconds,
        ),
    ]


def _papermill(notebook: str | None, times: int) -> Measured:
    """Measure the papermill command line on all notebooks, or several times on one."""
    with project() as folder:
        commands = [
            (
                sys.executable, "-m", "papermill", str(path), "out.ipynb", "-f", "params/base.yml",
                "--cwd", str(folder), "--no-progress-bar",
            )
            for path in sorted((folder / "notebooks").glob(f"{notebook or ''}*.ipynb"))
        ]  # fmt: skip
        seconds = sum(_in(folder, *one).seconds for one in commands * times)
        memory = max(_in(folder, *one, watched=True).memory for one in commands)
    return Measured(seconds, memory, "")


def parameter_sets() -> list[Row]:
    """(b) and (d): many parameter sets of one notebook."""
    few = _papermill(NOTEBOOK, CLI_SETS)
    papermill = Measured(few.seconds * SETS / CLI_SETS, few.memory, "")
    kept = command(*WORKER, "sets", str(SETS), "kept")
    figures = command(*WORKER, "sets", str(SETS), "figures")
    name = f"{SETS} sets of one notebook"
    return [
        _row(f"{name}: papermill command line ({CLI_SETS} measured)", papermill, papermill.seconds),
        _row(f"{name}: this project, notebooks drawn and kept", kept, papermill.seconds),
        _row(f"{name}: this project, `sweep`", figures, papermill.seconds),
    ]


def unchanged() -> list[Row]:
    """(c): the whole command when nothing has changed."""
    with project() as folder:
        _in(folder, *COMMAND, "run")
        times = [_in(folder, *COMMAND, "run") for _ in range(9)]
        memory = _in(folder, *COMMAND, "run", watched=True).memory
    middle = statistics.median(one.seconds for one in times)
    return [("nothing changed: whole command", f"{middle:.3f} s", "", "", _megabytes(memory))]


def growth() -> list[Row]:
    """(e): the cost of a notebook as sets grow, and of the machinery alone."""
    rows = []
    for count in GROWTH:
        time, memory = (_growing(count, what) for what in ("time", "memory"))
        each = f"{time['first']:.3f} s → {time['last']:.3f} s"
        # Few sets are over before their memory has been looked at in both tenths.
        peaks = (
            f"{_megabytes(memory['first'])} → {_megabytes(memory['last'])}" if all(memory.values()) else ""
        )
        name = f"{count} sets: each notebook, first → last tenth"
        rows.append((name, f"{time['all']:.3f} s", each, f"{time['last'] / time['first']:.2f}", peaks))
    with project() as folder:
        alone = float(_in(folder, *WORKER, "overhead", "50").output.split()[-1])
    return [*rows, ("overhead of a warm notebook, one at a time", f"{alone:.3f} s", "", "", "")]


def _growing(count: int, what: str) -> dict[str, float]:
    with project() as folder:
        return json.loads(_in(folder, *WORKER, "growing", str(count), what).output.splitlines()[-1])


def pages() -> list[Row]:
    """(f): the report as a web page, built in and with Quarto where there is one."""
    renderers = ["pandoc", *(["quarto"] if quarto.quarto_command() else [])]
    with project() as folder:
        _in(folder, *COMMAND, "run")
        times = [
            _in(folder, *COMMAND, "report", "--to", "html", "--renderer", renderer) for renderer in renderers
        ]
    slowest = times[-1].seconds
    return [_row(f"report.html, {name}", done, slowest) for name, done in zip(renderers, times, strict=True)]


def panel() -> list[Row]:
    """(g): what the page's panel computes when a slider has moved, where Playwright brings Node."""
    try:
        from playwright._impl._driver import compute_driver_executable
    except ImportError:
        return []
    node, _ = compute_driver_executable()
    given = json.dumps(content(load(find(), REFERENCE).values, "sv"))
    program = f"const model = require('{SCRIPTS[0]}'), {{ values, facts, drawn }} = {given};\n{MOVED}"
    done = subprocess.run([node, "-e", program], capture_output=True, text=True, check=True)
    return [("a moved slider: what the page computes, CPU", f"{float(done.stdout):.1f} ms", "", "", "")]


def _row(name: str, measured: Measured, reference: float) -> Row:
    ratio = measured.seconds / reference
    return name, f"{measured.seconds:.2f} s", "", f"{ratio:.3f}", _megabytes(measured.memory)


def _megabytes(memory: int) -> str:
    return f"{memory / 2**20:.0f} MB" if memory else ""


def table(rows: list[Row]) -> str:
    """Return a Markdown table of the rows."""
    head = ("case", "time", "of which", "ratio", "peak memory")
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Run the cases that are named, or all of them; write runs/bench.md."""
    cases = {f.__name__: f for f in (notebooks, parameter_sets, unchanged, growth, pages, panel)}
    rows: list[Row] = []
    for name in sys.argv[1:] or cases:
        print(f"{name} …", file=sys.stderr, flush=True)
        rows += cases[name]()
    text = f"{machine()}.\n\n{table(rows)}\n"
    runs = find().runs
    runs.mkdir(exist_ok=True)
    (runs / "bench.md").write_text(text, encoding="utf-8")
    print(text)


main()
