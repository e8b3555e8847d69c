"""What differs in the inputs of two runs: parameters, data, code, notebooks, environment, theme."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pressroom.notebook import declarations
from pressroom.review.changes import INSTALLED, LOCK, InputChange
from pressroom.review.compare import details, notebooks
from pressroom.review.past import Past
from pressroom.review.sides import is_same
from pressroom.runs import Run, fresh

KINDS = {"parameters": "parameter", "data": "data", "code": "code"}
NAMES = {
    "lock": ("environment", LOCK),
    "python": ("environment", "Python"),
    "installed": ("environment", INSTALLED),
    "theme": ("theme", "report/theme"),
}
# What of a notebook is hashed by itself, for the measurement, and which packages it uses.
CELLS, PACKAGES = "cells", "packages"
# Of each chapter's key figures, what is declared of them.
DECLARED = "key_figures"
# A changed input of a kind says that files of a folder differ.
FOLDERS = (("params/", "parameter"), ("data/", "data"), ("report/theme/", "theme"))
ORDER = ("parameter", "data", "code", "notebook", "theme", "environment", "other")

Reads = dict[tuple[str, str], dict[str, object]]


def changed_inputs(
    old: Run, new: Run, pairs: notebooks.Pairs, pasts: tuple[Past, Past]
) -> tuple[InputChange, ...]:
    """Return the inputs that differ between two runs, and between the sources inside the notebooks."""
    olds, news = inputs_of(old), inputs_of(new)
    shared = set(old.notebooks) & set(new.notebooks)
    changes = [_change(kind, name, olds, news, shared) for kind, name in dict.fromkeys([*news, *olds])]
    found = [change for change in changes if change and not _is_there_on_both_sides(change, pasts)]
    paths = [path for change in found if (path := details.path_of(change))]
    for past in pasts if paths else ():
        past.load(paths)
    changed = [details.with_details(change, pasts) for change in found if change.kind != "notebook"]
    hashed = {name for name in shared if all("notebook" in run.notebooks[name].parts for run in (old, new))}
    changed = notebooks.told(changed, [c for c in found if c.kind == "notebook"], hashed, pairs, pasts)
    changed = _folded(_by_package(old, new, changed))
    changed += _files(old, new, changed)
    return tuple(sorted(changed, key=lambda change: (ORDER.index(change.kind), change.name)))


def _by_package(old: Run, new: Run, changed: Sequence[InputChange]) -> list[InputChange]:
    """Tell changed packages by name and version, where both runs say what they had.

    Then the list of what should be installed moves nothing by itself, and is told where it says more.
    """
    if not (old.packages and new.packages):
        return list(changed)
    names = sorted(old.packages.keys() | new.packages.keys())
    names = [name for name in names if old.packages.get(name) != new.packages.get(name)]
    told = []
    for change in changed:
        if change.name == INSTALLED:
            told += [_package(change, name, old, new) for name in names]
        elif change.name == LOCK:
            pinned = {fresh.plain(detail.partition(" ")[0]) for detail in change.details}
            told += [] if pinned and pinned.issubset(names) else [replace(change, notebooks=())]
        else:
            told.append(change)
    return told


def _package(change: InputChange, name: str, old: Run, new: Run) -> InputChange:
    """Return the change of one package, with the notebooks that use it as far as they say what they use."""
    readers = []
    for notebook in change.notebooks:
        made = [run.notebooks[notebook].parts for run in (old, new) if notebook in run.notebooks]
        used = [parts.get(PACKAGES) for parts in made]
        if any(name in names if isinstance(names, list) else True for names in used):
            readers.append(notebook)
    versions = old.packages.get(name), new.packages.get(name)
    lock = f"{change.kind}:{LOCK}"
    return InputChange(change.kind, name, *versions, tuple(readers), folded=(lock,))


def _files(old: Run, new: Run, changed: Sequence[InputChange]) -> Iterator[InputChange]:
    """Yield the files behind two runs that differ, where no other changed input says so."""
    told = {change.kind for change in changed}
    names = {change.name for change in changed} | {f"src/{change.name}" for change in changed}
    refs = {ref for change in changed for ref in (change.ref, *change.folded)}
    names |= {declarations.FILE} if any(change.is_declaration for change in changed) else set()
    names |= {LOCK} if f"environment:{LOCK}" in refs else set()
    names |= {f"notebooks/{ref.partition(':')[2]}.ipynb" for ref in refs if ref.startswith("notebook:")}
    for path in sorted(old.files.keys() | new.files.keys()) if old.files and new.files else ():
        before, after = old.files.get(path), new.files.get(path)
        is_told = path in names or any(path.startswith(folder) and kind in told for folder, kind in FOLDERS)
        # Another scenario has a file of its own.
        is_own = None in (before, after) and path.startswith("params/") and are_two_scenarios(old, new)
        if before != after and not is_told and not is_own:
            yield InputChange("other", path, before, after)


def are_two_scenarios(old: Run, new: Run) -> bool:
    """Return whether two runs are of different scenarios, as both files of each say."""
    names = [run.about.get("name") for run in (old, new)]
    said = [run.results.get("scenario", name) for run, name in zip((old, new), names, strict=True)]
    return names == said and names[0] != names[1]


def inputs_of(run: Run) -> Reads:
    """Return every input by kind and name: its value or hash by the notebook that reads it ("": the run)."""
    inputs: Reads = {}
    for name, value in run.parameters.items():
        inputs.setdefault(("parameter", name), {})[""] = value
    for notebook, made in run.notebooks.items():
        for part, value in made.parts.items():
            for kind, name, content in named(notebook, part, value):
                inputs.setdefault((kind, name), {})[notebook] = content
    return inputs


def named(notebook: str, part: str, value: object) -> Iterator[tuple[str, str, object]]:
    """Yield kind, name and content of the inputs in one part of a notebook's run key."""
    if part == "notebook":
        yield "notebook", notebook, value
    elif part in NAMES:
        yield *NAMES[part], value
    elif part in (CELLS, PACKAGES):
        return
    elif part == DECLARED and isinstance(value, dict):
        yield from (("other", f"{declarations.FILE}: {name}", content) for name, content in value.items())
    elif isinstance(value, dict):
        yield from ((KINDS.get(part, "other"), name, content) for name, content in value.items())
    else:
        yield "other", part, value


def _change(kind: str, name: str, olds: Reads, news: Reads, shared: set[str]) -> InputChange | None:
    """Return the change of one input.

    An input that only more or fewer notebooks read has not changed, nor has one that came or went with
    a notebook that only one side has.
    """
    before, after = olds.get((kind, name), {}), news.get((kind, name), {})
    if before and after and not _differ(before, after):
        return None
    readers = tuple(sorted(notebook for notebook in {*before, *after} if notebook))
    gone = shared and readers and not shared.intersection(readers)
    if kind != "notebook" and gone and not (before and after):
        return None
    return InputChange(kind, name, _first(before), _first(after), readers)


def _is_there_on_both_sides(change: InputChange, pasts: tuple[Past, Past]) -> bool:
    """Return whether data only came to be read, or are read no longer: their files have not come or gone."""
    is_one_sided = change.kind == "data" and change.status != "changed"
    return is_one_sided and all(past.has_resource(change.name) for past in pasts)


def _differ(before: Mapping[str, object], after: Mapping[str, object]) -> bool:
    shared = before.keys() & after.keys()
    if shared:
        return not all(is_same(before[reader], after[reader]) for reader in shared)
    return not any(is_same(old, new) for old in before.values() for new in after.values())


def _first(values: Mapping[str, object]) -> object:
    """Return the value that a notebook was given, else the one of the run as a whole, else None."""
    for reader in (*filter(None, values), ""):
        if reader in values:
            return "null" if values[reader] is None else values[reader]
    return None


def _folded(changes: list[InputChange]) -> list[InputChange]:
    """Fold a scenario file into the parameters that changed in it: they are one change, not two."""
    parameters = {change.name for change in changes if change.kind == "parameter"}
    files = [change for change in changes if change.kind == "data" and change.name.startswith("params/")]
    inside_of = {file.ref: {detail.partition(":")[0] for detail in file.details} for file in files}
    folded = [file for file in files if file.details and parameters.issuperset(inside_of[file.ref])]
    remaining = []
    for change in changes:
        inside = [file for file in folded if change.name in inside_of[file.ref]]
        readers = {reader for file in inside for reader in file.notebooks}
        if change.kind == "parameter" and readers:
            change = replace(
                change,
                notebooks=tuple(sorted({*change.notebooks, *readers})),
                folded=(*change.folded, *(file.ref for file in inside)),
            )
        if change not in folded:
            remaining.append(change)
    return remaining
