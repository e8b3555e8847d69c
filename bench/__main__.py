"""Run the cases one after another and write their table."""

import json
import statistics
import subprocess
import sys
from dataclasses import replace

from bench.measure import Measured, machine
from bench.project import COMMAND, inside, project
from bench.worker import NOTEBOOK
from energikontoret.panel import SCRIPTS, content
from pressroom.project import REFERENCE, find
from pressroom.rendering import quarto
from pressroom.scenarios import load

CLI_SETS = 10
SETS = 100
GROWTH = (10, 100, 1000)
ROUNDS = 3
WORKER = (sys.executable, "-m", "bench.worker")
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
Row = tuple[str, str, str, str, str, str]


def in_turn(*commands: tuple[str, ...]) -> list[Measured]:
    """Measure commands in fresh copies of the project, in turn: the middle one of three of each, by time.

    What else the machine does meanwhile meets them all. Memory is looked at in a run of its own.
    """
    rounds = [[_afresh(*each) for each in commands] for _ in range(ROUNDS)]
    middle = [
        sorted(of_one, key=lambda one: one.seconds)[ROUNDS // 2] for of_one in zip(*rounds, strict=True)
    ]
    peaks = [_afresh(*each, watched=True).memory for each in commands]
    return [replace(timed, memory=memory) for timed, memory in zip(middle, peaks, strict=True)]


def command(*arguments: str) -> Measured:
    """Measure a command once in fresh copies of the project: first its time, then its memory."""
    return replace(_afresh(*arguments), memory=_afresh(*arguments, watched=True).memory)


def _afresh(*arguments: str, watched: bool = False) -> Measured:
    with project() as folder:
        return inside(folder, *arguments, watched=watched)


def notebooks() -> list[Row]:
    """(a): the notebooks one after another, as others run them, and this project cold and warm."""
    papermill = _papermill(None, 1)
    library = command(*WORKER, "papermill_library")
    others = {
        "a script of their code": (*WORKER, "script"),
        "execnb, in one process": (*WORKER, "execnb"),
        "ploomber-engine, in one process": (*WORKER, "ploomber"),
        "this project, cold": (*COMMAND, "run"),
    }
    measured = dict(zip(others, in_turn(*others.values()), strict=True))
    warm = command(*WORKER, "warm")
    measured["this project, warm"] = Measured(float(warm.output.split()[-1]), warm.memory, "")
    count = len(list(find().notebooks.glob("*.ipynb")))
    every = {"papermill command line": papermill, "papermill as a library": library} | measured
    return [_row(f"{count} notebooks: {name}", one, papermill.seconds) for name, one in every.items()]


def small() -> list[Row]:
    """(b): one small notebook that draws with pandas and matplotlib, as a script and with papermill."""
    papermill = (sys.executable, "-m", "papermill", "--no-progress-bar", "small.ipynb", "out.ipynb")
    script, ordinary, warm = in_turn(
        (sys.executable, "small.py"), papermill, (*papermill, "--engine", "warm")
    )
    names = ("its code as a script", "papermill command line", "papermill --engine warm")
    return [
        _row(f"one small notebook: {name}", one, ordinary.seconds)
        for name, one in zip(names, (script, ordinary, warm), strict=True)
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
        each = [inside(folder, *one) for one in commands * times]
        memory = max(inside(folder, *one, watched=True).memory for one in commands)
    return Measured(sum(one.seconds for one in each), memory, "", sum(one.cpu for one in each))


def parameter_sets() -> list[Row]:
    """(c): many parameter sets of one notebook."""
    few = _papermill(NOTEBOOK, CLI_SETS)
    scale = SETS / CLI_SETS
    papermill = Measured(few.seconds * scale, few.memory, "", few.cpu * scale)
    kept = command(*WORKER, "sets", str(SETS), "kept")
    figures = command(*WORKER, "sets", str(SETS), "figures")
    name = f"{SETS} sets of one notebook"
    return [
        _row(f"{name}: papermill command line ({CLI_SETS} measured)", papermill, papermill.seconds),
        _row(f"{name}: this project, notebooks drawn and kept", kept, papermill.seconds),
        _row(f"{name}: this project, `sweep`", figures, papermill.seconds),
    ]


def unchanged() -> list[Row]:
    """(d): the whole command when nothing has changed."""
    with project() as folder:
        inside(folder, *COMMAND, "run")
        times = [inside(folder, *COMMAND, "run") for _ in range(9)]
        memory = inside(folder, *COMMAND, "run", watched=True).memory
    middle = statistics.median(one.seconds for one in times)
    return [("nothing changed: whole command", f"{middle:.3f} s", "", "", "", _megabytes(memory))]


def changed() -> list[Row]:
    """(e): a changed parameter, to the finished web page and to all formats of the report."""
    asked = {
        "the web page": ("--part", "report", "--to", "html"),
        "web page, PDF and Word": ("--part", "report"),
    }
    rows = []
    with project() as folder:
        inside(folder, *COMMAND, "report", *asked["the web page"])
        for number, (name, options) in enumerate(asked.items()):
            given = ("-p", f"price_index=0.03{number}", "--as", f"dear{number}")
            done = inside(folder, *COMMAND, "report", *given, *options)
            rows.append(_row(f"a changed parameter: {name}", done, None))
    return rows


def growth() -> list[Row]:
    """(f): the cost of a notebook as sets grow, and of the machinery alone."""
    rows = []
    for count in GROWTH:
        time, memory = (_growing(count, what) for what in ("time", "memory"))
        each = f"{time['first']:.3f} s → {time['last']:.3f} s"
        # Few sets are over before their memory has been looked at in both tenths.
        peaks = (
            f"{_megabytes(memory['first'])} → {_megabytes(memory['last'])}" if all(memory.values()) else ""
        )
        name = f"{count} sets: each notebook, first → last tenth"
        rows.append((name, f"{time['all']:.3f} s", "", each, f"{time['last'] / time['first']:.2f}", peaks))
    with project() as folder:
        alone = float(inside(folder, *WORKER, "overhead", "50").output.split()[-1])
    return [*rows, ("overhead of a warm notebook, one at a time", f"{alone:.3f} s", "", "", "", "")]


def _growing(count: int, what: str) -> dict[str, float]:
    with project() as folder:
        return json.loads(inside(folder, *WORKER, "growing", str(count), what).output.splitlines()[-1])


def pages() -> list[Row]:
    """(g): the report as a web page, built in and with Quarto where there is one."""
    renderers = ["pandoc", *(["quarto"] if quarto.quarto_command() else [])]
    with project() as folder:
        inside(folder, *COMMAND, "run")
        times = [
            inside(folder, *COMMAND, "report", "--to", "html", "--renderer", renderer)
            for renderer in renderers
        ]
    slowest = times[-1].seconds
    return [_row(f"report.html, {name}", done, slowest) for name, done in zip(renderers, times, strict=True)]


def panel() -> list[Row]:
    """(h): what the page's panel computes when a slider has moved, where Playwright brings Node."""
    try:
        from playwright._impl._driver import compute_driver_executable
    except ImportError:
        return []
    node, _ = compute_driver_executable()
    given = json.dumps(content(load(find(), REFERENCE).values, "sv"))
    program = f"const model = require('{SCRIPTS[0]}'), {{ values, facts, drawn }} = {given};\n{MOVED}"
    done = subprocess.run([node, "-e", program], capture_output=True, text=True, check=True)
    moved = f"{float(done.stdout):.1f} ms"
    return [("a moved slider: what the page computes", "", moved, "", "", "")]


def _row(name: str, measured: Measured, reference: float | None) -> Row:
    ratio = f"{measured.seconds / reference:.3f}" if reference else ""
    cpu = f"{measured.cpu:.2f} s" if measured.cpu else ""
    return name, f"{measured.seconds:.2f} s", cpu, "", ratio, _megabytes(measured.memory)


def _megabytes(memory: int) -> str:
    return f"{memory / 2**20:.0f} MB" if memory else ""


def table(rows: list[Row]) -> str:
    """Return a Markdown table of the rows."""
    head = ("case", "time", "processor time", "of which", "ratio", "peak memory")
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Run the cases that are named, or all of them; write runs/bench.md after each, as the next may fail."""
    cases = {
        f.__name__: f for f in (notebooks, small, parameter_sets, unchanged, changed, growth, pages, panel)
    }
    runs = find().runs
    runs.mkdir(exist_ok=True)
    rows: list[Row] = []
    for name in sys.argv[1:] or cases:
        print(f"{name} …", file=sys.stderr, flush=True)
        rows += cases[name]()
        text = f"{machine()}.\n\n{table(rows)}\n"
        (runs / "bench.md").write_text(text, encoding="utf-8")
    print(text)


main()
