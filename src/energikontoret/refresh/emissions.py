"""Greenhouse gas emissions by area and sector from SMHI's national emissions database."""

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pandas as pd
import requests
from openpyxl import load_workbook

from pressroom.errors import UserError

# County 0 and municipality 0 stand for all; GGT for all greenhouse gases.
URL = "https://nationellaemissionsdatabasen.smhi.se/api/getexcelfile/?county=0&municipality=0&sub=GGT"
HEAD = ("Huvudsektor", "Undersektor", "Län", "Kommun")
ALL = "Alla"
COUNTY = "23"
FIRST_YEAR = 1990
MAX_UNZIPPED = 300_000_000
# By how the name begins: its ending has varied between editions ("Avfall (inkl.avlopp)").
SECTORS = {
    "Alla": "total",
    "Jordbruk": "agriculture",
    "El och fjärrvärme": "electricity_district_heating",
    "Industri": "industry",
    "Utrikes transporter": "international_transport",
    "Egen uppvärmning": "own_heating",
    "Produktanvändning": "product_use",
    "Transporter": "transport",
    "Inrikes transporter": "transport",
    "Avfall": "waste",
    "Arbetsmaskiner": "work_machinery",
}


def fetch(areas: dict[str, str], today: datetime.date) -> pd.DataFrame:
    """Return emissions in kilotonnes as data/emissions.csv has them, as the vintage of this month."""
    with requests.Session() as session:
        answer = session.get(URL)
        answer.raise_for_status()
    vintage = f"{today:%Y-%m}"
    rows = list(_rows(answer.content, {name: code for code, name in areas.items()}))
    table = pd.DataFrame(rows, columns=["year", "area_code", "sector", "kt_co2e"])
    if set(table["area_code"]) != set(areas) or set(table["sector"]) != set(SECTORS.values()):
        raise UserError(
            "SMHI's table lacks an area or a sector of the report.",
            "Its names may have changed: compare it with SECTORS in refresh/emissions.py.",
        )
    table = table.assign(
        vintage=vintage, area=table["area_code"].map(areas), source_id=f"smhi_ned_{today:%Y_%m}"
    )
    columns = ["vintage", "year", "area_code", "area", "sector", "kt_co2e", "source_id"]
    return table.sort_values(["year", "area_code", "sector"])[columns].reset_index(drop=True)


def _rows(content: bytes, codes: dict[str, str]) -> Iterator[tuple[int, str, str, float]]:
    """Yield year, area, sector and kilotonnes of the sectors' totals in the areas of the county."""
    rows = _sheet(content)
    years = _years(rows)
    for row in rows:
        sector, part, county, municipality = (str(cell or "").strip() for cell in row[:4])
        code = COUNTY if municipality == ALL else codes.get(municipality)
        if part != ALL or code is None or not county.startswith("Jämtland"):
            continue
        for column, year in years.items():
            yield year, code, _sector(sector), round(float(row[column] or 0) / 1000, 5)


def _sheet(content: bytes) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the first sheet, refusing a file that unpacks to something enormous."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > MAX_UNZIPPED:
            raise ValueError("the table unpacks to more than 300 MB")
    yield from load_workbook(io.BytesIO(content), read_only=True).worksheets[0].iter_rows(values_only=True)


def _years(rows: Iterator[tuple[Any, ...]]) -> dict[int, int]:
    """Read up to the header, and return the year of each column (it stands there, or in the row above)."""
    above: tuple[Any, ...] = ()
    for row in rows:
        if tuple(str(cell or "").strip() for cell in row[:4]) == HEAD:
            years = {
                i: _year(cell) or _year(over) for i, (cell, over) in enumerate(zip(row, above, strict=False))
            }
            return {i: year for i, year in years.items() if i >= 4 and year}
        above = row
    raise ValueError(f"no row begins with {', '.join(HEAD)}")


def _year(cell: Any) -> int | None:
    text = str(cell or "").strip().removesuffix(".0")
    return int(text) if len(text) == 4 and text.isdecimal() and int(text) >= FIRST_YEAR else None


def _sector(name: str) -> str:
    for start, sector in SECTORS.items():
        if name.startswith(start):
            return sector
    raise ValueError(f"the sector '{name[:60]}' is not known")
