"""A clone of this checkout in which changes are made, and what they move, read without the comparison."""

import json
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pressroom.checks import datahash
from pressroom.notebook import mime
from pressroom.project import Project, find

EXECUTED = "report/executed"
FIRST = "first"
ACCEPT = ("accept", "--all", "--because", "As it was changed")
CAPTIONS = ("fig-cap", "fig-alt", "tbl-cap", "tbl-alt")
PNG, SVG = "image/png", "image/svg+xml"

Change = Callable[["Clone"], None]


class Clone:
    """A clone whose first commit holds this checkout as it is, and what its notebooks give."""

    def __init__(self, root: Path) -> None:
        self.root, self.packages = root, root.parent / "newer" / "site-packages"
        here = find().root
        subprocess.run(["git", "clone", "-q", str(here), str(root)], check=True)
        self.git("config", "user.name", "Anna Ek")
        self.git("config", "user.email", "anna@example.org")
        listed = ["git", "-C", str(here), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        for name in subprocess.run(listed, capture_output=True, check=True, text=True).stdout.split("\0"):
            if (here / name).is_file():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(here / name, root / name)
        self.command(*ACCEPT)
        self.git("add", "-A")
        self.git("commit", "-qm", FIRST, "--allow-empty")
        self.git("tag", FIRST)

    @property
    def project(self) -> Project:
        return Project(self.root)

    def git(self, *words: str) -> str:
        done = subprocess.run(["git", "-C", str(self.root), *words], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, name: str, changes: Iterable[Change], is_accepted: bool = True) -> None:
        """Make changes to the first commit, take over what they give, and commit it all under a name."""
        self.git("checkout", "-qf", FIRST)
        shutil.rmtree(self.packages.parent, ignore_errors=True)
        for change in changes:
            change(self)
        datahash.update(self.project)
        if is_accepted:
            self.command(*ACCEPT)
        self.git("add", "-A")
        self.git("commit", "-qm", name)
        self.git("tag", name)

    def command(self, *words: str, code: int = 0) -> str:
        """Run a command with the clone's own code and the packages that it was given; return what it says."""
        paths = os.pathsep.join(map(str, (self.packages, self.root / "src")))
        environment = os.environ | {"PYTHONPATH": paths, "PRESSROOM_ROOT": str(self.root)}
        call = [sys.executable, "-m", "energikontoret", *words]
        done = subprocess.run(call, cwd=self.root, env=environment, capture_output=True, text=True)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def edit(self, path: str, *pairs: tuple[str, str]) -> None:
        """Replace texts that stand exactly once in a file."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, (path, old, text.count(old))
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")

    def lines(self, path: str, change: Callable[[list[str]], Sequence[str]]) -> None:
        """Change the lines below the head of a CSV file."""
        file = self.root / path
        head, *rest = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join([head, *change(rest)]) + "\n", encoding="utf-8")

    def cell(self, notebook: str, id: str, *pair: str) -> None:
        """Replace a text in a cell's source by another, or take the cell out."""
        file = self.root / "notebooks" / f"{notebook}.ipynb"
        document = json.loads(file.read_text(encoding="utf-8"))
        (cell,) = (each for each in document["cells"] if each["id"] == id)
        if pair:
            before = "".join(cell["source"])
            assert before.count(pair[0]) == 1
            cell["source"] = before.replace(*pair).splitlines(keepends=True)
        else:
            document["cells"].remove(cell)
        text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        file.write_text(text, encoding="utf-8")

    def moved(self, old: str, new: str) -> set[str]:
        """Return the outputs that differ between two commits by more than a rounding."""
        before, after = (dict(self._outputs(commit)) for commit in (old, new))
        return {name for name in before | after if not near(before.get(name), after.get(name))}

    def _outputs(self, commit: str) -> Iterator[tuple[str, object]]:
        """Yield key figures by id, and what cells show and say by notebook and cell."""
        listed = self.git("ls-tree", "--name-only", commit, f"{EXECUTED}/").split("\n")
        for path in (each for each in listed if each.endswith(".ipynb")):
            cells = json.loads(self.git("show", f"{commit}:{path}"))["cells"]
            yield from (item for cell in cells for item in _of_cell(Path(path).stem, cell))
        results = json.loads(self.git("show", f"{commit}:{EXECUTED}/results.json"))
        for figure in results["results"]:
            yield figure["id"], [figure.get("value"), figure.get("text"), figure.get("unit")]


def _of_cell(notebook: str, cell: dict[str, Any]) -> Iterator[tuple[str, object]]:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        yield f"{notebook} {cell['id']} prose", source
        return
    lines = (line[3:].partition(": ") for line in source.splitlines() if line.startswith("#| "))
    options = {name: value for name, _, value in lines}
    name = f"{notebook} {options.get('label', cell['id'])}"
    yield from ((f"{name} {option}", options[option]) for option in CAPTIONS if option in options)
    bundles = [output["data"] for output in cell["outputs"] if mime.of("result") not in output["data"]]
    # The names inside of a drawing follow from its data; the picture says what a reader sees.
    seen = [{kind: each[kind] for kind in each if PNG not in each or kind != SVG} for each in bundles]
    yield from [(name, seen)] if seen else []


def near(one: object, other: object) -> bool:
    """Return whether two contents are the same but for the last digits of numbers."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(near(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(near, one, other))
    return one == other
