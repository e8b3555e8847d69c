"""Change one place of the code at a time and run the tests of its room: they must fail.

`make mutants` prints the places whose change no test has seen. The sample is drawn with a seed, evenly over
the places, with at least two of each kind of change. Each mutant runs in a process forked from one that has
imported the libraries, in a copy of the checkout; so does what it starts. Only files of tests that have run
the changed line are tried, the quickest first.
"""

import argparse
import ast
import contextlib
import importlib
import io
import math
import multiprocessing
import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Each room, and where its own tests are; those with quick tests first.
ROOMS = {
    "src/pressroom/language": "tests/engine/language",
    "src/pressroom/scenarios": "tests/engine/scenarios",
    "src/pressroom/runs": "tests/engine/runs",
    "src/pressroom/review": "tests/engine/review",
    "src/energikontoret/model": "tests/model",
    "src/pressroom/checks": "tests/engine/checks",
}
SHOWN = "src/pressroom/review/show/"
"""Left out: what a page shows is tried in a browser, in tests/pages."""
LIBRARIES = (
    "frictionless",
    "hypothesis.strategies",
    "lxml.html",
    "matplotlib.pyplot",
    "nbformat",
    "pandas",
    "PIL.Image",
    "polib",
    "pydantic",
    "rich.console",
    "SALib.sample.sobol",
    "typer",
    "yaml",
)
"""What every mutant would import anew."""
SLOW, LEAST, OF_EACH_KIND = 5, 60.0, 2
"""A mutant that takes so many times as long as the code itself, and at least so many seconds, is caught."""
COMPARED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
COMPUTED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
}
ROUNDED = {
    "floor": "ceil",
    "ceil": "floor",
    "ROUND_HALF_UP": "ROUND_HALF_EVEN",
    "ROUND_HALF_EVEN": "ROUND_UP",
}


class Mutant(NamedTuple):
    """A place in a file, in bytes, and what stands there instead."""

    path: str
    line: int
    kind: str
    start: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}  {self.kind}: {self.before}  →  {self.after}"


def mutants(path: str) -> Iterator[Mutant]:
    """Yield every mutant of a file."""
    source = (ROOT / path).read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node, kind, other in changes(ast.parse(source)):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        before = " ".join(source[start:end].decode().split())
        yield Mutant(path, node.lineno, kind, start, end, before, other)


def changes(tree: ast.Module) -> Iterator[tuple[ast.expr, str, str]]:
    """Yield expressions, the kind of change, and the other expression."""
    for node in reached(tree):
        match node:
            case ast.Compare(left, [operator], [right]):
                yield (
                    node,
                    "comparison",
                    ast.unparse(ast.Compare(left, [COMPARED[type(operator)]()], [right])),
                )
            case ast.BinOp(left, operator, right) if type(operator) in COMPUTED and not is_text(left):
                other = ast.BinOp(left, COMPUTED[type(operator)](), right)
                yield node, "arithmetic", f"({ast.unparse(other)})"
            case ast.BoolOp(operator, values):
                other = ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
                yield node, "boolean", f"({ast.unparse(other)})"
            case ast.UnaryOp(ast.Not(), operand):
                yield node, "boolean", f"({ast.unparse(operand)})"
            case ast.Constant(bool(value)):
                yield node, "boolean", str(not value)
            case ast.Constant(int(value)):
                yield node, "constant", str(value * 10 if abs(value) > 10 else value + 1)
            case ast.Constant(float(value)):
                yield node, "constant", repr(value * 10 if value else 1.0)
            case ast.Return(value) if not isinstance(value, ast.Constant | None):
                yield value, "return", "None"
            case ast.If(test, [ast.Raise() | ast.Return() | ast.Continue() | ast.Break()], []):
                yield test, "guard", "False"
            case ast.IfExp(_, body, orelse):
                yield node, "guard", f"({ast.unparse(orelse)})"
                yield node, "guard", f"({ast.unparse(body)})"
            case ast.Call(ast.Name("round"), [value, *_]):
                yield node, "rounding", ast.unparse(value)
            case ast.Call(ast.Attribute(value, "round")):
                yield node, "rounding", ast.unparse(value)
            case ast.Attribute(value, name) if name in ROUNDED:
                yield node, "rounding", ast.unparse(ast.Attribute(value, ROUNDED[name]))
            case ast.Name(name, ast.Load()) if name in ROUNDED:
                yield (
                    node,
                    "rounding",
                    f"__import__('{'decimal' if name.isupper() else 'math'}').{ROUNDED[name]}",
                )


def is_text(node: ast.expr) -> bool:
    """Tell whether what is added or formatted is a text, of which another sum cannot be computed."""
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def reached(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that say what is done: no types, no f-string's inside, nothing only mypy reads."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "type_params") or isinstance(node, ast.JoinedStr):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from reached(child)


def sample(count: int, seed: int) -> list[Mutant]:
    """Return that many mutants of all rooms, at least two of each kind."""
    paths = sorted(
        path
        for room in ROOMS
        for file in (ROOT / room).rglob("*.py")
        if not (path := file.relative_to(ROOT).as_posix()).startswith(SHOWN)
    )
    every = [mutant for path in paths for mutant in mutants(path)]
    random.Random(seed).shuffle(every)
    kinds = {kind: [each for each in every if each.kind == kind] for kind in sorted({m.kind for m in every})}
    chosen = [mutant for of_kind in kinds.values() for mutant in of_kind[:OF_EACH_KIND]]
    chosen = (chosen + [mutant for mutant in every if mutant not in chosen])[:count]
    return sorted(chosen, key=lambda mutant: list(ROOMS).index(room_of(mutant)))


def room_of(mutant: Mutant) -> str:
    """Return the room that a mutant is in."""
    return next(room for room in ROOMS if mutant.path.startswith(f"{room}/"))


class Seen:
    """A plug-in of pytest: which lines of a room each file of its tests has run, and its seconds."""

    def __init__(self, room: str) -> None:
        self.room = f"/{room}/"
        self.lines: dict[str, set[tuple[str, int]]] = {}
        self.seconds: Counter[str] = Counter()
        self.failed: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        file, begun = item.nodeid.split("::")[0], time.monotonic()
        seen = self.lines.setdefault(file, set())

        def trace(frame: FrameType, event: str, value: object) -> Callable[..., Any] | None:
            path = frame.f_code.co_filename
            if self.room not in path:
                return None
            seen.add((path[path.index(self.room) + 1 :], frame.f_lineno))
            return trace

        sys.settrace(trace)
        threading.settrace(trace)
        yield
        sys.settrace(None)
        threading.settrace(None)  # type: ignore[arg-type]
        self.seconds[file] += time.monotonic() - begun


class Tests:
    """The tests of a room in a copy of the checkout."""

    def __init__(self, copy: Path, room: str) -> None:
        self.copy, self.folder, answer = copy, ROOMS[room], copy.with_suffix(".seen")
        seen = Seen(room)

        def run_all() -> int:
            code = run(copy, [self.folder], seen)
            answer.write_bytes(pickle.dumps((seen.lines, seen.seconds, seen.failed)))
            return code

        well, told = ended_well(run_all, copy.with_suffix(".log"), math.inf)
        self.lines, self.seconds, failed = pickle.loads(answer.read_bytes())
        # To be watched slows the tests down, and one of how long something takes may fail: it is tried again.
        if not well:
            well, told = ended_well(lambda: run(copy, sorted(failed)), copy.with_suffix(".log"), math.inf)
        if not well:
            sys.exit(f"The tests in {self.folder} fail as they are.\n{told}")

    def of(self, mutant: Mutant) -> list[str]:
        """Return the files that run the line, the quickest first; else those that run any of its module's."""
        ran = [file for file, lines in self.lines.items() if (mutant.path, mutant.line) in lines]
        ran = ran or [f for f, lines in self.lines.items() if any(path == mutant.path for path, _ in lines)]
        return sorted(ran or self.lines, key=self.seconds.__getitem__)

    def notice(self, mutant: Mutant) -> bool:
        """Tell whether a test fails with the mutant in the code."""
        place, files = self.copy / mutant.path, self.of(mutant)
        limit = max(LEAST, SLOW * sum(self.seconds[file] for file in files))
        source = place.read_bytes()
        place.write_bytes(source[: mutant.start] + mutant.after.encode() + source[mutant.end :])
        well, _ = ended_well(lambda: run(self.copy, ["-x", *files]), self.copy.with_suffix(".log"), limit)
        place.write_bytes(source)
        return not well


def ended_well(work: Callable[[], int], log: Path, seconds: float) -> tuple[bool, str]:
    """Do some work in a process of its own; return whether it ended in time with 0, and its last words."""
    child = os.fork()
    if not child:
        os.setsid()
        with log.open("w") as stream:
            os.dup2(stream.fileno(), 1)
            os.dup2(stream.fileno(), 2)
        os._exit(work())
    ends = time.monotonic() + seconds
    while (ended := os.waitpid(child, os.WNOHANG))[0] == 0 and time.monotonic() < ends:
        time.sleep(0.05)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    if ended[0] == 0:
        os.waitpid(child, 0)
        return False, "too slow"
    return ended[1] == 0, log.read_text("utf-8", "replace")[-3000:]


def run(copy: Path, words: list[str], *plugins: object) -> int:
    """Run the tests here, as a new process would."""
    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy / "src")
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(copy / "src"))
    sys.stdin = io.StringIO()
    return int(pytest.main(["-q", "-p", "no:cacheprovider", *words], list(plugins)))


def tried(worker: int, workers: int, chosen: list[Mutant], answers: Any) -> None:
    """Try every mutant of this worker in a copy of its own, and put what became of it into the queue."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = copied(Path(folder) / "checkout")
        rooms: dict[str, Tests] = {}
        for number, mutant in list(enumerate(chosen))[worker::workers]:
            room = room_of(mutant)
            if room not in rooms:
                rooms[room] = Tests(copy, room)
            begun = time.monotonic()
            noticed = rooms[room].notice(mutant)
            answers.put((number, noticed, time.monotonic() - begun))


def copied(copy: Path) -> Path:
    """Return a copy of what git has or would take, as a checkout of its own."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, names.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name, follow_symlinks=False)
    as_one = ["-c", "user.name=mutants", "-c", "user.email=mutants@localhost"]
    for words in (["init", "-q"], ["add", "-A"], [*as_one, "commit", "-qm", "As it is"]):
        subprocess.run(["git", *words], cwd=copy, check=True)
    return copy


def preload() -> None:
    """Import what the project and its tests take from elsewhere, and nothing of the project."""
    for name in LIBRARIES:
        importlib.import_module(name)


def main() -> int:
    """Try the sample and print its survivors; 1 where more than a tenth survived."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--count", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--jobs", type=int, default=os.cpu_count())
    asked.add_argument("--in", dest="part", default="", help="only files whose path holds this")
    given = asked.parse_args()
    chosen = [each for each in sample(given.count, given.seed) if given.part in each.path]
    preload()
    forked = multiprocessing.get_context("fork")
    answers = forked.SimpleQueue()
    workers = [
        forked.Process(target=tried, args=(each, given.jobs, chosen, answers)) for each in range(given.jobs)
    ]
    for worker in workers:
        worker.start()
    survivors = []
    for done in range(1, len(chosen) + 1):
        while answers.empty():
            if not any(worker.is_alive() for worker in workers):
                return 1
            time.sleep(0.1)
        number, noticed, seconds = answers.get()
        if not noticed:
            survivors.append(chosen[number])
        became = "caught" if noticed else "SURVIVED"
        print(f"{done}/{len(chosen)}  {seconds:5.1f} s  {became}  {chosen[number]}", flush=True)
    caught = len(chosen) - len(survivors)
    of_kind = Counter(mutant.kind for mutant in chosen)
    print(
        f"\nSeed {given.seed}: {caught} of {len(chosen)} caught; {dict(sorted(of_kind.items()))}. Survivors:"
    )
    print("\n".join(map(str, sorted(survivors))))
    return int(len(survivors) * 10 > len(chosen))


if __name__ == "__main__":
    sys.exit(main())
