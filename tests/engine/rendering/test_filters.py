"""Filters that look only where they are for find it wherever it stands: a date, an amount, a variable."""

import pypandoc
import pytest

from pressroom.rendering.pandoc import FILTERS

BY_QUARTO = '[[]{data-value="var"}[]{data-value="sum.total"}]{.quarto-shortcode__}'


def filtered(text, name, to="html", **options):
    return pypandoc.convert_text(
        text, to, format="markdown", filters=[str(FILTERS / f"{name}.lua")], **options
    ).strip()


@pytest.fixture
def values(tmp_path):
    """A report's folder with one value, in which pandoc works."""
    (tmp_path / "executed").mkdir()
    (tmp_path / "executed" / "_variables.yml").write_text('sum:\n  total: "två år"\n', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("named", [r"{{\< var sum.total >}}", BY_QUARTO])
@pytest.mark.parametrize(
    "around", ["X", "- en\n- X", "# X", "> X", "Fot[^1]\n\n[^1]: X", "| a |\n|---|\n| X |"]
)
def test_a_variable_is_filled_in_wherever_it_stands_in_both_renderers(values, named, around):
    text = around.replace("X", f"Det är {named}.")
    assert "Det är två år." in filtered(text, "var", "plain", cworkdir=str(values))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Den 28 januari 2022.", "Den 28\u00a0januari 2022."),
        ("On 28 January.", "On 28\u00a0January."),
        ("Det är 330 000 kronor.", "Det är 330\u00a0000 kronor."),
        ("(28\njanuari)", "(28\u00a0januari)"),
        ("Om 3 kommuner", "Om 3 kommuner"),
        ("Dag 2022-08-29 kom.", 'Dag <span class="nowrap">2022-08-29</span> kom.'),
        ("Åren 2021–2050.", 'Åren <span class="nowrap">2021–2050.</span>'),
    ],
)
@pytest.mark.parametrize("around", ["{}", "| a | b |\n|---|---|\n| {} | x |", "Fot[^1]\n\n[^1]: {}"])
def test_a_date_an_amount_and_a_span_stay_on_one_line_wherever_they_stand(text, said, around):
    text = text if around == "{}" else text.replace("\n", " ")
    assert said in filtered(around.format(text), "dates", extra_args=["--wrap=none"])


def test_a_date_in_the_head_of_a_document_stays_on_one_line():
    head = "---\ntitle: Hämtat\ndate: 28 november 2026\n---\n\nText."
    page = filtered(head, "dates", extra_args=["--standalone"])
    assert "28\u00a0november" in page.partition("<body>")[2]
