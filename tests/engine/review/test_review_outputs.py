"""Two notebooks compared cell by cell: what is found of their tables, figures, texts and key figures."""

import json

import pytest
from handmade import code, display, figure, notebook, prose, result, table

from pressroom.notebook import mime
from pressroom.notebook.ipynb import parse
from pressroom.review.compare.outputs import Findings, compare_outputs
from pressroom.review.compare.tolerance import Tolerance, parse_tolerance


def found(old, new, tolerance=None):
    """Return what is found of two notebooks, each a list of cells or None."""
    findings = Findings()
    pair = (None if each is None else parse("n", json.dumps(notebook(*each)).encode()) for each in (old, new))
    compare_outputs(*pair, tolerance or Tolerance(), findings)
    return findings


def of(*outputs):
    return [code("c", "", *outputs)]


def told(findings):
    return [(text.place.cell, text.what, text.status, text.old, text.new) for text in findings.texts]


def whats(findings):
    return [text.what for text in findings.texts]


def printed(text):
    return {"output_type": "stream", "name": "stdout", "text": text}


def failed(text):
    return {"output_type": "error", "ename": "E", "evalue": "", "traceback": [text]}


CAPTIONED = '#| label: fig-a\n#| fig-cap: "{}"\n#| fig-alt: "Alt"\nshow()'


def test_equal_notebooks_are_counted_by_kind():
    cells = [prose("p", "Text."), *of(table([["a", 1]]), figure([[1, 2]]), printed("x"), printed("y"))]
    findings = found(cells, cells)
    assert (dict(findings.unchanged), dict(findings.noise)) == ({"texts": 3, "tables": 1, "figures": 1}, {})
    assert [findings.texts, findings.tables, findings.figures, findings.recorded] == [[], [], [], {}]


def test_noise_is_counted_by_kind():
    old, new = (
        of(table([["a", n]]), figure([[1, n]]), printed(f"{n}")) for n in (0.3, 0.1 + 0.2)
    )  # fmt: skip
    for output in (old[0]["outputs"][0], new[0]["outputs"][0]):
        del output["data"]["text/html"]
    findings = found(old, new)
    assert (dict(findings.unchanged), dict(findings.noise)) == ({}, {"texts": 1, "tables": 1, "figures": 1})
    assert [findings.texts, findings.tables, findings.figures] == [[], [], []]


@pytest.mark.parametrize(("sides", "status"), [((None, []), "added"), (([], None), "removed")])
def test_everything_in_a_notebook_of_one_side_alone_is_told(sides, status):
    cells = [prose("p", "Text."), *of(table([["a", 1]]), figure([[1, 2]]), printed("x"), failed("y"))]
    findings = found(*(None if side is None else cells for side in sides))
    contents = ["Text.", "x", "y"]
    assert [text[1:3] for text in told(findings)] == [(what, status) for what in ("prose", "output", "error")]
    assert [text[3:] for text in told(findings)] == [
        (("", content) if status == "added" else (content, "")) for content in contents
    ]
    assert [change.status for change in (*findings.tables, *findings.figures)] == [status] * 2
    assert [row.status for row in findings.tables[0].grid.rows] == [status]
    assert not findings.unchanged


def test_a_cell_of_one_side_alone_is_told_with_its_captions():
    cell = code("c", CAPTIONED.format("Gapet"), figure([[1, 2]]))
    for sides, status in ((([], [cell]), "added"), (([cell], []), "removed")):
        findings = found(*sides)
        assert [(text.what, text.status) for text in findings.texts] == [
            ("fig-cap", status),
            ("fig-alt", status),
        ]
        (change,) = findings.figures
        assert (change.caption, change.alt, change.status) == ("Gapet", "Alt", status)


def test_a_change_has_the_new_caption():
    old, new = (
        [
            code("a", CAPTIONED.format(words), figure([[1, n]])),
            code("t", f'#| label: tbl-a\n#| tbl-cap: "{words}"', table([["a", n]])),
        ]
        for words, n in (("Före", 1), ("Efter", 2))
    )
    findings = found(old, new)
    assert [findings.figures[0].caption, findings.tables[0].caption] == ["Efter", "Efter"]
    assert [text[1:] for text in told(findings)] == [
        ("fig-cap", "changed", "Före", "Efter"),
        ("tbl-cap", "changed", "Före", "Efter"),
    ]


def test_a_cell_that_becomes_prose_is_told():
    findings = found([code("c", "x")], [prose("c", "x")])
    assert ("c", "prose", "added", "", "x") in told(findings)


def test_code_is_no_prose():
    assert told(found([code("c", "x = 1")], [code("c", "x = 2")])) == []


def test_every_further_text_of_a_cell_is_numbered():
    old, new = (of(printed(f"x{n}"), printed(f"y{n}"), failed(f"z{n}"), failed(f"v{n}")) for n in "ab")
    assert whats(found(old, new)) == ["output", "output 2", "error", "error 2"]


def test_outputs_are_compared_by_kind_and_in_their_order():
    findings = found(of(printed("a"), printed("b")), of(printed("a"), printed("b"), printed("c")))
    assert ("c", "output 3", "added", "", "c") in told(findings)
    assert dict(findings.unchanged) == {"texts": 2}


@pytest.mark.parametrize(
    ("forms", "what"),
    [
        ({"text/markdown": "{}", "text/html": "same", "text/plain": "same"}, "output"),
        ({"text/html": "{}", "text/plain": "same"}, "html"),
        ({"text/plain": "{}"}, "output"),
    ],
)
def test_of_several_forms_the_one_that_is_published_is_told(forms, what):
    old, new = (of(display(**{name: form.format(n) for name, form in forms.items()})) for n in "ab")
    assert told(found(old, new)) == [("c", what, "changed", "a", "b")]


def test_the_words_beside_a_form_that_differs_follow_from_it():
    old, new = (of(display(**{"text/markdown": n, "text/plain": n})) for n in "ab")
    assert whats(found(old, new)) == ["output"]


def test_the_words_beside_a_form_that_is_the_same_count():
    old, new = (of(display(**{"text/markdown": "x", "text/plain": n})) for n in "ab")
    assert told(found(old, new)) == [("c", "data of type text/plain", "changed", "a", "b")]


def test_ids_in_html_are_numbered_and_in_print_are_not():
    styled = '<table id="T_{0}"><td id="T_{0}_row0">1</td></table>'
    for name, what in (("text/html", []), ("text/markdown", ["output"])):
        old, new = (of(display(**{name: styled.format(id)})) for id in ("0a1b2", "9f8e7"))
        assert whats(found(old, new)) == what


def test_prose_and_captions_have_no_noise():
    old, new = ([prose("p", f"{n}"), code("c", CAPTIONED.format(n))] for n in (0.3, 0.1 + 0.2))
    assert whats(found(old, new)) == ["prose", "fig-cap"]


# Figures.


def test_the_words_beside_a_figure_that_differs_follow_from_it():
    old, new = (of(figure([[1, n]])) for n in (1, 2))
    for output, words in ((old, "a"), (new, "b")):
        output[0]["outputs"][0]["data"] |= {"text/plain": words, "image/gif": words}
    findings = found(old, new)
    assert len(findings.figures) == 1
    assert whats(findings) == ["data of type image/gif"]


def test_the_words_beside_a_figure_that_is_the_same_count():
    old, new = (of(figure([[1, 2]])) for _ in range(2))
    for output, words in ((old, "a"), (new, "b")):
        output[0]["outputs"][0]["data"] |= {"text/plain": words}
    findings = found(old, new)
    assert (findings.figures, whats(findings)) == ([], ["data of type text/plain"])


# Tables.


def bare(stored, **more):
    return display(**{mime.of("table"): stored, **more})


def test_the_words_beside_a_table_that_differs_follow_from_it():
    findings = found(of(table([["a", 1]])), of(table([["a", 2]])))
    assert ([change.status for change in findings.tables], told(findings)) == (["changed"], [])


def test_the_words_beside_a_table_that_is_the_same_count():
    old, new = (of(bare({"columns": ["a"], "rows": [[1]]}, **{"text/html": words})) for words in "ab")
    findings = found(old, new)
    assert (findings.tables, whats(findings)) == ([], ["data of type text/html"])


@pytest.mark.parametrize(("tolerance", "whats_told"), [([], ["data of type text/html"]), (["0.01"], [])])
def test_the_words_beside_noise_follow_from_it_where_a_tolerance_was_asked_for(tolerance, whats_told):
    old, new = (
        of(bare({"columns": ["a", "b"], "rows": [["x", n]]}, **{"text/html": words}))
        for n, words in ((0.3, "a"), (0.1 + 0.2, "b"))
    )
    assert whats(found(old, new, parse_tolerance(tolerance))) == whats_told


def test_words_beside_equal_values_count_whatever_tolerance_was_asked_for():
    old, new = (of(bare({"columns": ["a"], "rows": [[1]]}, **{"text/html": words})) for words in "ab")
    assert whats(found(old, new, parse_tolerance(["0.01"]))) == ["data of type text/html"]


def test_a_tolerance_of_a_unit_covers_the_rows_in_it():
    old, new = (of(table([["a", n]])) for n in (100, 100.5))
    findings = found(old, new, parse_tolerance(["kr=0.01"]))
    assert (findings.tables, told(findings), dict(findings.noise)) == ([], [], {"tables": 1})


def test_what_a_table_stores_beside_its_rows_is_told():
    old, new = (of(bare({"columns": ["a"], "rows": [[1]], "rule": n})) for n in (1, 2))
    findings = found(old, new)
    assert told(findings) == [("c", "table", "changed", "rule: 1", "rule: 2")]
    assert dict(findings.unchanged) == {"tables": 1}


def test_tables_that_cannot_be_laid_out_are_compared_by_their_places():
    old, new = (of(bare({"columns": ["a"], "rows": [[1, n]]})) for n in (1, 2))
    findings = found(old, new)
    assert findings.tables == []
    assert [text[1:] for text in told(findings)] == [
        (f"data of type {mime.of('table')}", "changed", "rows.0.1: 1", "rows.0.1: 2")
    ]


@pytest.mark.parametrize("flip", [False, True])
def test_a_table_that_one_side_alone_can_lay_out_is_a_change(flip):
    sides = [of(bare({"columns": ["a"], "rows": [[1, 2]]})), of(bare({"columns": ["a"], "rows": [[1]]}))]
    findings = found(*(sides[::-1] if flip else sides))
    (change,) = findings.tables
    assert change.status == "changed"
    assert [row.status for row in change.grid.rows] == ["removed" if flip else "added"]
    assert told(findings) == []


def test_a_new_table_that_cannot_be_laid_out_has_no_rows_to_show():
    (change,) = found(None, of(bare({"columns": 1}))).tables
    assert (change.status, change.grid) == ("added", None)


# Key figures, which are told elsewhere.


def test_what_is_stored_of_a_key_figure_is_kept_by_its_id():
    old, new = (of(result("a.b", n, note=n), result("c.d", 1)) for n in (1, 2))
    findings = found(old, new)
    assert findings.texts == []
    ((id, kept),) = findings.recorded.items()
    assert (id, kept.place.cell, kept.what, kept.status) == ("a.b", "c", "a.b further details", "changed")
    assert kept.old.splitlines() == ["value: 1", "note: 1", "a.b = 1"]
    assert kept.new.splitlines() == ["value: 2", "note: 2", "a.b = 2"]


def test_a_key_figure_recorded_on_one_side_alone_is_kept_so():
    for sides, (old, new) in (
        ((of(), of(result("a.b", 1))), ("", "recorded once more")),
        ((of(result("a.b", 1)), of()), ("recorded once more", "")),
    ):
        kept = found(*sides).recorded["a.b"]
        assert (kept.old, kept.new) == (old, new)


def test_a_key_figure_is_matched_by_its_id_and_not_by_its_place():
    findings = found(of(result("a.b", 1), result("c.d", 2)), of(result("c.d", 2), result("a.b", 1)))
    assert findings.recorded == {}
    assert whats(findings) == ["order"]
