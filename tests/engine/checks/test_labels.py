"""A label by which no text finds what a cell shows is named, and what it should be."""

import pytest

from pressroom.checks import labels

WHERE = "notebooks/01_first.ipynb, cell '{}': "
WRITE = "Write '#| label: {}', and the same wherever a text embeds or names it."


def found(project, add, *sources):
    add("01_first", *sources)
    return [tuple(problem) for problem in labels.problems(project)]


@pytest.mark.parametrize(
    ("source", "said", "meant"),
    [
        ("#| label: heat\n#| fig-cap: 'Värme.'\nshow()", "'heat' is no label of a figure.", "fig-heat"),
        ("#| label: heat\nfigures.show(figures.lines(rows))", "'heat' is no label of a figure.", "fig-heat"),
        ("#| label: fig-heat\ntables.show(rows, [])", "'fig-heat' is no label of a table.", "tbl-heat"),
        ("#| label: Tbl-heat\n#| tbl-cap: 'Värme.'", "'Tbl-heat' is no label of a table.", "tbl-heat"),
        ("#| label: fig-my heat\n#| fig-alt: 'V.'", "'fig-my heat' is no label of a figure.", "fig-my-heat"),
    ],
)
def test_a_label_that_does_not_say_what_the_cell_shows_is_named(project, add, source, said, meant):
    assert found(project, add, source) == [(WHERE.format("c1") + said, WRITE.format(meant))]


def test_a_label_of_two_cells_is_named_with_both(project, add):
    cell = "#| label: fig-heat\n#| fig-cap: 'Värme.'"
    said = "'fig-heat' is the label of the cell 'c1' already."
    assert found(project, add, cell, "x = 1", cell) == [(WHERE.format("c3") + said, "Give each its own.")]


@pytest.mark.parametrize(
    "sources",
    [
        ["#| label: fig-heat\n#| fig-cap: 'Värme.'", "#| label: tbl-heat\ntables.show(rows, [])"],
        ["#| label: count\nlen(rows)", "figures.show(figures.lines(rows))", "tables.show(rows, [])"],
        ["#| label: heat\nfigures.show("],
    ],
)
def test_other_labels_are_in_order_and_what_is_no_python_is_told_elsewhere(project, add, sources):
    assert found(project, add, *sources) == []
