"""Key figures of energy and climate from Kolada (API version 3)."""

import datetime

import pandas as pd
from koladapy import KoladaAPI

URL = "https://api.kolada.se/v3/"
# Emissions per inhabitant; renewable shares of electricity, district heating and public transport;
# electric and plug-in shares of cars in use; charging points.
KPIS = ["N00401", "N45925", "N45930", "U60496", "N07945", "N07947", "N07713"]


def fetch(areas: dict[str, str], today: datetime.date) -> pd.DataFrame:
    """Return one row a key figure, area and year; a county is `00` and its code at Kolada."""
    api = KoladaAPI(base_url=URL, timeout=30)
    ours = {code.zfill(4): code for code in areas}
    titles = {kpi["id"]: kpi["title"] for kpi in api.get_kpis(KPIS)}
    rows = [
        (item["kpi"], ours[item["municipality"]], item["period"], value["value"])
        for item in api.get_values(kpi_id=KPIS, municipality_id=list(ours))
        for value in item["values"]
        if value["gender"] == "T" and value["value"] is not None and not value.get("isdeleted")
    ]
    table = pd.DataFrame(rows, columns=["kpi", "area_code", "year", "value"])
    table["title"] = table["kpi"].map(titles)
    table["area"] = table["area_code"].map(areas)
    table["source_id"] = f"kolada_{today:%Y_%m}"
    columns = ["kpi", "title", "year", "area_code", "area", "value", "source_id"]
    return table.sort_values(["kpi", "year", "area_code"])[columns].reset_index(drop=True)
