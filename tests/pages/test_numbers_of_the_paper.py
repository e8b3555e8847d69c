"""Every number of the paper RUN/59/2022 is in the report, where a reader looks for it, with its source."""

import itertools
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from pressroom.notebook import data
from pressroom.project import find
from report_text import paragraphs


class Number(NamedTuple):
    """A number as the paper writes it and in which paragraph; as the report shows it, under which heading."""

    paper: str
    paragraph: str
    shown: str
    heading: str


AGREEMENT, OFFICE, MONEY = "the agreement and its end", "the office", "financial consequences"
NUMBERS = [
    Number("RUN/59/2022", "title", "RUN/59/2022", "Svaret i korthet"),
    Number("RUN/34/2018", AGREEMENT, "RUN/34/2018", "Ärendet och rapporten"),
    Number("åren 2011 och 2015", AGREEMENT, "Åren 2011–2015", "Ärendet och rapporten"),
    Number("2022-12-31", AGREEMENT, "31 december 2022", "Svaret i korthet"),
    Number("6 746 750 kronor", OFFICE, "6 746 750 kronor", "Ärendet och rapporten"),
    Number("elva anställda", OFFICE, "arbetade 11 personer", "Ärendet och rapporten"),
    Number("2022-01-28", OFFICE, "PM Energikontoret av den 28 januari 2022", "Det som inte är känt"),
    Number("Fossilbränslefritt 2030", "goals", "fossilbränslefritt län 2030", "Ärendet och rapporten"),
    Number("1,6 miljoner", MONEY, "1,6 miljoner kronor för gemensamma kostnader", "Ärendet och rapporten"),
    Number("450 000 kronor", MONEY, "450 000 kronor för administration", "Ärendet och rapporten"),
    Number("656 000 kronor", MONEY, "656 000 kronor till Föreningsarkivet", "Ärendet och rapporten"),
    Number("budgeten för 2023", MONEY, "budgeten för 2023", "De fyra besluten"),
    Number(
        "Beslut 1–4", "decisions", "Nämnden fattade fyra beslut.", "De fyra besluten, och det som hände sedan"
    ),
]
NEXT = re.compile(r"\d+ [A-ZÅÄÖ]")
"""A chapter's heading, with its number."""
IN_DATA = {
    "agreement_posts": {"common_costs": 1_600_000, "administration": 450_000, "archive": 656_000},
    "office_facts": {"turnover_sek": 6_746_750, "employees": 11},
}


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.paper)
def test_the_number_is_where_a_reader_looks_for_it(report: dict[str, Path], number: Number) -> None:
    lines = paragraphs(report["html"])
    heading = next(place for place, line in enumerate(lines) if line.endswith(number.heading))
    under = itertools.takewhile(lambda line: not NEXT.match(line), lines[heading + 1 :])
    assert any(number.shown in line for line in under)


@pytest.mark.parametrize("resource", IN_DATA)
def test_the_amounts_are_the_papers_and_say_so(resource) -> None:
    rows = {row["id"]: row for row in data.rows(find(), resource)}
    for id, value in IN_DATA[resource].items():
        amount = rows[id].get("amount_sek", rows[id].get("value"))
        assert (amount, rows[id]["source_id"]) == (value, "run_59_2022")
