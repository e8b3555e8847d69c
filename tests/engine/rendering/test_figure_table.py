"""The data behind a figure, as a table."""

import pytest

from catalogue_sample import translate
from figure_samples import ENGLISH, SAMPLES
from pressroom.rendering import figure_table


def markdown(kind, lang="sv"):
    return figure_table.markdown(SAMPLES[kind]().spec, lang).replace("\u00a0", " ").splitlines()


@pytest.mark.parametrize(
    ("kind", "head"),
    [
        (
            "stacked_bars",
            "| År | Regionala utvecklingsnämnden (kronor) | Regionstyrelsen (kronor) "
            "| Föreningsarkivet i Jämtlands län (kronor) |",
        ),
        ("grouped_bars", "| Post | Efter folkmängd (procent) | Lika delar för alla kommuner (procent) |"),
        ("bars", "| Post | Andel av basfinansieringen (kronor) |"),
        (
            "lines",
            "| År | Trenden fortsätter (kg) | Trenden fortsätter, lägst (kg) "
            "| Trenden fortsätter, högst (kg) | Minus 10 % om året (kg) |",
        ),
        ("timeline", "| Aktivitet | Från | Till | Grupp |"),
        ("area_map", "| Område | Utsläpp 2023 (kg) |"),
        (
            "matrix",
            "| Rad | Regional utvecklingsstrategi | Fossilbränslefritt 2030 | Trafikförsörjningsprogrammet |",
        ),
    ],
)
def test_the_head_names_series_and_units(kind, head):
    assert markdown(kind)[0] == head


@pytest.mark.parametrize(
    ("kind", "lang", "row"),
    [
        ("stacked_bars", "sv", "| 2023 | 2 162 750 | 410 000 | 200 900 |"),
        ("timeline", "en", "| Green airport | 2018 | 2020 | European Regional Development Fund |"),
        ("matrix", "en", "| Nätverket för fastigheter | clear | decisive | none |"),
        ("area_map", "sv", "| Ragunda | 42 |"),
    ],
)
def test_rows_are_written_for_the_reader(kind, lang, row, monkeypatch):
    translate(monkeypatch, ENGLISH)
    assert row in markdown(kind, lang)


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_figure_has_a_table_behind_it_in_both_languages(kind):
    assert len(markdown(kind)) == len(markdown(kind, "en")) > 3


def test_a_row_is_named_first_and_its_range_follows_the_value():
    roles = {"high": "p90", "low": "p10", "value": "count", "x": "year"}
    spec = {
        "chart": "lines",
        "data": {"columns": ["year", "count", "p10", "p90"], "rows": [[2023, 9.0, 7.0, 10.0]]},
        "text": {"labels": {}},
        "options": {"roles": roles, "units": {"x": "år", "value": "antal"}},
    }
    assert figure_table.markdown(spec, "sv").splitlines()[0] == (
        "| År | Värde (antal) | Lägst (antal) | Högst (antal) |"
    )
