"""Run the old side again with one input at a time in its new state, in a folder of its own.

This runs the code of both sides: for changes that are trusted enough to be run.
"""

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from pressroom import publication
from pressroom.notebook import declarations, ipynb
from pressroom.project import Project
from pressroom.review.attribute import CannotRun, Fails, Ran, Runs, attribute
from pressroom.review.changes import Comparison, InputChange
from pressroom.review.compare import details
from pressroom.review.compare.inputs import inputs_of
from pressroom.review.compare.runs import explained, outputs_apart, outputs_left
from pressroom.review.past import Past
from pressroom.review.sides import Side
from pressroom.review.tree import UNSHALLOW, Tree, git, is_shallow
from pressroom.runs import Run
from pressroom.safe import line

FOLDERS = ("params", "data", "notebooks", "src", "report/theme")
FILES = ("_quarto.yml", "pyproject.toml", declarations.FILE)
EXCHANGED = ("data", "code", "notebook", "theme")
SECONDS = 900
# A name of our own: the one in a manifest could be a path.
NAME = "attribution"
FETCH = f" (this clone lacks it: {UNSHALLOW})"
NOT_FOUND = "its file is neither in the working folder nor in git"
# Written for the oldest code that it may have to run, so it only uses what a run cannot do without.
PROGRAM = """
import inspect, json, sys
from pathlib import Path
from pressroom.execution.run import run
from pressroom.scenarios import Scenario
from pressroom.project import Project
given = json.load(sys.stdin)
about = given["scenario"] | {"values": given["scenario"]["parameters"]}
scenario = Scenario(**{name: about.get(name, "") for name in inspect.signature(Scenario).parameters})
run(Project(Path(given["root"])), [scenario], notebooks=given["notebooks"])
"""


def attributed(project: Project, old: Side, new: Side, comparison: Comparison) -> Comparison:
    """Return the comparison with what each changed input explains, and exactly the causes of each output."""
    pasts = Past(project.root, old), Past(project.root, new)
    read = {item.place.notebook for item in comparison.outputs} & {*old.notebooks, *new.notebooks}
    moving = [c for c in comparison.inputs if not (c.is_wording or c.is_declaration)]
    changed = [c for c in moving if read & set(c.notebooks)]

    def repeat(changes: Sequence[InputChange]) -> Ran:
        touched = {name for change in changes for name in change.notebooks}
        with _bench(project, old, pasts[0], comparison) as root:
            values = dict(_scenario(old)["parameters"])
            for change in changes:
                _exchange(root, change, pasts, values)
            notebooks = sorted(read & touched if changes else read)
            run = _run(root, _scenario(old) | {"parameters": values}, notebooks)
            return Ran(_values(run), {path.stem: ipynb.read(path) for path in sorted(run.glob("*.ipynb"))})

    runs = Runs(
        repeat,
        lambda before, after: outputs_apart(before.notebooks, after.notebooks),
        lambda ran: outputs_left(ran.notebooks, new),
    )
    attribution = attribute(changed, comparison.key_figures, runs)
    return explained(project, replace(comparison, attribution=attribution), (old, new))


@contextmanager
def _bench(project: Project, old: Side, past: Past, comparison: Comparison) -> Iterator[Path]:
    """Yield a folder with the old side's sources, and the project's store of finished runs."""
    root = Path(tempfile.mkdtemp(prefix=f"{publication.of(project).name}-"))
    try:
        lay_out(past.trees[0], root)
        for change in (*comparison.inputs, *_folded(old, comparison)):
            _put_back(root, change, past)
        _declare_both(root, project)
        store = project.runs / ".store"
        store.mkdir(parents=True, exist_ok=True)
        (root / "runs").mkdir()
        (root / "runs" / ".store").symlink_to(store)
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


def lay_out(tree: Tree, root: Path) -> None:
    """Write the files of a tree, those that a run and its texts need, into a folder."""
    if tree.commit:
        packed = git(tree.root, "archive", "--format=tar", tree.commit)
        if packed is None:
            raise CannotRun(f"the old commit cannot be read{FETCH if is_shallow(tree.root) else ''}")
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            # A link that leads out of the folder is left out.
            archive.errorlevel = 0
            archive.extractall(root, filter="data")
        return
    for name in FOLDERS:
        if (tree.root / name).is_dir():
            shutil.copytree(tree.root / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in (*FILES, *(path.name for path in tree.root.glob("requirements*.lock"))):
        if (tree.root / name).is_file():
            (root / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(tree.root / name, root / name)


def _declare_both(root: Path, project: Project) -> None:
    """Let either side's notebooks record their key figures: units and labels move no value."""
    file = root / declarations.FILE
    old = file.read_text(encoding="utf-8") if file.is_file() else ""
    new = (project.root / declarations.FILE).read_text(encoding="utf-8")
    known = details.blocks(old)
    added = [block for id, block in details.blocks(new).items() if id not in known]
    _write(root, {declarations.FILE: "\n".join([old, *added, ""]).encode()})


def _folded(old: Side, comparison: Comparison) -> Iterator[InputChange]:
    """Yield the inputs that changed only by another, each with its old hash."""
    reads = inputs_of(old.run)
    for ref in dict.fromkeys(ref for change in comparison.inputs for ref in change.folded):
        kind, _, name = ref.partition(":")
        for content in [*reads.get((kind, name), {}).values()][:1]:
            yield InputChange(kind, name, content)


def _put_back(root: Path, change: InputChange, past: Past) -> None:
    """Give the folder the old state of an input that its files may have in a newer one."""
    if change.kind in EXCHANGED:
        _set(root, change, past, change.old)


def _exchange(root: Path, change: InputChange, pasts: tuple[Past, Past], values: dict[str, object]) -> None:
    """Give the folder, or the scenario's values, the new state of one input."""
    if change.kind == "parameter" and change.status == "changed":
        values[change.name] = None if change.new == "null" else change.new
        _exchange_entry(root, change.name, pasts)
    elif change.kind in EXCHANGED:
        _set(root, change, pasts[1], change.new)
    else:
        raise CannotRun("it cannot be exchanged by itself")


def _set(root: Path, change: InputChange, past: Past, state: object) -> None:
    """Write the input in the state that has this hash; where there is none, remove it."""
    if change.kind == "data" and not change.name.startswith("params/"):
        if state is not None:
            _write_resource(root, change.name, past, state)
        return
    path = _path(change)
    if state is None:
        (root / path).unlink(missing_ok=True)
        return
    content = past.theme(state) if change.kind == "theme" else past.file(path, state)
    if content is None:
        raise CannotRun(NOT_FOUND)
    _write(root, {path: content})


def _path(change: InputChange) -> str:
    if change.kind == "code":
        return change.name if change.name.startswith("src/") else f"src/{change.name}"
    names = {"notebook": f"notebooks/{change.name}.ipynb", "theme": "report/theme/brand.yml"}
    return names.get(change.kind, change.name)


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def _write_resource(root: Path, name: str, past: Past, sha256: object) -> None:
    """Write the file of a data resource, and what the data package says of it."""
    resource = past.resource(name, sha256)
    if resource is None:
        raise CannotRun(NOT_FOUND)
    file = root / "data" / "datapackage.json"
    package = json.loads(file.read_bytes())
    entries = [resource.entry if entry["name"] == name else entry for entry in package["resources"]]
    package["resources"] = entries if resource.entry in entries else [*entries, resource.entry]
    _write(root, {resource.path: resource.content, "data/datapackage.json": json.dumps(package).encode()})


def _exchange_entry(root: Path, name: str, pasts: tuple[Past, Past]) -> None:
    """Change a parameter in the scenario files as well, which some notebooks read."""
    for path in filter(lambda path: path.endswith(".yml"), pasts[1].trees[0].names("params")):
        file = root / path
        before = file.read_text(encoding="utf-8") if file.is_file() else ""
        after = (pasts[1].read(path) or b"").decode(errors="replace")
        old, new = details.blocks(before).get(name), details.blocks(after).get(name)
        if old and new and old != new:
            file.write_text(before.replace(old, new), encoding="utf-8")


def _scenario(side: Side) -> dict[str, Any]:
    if not side.run.parameters:
        raise CannotRun("the old run has no manifest")
    return dict(side.run.about)


def _values(run: Path) -> Mapping[str, object]:
    return {figure["id"]: figure["value"] for figure in Run.read(run).figures}


def _run(root: Path, scenario: Mapping[str, Any], notebooks: list[str]) -> Path:
    try:
        return execute(root, {**scenario, "name": NAME}, notebooks)
    except subprocess.TimeoutExpired:
        raise CannotRun(f"it takes longer than {SECONDS} s") from None
    except subprocess.CalledProcessError as error:
        # The folder with the traceback is gone when somebody reads this.
        lines = [each for each in error.stderr.strip().splitlines() if "traceback is in" not in each]
        said = lines or ["it said nothing"]
        raise Fails(f"it does not run by itself: {line(said[-1])}") from None


def execute(root: Path, scenario: Mapping[str, Any], notebooks: list[str]) -> Path:
    """Run notebooks with the package and the files of `root`, and return the folder of the run.

    `scenario` is as in a manifest. Raises subprocess.CalledProcessError where the run fails.
    """
    given = {"root": str(root), "scenario": scenario, "notebooks": notebooks}
    environment = os.environ | {"PYTHONPATH": str(root / "src"), "PRESSROOM_ROOT": str(root)}
    options: dict[str, Any] = {
        "capture_output": True,
        "text": True,
        "env": environment,
        "cwd": root,
        "timeout": SECONDS,
    }
    subprocess.run([sys.executable, "-c", PROGRAM], input=json.dumps(given), check=True, **options)
    return root / "runs" / scenario["name"]
