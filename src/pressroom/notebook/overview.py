"""Key figures as a person who runs a notebook sees them: named, rounded, in a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from IPython.display import display

from pressroom.language.numbers import format_value
from pressroom.language.text import t
from pressroom.notebook import tables


def show(figures: Sequence[Mapping[str, Any]]) -> None:
    """Display key figures as `results.record` makes them."""
    columns = [
        tables.Column("label", t("Nyckeltal")),
        tables.Column("value", t("Värde")),
        tables.Column("id", t("Id")),
    ]
    rows = [
        [each["label"], format_value(each["value"], each["unit"], style="exact"), each["id"]]
        for each in figures
    ]
    spec = tables.of_rows(rows, columns)
    display({"text/html": tables.render(spec), "text/plain": tables.render(spec, to="markdown")}, raw=True)
