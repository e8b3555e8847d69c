"""The panel's markup: in both languages, with the scenario's numbers, and safe to stand in a page."""

import json
import re

import numpy as np
import pytest

import report_sample
from pressroom.language.text import t
from pressroom.notebook import mime, panel
from pressroom.rendering import pandoc, staging
from pressroom.rendering import panel as markup

NUMBER = panel.Number("a.b_sek", t("Belopp", "Amount"), "kr", np.array([[4000.0], [5000.0], [6000.0]]))
FIGURE = panel.Figure("f", t("Bild", "Drawing"), "kr", [2022], [(t("Del </script>", "Part"), NUMBER.values)])


@pytest.fixture
def spec():
    axes = [panel.slider({"sold_share": 0.025}, "sold_share", [0.0, 0.05], step=0.01)]
    return panel.specification(axes, [panel.Group(t("Tal", "Numbers"), [NUMBER])], [FIGURE])


def data(html):
    return re.search(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)[1]


@pytest.mark.parametrize(("lang", "words"), [("sv", "I scenariot"), ("en", "In the scenario")])
def test_the_panel_speaks_the_language_of_the_page(lang, words, spec):
    assert words in markup.html(spec, lang)


def test_the_scenarios_number_stands_in_both_columns(spec):
    row = re.search(r'<td data-number="a.b_sek">(.*?)</td><td>(.*?)</td>', markup.html(spec, "sv"))
    assert row.groups() == ("5\u00a0000", "5\u00a0000")


def test_no_text_ends_the_data_early(spec):
    kept = json.loads(data(markup.html(spec, "sv")))
    assert kept["figures"][0]["series"][0]["label"] == "Del </script>"


def test_the_panel_is_hidden_until_the_script_shows_it(spec):
    assert re.match(r'<div class="panel" id="panel" lang="sv" hidden>', markup.html(spec, "sv"))


def test_the_panel_of_a_notebook_stands_on_the_web_page(tmp_path, spec):
    project = report_sample.project(tmp_path)
    notebook = project.runs / "base" / "01_sample.ipynb"
    content = json.loads(notebook.read_text(encoding="utf-8"))
    shown = {"output_type": "display_data", "metadata": {}, "data": {mime.of("panel"): spec}}
    content["cells"][0]["outputs"].append(shown)
    notebook.write_text(json.dumps(content), encoding="utf-8")
    staged = staging.stage(project, project.runs / "base", tmp_path / "staged")
    page = pandoc.render(staged, tmp_path / "out", ["html"])["html"].read_text(encoding="utf-8")
    assert "a.b_sek" in data(page)
