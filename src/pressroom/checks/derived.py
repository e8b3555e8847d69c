"""What is written from something else: parameters cells, params/schema.json, the hashes of the data.

`check` names what differs, and `check --fix` writes it anew. That clears the outputs of notebooks, too:
git may see none of them, and then restores nothing.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from pressroom import files, publication
from pressroom.checks import Problem, datahash, notebooks
from pressroom.errors import UserError
from pressroom.notebook import ipynb
from pressroom.notebook.written_values import different, with_values
from pressroom.project import REFERENCE, Project
from pressroom.scenarios import load
from pressroom.scenarios.schema import schema


class Stale(NamedTuple):
    """A file that is not what it is written from: what differs, and the text that it should have."""

    path: Path
    what: str
    text: str


def check(project: Project) -> Iterator[Problem]:
    """Yield each file that differs from what it is written from; hashes are the data package's to tell."""
    for stale in _stale(project):
        yield Problem(stale.what, f"Write it anew: {publication.command('check --fix')}")


def fix(project: Project) -> list[Path]:
    """Write each of these files anew, and return those that had to be."""
    written = []
    for find in (_stale, _with_outputs):
        for stale in list(find(project)):
            files.write(stale.path, stale.text)
            written.append(stale.path)
    changed = datahash.update(project)
    return [*dict.fromkeys(written), *([project.data / "datapackage.json"] if changed else [])]


def tell(project: Project) -> None:
    """Say in a line on standard error which values of parameters cells a run does not take."""
    values = load(project, REFERENCE).values
    for path in sorted(project.notebooks.glob("*.ipynb")):
        for name, given in _different(path, values).items():
            what = f"notebooks/{path.name}: '{name}' is {given!r} in the parameters cell, which no run takes"
            print(f"{what}; give it with '-p {name}=…', or in a scenario.", file=sys.stderr)
            return


def _stale(project: Project) -> Iterator[Stale]:
    values = load(project, REFERENCE).values
    for path in sorted(project.notebooks.glob("*.ipynb")):
        yield from _cells(path, values)
    path, text = project.params / "schema.json", schema(project)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        yield Stale(path, "params/schema.json is not what params/parameters.yml declares.", text)


def _cells(path: Path, values: Mapping[str, Any]) -> Iterator[Stale]:
    """Yield the notebook with the reference values in its parameters cell, where it has others."""
    wrong = _different(path, values)
    if not wrong:
        return
    notebook = ipynb.read(path)
    name, given = next(iter(wrong.items()))
    document = with_values(notebook, notebook.document, values)
    what = f"notebooks/{path.name}: '{name}' is {given!r}, but params/base.yml has {values[name]!r}."
    yield Stale(path, what, _text(document))


def _with_outputs(project: Project) -> Iterator[Stale]:
    """Yield each notebook without its outputs, where it is stored with some; its own check tells which."""
    for path in sorted(project.notebooks.glob("*.ipynb")):
        with suppress(UserError):
            notebook = ipynb.read(path)
            full = notebooks.with_outputs(notebook)
            for raw in full:
                raw |= {"outputs": [], "execution_count": None}
            if full:
                yield Stale(
                    path, f"notebooks/{path.name}: it is stored with outputs.", _text(notebook.document)
                )


def _text(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _different(path: Path, values: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return different(ipynb.read(path), values)
    except (UserError, SyntaxError, ValueError):
        return {}  # the check of the notebooks names it
