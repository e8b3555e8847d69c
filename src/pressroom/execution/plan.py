"""Which notebooks a set of scenarios needs, and why one has to run."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pressroom.errors import UserError, near
from pressroom.project import Project
from pressroom.runs import Run, keys
from pressroom.scenarios import Scenario


@dataclass(frozen=True)
class Task:
    """One notebook of one scenario, with all that decides its outputs."""

    scenario: str
    notebook: str
    path: Path
    parts: dict[str, Any]
    key: str
    files: frozenset[Path] = frozenset()


def plan(
    project: Project, scenarios: Iterable[Scenario], notebooks: Sequence[str] | None = None
) -> list[Task]:
    """Return the tasks of the scenarios in order; two with the same key need only one run."""
    paths = notebook_paths(project, notebooks)
    known = keys.Inputs(project)
    tasks = []
    for scenario in scenarios:
        for path in paths:
            parts = known.parts_of(path, scenario.values)
            files = frozenset(known.files_of(parts))
            tasks.append(Task(scenario.name, path.stem, path, parts, keys.key_of(parts), files))
    return tasks


def notebook_paths(project: Project, names: Sequence[str] | None = None) -> list[Path]:
    """Return the notebooks in order; a name may be given without its ending, or as its number."""
    found = {path.stem: path for path in sorted(project.notebooks.glob("[0-9]*.ipynb"))}
    if not found:
        raise UserError("There are no notebooks in notebooks/.", "Restore the folder from git.")
    if names is None:
        return list(found.values())
    chosen = []
    for name in names:
        stem = Path(name).name.removesuffix(".ipynb")
        match = [known for known in found if known == stem or known.partition("_")[0] == stem]
        if not match:
            raise UserError(f"There is no notebook '{name}'.", near(stem, found))
        chosen.append(match[0])
    return [found[stem] for stem in sorted(set(chosen))]


def explain(project: Project, tasks: Iterable[Task]) -> list[str]:
    """Return one line for each task: why it runs, or that nothing changed since its last run."""
    lines = []
    for task in tasks:
        before = _last_parts(project, task)
        reasons = ["it has not run before"] if before is None else list(differences(before, task.parts))
        lines.append(f"{task.scenario}/{task.notebook}: {'; '.join(reasons) or 'unchanged'}")
    return lines


def differences(before: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    """Yield what differs between the parts of two runs, in words."""
    for kind, name, old, new in _changes(before, now):
        if kind == "parameters":
            yield f"parameter {name} {_shown(old)} → {_shown(new)}"
        elif name is None:
            yield f"{_WORDS.get(kind, kind)} {_verb(old, new)}"
        else:
            yield f"{_WORDS.get(kind, kind)} {name} {_verb(old, new)}"


_WORDS = {
    "notebook": "the notebook",
    "data": "data",
    "code": "code",
    "key_figures": "the key figures' units and labels of",
    "theme": "the theme of the figures",
    "lock": "requirements.lock",
    "python": "Python",
    "installed": "the installed packages",
    "packages": "the list of packages that it uses",
}


def _changes(before: dict[str, Any], now: dict[str, Any]) -> Iterator[tuple[str, str | None, Any, Any]]:
    for kind in now:
        old, new = before.get(kind), now[kind]
        if not isinstance(new, dict):
            if old != new:
                yield kind, None, old, new
            continue
        old = old or {}
        for name in sorted(old.keys() | new.keys()):
            if old.get(name) != new.get(name):
                yield kind, name, old.get(name), new.get(name)


def _verb(old: Any, new: Any) -> str:
    return "is new" if old is None else "is gone" if new is None else "changed"


def _shown(value: Any) -> str:
    return "–" if value is None else json.dumps(value, ensure_ascii=False)


def _last_parts(project: Project, task: Task) -> dict[str, Any] | None:
    before = Run.find(project.runs / task.scenario)
    made = before.notebooks.get(task.notebook) if before else None
    return dict(made.parts) if made else None
