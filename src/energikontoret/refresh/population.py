"""Population on 31 December from SCB's statistical database (PxWeb 2)."""

import datetime

import pandas as pd
from pxweb import PxApi

URL = "https://statistikdatabasen.scb.se/api/v2"
Query = dict[str, list[str] | str]
# The table ends with 2024; later years lie in another one, with noise against disclosure.
EXACT, NOISY = "TAB638", "TAB5557"
EXACT_YEARS = [str(year) for year in range(2018, 2025)]
# In the newer table no variable may be left out: all ages, both sexes, every civil status.
WHOLE = {"Alder": ["TotSA"], "Kon": ["TotSa"], "Civilstand": ["SC"]}


def fetch(areas: dict[str, str], today: datetime.date) -> pd.DataFrame:
    """Return the areas' population from 2018 to the latest year, as data/population.csv has it."""
    api = PxApi(URL, language="sv", disable_cache=True, timeout=30, max_workers=1)
    exact: Query = {"Region": list(areas), "ContentsCode": ["BE0101N1"], "Tid": EXACT_YEARS}
    noisy: Query = {"Region": list(areas), "ContentsCode": ["000007ME"], "Tid": ["*"], **WHOLE}
    tables = [
        _table(api.get_table_data(EXACT, exact, show="code"), "official_table"),
        _table(api.get_table_data(NOISY, noisy, show="code"), "official_table_with_noise"),
    ]
    table = pd.concat(tables, ignore_index=True)
    table["area"] = table["area_code"].map(areas)
    table["source_id"] = f"scb_{today:%Y_%m}"
    columns = ["area_code", "area", "year", "population", "status", "source_id"]
    return table.sort_values(["year", "area_code"])[columns].reset_index(drop=True)


def _table(rows: list[dict[str, object]], status: str) -> pd.DataFrame:
    """Return rows whose columns carry SCB's Swedish names."""
    table = pd.DataFrame(rows)[["region", "år", "value"]]
    table.columns = ["area_code", "year", "population"]
    return table.astype({"year": int, "population": int}).assign(status=status)
