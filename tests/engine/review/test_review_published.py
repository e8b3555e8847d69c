"""A run is compared with a published one in the form of the report, its captions filled in as there."""

import json

import pytest
from handmade import code, display, figure, notebook, prose

from pressroom.notebook.ipynb import parse
from pressroom.review.compare.published import as_published, resolves

X, Y = "{{< var x.a >}}", "{{<var y.b>}}"


@pytest.mark.parametrize(
    ("written", "resolved", "is_so"),
    [
        (f"Gapet {X} per år", "Gapet 3 kr per år", True),
        (f"Gapet {X} per år", "Gapet  per år", True),
        (f"Gapet {X} per år", "Hålet 3 kr per år", False),
        (f"Gapet {X} per år", "Gapet 3 kr om året", False),
        (f"Gapet {X} per år", "Gapet per år", False),
        (f"Gapet {X} per år", f"Gapet {X} per år", False),
        (f"{X}", "3 kr", True),
        (f"{X}", "", True),
        ("Gapet", "Gapet", False),
        (f"a {X} b {Y} c", "a 1 b 2 c", True),
        (f"a {X} b {Y} c", "a 1 2 c", False),
        (f"a {X} b {Y} c", "a 1 c", False),
        (f"a {X} b {Y} b", "a 1 b 2 b", True),
        (f"a {X} b {Y} b", "a 1 b", False),
        (f"{X}b{Y}", "b2", True),
        (f"a {X} b {Y} c {X} d", "a 1 b 2 c 3 d", True),
        (f"a {X} b {Y} c {X} d", "a 1 b 2 3 d", False),
        (f"a {X} b {Y} c {X} d", "a 1 2 c 3 d", False),
        (f"a {X} b {Y} c {X} d", "a 1 c 2 b 3 d", False),
        (f"a {X} b", "a b", False),
        (f"ab{X}bc", "abc", False),
    ],
)
def test_a_text_is_another_one_filled_in(written, resolved, is_so):
    assert resolves(written, resolved) is is_so


def read(*cells):
    return parse("n", json.dumps(notebook(*cells)).encode())


def cells_of(ran, published):
    return as_published(read(*ran), read(*published)).document["cells"]


def options_of(ran, published=()):
    (cell,) = as_published(read(code("c", ran)), read(*(code("c", text) for text in published))).cells
    return dict(cell.options)


def test_a_caption_is_filled_in_as_it_was_published():
    written = f'#| label: fig-a\n#| fig-cap: "Gapet {X}"\nshow()'
    assert options_of(written, ['#| label: fig-a\n#| fig-cap: "Gapet 3 kr"'])["fig-cap"] == "Gapet 3 kr"


@pytest.mark.parametrize("published", [[], ['#| label: fig-a\n#| fig-cap: "Annat"'], ["#| label: fig-a"]])
def test_a_caption_that_was_published_otherwise_stays_as_it_is_written(published):
    written = f'#| label: fig-a\n#| fig-cap: "Gapet {X}"\nshow()'
    assert options_of(written, published)["fig-cap"] == f"Gapet {X}"


def test_an_alternative_text_is_printed_and_a_caption_is_read_as_markdown():
    options = options_of("#| label: fig-a\n#| fig-cap: Annas 'gap'\n#| fig-alt: Annas 'gap'")
    assert (options["fig-cap"], options["fig-alt"]) == ("Annas 'gap'", "Annas ’gap’")


def test_a_cell_whose_quotation_marks_do_not_match_stays_as_it_is():
    source = '#| label: fig-a\n#| fig-cap: "Gap"et"\nshow()'
    (cell,) = cells_of([code("c", source)], [])
    assert cell["source"] == source


def test_cells_without_options_and_outputs_stay_as_they_are():
    cells = [prose("p", "Text."), code("c", ["x = 1\n", "y"]), {"cell_type": "markdown", "source": "x"}]
    assert cells_of(cells, []) == cells


def test_outputs_are_in_the_form_of_the_report():
    rich = display(**{"text/markdown": "| a |", "text/html": "<table>", "text/plain": "a"})
    (cell,) = cells_of([code("c", "", rich)], [])
    assert [*cell["outputs"][0]["data"]] == ["text/markdown", "text/plain"]
    assert cell["outputs"][0]["metadata"] == {}


def test_a_figure_gets_the_table_of_its_numbers():
    drawn = figure([[2023, 1]], options={"roles": {"x": "year", "value": "amount"}, "units": {}})
    (cell,) = cells_of([code("c", "", drawn)], [])
    (stored,) = (data for name, data in cell["outputs"][0]["data"].items() if "figure" in name)
    assert "2023" in stored["markdown"]


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": "stream", "name": "stdout", "text": "x"},
        display(**{"application/vnd.x.figure+json": {"chart": "unknown"}}),
        display(**{"application/vnd.x.figure+json": [7]}),
    ],
)
def test_an_output_that_no_program_of_ours_stored_stays_as_it_is(output):
    (cell,) = cells_of([code("c", "", output)], [])
    assert cell["outputs"] == [output]
