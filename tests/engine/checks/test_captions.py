"""A caption that names a value which there is not is told with its place, in each language."""

import pytest

from pressroom.checks import captions, translations

CELL = '#| label: fig-sum\n#| fig-cap: "Summan {}"\n'
CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: notebooks/01_first.ipynb
msgid "Summan {{{{< var sum.one_sek >}}}}"
msgstr ""
"The sum "
"{}"
"""
UNKNOWN = "there is no result 'sum.on_sek'.", "Did you mean 'sum.one_sek'?"


def found(project, add, caption, translation):
    """Return what is told where the small project's first notebook and its catalogue say these words."""
    add("01_first", CELL.format(caption))
    (project.report / "en").mkdir()
    text = CATALOGUE.format(translation)
    (project.report / "en" / "messages.po").write_text(text, encoding="utf-8")
    return [tuple(problem) for problem in captions.problems(project)]


RIGHT = "{{< var sum.one_sek >}} {{< var params.years_exact >}}"


@pytest.mark.parametrize("words", [RIGHT, "1 < 2", "{{ 3 }}"])
def test_what_a_run_gives_and_other_words_are_in_order(project, add, words):
    assert found(project, add, words, words) == []


def test_an_unknown_value_in_a_notebook_is_named_with_its_cell(project, add):
    where = "notebooks/01_first.ipynb, cell 'c1': "
    assert found(project, add, "{{< var sum.on_sek >}}", RIGHT) == [(where + UNKNOWN[0], UNKNOWN[1])]


def test_an_unknown_value_in_a_translation_is_named_with_the_line_of_the_translation(project, add):
    where = "report/en/messages.po, line 6: "
    assert found(project, add, RIGHT, "{{< var sum.on_sek >}}") == [(where + UNKNOWN[0], UNKNOWN[1])]
    assert not [each for each in translations.problems(project) if "sum.on_sek" in each.what]


def test_another_shortcode_is_not_filled_in(project, add):
    [(what, todo)] = found(project, add, "{{< vra sum.one_sek >}}", RIGHT)
    assert what.endswith("'{{< vra sum.one_sek >}}' is no value.")
    assert todo == "In a caption only {{< var … >}} is filled in."


def test_only_the_languages_of_the_report_that_is_made_stop_it(project, add):
    assert found(project, add, RIGHT, "{{< var sum.on_sek >}}")
    assert list(captions.problems(project, ["sv"])) == []
