"""Key figures of two runs: which differ, what is told of each, and where results and notebooks disagree."""

import json

import pytest
from handmade import code, notebook, prose, result, side

from pressroom.language.text import Text
from pressroom.notebook.ipynb import parse
from pressroom.review.changes import Location, TextChange
from pressroom.review.compare.key_figures import changed_key_figures, entries
from pressroom.review.compare.outputs import Findings
from pressroom.review.compare.tolerance import Tolerance, parse_tolerance


def entry(value=1, **more):
    return {"id": "a.b", "value": value, "unit": "kr", "label": "Tal", "notebook": "n", "cell": "c", **more}


def compared(old, new, tolerance=None):
    """Return the change of one key figure, None where it did not, and what is found beside it."""
    findings = Findings()
    sides = ({} if each is None else {"a.b": each} for each in (old, new))
    changes = changed_key_figures(*sides, tolerance or Tolerance(), findings)
    return changes[0] if changes else None, findings


def without(entry, *names):
    return {name: value for name, value in entry.items() if name not in names}


def told(findings):
    return [(text.place.notebook, text.place.cell, text.what, text.old, text.new) for text in findings.texts]


def test_a_changed_key_figure_has_both_values_and_its_place():
    change, findings = compared(entry(1), entry(2, sources=["posts", 7, "rates"]))
    assert (change.id, change.label, change.unit, change.status) == ("a.b", "Tal", "kr", "changed")
    assert (change.old, change.new, change.place) == (1, 2, Location("n", "c"))
    assert change.sources == ("posts", "rates")
    assert not findings.unchanged


@pytest.mark.parametrize("sources", [None, "posts", {"posts": 1}, 7])
def test_sources_that_are_no_list_are_none(sources):
    assert compared(entry(1), entry(2, sources=sources))[0].sources == ()


def test_a_key_figure_of_one_side_alone_has_one_value():
    added, removed = compared(None, entry(1))[0], compared(entry(1), None)[0]
    assert [(each.status, each.old, each.new) for each in (added, removed)] == [
        ("added", None, 1),
        ("removed", 1, None),
    ]
    assert {(each.label, each.unit, each.place) for each in (added, removed)} == {
        ("Tal", "kr", Location("n", "c"))
    }


def test_what_an_entry_lacks_is_empty():
    change, _ = compared(
        {"id": "a.b", "value": 1, "label": 7, "unit": 7, "notebook": 7}, {"value": 2, "unit": 7}
    )
    assert (change.label, change.unit, change.place, change.sources) == ("a.b", None, Location("", ""), ())


def test_key_figures_are_told_by_their_ids():
    findings = Findings()
    olds, news = ({id: entry(n) for id in ids} for n, ids in ((1, ("c", "a")), (2, ("b", "a"))))
    changes = changed_key_figures(olds, news, Tolerance(), findings)
    assert [(each.id, each.status) for each in changes] == [
        ("a", "changed"),
        ("b", "added"),
        ("c", "removed"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "tolerance", "grade"),
    [
        (entry(1), entry(1), [], "unchanged"),
        (entry(0.3), entry(0.1 + 0.2), [], "noise"),
        (entry(1), entry(2), [], "changed"),
        (entry(100), entry(100.5), ["kr=0.01"], "noise"),
        (entry(100), entry(100.5), ["antal=0.01"], "changed"),
        (entry(1), entry(1, unit="antal"), [], "changed"),
        (entry(1), without(entry(1), "unit"), [], "changed"),
        (entry("ja"), entry("nej"), [], "changed"),
        (entry([1]), entry([2]), [], "changed"),
        (entry(1, text={"message": "ett"}), entry(1, text={"message": "två"}), [], "changed"),
        (entry(1, text={"message": "ett"}), entry(2, text={"message": "ett"}), [], "changed"),
        (entry(1, text={"message": "ett"}), entry(1, text={"message": "ett"}), [], "unchanged"),
        (entry(1, text="ett"), entry(1), [], "changed"),
    ],
)
def test_a_key_figure_is_the_same_or_noise_or_changed(old, new, tolerance, grade):
    change, findings = compared(old, new, parse_tolerance(tolerance))
    counted = {"unchanged": dict(findings.unchanged), "noise": dict(findings.noise)}
    expected = {"unchanged": {}, "noise": {}}
    if grade != "changed":
        expected[grade] = {"key_figures": 1}
    assert (change is not None, counted) == (grade == "changed", expected)


def test_a_key_figure_in_words_is_told_in_words():
    change, _ = compared(*(entry(7, text={"message": word}) for word in ("ett", "två")))
    assert (change.old, change.new) == (Text("ett"), Text("två"))


@pytest.mark.parametrize(
    ("old", "new", "texts"),
    [
        (entry(), entry(label="Nytt"), [("n", "c", "a.b label", "Tal", "Nytt")]),
        (entry(), entry(unit="mnkr"), [("n", "c", "a.b unit", "kr", "mnkr")]),
        (entry(), without(entry(), "label"), [("n", "c", "a.b label", "Tal", "")]),
        (without(entry(), "unit"), entry(), [("n", "c", "a.b unit", "", "kr")]),
        (entry(), entry(label=7), [("n", "c", "a.b label", "Tal", "")]),
        (entry(), without(entry(label="x"), "cell", "notebook"), [("", "a.b", "a.b label", "Tal", "x"),
         ("results.json", "a.b", "further details", 'notebook: "n"', "notebook: –")]),
        (entry(label="x" * 501), entry(label="y" * 500),
         [("n", "c", "a.b label", f"{'x' * 500}… [501 characters]", "y" * 500)]),
        (entry(label="x" * 500), entry(label="y" * 501),
         [("n", "c", "a.b label", "x" * 500, f"{'y' * 500}… [501 characters]")]),
        (entry(), entry(note=1), [("results.json", "a.b", "further details", "note: –", "note: 1")]),
        (entry(), entry(notebook="m"),
         [("results.json", "a.b", "further details", 'notebook: "n"', 'notebook: "m"')]),
        (entry(), entry(cell="d", id="x"), []),
        (entry(1), entry(2), []),
        (entry(1, text={"message": "a"}), entry(2, text={"message": "b"}), []),
        (entry(1, text={"message": 7}), entry(2, text={"message": "b"}),
         [("results.json", "a.b", "further details",
           "value: 1\ntext.message: 7", 'value: 2\ntext.message: "b"')]),
        (entry(1, text={"message": "b"}), entry(2, text={"message": 7}),
         [("results.json", "a.b", "further details",
           'value: 1\ntext.message: "b"', "value: 2\ntext.message: 7")]),
        (None, entry(note=1), []),
    ],
)  # fmt: skip
def test_what_is_stored_of_a_key_figure_beside_its_value_counts(old, new, texts):
    assert told(compared(old, new)[1]) == texts


@pytest.mark.parametrize(
    ("old", "new", "tolerance", "is_kept"),
    [(1, 1, [], True), (1, 2, [], False), (0.3, 0.1 + 0.2, [], True), (0.3, 0.1 + 0.2, ["0.01"], False)],
)
def test_how_a_notebook_stores_it_is_told_where_the_key_figure_is_not(old, new, tolerance, is_kept):
    findings = Findings()
    kept = TextChange(Location("n", "c"), "a.b further details", "changed", "x", "y")
    findings.recorded |= {"a.b": kept, "gone": kept}
    changed_key_figures({"a.b": entry(old)}, {"a.b": entry(new)}, parse_tolerance(tolerance), findings)
    assert findings.texts == [kept] * (2 if is_kept else 1)


# The entries of a side.


def recorded(*figures, results=None):
    """Return a side whose notebook n records these figures, its entries, and its problems."""
    cells = prose("p", ""), code("c", "", *(result(id, value) for id, value in figures))
    read = parse("n", json.dumps(notebook(*cells)).encode())
    made = side("runs/a", {} if results is None else {"results.json": {"results": results}})
    return entries(made, {"n": read}), made.problems


def test_without_results_the_notebooks_say_what_was_recorded():
    found, problems = recorded(("a.b", 1), ("c.d", 2), ([7], 3))
    assert {id: (each["value"], each["notebook"], each["cell"]) for id, each in found.items()} == {
        "a.b": (1, "n", "c"),
        "c.d": (2, "n", "c"),
    }
    assert problems == []


def test_results_count_and_the_notebook_says_in_which_cell():
    found, problems = recorded(("a.b", 1), ("c.d", 2), results=[entry(1, notebook="n", cell="x")])
    assert [(id, each["cell"]) for id, each in found.items()] == [("a.b", "c")]
    assert problems == []


def test_results_of_another_notebook_have_no_cell():
    found, problems = recorded(results=[entry(1, notebook="gone")])
    assert (found["a.b"]["cell"], problems) == ("", [])


@pytest.mark.parametrize(
    ("figures", "results", "problems"),
    [
        ([("a.b", 1)], [entry(2)], ["results.json: a.b is 2, but n says 1"]),
        ([], [entry(2)], ["results.json: a.b is 2, but n does not record it"]),
        ([("a.b", 1)], [entry(1), entry(1)], ["results.json: 'a.b' is no id, or recorded twice"]),
        ([], [{"value": 1}], ["results.json: 'None' is no id, or recorded twice"]),
        ([], [], []),
    ],
)
def test_results_that_fit_no_notebook_are_a_problem(figures, results, problems):
    found, told = recorded(*figures, results=results)
    assert told == problems
    assert [*found] == [each["id"] for each in results[:1] if "id" in each]


def cut(sign, length):
    return f"{sign * length}… [{length + 1} characters]"


@pytest.mark.parametrize(
    ("id", "value", "name", "told"),
    [("i" * 80, "v" * 40, "i" * 80, "v" * 40), ("i" * 81, "v" * 41, cut("i", 80), cut("v", 40))],
)
def test_a_long_id_and_a_long_value_are_cut_in_a_problem(id, value, name, told):
    entries = [entry(value) | {"id": id}] * 2
    _, problems = recorded((id, value[::-1] + "x"), results=entries)
    said = recorded((id, value), results=[entry("w") | {"id": id}])[1]
    assert problems[0].startswith(f"results.json: {name} is {told}, but n says ")
    assert problems[1] == f"results.json: '{name}' is no id, or recorded twice"
    assert said == [f"results.json: {name} is w, but n says {told}"]
