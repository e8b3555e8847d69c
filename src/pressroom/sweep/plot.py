"""A figure of one key figure against one or two parameters of a sweep."""

from typing import Any

import pandas as pd

from pressroom import figures
from pressroom.figures import Chart
from pressroom.language.text import Text, quantity, t
from pressroom.scenarios import Parameter, declared
from pressroom.sweep.grid import Grid, Wanted

MOST_LINES = 6


def plot(frame: pd.DataFrame, about: dict[str, Any], wanted: Wanted, grid: Grid) -> dict[str, Any]:
    """Return the figure in the source language as {"svg", "png"}."""
    return figures.redraw(chart(frame, about, wanted, grid).spec)


def chart(frame: pd.DataFrame, about: dict[str, Any], wanted: Wanted, grid: Grid) -> Chart:
    """Return lines over a number, one for each value of a second parameter; else bars or a grid of cells."""
    rows = _others_fixed(frame, wanted, grid)
    known = declared()
    title = _title(about, [known[name] for name in wanted.over])
    labels = {
        value: quantity(value, known[name].unit) for name in wanted.over for value in rows[name].unique()
    }
    numbers = [name for name in wanted.over if pd.api.types.is_numeric_dtype(rows[name])]
    across = max(numbers, key=lambda name: rows[name].nunique(), default=None)
    second = next((name for name in wanted.over if name != across), None)
    unit = about["unit"]
    if (across is None and second is None) or (across is None and len(wanted.over) == 1):
        return figures.bars(rows, wanted.over[0], wanted.result, unit=unit, title=title, labels=labels)
    if across is not None and (second is None or rows[second].nunique() <= MOST_LINES):
        x_unit = known[across].unit
        labels = {value: t("vid {value}:", value=text) for value, text in labels.items()}
        return figures.lines(
            rows, across, wanted.result, second,
            unit=unit, x_unit=x_unit, title=title, labels=labels, from_zero=False,
        )  # fmt: skip
    row, column = wanted.over
    return figures.matrix(rows, row, column, wanted.result, unit=unit, title=title, labels=labels)


def _others_fixed(frame: pd.DataFrame, wanted: Wanted, grid: Grid) -> pd.DataFrame:
    """Return the rows where each other parameter has the scenario's value, or else its first one."""
    rows = frame
    for name in grid.varied:
        if name in wanted.over:
            continue
        value = grid.base.values[name]
        rows = rows[rows[name] == (value if (rows[name] == value).any() else rows[name].iloc[0])]
    return rows.drop_duplicates(list(wanted.over)).sort_values(list(wanted.over))


def _title(about: dict[str, Any], over: list[Parameter]) -> Text:
    names = [parameter.text("label") for parameter in over]
    return t("{label}, efter {names:|lower|and}", label=t(about["label"]), names=names)
