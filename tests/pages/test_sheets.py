"""The web page leads from each figure and table to its sheet of the workbook."""

import re
from pathlib import Path
from urllib.parse import unquote

from openpyxl import load_workbook

SHEET = re.compile(r'<p class="sheet"><a href="([^"#]+)#([^"]+)">([^<]+)</a>')


def test_each_figure_and_table_of_the_page_leads_to_its_sheet(parts: dict[str, dict[str, Path]]) -> None:
    found = SHEET.findall(parts["report"]["html"].read_text(encoding="utf-8"))
    names = load_workbook(parts["workbook"]["xlsx"], read_only=True).sheetnames
    assert {file for file, _, _ in found} == {"workbook.xlsx"}
    places = [unquote(place) for _, place, _ in found]
    assert places == [f"'{name}'!A1" for name in names if name.startswith(("Figur", "Tabell"))]
    assert [text.replace("\u00a0", " ") for _, _, text in found] == [
        f"{place[1:-4]} i arbetsboken" for place in places
    ]
