"""Compare two runs: what differs in outputs and inputs, and which inputs explain which outputs."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pressroom.notebook.bounded import Refused
from pressroom.notebook.ipynb import Notebook, parse
from pressroom.project import Project
from pressroom.review import inputs, keyfigures, outputs
from pressroom.review.changes import WORDING, CellSource, Comparison, InputChange, KeyFigureChange
from pressroom.review.past import Past
from pressroom.review.safe import clean, line
from pressroom.review.sides import Side, same_bytes
from pressroom.review.tolerance import Tolerance
from pressroom.runs.run import RESULTS


def compare(project: Project, old: Side, new: Side, tolerance: Tolerance) -> Comparison:
    """Return everything that differs between two sides; equal bytes are not even read as notebooks."""
    if same_bytes(old, new):
        return Comparison(old.title, new.title, unchanged={"notebooks": len(new.notebooks)})
    pairs, same, problems = _pairs(old, new)
    found = outputs.Found()
    found.unchanged["notebooks"] = same
    for before, after in pairs.values():
        if before or after:
            outputs.compare(before, after, tolerance, found)
    befores, afters = ({name: pair[side] for name, pair in pairs.items() if pair[side]} for side in (0, 1))
    figures = keyfigures.compare(
        keyfigures.entries(old, befores), keyfigures.entries(new, afters), tolerance, found
    )  # fmt: skip
    changed = inputs.compare(old.run, new.run, pairs, (Past(project.root, old), Past(project.root, new)))
    comparison = Comparison(
        old=old.title,
        new=new.title,
        titles={name: (after or before).title for name, (before, after) in pairs.items() if before or after},
        inputs=changed,
        key_figures=figures,
        tables=tuple(found.tables),
        figures=tuple(found.figures),
        texts=tuple(found.texts),
        noise=dict(found.noise),
        unchanged={kind: count for kind, count in found.unchanged.items() if count},
        cells=tuple(_cells(figures, befores, afters)),
        problems=tuple([*problems, *_of(old), *_of(new), *_contradictions(figures, old, new)]),
    )
    return with_causes(comparison)


def with_causes(comparison: Comparison) -> Comparison:
    """Return the comparison with each changed output naming the changed inputs of its notebook."""

    def caused(items: tuple) -> tuple:
        return tuple(replace(item, causes=causes(comparison.inputs, item)) for item in items)

    return replace(
        comparison,
        key_figures=caused(comparison.key_figures),
        tables=caused(comparison.tables),
        figures=caused(comparison.figures),
        texts=caused(comparison.texts),
    )


def causes(changed: tuple[InputChange, ...], item: object) -> tuple[str, ...]:
    """Return the refs of the changed inputs that the item's notebook reads and that can have changed the
    item.

    Prose and captions stand in the notebook itself; nothing else changes them, and they change nothing else.
    """
    read = [change for change in changed if item.place.notebook in change.notebooks]
    if getattr(item, "what", "") in WORDING:
        return tuple(change.ref for change in read if change.kind == "notebook")
    return tuple(change.ref for change in read if not change.is_wording)


def _pairs(
    old: Side, new: Side
) -> tuple[Mapping[str, tuple[Notebook | None, Notebook | None]], int, list[str]]:
    """Return the notebooks that differ, how many have equal bytes, and what could not be read."""
    pairs: dict[str, tuple[Notebook | None, Notebook | None]] = {}
    same, problems = 0, []
    for name in sorted({*old.notebooks, *new.notebooks}):
        if _same_file(old, new, f"{name}.ipynb"):
            same += 1
            continue
        readings = [_read(side, name, problems) for side in (old, new)]
        if all(good for _, good in readings):
            before, after = (notebook for notebook, _ in readings)
            if before and after and old.run.is_published != new.run.is_published:
                before, after = _in_one_language(before), _in_one_language(after)
            pairs[name] = (before, after)
    return pairs, same, problems


def _in_one_language(notebook: Notebook) -> Notebook:
    """Return the notebook as it is published: without the options for the English edition."""
    cells = []
    for cell in notebook.cells:
        options = {name: text for name, text in cell.options.items() if not name.endswith("-en")}
        cells.append(replace(cell, options=options))
    return replace(notebook, cells=tuple(cells))


def _same_file(old: Side, new: Side, name: str) -> bool:
    before, after = old.files.get(name), new.files.get(name)
    return bool(before and after and before.size == after.size and before.blob() == after.blob())


def _read(side: Side, name: str, problems: list[str]) -> tuple[Notebook | None, bool]:
    file = side.files.get(f"{name}.ipynb")
    try:
        return (parse(name, file.read()) if file else None), True
    except Refused as error:
        problems.append(f"{side.title}/{line(name, 80)}.ipynb {error}")
    except OSError as error:
        problems.append(f"{side.title}/{line(name, 80)}.ipynb cannot be read ({error.strerror})")
    return None, False


def _cells(
    figures: tuple[KeyFigureChange, ...], olds: Mapping[str, Notebook], news: Mapping[str, Notebook]
) -> Iterator[CellSource]:
    """Yield the cells that recorded the changed key figures."""
    for place in dict.fromkeys(figure.place for figure in figures):
        cells = (
            notebooks[place.notebook].by_key.get(place.cell) if place.notebook in notebooks else None
            for notebooks in (olds, news)
        )
        old, new = (clean(cell.code) if cell else "" for cell in cells)
        if old or new:
            yield CellSource(place, old, new)


def _of(side: Side) -> list[str]:
    return [f"{side.title}/{problem}" for problem in side.problems]


def _contradictions(figures: tuple[KeyFigureChange, ...], old: Side, new: Side) -> list[str]:
    """Say so where results.json changed and the notebook that recorded the result did not."""
    same = {name for name in new.notebooks if _same_file(old, new, f"{name}.ipynb")}
    found = (figure for figure in figures if figure.place.notebook in same)
    return [f"{RESULTS}: {line(f.id, 80)} differs, but {f.place.notebook} is the same" for f in found]
