"""Tables that can be read aloud, compared and translated."""

import json
import xml.etree.ElementTree as ET

import numpy as np
import pandas as pd
import pytest

from catalogue_sample import translate
from pressroom.language.numbers import NBSP
from pressroom.language.text import t
from pressroom.notebook import mime, tables
from pressroom.notebook.tables import Column

COLUMNS = [
    Column("post", t("Post")),
    Column("amount", t("Belopp"), "kr"),
    Column("share", t("Andel"), "andel"),
    Column("year", t("År"), "år"),
]


@pytest.fixture
def frame():
    return pd.DataFrame(
        {
            "post": [t("Arkiv | lån"), "Östersund <Å>", t("Summa")],
            "amount": [656_000, np.nan, 2_706_000.4],
            "share": [0.0844, -0.25, 1.0],
            "year": [2023, 2030, 2022],
        }
    )


@pytest.fixture
def spec(frame):
    return tables.specification(frame, COLUMNS, total=True)


def test_the_html_has_scoped_headers_and_right_aligned_numbers(spec):
    table = ET.fromstring(tables.render(spec))
    assert [cell.get("scope") for cell in table.iter("th")] == ["col"] * 4 + ["row"] * 3
    assert {cell.get("class") for cell in table.iter("td")} == {"number"}
    assert table.findall("tbody/tr")[-1].get("class") == "total"


def test_the_unit_stands_in_the_header_and_not_in_the_cells(spec):
    first, *_ = tables.render(spec, to="markdown").splitlines()
    assert first == "| Post | Belopp (kronor) | Andel (procent) | År |"


def test_a_head_leaves_out_a_unit_that_the_caption_says(frame):
    column = Column("amount", t("Belopp"), "kr", unit_in_caption=True)
    first, *_ = tables.render(tables.specification(frame, [column]), to="markdown").splitlines()
    assert first == "| Belopp |"


@pytest.mark.parametrize(
    ("lang", "row"),
    [
        ("sv", ["Arkiv \\| lån", "656 000", "8,4", "2023"]),
        ("en", ["Archive \\| loans", "656,000", "8.4", "2023"]),
    ],
)
def test_cells_follow_the_language(spec, lang, row, monkeypatch):
    translate(monkeypatch, {"Arkiv | lån": "Archive | loans"})
    line = tables.render(spec, lang, "markdown").splitlines()[2]
    assert line == f"| {' | '.join(row).replace('656 000', f'656{NBSP}000')} |"


def test_missing_values_are_dashes_and_sums_are_bold(spec):
    lines = tables.render(spec, to="markdown").splitlines()
    assert "| – | −25,0 |" in lines[3]
    assert lines[4].startswith("| **Summa** |")


def test_amounts_may_be_shown_in_thousands(frame):
    column = Column("amount", t("Belopp"), "kr", scale="tkr", decimals=0)
    spec = tables.specification(frame, [COLUMNS[0], column])
    lines = tables.render(spec, to="markdown").splitlines()
    assert lines[0].endswith("Belopp (tusen kronor) |")
    assert lines[2].endswith("656 |")


def test_the_specification_is_plain_json_with_raw_values(spec):
    assert json.loads(json.dumps(spec, allow_nan=False)) == spec
    assert spec["rows"][2][1] == 2_706_000.4


def test_a_column_that_is_not_there_is_named(frame):
    with pytest.raises(ValueError, match="Did you mean 'amount'"):
        tables.specification(frame, [Column("amuont", t("a"))])


def test_show_displays_every_form(frame, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    tables.show(frame, COLUMNS)
    assert {"text/html", "text/markdown", "text/plain", mime.of("table")} == set(shown[0])


@pytest.mark.parametrize(("lang", "cell"), [("sv", "| Arkivet |"), ("en", "| [Arkivet]{lang=sv} |")])
def test_cells_that_stay_swedish_say_so_in_english(lang, cell):
    column = Column("title", t("Källa"), lang="sv")
    spec = tables.specification(pd.DataFrame({"title": ["Arkivet"]}), [column])
    assert cell in tables.render(spec, lang, "markdown")


def test_a_heading_that_is_no_message_is_refused_with_what_to_write() -> None:
    with pytest.raises(ValueError, match=r"^'label' is 'Sort', and no message\. Write t\("):
        tables.of_rows([], [tables.Column("name", "Sort")])  # type: ignore[arg-type]
