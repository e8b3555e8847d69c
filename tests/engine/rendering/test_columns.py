"""Columns on paper have room for what is never broken: a span of amounts stands on one line."""

import json

import pypandoc
import pytest

from pressroom.rendering.pandoc import FILTERS

LETTERS = 104
SPAN = "450\u00a0000–750\u00a0000"
LONG = "ord " * 60
ROWS = [
    ["Parameter", "Värde", "Spann", "Slag", "Skäl"],
    ["-"] * 5,
    ["Kommunernas förvaltningsadministration", "600\u00a0000 kronor", f"{SPAN} kronor", "antagande", LONG],
    [
        "Energikontorets andel",
        "50 procent",
        "20–80 procent",
        "antagandemetodval",
        f"{LONG}utsläppsstatistiken",
    ],
]
TABLE = "\n".join(f"| {' | '.join(row)} |" for row in ROWS)


def test_a_column_is_as_wide_as_its_longest_span() -> None:
    made = pypandoc.convert_text(
        TABLE, "json", format="markdown", filters=[str(FILTERS / "columns.lua")], extra_args=["--columns=60"]
    )
    [table] = json.loads(made)["blocks"]
    widths = [spec[1]["c"] for spec in table["c"][2]]
    assert sum(widths) == pytest.approx(1, abs=0.01)
    assert widths[2] * LETTERS >= len(SPAN) + 2.5
