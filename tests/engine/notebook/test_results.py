"""A key figure is recorded once, with a unit of the project, and collected sorted by id."""

import json

import pytest

from pressroom.notebook import mime, results

FIGURE = {"unit": "kr", "label": "Belopp", "sources": ["agreement_posts"]}


@pytest.fixture
def displayed(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    return shown


def notebook(*figures):
    outputs = [{"output_type": "display_data", "data": {mime.RESULT: figure}} for figure in figures]
    return {"cells": [{"cell_type": "markdown"}, {"cell_type": "code", "outputs": outputs}]}


def test_a_recorded_figure_travels_in_an_output(displayed):
    results.record("agreement.known_total_sek", 2706000, **FIGURE)
    assert displayed[0][mime.RESULT] == {"id": "agreement.known_total_sek", "value": 2706000} | FIGURE


@pytest.mark.parametrize(
    ("id", "value", "unit", "reason"),
    [
        ("Agreement.total", 1, "kr", "not an id"),
        ("total", 1, "kr", "not an id"),
        ("agreement.total", 1, "SEK", "not a unit"),
        ("agreement.total", float("nan"), "kr", "finite number"),
        ("agreement.total", float("inf"), "kr", "finite number"),
    ],
)
def test_a_figure_that_cannot_be_published_is_refused(displayed, id, value, unit, reason):
    with pytest.raises(ValueError, match=reason):
        results.record(id, value, **FIGURE | {"unit": unit})
    assert not displayed


def test_collected_figures_are_sorted_by_id_and_name_their_notebook():
    figures = results.collect(notebook({"id": "b.x", "value": 1}, {"id": "a.x", "value": 2}), "01_x")
    document = json.loads(results.document("base", figures))
    assert [figure["id"] for figure in document["results"]] == ["a.x", "b.x"]
    assert {figure["notebook"] for figure in document["results"]} == {"01_x"}


def test_one_id_from_two_notebooks_is_refused():
    figures = results.collect(notebook({"id": "a.x", "value": 1}), "01_x")
    figures += results.collect(notebook({"id": "a.x", "value": 2}), "02_y")
    with pytest.raises(ValueError, match=r"a\.x is recorded twice: 01_x and 02_y"):
        results.document("base", figures)
