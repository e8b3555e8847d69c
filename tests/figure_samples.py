"""One chart of each kind, with labels as long as the report's and the letters å ä ö."""

import json
from pathlib import Path

import numpy as np
import pandas as pd

from pressroom import figures
from pressroom.language.text import t

BEARERS = {
    "board": t("Regionala utvecklingsnämnden"),
    "executive": t("Regionstyrelsen"),
    "archive": t("Föreningsarkivet i Jämtlands län"),
}
PLACES = ["Åre", "Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Östersund"]


def stacked_bars():
    rows = [
        (year, code, amount * 1.025 ** (year - 2022))
        for year in range(2023, 2031)
        for code, amount in zip(BEARERS, (2_110_000, 400_000, 196_000), strict=True)
    ]
    return figures.stacked_bars(
        pd.DataFrame(rows, columns=["year", "bearer", "amount"]),
        "year",
        "amount",
        "bearer",
        unit="kr",
        title=t(
            "Nästan hela bortfallet bärs av regionala utvecklingsnämnden",
        ),
        axis=t("Uteblivna medel"),
        labels=BEARERS,
    )


def bars():
    amounts = [219_000, 131_000, 117_000, 186_000, 283_000, 97_000, 215_000, 1_180_000]
    return figures.bars(
        pd.DataFrame({"place": PLACES, "amount": amounts}),
        "place",
        "amount",
        unit="kr",
        title=t("Östersund betalar nästan hälften"),
        axis=t("Andel av basfinansieringen"),
        highlight=["Östersund"],
        reference=303_500,
        reference_label=t("Lika delar"),
    )


def grouped_bars():
    rows = [
        (place, key, share)
        for place, shares in {
            "Åre": (-0.09, 0.13),
            "Härjedalen": (0.08, 0.1),
            "Östersund": (0.49, 0.125),
        }.items()
        for key, share in zip(("population", "equal"), shares, strict=True)
    ]
    return figures.bars(
        pd.DataFrame(rows, columns=["place", "key", "share"]),
        "place",
        "share",
        "key",
        unit="andel",
        title=t("Nyckeln avgör vem som betalar"),
        axis=t("Del av kostnaden"),
        labels={
            "population": t("Efter folkmängd"),
            "equal": t("Lika delar för alla kommuner"),
        },
    )


def lines():
    years = np.arange(2015, 2031)
    trend = 640 * np.exp(-0.028 * (years - 2015))
    frame = pd.DataFrame(
        {
            "year": np.tile(years, 2),
            "path": ["trend"] * 16 + ["needed"] * 16,
            "kt": [*trend, *np.where(years < 2023, np.nan, 512 * 0.9 ** (years - 2023.0))],
            "low": [*np.where(years < 2024, np.nan, trend * 0.92), *[np.nan] * 16],
            "high": [*np.where(years < 2024, np.nan, trend * 1.09), *[np.nan] * 16],
        }
    )
    return figures.lines(
        frame,
        "year",
        "kt",
        "path",
        unit="kg",
        title=t(
            "Med dagens takt missar länet målet för 2030 med en tredjedel",
        ),
        axis=t("Utsläpp av växthusgaser"),
        labels={
            "trend": t("Trenden fortsätter"),
            "needed": t("Minus 10 % om året"),
        },
        band=("low", "high"),
        band_label=t("95 % intervall"),
        target=(2030, 245),
        target_label=t("Målet"),
        breaks=[2018],
        break_label=t("Ny metod från 2018"),
    )


def lines_that_end_early():
    years = list(range(2016, 2031))
    rows = [(year, "measured", 486 - 9 * (year - 2016)) for year in years if year <= 2024]
    rows += [(year, "trend", 414 - 7 * (year - 2024)) for year in years if year >= 2024]
    rows += [(year, "path", 414 * 0.9 ** (year - 2024)) for year in years if year >= 2024]
    return figures.lines(
        pd.DataFrame(rows, columns=["year", "path", "kt"]),
        "year",
        "kt",
        "path",
        unit="kg",
        title=t("Målet kräver dubbelt så hög takt"),
        labels={
            "measured": t("Uppmätta utsläpp från länet"),
            "trend": t("Trend"),
            "path": t("Mål"),
        },
    )


def lines_over_shares():
    shares = [step / 20 for step in range(4, 17)]
    return figures.lines(
        pd.DataFrame({"share": shares, "change": [-0.71 * share for share in shares]}),
        "share",
        "change",
        unit="andel",
        x_unit="andel",
        title=t("Förändringen beror på en okänd andel"),
        axis=t("Omsättningens ändring"),
        x_axis=t("Basfinansieringens andel av de gemensamma kostnaderna"),
        target=(0.5, -0.355),
        target_label=t("Scenariot"),
        from_zero=False,
    )


def dot_range():
    frame = pd.DataFrame(
        {
            "name": [
                t(
                    "Andel av basfinansieringen som är egen insats",
                ),
                t("Kostnadsökning per år"),
                t("Kvarvarande medel för föreningsarkivet"),
                t("Övertaliga tjänster"),
            ],
            "low": [-1.4e6, 16.2e6, 20.1e6, 22.8e6],
            "mid": [23.4e6, 23.4e6, 23.4e6, 23.4e6],
            "high": [31.0e6, 28.9e6, 23.9e6, 24.4e6],
        }
    )
    return figures.dot_range(
        frame,
        "name",
        "mid",
        "low",
        "high",
        unit="kr",
        title=t(
            "Osäkerheten kommer mest från den egna insatsen",
        ),
        axis=t("Bortfall 2023–2030"),
        reference=23.4e6,
        reference_label=t("Referens"),
    )


def timeline():
    frame = pd.DataFrame(
        [
            (t("Energi- och klimatrådgivning"), 1999, None, "agency"),
            (
                t("Processledning av fokusområdet Hållbar energi i S3"),
                2016,
                2026,
                "base",
            ),
            (t("Nätverket för energi och fastigheter"), 2004, None, "agency"),
            (t("Grön flygplats i Östersund–Åre"), 2018, 2020, "eu"),
            (t("Laddinfrastruktur i fjällen"), 2021, 2024, "eu"),
        ],
        columns=["activity", "from", "to", "funder"],
    )
    return figures.timeline(
        frame,
        "activity",
        "from",
        "to",
        "funder",
        title=t(
            "Rådgivningen har pågått sedan 1999, projekten kommer och går",
        ),
        labels={
            "agency": t("Energimyndigheten"),
            "base": t("Basfinansiering"),
            "eu": t("Europeiska regionala utvecklingsfonden"),
        },
        marks=[
            (2015, t("Regionen tar över")),
            (2023, t("Överenskommelsen upphör")),
        ],
        until=2026,
    )


def matrix():
    goals = [
        "Regional utvecklings\u00adstrategi",
        "Fossilbränslefritt 2030",
        "Trafikförsörjnings\u00adprogrammet",
    ]
    tasks = ["Energi- och klimatrådgivning", "Nätverket för fastigheter", "Länsstyrelsens klimatråd"]
    rows = [
        (task, goal, (2 * i + j) % 4, f"w{(2 * i + j) % 4}")
        for i, task in enumerate(tasks)
        for j, goal in enumerate(goals)
    ]
    return figures.matrix(
        pd.DataFrame(rows[:-1], columns=["task", "goal", "weight", "word"]),
        "task",
        "goal",
        "weight",
        "word",
        unit="kvot",
        title=t("Rådgivningen bär flest mål"),
        axis=t("Bidragets tyngd"),
        labels={f"w{n}": t(word) for n, word in enumerate(("inget", "svagt", "tydligt", "avgörande"))},
        lowest=0,
        highest=3,
    )


def area_map():
    areas = json.loads(
        (Path(__file__).parents[1] / "data" / "boundaries.geojson").read_text(encoding="utf-8")
    )
    codes = {f["properties"]["code"]: f["properties"]["name"] for f in areas["features"]}
    frame = pd.DataFrame(
        {"code": list(codes), "kt": [42.1, 88.7, 31.2, 20.4, 55.5, 64.8, 47.3, 143.9][: len(codes)]}
    )
    return figures.area_map(
        frame,
        "code",
        "kt",
        areas,
        area_key="code",
        unit="kg",
        title=t("Utsläppen är störst där flest bor"),
        axis=t("Utsläpp 2023"),
        labels={code: t("{name}", name=name) for code, name in codes.items()},
    )


def small_multiples():
    years = np.arange(2010, 2025)
    rows = [
        (place, year, sector, level * (1 - 0.02 * (year - 2010)))
        for number, place in enumerate(PLACES)
        for sector, level in (("transport", 30 + 7 * number), ("farming", 12 + 2 * number))
        for year in years
    ]
    return figures.small_multiples(
        pd.DataFrame(rows, columns=["place", "year", "sector", "kt"]),
        "place",
        "year",
        "kt",
        "sector",
        unit="kg",
        title=t("Utsläppen sjunker i alla åtta kommuner"),
        axis=t("Utsläpp per år"),
        labels={"transport": t("Vägtransporter"), "farming": t("Jordbruk")},
        breaks=[2018],
        break_label=t("Streckad lodrät linje: ny metod från 2018"),
    )


def histogram():
    draws = np.random.default_rng(2022).normal(23.4e6, 3.1e6, 5_000)
    return figures.histogram(
        draws,
        unit="kr",
        title=t(
            "I åtta fall av tio blir bortfallet 19–27 miljoner kronor",
        ),
        axis=t("Bortfall 2023–2030"),
        reference=22.1e6,
        reference_label=t("Referensscenariot"),
    )


SAMPLES = {
    make.__name__: make
    for make in (
        stacked_bars,
        bars,
        grouped_bars,
        lines,
        lines_that_end_early,
        lines_over_shares,
        dot_range,
        timeline,
        matrix,
        area_map,
        small_multiples,
        histogram,
    )
}


ENGLISH = {
    "Regionala utvecklingsnämnden": "Regional development board",
    "Regionstyrelsen": "Regional executive",
    "Föreningsarkivet i Jämtlands län": "The association archive",
    "Nästan hela bortfallet bärs av regionala utvecklingsnämnden": (
        "Almost the whole gap falls on the regional development board"
    ),
    "Uteblivna medel": "Missing money",
    "Östersund betalar nästan hälften": "Östersund pays almost half",
    "Andel av basfinansieringen": "Share of the base funding",
    "Lika delar": "Equal shares",
    "Nyckeln avgör vem som betalar": "The key decides who pays",
    "Del av kostnaden": "Part of the cost",
    "Med dagens takt missar länet målet för 2030 med en tredjedel": (
        "At today's pace the county misses the target for 2030 by a third"
    ),
    "Utsläpp av växthusgaser": "Greenhouse gas emissions",
    "95 % intervall": "95% interval",
    "Målet": "The target",
    "Ny metod från 2018": "New method from 2018",
    "Målet kräver dubbelt så hög takt": "The target needs twice the pace",
    "Förändringen beror på en okänd andel": "The change rests on an unknown share",
    "Omsättningens ändring": "Change of turnover",
    "Basfinansieringens andel av de gemensamma kostnaderna": "Base funding in joint costs",
    "Scenariot": "The scenario",
    "Osäkerheten kommer mest från den egna insatsen": "Most uncertainty comes from the own contribution",
    "Bortfall 2023–2030": "Gap 2023–2030",
    "Referens": "Reference",
    "Rådgivningen har pågått sedan 1999, projekten kommer och går": "Advice since 1999; projects come and go",
    "Rådgivningen bär flest mål": "Advice serves most goals",
    "Bidragets tyngd": "Weight of the contribution",
    "Utsläppen är störst där flest bor": "Emissions are largest where most people live",
    "Utsläpp 2023": "Emissions 2023",
    "Utsläppen sjunker i alla åtta kommuner": "Emissions fall in all eight municipalities",
    "Utsläpp per år": "Emissions a year",
    "Streckad lodrät linje: ny metod från 2018": "Dashed upright line: new method from 2018",
    "I åtta fall av tio blir bortfallet 19–27 miljoner kronor": (
        "In eight cases of ten the gap is SEK 19–27 million"
    ),
    "Referensscenariot": "Reference scenario",
    "Efter folkmängd": "By population",
    "Lika delar för alla kommuner": "Equal parts for all municipalities",
    "Trenden fortsätter": "The trend goes on",
    "Minus 10 % om året": "−10% a year",
    "Uppmätta utsläpp från länet": "Measured emissions",
    "Trend": "Trend",
    "Mål": "Target",
    "Andel av basfinansieringen som är egen insats": "Own contribution's share of base funding",
    "Kostnadsökning per år": "Price increase a year",
    "Kvarvarande medel för föreningsarkivet": "What remains for the archive",
    "Övertaliga tjänster": "Redundant positions",
    "Energi- och klimatrådgivning": "Energy and climate advice",
    "Processledning av fokusområdet Hållbar energi i S3": "Leading Sustainable energy in S3",
    "Nätverket för energi och fastigheter": "Energy and property network",
    "Grön flygplats i Östersund–Åre": "Green airport",
    "Laddinfrastruktur i fjällen": "Charging in the mountains",
    "Energimyndigheten": "Swedish Energy Agency",
    "Basfinansiering": "Base funding",
    "Europeiska regionala utvecklingsfonden": "European Regional Development Fund",
    "Vägtransporter": "Road transport",
    "Jordbruk": "Agriculture",
    "Regionen tar över": "The Region takes over",
    "Överenskommelsen upphör": "The agreement ends",
    "inget": "none",
    "svagt": "weak",
    "tydligt": "clear",
    "avgörande": "decisive",
}
