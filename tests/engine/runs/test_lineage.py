"""What a key figure is computed from, read from code that never runs."""

import json

import pytest

from pressroom.notebook.ipynb import Notebook, parse
from pressroom.runs import lineage

PARAMETERS = "first_year = 2023\nprice_index = 0.025\nretention = {}\ndiscount_rate = 0.035"
ALL = {"param:first_year", "param:price_index", "param:retention", "param:discount_rate"}


def origins(code: str, value: str = "x", id: str = "sample.x_sek") -> set[str]:
    cells = [
        cell(PARAMETERS, ["parameters"]),
        cell(f'{code}\nresults.record("sample", x_sek={value})'),
    ]
    return lineage.of_figure(id, lineage.of_notebook(read(cells)))


def read(cells: list[dict]) -> Notebook:
    return parse("01_x", json.dumps({"cells": cells, "nbformat": 4}).encode())


def cell(source: str, tags: list[str] | None = None) -> dict:
    return {"cell_type": "code", "source": source, "metadata": {"tags": tags or []}}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("x = 1", set()),
        ("x = first_year + 1", {"param:first_year"}),
        ("a = first_year\nx = a * price_index", {"param:first_year", "param:price_index"}),
        ("a = first_year\na = 3\nx = a", set()),
        ("x = data.load('posts')['amount'].sum()", {"data:posts"}),
        ("x = scenarios.load_all()", {"scenarios"}),
        ("x = scenarios.given(globals())", ALL),
        ("x = scenarios.given(globals())['price_index']", {"param:price_index"}),
        ("a, x = first_year, price_index", {"param:price_index"}),
        ("x = {'a': first_year, 'b': price_index}['b']", {"param:price_index"}),
        ("x = ({'a': first_year} | {'b': price_index})['a']", {"param:first_year"}),
        ("x = {name: globals()[name] for name in ('first_year', 'price_index')}['price_index']",
         {"param:price_index"}),
        ("for name in ['a', 'b']:\n    x = {f'{name}_share': first_year, 'b': price_index}[f'{name}_share']",
         {"param:first_year"}),
    ],
)  # fmt: skip
def test_a_value_comes_from_what_its_expression_names(code, expected):
    assert origins(code) == expected


@pytest.mark.parametrize(
    "code",
    [
        "x = []\nx.append(price_index)",
        "x = {}\nx['a'] = price_index",
        "x = 0\nfor i in range(3):\n    x += price_index",
        "x = 1 if price_index else 2",
        "x = [i for i in range(9) if i > price_index]",
        "x = (lambda share: share + price_index)(1)",
        "x = f'{price_index}'",
        "x = data.load('people').query('rate == @price_index')",
        "if price_index:\n    x = 1\nelse:\n    x = 2",
        "x = 1\nwhile price_index:\n    x = 2",
    ],
)
def test_no_way_of_passing_a_value_on_is_missed(code):
    assert "param:price_index" in origins(code)


def test_a_function_of_the_model_keeps_its_figures_apart():
    code = (
        "from energikontoret.model import payments\n"
        "flow = payments.Flow(amount=data.load('posts'), municipalities=first_year, region=price_index)"
    )
    found = [origins(code, f"flow.{name}") for name in ("municipalities", "shortfall", "nobody")]
    shortfall = {"data:posts", "param:first_year"}
    assert found == [{"param:first_year"}, shortfall, shortfall | {"param:price_index"}]


@pytest.mark.parametrize(
    ("module", "sentence"),
    [
        (
            "agreement",
            "conclusion({'shortfall': price_index, 'region': 1, 'nobody': 2, 'amount': first_year})",
        ),
        (
            "emissions",
            "sure({'latest_above_first_kt': price_index, 'latest_year': 2024, 'a': first_year}, 2020)",
        ),
    ],
)
def test_a_sentence_rests_on_the_figures_that_it_names(module, sentence):
    code = f"from energikontoret.sentences import {module}\nx = {module}.{sentence}"
    assert origins(code) == {"param:price_index"}


def test_an_instance_keeps_its_fields_and_properties_apart():
    code = (
        "from energikontoret.model import office\n"
        "x = office.Office(first_year, retention, price_index, discount_rate)"
    )
    assert origins(code, "x.base_sek") == {"param:price_index"}
    assert origins(code, "x.other_sek") == {"param:first_year", "param:price_index", "param:discount_rate"}


def test_a_figure_whose_id_is_put_together_is_found():
    cells = [
        cell(PARAMETERS, ["parameters"]),
        cell("results.record('sample', **{f'{code}_sek': price_index for code in codes})"),
    ]
    assert lineage.of_figure("sample.2303_sek", lineage.of_notebook(read(cells))) == {"param:price_index"}
