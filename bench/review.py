"""Size and time of a comparison of two runs, beside git's plain diff and nbdime: `python -m bench.review`."""

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.measure import Measured, machine, measure
from bench.project import COMMAND, inside, project
from pressroom.project import find

DIFFERENT = 1
"""What this project and git end with where the sides differ; nbdime ends with 0."""
NBDIME = (sys.executable, "-m", "nbdime", "diff", "--no-color")


class Pair(NamedTuple):
    """Two folders of executed notebooks below runs/, and what differs between them."""

    what: str
    old: str
    new: str


PAIRS = (
    Pair("nothing", "base", "same"),
    Pair("a digit in one output", "base", "digit"),
    Pair("one parameter", "base", "dear"),
    Pair("every notebook: another scenario", "base", "office_closes"),
)


def made(folder: Path) -> None:
    """Make the runs of all pairs in a copy of the project."""
    inside(folder, *COMMAND, "run", "base", "office_closes")
    inside(folder, *COMMAND, "run", "base", "-p", "price_index=0.03", "--as", "dear")
    runs = folder / "runs"
    for name in ("same", "digit"):
        shutil.copytree(runs / "base", runs / name)
    path = runs / "digit" / "results.json"
    results = json.loads(path.read_text(encoding="utf-8"))
    figure = next(each for each in results["results"] if isinstance(each["value"], float))
    notebook = runs / "digit" / f"{figure['notebook']}.ipynb"
    for file in (path, notebook):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(str(figure["value"]), str(figure["value"] + 1)), encoding="utf-8")


def ours(folder: Path, pair: Pair) -> Measured:
    """Compare with this project."""
    return inside(folder, *COMMAND, "diff", f"runs/{pair.old}", f"runs/{pair.new}", accepted=(0, DIFFERENT))


def git(folder: Path, pair: Pair) -> Measured:
    """Compare with git's plain diff."""
    words = ("git", "diff", "--no-index", "--no-color", f"runs/{pair.old}", f"runs/{pair.new}")
    return measure(words, folder, accepted=(0, DIFFERENT))


def nbdime(folder: Path, pair: Pair) -> Measured:
    """Compare with nbdime, which takes one notebook at a time."""
    variables = {"PYTHONPATH": str(Path(sys.prefix) / "bench")}
    names = sorted(path.name for path in (folder / "runs" / pair.old).glob("*.ipynb"))
    each = [
        measure([*NBDIME, f"runs/{pair.old}/{name}", f"runs/{pair.new}/{name}"], folder, variables)
        for name in names
    ]
    output = "".join(one.output for one in each)
    return Measured(sum(one.seconds for one in each), 0, output, sum(one.cpu for one in each))


TOOLS: dict[str, Callable[[Path, Pair], Measured]] = {
    "this project": ours, "git diff --no-index": git, "nbdime": nbdime,
}  # fmt: skip


def table(rows: Sequence[tuple[str, str, Measured]]) -> str:
    """Return a Markdown table: what differs, who says so, in how many lines, and in what time."""
    lines = [
        "| What differs | Told by | Lines | Size | Time | Processor time |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for what, tool, one in rows:
        size = f"{len(one.output.encode()) / 1000:.1f} kB"
        count = one.output.count("\n")
        lines.append(f"| {what} | {tool} | {count} | {size} | {one.seconds:.2f} s | {one.cpu:.2f} s |")
    return "\n".join(lines)


def main() -> None:
    """Compare each pair with each tool; write runs/bench-review.md."""
    with project() as folder:
        made(folder)
        rows = [(pair.what, name, tool(folder, pair)) for pair in PAIRS for name, tool in TOOLS.items()]
    text = f"{machine()}.\n\n{table(rows)}\n"
    (find().runs / "bench-review.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
