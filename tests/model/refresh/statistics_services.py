"""The three statistics services on this machine: their addresses and formats, answered from data/.

SCB answers as PxWeb 2 does (json-stat2), SMHI with its workbook (five lines above a header of two rows),
Kolada as version 3 does. A test changes single values, or gives an answer of its own.
"""

import io
import itertools
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
from openpyxl import Workbook

CONFIG = {
    "apiVersion": "2.0.0",
    "languages": [{"id": "sv", "label": "Svenska"}, {"id": "en", "label": "English"}],
    "defaultLanguage": "sv",
    "maxDataCells": 150000,
    "maxCallsPerTimeWindow": 30,
    "timeWindow": 10,
    "dataFormats": ["json-stat2", "csv", "px", "xlsx", "html"],
}
LABELS = {
    "Region": "region",
    "Civilstand": "civilstånd",
    "Alder": "ålder",
    "Kon": "kön",
    "ContentsCode": "tabellinnehåll",
    "Tid": "år",
}
YEARS = {"TAB638": [str(year) for year in range(1968, 2025)], "TAB5557": ["2025"]}
SECTORS = {
    "total": "Alla",
    "agriculture": "Jordbruk",
    "electricity_district_heating": "El och fjärrvärme",
    "industry": "Industri (energi + processer)",
    "international_transport": "Utrikes transporter",
    "own_heating": "Egen uppvärmning av bostäder och lokaler",
    "product_use": "Produktanvändning (inkl. lösningsmedel)",
    "transport": "Transporter",
    "waste": "Avfall (inkl.avlopp)",
    "work_machinery": "Arbetsmaskiner",
}
TITLES = {
    "N00401": "Utsläpp till luft av växthusgaser totalt, ton CO2-ekv/inv",
    "N07713": "Laddpunkter, antal",
}


class Services(ThreadingHTTPServer):
    """All three services; `raw` answers a path with bytes of one's own, `delay` makes each answer late."""

    daemon_threads = True

    def __init__(self, population: pd.DataFrame, emissions: pd.DataFrame) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.population = {(row.area_code, str(row.year)): row.population for row in population.itertuples()}
        newest = emissions[emissions.vintage == emissions.vintage.max()]
        self.emissions = {(row.area_code, row.sector, row.year): row.kt_co2e for row in newest.itertuples()}
        self.names = dict(emissions[["area_code", "area"]].drop_duplicates().itertuples(index=False))
        self.key_figures = {("N00401", "0023", 2023): 4.9, ("N07713", "2380", 2023): 210}
        self.raw: dict[str, tuple[int, bytes]] = {}
        self.delay = 0.0
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def answers(self) -> dict[str, dict[Any, Any]]:
        """The numbers that are answered with, by what is fetched and by what tells them apart."""
        return {"population": self.population, "emissions": self.emissions, "key_figures": self.key_figures}

    def answer(self, path: str, asked: dict[str, Any]) -> Any:
        """Return what the service at `path` answers; None for 404."""
        table = next((name for name in YEARS if name in path), "")
        if path.endswith("/config"):
            return CONFIG
        if path.endswith("/tables"):
            return {
                "tables": [],
                "page": {"pageNumber": 1, "pageSize": 20, "totalElements": 4000, "totalPages": 200},
            }
        if table and path.endswith("/metadata"):
            return {"dimension": {"Tid": _dimension("Tid", YEARS[table])}}
        if table and path.endswith("/data"):
            return self._stat(asked)
        if path.endswith("/getexcelfile/"):
            return self._workbook()
        if "/kpi/" in path:
            ids = path.rsplit("/", 1)[1].split(",")
            return _page([{"id": kpi, "title": TITLES[kpi]} for kpi in ids if kpi in TITLES])
        return self._values(asked) if path.endswith("/data/") else None

    def _stat(self, asked: dict[str, Any]) -> dict[str, Any]:
        chosen = {item["variableCode"]: item["valueCodes"] for item in asked["selection"]}
        order = [name for name in LABELS if name in chosen]
        cells = itertools.product(*(chosen[name] for name in order))
        where = order.index("Region"), order.index("Tid")
        return {
            "version": "2.0",
            "class": "dataset",
            "source": "SCB",
            "id": order,
            "size": [len(chosen[name]) for name in order],
            "dimension": {name: _dimension(name, chosen[name]) for name in order},
            "value": [self.population[cell[where[0]], cell[where[1]]] for cell in cells],
        }

    def _workbook(self) -> bytes:
        book = Workbook()
        sheet = book.active
        years = sorted({year for _, _, year in self.emissions})
        for line in ("Nationella emissionsdatabasen", "Växthusgaser totalt (ton CO2-ekv.)", None, None, None):
            sheet.append([line])
        sheet.append([None, None, None, None, *years])
        sheet.append(["Huvudsektor", "Undersektor", "Län", "Kommun"])
        for (code, sector), part in itertools.product(self._areas_and_sectors(), ("Alla", "Personbilar")):
            county, name = "Jämtlands län", "Alla" if code == "23" else self.names[code]
            tonnes = [round(self.emissions[code, sector, year] * 1000, 2) for year in years]
            sheet.append([SECTORS[sector], part, county, name, *tonnes])
        sheet.append(["Alla", "Alla", "Västernorrlands län", "Sundsvall", *[1.0 for _ in years]])
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def _areas_and_sectors(self) -> list[tuple[str, str]]:
        return sorted({(code, sector) for code, sector, _ in self.emissions})

    def _values(self, asked: dict[str, Any]) -> dict[str, Any]:
        return _page(
            [
                {"kpi": kpi, "municipality": area, "period": year, "values": _by_gender(value)}
                for (kpi, area, year), value in self.key_figures.items()
                if kpi in asked["kpi_id"] and area in asked["municipality_id"]
            ]
        )


def _by_gender(value: float) -> list[dict[str, Any]]:
    blank = {"count": 1, "status": "", "isdeleted": False}
    return [{"gender": "K", "value": None, **blank}, {"gender": "T", "value": value, **blank}]


def _page(values: list[dict[str, Any]]) -> dict[str, Any]:
    return {"values": values, "count": len(values), "next_url": None, "previous_url": None}


def _dimension(name: str, codes: list[str]) -> dict[str, Any]:
    labels = {code: code for code in codes}
    index = {code: place for place, code in enumerate(codes)}
    return {
        "label": LABELS[name],
        "category": {"index": index, "label": labels},
        "extension": {"show": "value"},
    }


class Handler(BaseHTTPRequestHandler):
    """Passes requests on to the services' `answer`."""

    server: Services

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self._reply(parts.path, parse_qs(parts.query))

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._reply(urlsplit(self.path).path, asked)

    def _reply(self, path: str, asked: dict[str, Any]) -> None:
        time.sleep(self.server.delay)
        own = next((reply for part, reply in self.server.raw.items() if part in path), None)
        answer = None if own else self.server.answer(path, asked)
        status, body = own or ((200, answer) if answer is not None else (404, {}))
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""
