"""A notebook is read in one way, whoever wrote it."""

import json
from pathlib import Path

import pytest

import pressroom
from pressroom.errors import UserError
from pressroom.notebook import ipynb
from pressroom.notebook.bounded import Refused


def notebook(*cells, **more):
    filled = [{"cell_type": "code", "metadata": {}, "source": "", **cell} for cell in cells]
    return ipynb.parse("01_x", json.dumps({"cells": filled, "nbformat": 4, **more}).encode())


def only(**cell):
    return notebook(cell).cells[0]


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ('#| fig-cap: "The \\"gap\\" grows"', "fig-cap", 'The "gap" grows'),
        ("#| fig-cap: 'It''s here'", "fig-cap", "It's here"),
        ("#| label: fig-gap", "label", "fig-gap"),
        ("#|label:fig-gap", "label", "fig-gap"),
        ("#| echo: false  ", "echo", "false"),
        ("#| fig-cap: '", "fig-cap", "'"),
    ],
)
def test_an_option_is_its_text_without_the_quotation_marks(line, name, value):
    assert only(source=[f"{line}\n", "show()"]).options == {name: value}


def test_the_code_is_what_stands_below_the_options():
    cell = only(source="#| label: fig-a\n#| echo: false\n# not an option\n#| late: no\nshow()")
    assert (dict(cell.options), cell.code.splitlines()[0]) == (
        {"label": "fig-a", "echo": "false"},
        "# not an option",
    )


def test_an_option_with_a_quotation_mark_too_many_is_named():
    assert only(source='#| fig-cap: "The "gap" grows"').unclosed == ("fig-cap",)


def test_text_is_no_code_and_has_no_options():
    cell = only(cell_type="markdown", source="#| label: x\nWords")
    assert (dict(cell.options), cell.code) == ({}, "#| label: x\nWords")


@pytest.mark.parametrize(
    ("source", "values"),
    [
        (["a = 1\n", "b: list = ['0114']"], {"a": 1, "b": ["0114"]}),
        ("# a comment\nshare = -0.5", {"share": -0.5}),
        ("", {}),
    ],
)
def test_the_parameters_cell_gives_names_and_values(source, values):
    found = notebook({"source": "c = 2"}, {"metadata": {"tags": ["parameters"]}, "source": source})
    assert found.parameters() == values


@pytest.mark.parametrize("source", ["import os", "a, b = 1, 2", "a: int", "print(1)", "a = b = 1"])
def test_a_parameters_cell_with_more_than_values_is_refused(source):
    found = notebook({"metadata": {"tags": ["parameters"]}, "source": source})
    with pytest.raises(ValueError, match="more than 'name = value'"):
        found.parameters()


def test_a_value_that_is_computed_is_named():
    found = notebook({"metadata": {"tags": ["parameters"]}, "source": "first_year = int('2023')"})
    with pytest.raises(ValueError, match="'first_year' more than a plain value"):
        found.parameters()


def test_two_parameters_cells_are_refused():
    cell = {"metadata": {"tags": ["parameters"]}, "source": "a = 1"}
    with pytest.raises(ValueError, match="2 cells have the tag"):
        notebook(cell, cell).parameters()


@pytest.mark.parametrize(
    ("source", "python"),
    [
        ("%matplotlib inline\nx = 1", "\nx = 1"),
        ("!ls\n?x\ny = 2", "\n\ny = 2"),
        ("%%bash\nls", ""),
        ("x = 1", "x = 1"),
    ],
)
def test_what_only_ipython_understands_is_left_out_line_by_line(source, python):
    assert only(source=source).python == python


def test_cells_of_two_runs_are_matched_by_label_id_and_place():
    cells = [{"source": "#| label: fig-a"}, {"id": "b"}, {}, {"id": "b"}]
    assert list(notebook(*cells).by_key) == ["fig-a", "b", "cell-3", "b'"]


@pytest.mark.parametrize("name", ["report", "another-one"])
def test_what_an_output_carries_is_found_whatever_the_report_is_called(name):
    data = {f"application/vnd.{name}.table+json": {"rows": []}, "text/plain": ["a\n", "b"]}
    output = only(outputs=[{"output_type": "display_data", "data": data}]).outputs[0]
    assert (output.data("table"), output.data("figure"), output.text()) == ({"rows": []}, None, "a\nb")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"{", "is not valid JSON"),
        (b"[]", "has no list of cells"),
        (b'{"cells": [], "nbformat": 3}', "is not of notebook format 4"),
        (b'{"cells": [1], "nbformat": 4}', "a cell without a type"),
        (b'{"cells": [{"cell_type": "code", "outputs": [{}]}], "nbformat": 4}', "an output of no known type"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"a":' * 100 + b"1" + b"}" * 100, "nested deeper than"),
    ],
)
def test_what_is_no_notebook_is_refused_with_the_reason(raw, why):
    with pytest.raises(Refused, match=why):
        ipynb.parse("x", raw)


def test_a_file_that_is_no_notebook_is_named(tmp_path):
    (tmp_path / "01_x.ipynb").write_text("{")
    with pytest.raises(UserError, match=rf"{tmp_path.name}/01_x\.ipynb is not a notebook"):
        ipynb.read(tmp_path / "01_x.ipynb")


def test_no_other_module_reads_the_options_of_a_cell():
    source = Path(pressroom.__file__).parents[1]
    reading = [path.name for path in source.rglob("*.py") if r"#\|" in path.read_text(encoding="utf-8")]
    assert reading == ["ipynb.py"]
