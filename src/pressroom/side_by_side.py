"""What the command `compare` shows: key figures of some runs side by side, to be read or computed with."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pressroom import publication
from pressroom.language.catalogue import TERMINAL
from pressroom.language.numbers import format_value, unit_named
from pressroom.language.text import t
from pressroom.project import Project
from pressroom.runs import Run

Form = Literal["table", "csv"]
Figures = Mapping[str, Mapping[str, Any]]


def side_by_side(project: Project, names: Sequence[str], form: Form, everything: bool) -> str:
    """Return the key figures that are numbers, a line each and a column for each run.

    Only those that differ, unless `everything` is wanted or there is one run.
    """
    runs = {name: _numbers(Run.read(project.runs / name)) for name in names}
    ids = sorted({id for figures in runs.values() for id in figures})
    differing = [
        id for id in ids if any(_value(runs[name], id) != _value(runs[names[0]], id) for name in names)
    ]
    shown = ids if everything or len(runs) == 1 else differing
    if form == "csv":
        return _csv(runs, shown)
    lines = _table(runs, shown) if shown else []
    if shown != ids:
        rest = f"{len(differing)} of {len(ids)} key figures differ"
        lines.append(f"{rest}; {publication.command('compare --all')} shows every one.")
    return "\n".join(lines)


def _numbers(run: Run) -> Figures:
    return {id: figure for id, figure in run.by_id.items() if figure["unit"] != "text"}


def _value(figures: Figures, id: str) -> Any:
    return figures[id]["value"] if id in figures else None


def _csv(runs: Mapping[str, Figures], ids: Sequence[str]) -> str:
    """Return the values as they are: amounts in kronor, shares parts of one, nothing where there is none."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(["id", "label", "unit", *runs])
    for id in ids:
        about = next(figures[id] for figures in runs.values() if id in figures)
        label = t(about["label"]).of(TERMINAL)
        rows.writerow([id, label, about["unit"], *(_value(figures, id) for figures in runs.values())])
    return file.getvalue().rstrip("\n")


def _table(runs: Mapping[str, Figures], ids: Sequence[str]) -> list[str]:
    """Return lines of columns of equal width."""
    rows = [["", *runs], *([id, *(_shown(figures.get(id)) for figures in runs.values())] for id in ids)]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join([first.ljust(widths[0]), *(c.rjust(w) for c, w in zip(rest, widths[1:], strict=True))])
        for first, *rest in rows
    ]


def _shown(figure: Mapping[str, Any] | None) -> str:
    if figure is None:
        return "–"
    style = "exact" if unit_named(figure["unit"]).scales else "short"
    return format_value(figure["value"], figure["unit"], TERMINAL, style)
