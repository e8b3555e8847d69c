"""What exactly differs in one changed input: rows of data, functions of code, cells, packages, colours."""

import ast
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from pressroom.notebook import ipynb
from pressroom.notebook.ipynb import INJECTED, Cell, Notebook
from pressroom.project import PARAMETERS
from pressroom.review.changes import COMMENTS, NAME, InputChange
from pressroom.review.compare import edits, frames, grids, renames
from pressroom.review.compare.successions import succession
from pressroom.review.compare.tolerance import Exact
from pressroom.review.past import Past
from pressroom.review.tree import Resource
from pressroom.safe import line

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
UNIT = re.compile(r"^  unit: (\S+)$", re.MULTILINE)
VALUES = re.compile(r"^  (?:type|choices|range|same):.*(?:\n    .*)*", re.MULTILINE)
ENTRY = re.compile(r"^([A-Za-z_][\w.]*)\s*:", re.MULTILINE)
LONGEST_VALUE = 60
"""Signs of a value that is told whole."""
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
Pasts = tuple[Past, Past]
Node = TypeVar("Node", bound=ast.AST)


def with_details(change: InputChange, pasts: Pasts) -> InputChange:
    """Return the change of no notebook with its details, as far as the files of both sides can be had."""
    if change.kind == "parameter":
        declared = [_declared(change.name, past) for past in pasts]
        return replace(change, unit=_unit(declared), is_redeclared=_may_be_other(*declared))
    if change.kind == "data" and change.name.startswith("params/"):
        return replace(change, details=_entries(change, pasts))
    if change.kind == "data":
        grid = resource_rows(change.name, change.old, change.new, pasts)
        return replace(change, grid=grid, succession=succession(grid) if grid else None)
    if change.kind == "code":
        return _with_functions(change, pasts)
    if change.is_declaration:
        return replace(change, details=_declarations(change, pasts))
    if change.kind == "theme":
        return replace(change, details=_theme(change, pasts))
    return replace(change, details=_packages(change, pasts)) if change.name.endswith(".lock") else change


def path_of(change: InputChange) -> str:
    """Return the file of a changed module or notebook, "" of anything else."""
    if change.kind == "code":
        return change.name if change.name.startswith("src/") else f"src/{change.name}"
    return f"notebooks/{change.name}.ipynb" if change.kind == "notebook" else ""


def cell_changes(old: Notebook, new: Notebook) -> tuple[str, ...]:
    """Return which cells' sources differ, as 'key: what': added, removed, text, code or names of options.

    The cells of the parameters' values are left to `given_apart`.
    """
    details = []
    renamed = renames.of_cells(old, new)
    for key in dict.fromkeys([*new.by_key, *(key for key in old.by_key if key not in renamed.values())]):
        before, after = old.by_key.get(renamed.get(key, key)), new.by_key.get(key)
        if any({INJECTED, ipynb.PARAMETERS} & {*cell.tags} for cell in [after or before] if cell):
            continue
        what = ", ".join(_apart(before, after, key in renamed)) if before and after else _moved(before, after)
        if what:
            details.append(f"{line(key, 80)}: {what}")
    return tuple(details)


def given_apart(
    old: Notebook, new: Notebook, parameters: Collection[str], tag: str = INJECTED
) -> tuple[str, ...]:
    """Return the lines of the cells with values (of this tag) that differ, but for changed parameters."""
    cells = [{key: cell for key, cell in each.by_key.items() if tag in cell.tags} for each in (old, new)]
    befores, afters = ([text for cell in each.values() for text in cell.source.split("\n")] for each in cells)
    apart = set(befores) ^ set(afters)
    told = apart and {text.partition(" = ")[0] for text in apart} <= set(parameters)
    same = [*cells[0]] == [*cells[1]] and (told or befores == afters)
    return () if same else (f"{tag}: code",)


def resource_rows(resource: str, old: object, new: object, pasts: Pasts) -> grids.Grid | None:
    """Return a data resource of both sides laid over each other, None where either file cannot be had."""
    resources = [past.resource(resource, sha256) for past, sha256 in zip(pasts, (old, new), strict=True)]
    before, after = (_frame(content) if content else None for content in resources)
    return grids.lay_over(before, after, Exact()) if before and after else None


def _frame(resource: Resource) -> grids.Frame | None:
    if resource.path.endswith("json"):
        return frames.from_geojson(resource.content)
    return frames.from_csv(resource.content, resource.key)


def _declared(name: str, past: Past) -> str:
    """Return what is declared of a parameter, as it is written: to validate all of them is slow."""
    content = past.read(f"params/{PARAMETERS}") or b""
    return blocks(content.decode(errors="replace")).get(name, "")


def unit_of(name: str, declared: bytes) -> str | None:
    """Return the unit that a file of declarations gives a parameter."""
    return _unit([blocks(declared.decode(errors="replace")).get(name, "")])


def _unit(declared: Sequence[str]) -> str | None:
    found = (UNIT.search(block) for block in reversed(declared))
    return next((unit[1] for unit in found if unit), None)


def _may_be_other(old: str, new: str) -> bool:
    """Return whether a parameter may have other values now than before."""
    return bool(old and new) and VALUES.findall(old) != VALUES.findall(new)


def _both(change: InputChange, path: str, pasts: Pasts) -> tuple[bytes, bytes] | None:
    old, new = (past.file(path, sha) for past, sha in zip(pasts, (change.old, change.new), strict=True))
    return None if old is None or new is None else (old, new)


def _entries(change: InputChange, pasts: Pasts) -> tuple[str, ...]:
    """Return what differs in a scenario file, as 'name: old → new'; the name where a value is long."""
    files = _both(change, change.name, pasts)
    if not files:
        return ()
    old, new = (blocks(content.decode(errors="replace")) for content in files)
    return tuple(_entry(name, old.get(name, ""), new.get(name, "")) for name in _differing(old, new))


def _entry(name: str, *written: str) -> str:
    values = [text.partition(":")[2].strip() or "–" for text in written]
    is_one = all("\n" not in value and len(value) <= LONGEST_VALUE for value in values)
    return f"{name}: {' → '.join(values)}" if is_one else name


def blocks(text: str) -> dict[str, str]:
    """Return each top-level entry of a flat YAML file by its name, as it is written."""
    starts = [*ENTRY.finditer(text)]
    ends = [*(start.start() for start in starts[1:]), len(text)]
    return {start[1]: text[start.start() : end].strip() for start, end in zip(starts, ends, strict=False)}


def _declarations(change: InputChange, pasts: Pasts) -> tuple[str, ...]:
    """Return what is declared otherwise of a chapter's key figures; a name that is another, once."""
    path, _, chapter = change.name.partition(": ")
    texts = [(past.read(path) or b"").decode(errors="replace") for past in pasts]
    old, new = (
        {
            name: text.partition(":")[2]
            for name, text in blocks(each).items()
            if name.startswith(f"{chapter}.")
        }
        for each in texts
    )
    renamed = {
        name: before
        for name in new.keys() - old.keys()
        for before in old.keys() - new.keys()
        if new[name] == old[before]
    }
    names = [name for name in _differing(old, new) if name not in (*renamed, *renamed.values())]
    before, after = (dict(settings(each)) for each in texts)
    inside = {*before, *after}
    values = [
        each for each in _differing(before, after) if each.rpartition(".")[0] in names and each in inside
    ]
    return (
        *(f"{before} → {name}" for name, before in sorted(renamed.items())),
        *(_entry(each, *(f": {side.get(each, '')}" for side in (before, after))) for each in values),
    )


def _theme(change: InputChange, pasts: Pasts) -> tuple[str, ...]:
    """Return the colours and fonts that differ, as 'light.accent: old → new'."""
    brands = [past.theme(sha) for past, sha in zip(pasts, (change.old, change.new), strict=True)]
    before, after = (dict(settings((content or b"").decode(errors="replace"))) for content in brands)
    if None in brands:
        return ()
    names = _differing(before, after)
    return tuple(f"{name}: {before.get(name, '–')} → {after.get(name, '–')}" for name in names)


def settings(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and value of each plain entry of a two-level YAML file, as 'section.name'."""
    section = ""
    for each in text.splitlines():
        name, _, value = each.partition(":")
        value = value.partition("  #")[0].strip()
        if not each.startswith((" ", "#")):
            section = name
        if value and not each.lstrip().startswith("#"):
            yield (f"{section}.{name.strip()}" if each.startswith(" ") else name), value


def _with_functions(change: InputChange, pasts: Pasts) -> InputChange:
    """Return a changed module with the definitions that differ; COMMENTS where none does."""
    files = _both(change, path_of(change), pasts)
    try:
        trees = [_definitions(ast.parse(content)) for content in files or ()]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return change
    if not files:
        return change
    names = _differing(*trees) or (COMMENTS,)
    return replace(change, details=names, edits=edits.of_code(*files, names))


def _definitions(tree: ast.Module) -> dict[str, str]:
    definitions: dict[str, str] = {}
    for name, node in edits.named(_undocumented(tree)):
        definitions[name] = definitions.get(name, "") + ast.dump(_undocumented(node))
    return definitions


def _undocumented(node: Node) -> Node:
    """Return a definition without its docstrings, which change no output."""
    for inner in ast.walk(node):
        if isinstance(inner, DOCUMENTED) and ast.get_docstring(inner) is not None:
            inner.body = [*inner.body[1:]] or [ast.Pass()]
    return node


def _packages(change: InputChange, pasts: Pasts) -> tuple[str, ...]:
    files = _both(change, change.name, pasts)
    if not files:
        return ()
    before, after = (dict(PIN.findall(content.decode(errors="replace"))) for content in files)
    return tuple(f"{n} {before.get(n, '–')} → {after.get(n, '–')}" for n in sorted(_differing(before, after)))


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys([*after, *before]) if before.get(name) != after.get(name))


def _moved(old: Cell | None, new: Cell | None) -> str:
    cell = new or old
    kind = "" if cell and cell.kind == "code" else "text "
    return kind + ("added" if old is None else "removed")


def _apart(old: Cell, new: Cell, is_renamed: bool) -> Iterator[str]:
    """Yield what differs in the sources of two cells; of one that is renamed, that, and no label."""
    yield from [NAME] * is_renamed
    yield from (part for part in _sources(old, new) if not (is_renamed and part == "label"))


def _sources(old: Cell, new: Cell) -> Iterator[str]:
    options = _differing(old.options, new.options)
    if old.code != new.code or (old.source != new.source and not options):
        yield "code" if new.kind == "code" else "text"
    yield from options
