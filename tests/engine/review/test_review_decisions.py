"""Which changes somebody has to decide on, and what each holds on both sides."""

import json
from dataclasses import replace

import pytest
from handmade import code, commit, display, figure, is_fixed, kinds_of, notebook, prose, result, side

from pressroom.notebook import mime
from pressroom.review import decisions, verdicts
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.decisions import changes_of, open_changes
from pressroom.review.sides import File
from pressroom.review.tree import Tree
from pressroom.review.verdicts import Verdict


@pytest.fixture
def decided(project):
    """Return the changes between two sides that are given by their files."""

    def between(old, new):
        sides = old, new
        if isinstance(old, dict):
            sides = side("a", old), side("b", new)
        return changes_of(*sides, compare_runs(project, *sides, Tolerance()))

    return between


def ids(changes):
    return [change.id for change in changes]


def recording(value, **more):
    return {"n.ipynb": notebook(code("c", "gap()", result("a.b", value, **more)))}


def test_a_key_figure_holds_its_values(decided):
    (change,) = decided(recording(1), recording(2))
    (back,) = decided(recording(2), recording(1))
    assert (change.id, change.kind, change.item.new) == ("key figure a.b", "key_figures", 2)
    assert (change.old, change.new) == (back.new, back.old)
    assert change.old != change.new
    assert verdicts.CONTENT.fullmatch(change.old)


def test_a_key_figure_of_one_side_alone_holds_nothing_on_the_other(decided):
    (added, *_), (removed, *_) = decided({}, recording(1)), decided(recording(1), {})
    assert added.old is removed.new is None
    assert added.new == removed.old is not None


def test_a_key_figure_in_words_holds_what_they_are_made_of(decided):
    def told(number):
        return recording(1, text={"message": "{n}", "values": {"n": number}})

    hashes = {decided(told(1), told(number))[0].new for number in (2, 3)}
    assert len(hashes) == 2


def test_a_prose_cell_holds_its_words_however_they_are_stored(decided):
    def cell(words, **more):
        return {"n.ipynb": notebook(prose("p", words) | more)}

    (one,), (other, _) = decided(cell("a"), cell("b")), decided(cell("a"), cell("b", metadata={"x": 1}))
    assert (one.id, one.old, one.new) == (other.id, other.old, other.new)
    turned = {
        "n.ipynb": json.dumps(dict(reversed(notebook(dict(reversed(prose("p", "b").items()))).items())))
    }
    assert decided(cell("a"), turned)[0].new == one.new


def test_what_stands_in_a_file_as_a_whole_holds_the_file(decided):
    (change,) = decided({"x.txt": "a"}, {"x.txt": "b"})
    (other,) = decided({"x.txt": "a"}, {"x.txt": "c"})
    assert (change.id, change.kind, change.old) == ("text x.txt content", "texts", other.old)
    assert change.new not in (change.old, other.new)


@pytest.mark.parametrize(("sides", "status"), [(("b", "a"), "removed"), (("a", "b"), "added")])
def test_a_file_in_which_nothing_is_told_is_a_change_itself(decided, sides, status):
    files = {"a": {}, "b": {"n.ipynb": notebook(code("c", "x = 1"))}}
    (change,) = decided(*(files[name] for name in sides))
    assert (change.id, change.kind, change.item) == ("file n.ipynb", "", status)
    assert [change.old is None, change.new is None] == [status == "added", status == "removed"]


def test_a_file_in_which_something_is_told_is_no_change_beside_it(decided):
    assert ids(decided({}, {"n.ipynb": notebook(prose("p", "Text."))})) == ["text n p prose"]


def test_the_same_name_is_numbered_from_two(decided):
    def of(*ends):
        shown = [display(**{"text/x-own": f"x{end}"}) for end in ends]
        return {"n.ipynb": notebook(code("c", "", *shown))}

    found = decided(of(1, 2, 3), of(4, 5, 6))
    name = "text n c data of type text/x-own"
    assert ids(found) == [name, f"{name} (2)", f"{name} (3)"]


def test_what_is_stored_of_a_key_figure_holds_that_alone(decided):
    def results(label, sources=(), more=""):
        entry = {"id": "a.b", "value": 1, "unit": "kr", "label": label, "sources": sources, "notebook": "n"}
        return recording(1) | {"results.json": {"results": [entry]}, "x.bin": more}

    (one,) = decided(results("a"), results("b"))
    (two,) = decided(results("a"), results("c"))
    assert (one.id, one.old) == (two.id, two.old)
    assert one.new not in (one.old, two.new)
    beside = {each.id: each for each in decided(results("a"), results("b", ["x"], "x"))}
    assert beside[one.id].new == one.new
    (sources,) = decided(results("a"), results("a", ["x"]))
    assert (beside[sources.id].old, beside[sources.id].new) == (sources.old, sources.new)


@pytest.mark.parametrize("content", ["2", None])
def test_what_is_decided_on_elsewhere_is_no_change_and_counts_in_none(decided, content):
    beside = {} if content is None else {"dependence.json": content}
    assert decided({"dependence.json": "1"}, beside) == []
    assert decided(beside, {"dependence.json": "1"}) == []
    whole = [decided({}, {"n.ipynb": "{"} | each)[0] for each in ({}, {"dependence.json": "1"})]
    assert [each.new for each in whole] == [whole[0].new] * 2


def test_the_reports_own_texts_are_reviewed_as_texts(project, decided):
    run = {"n.ipynb": "{}"}
    trees = []
    for words in ("a", "b"):
        made = commit(project.root, {"report/brief.qmd": words})
        trees.append(Tree(project.root, made))
    pair = [side("a", run, tree, tree.commit) for tree in trees]
    assert compare_runs(project, *pair, Tolerance()).texts
    assert decided(*pair) == []


def test_what_could_not_be_compared_is_one_change(decided):
    found = decided({"n.ipynb": "{", "m.ipynb": "{"}, {"n.ipynb": "[", "m.ipynb": "["})
    assert ids(found) == ["what could not be compared"]
    assert found[0].item.count(".ipynb ") == 4
    assert found[0].old != found[0].new


def test_a_cell_of_a_notebook_that_cannot_be_read_any_more_holds_the_file(project):
    old, new = (side(name, recording(number)) for name, number in (("a", 1), ("b", 2)))
    document = json.loads(old.files["n.ipynb"].read())
    document["cells"].append(prose("p", "Text."))
    new = side("b", {"n.ipynb": document})
    comparison = compare_runs(project, old, new, Tolerance())

    def gone():
        raise OSError("gone")

    new.files["n.ipynb"] = File(1, new.files["n.ipynb"].blob, gone)
    (change,) = changes_of(old, new, comparison)
    assert change.id == "text n p prose"
    assert None not in (change.old, change.new)


# What a run can hold in one cell, beside it and in its two files: each has two contents.
HELD = {
    "caption": ("Gap", "Gaps"),
    "alt": ("Bars", "Two bars"),
    "figure": (1, 2),
    "table": (1, 2),
    "words": ("one", "two"),
    "own type": ("x", "y"),
    "tag": ("a", "b"),
    "in an output": (1, 2),
    "value": (1, 2),
    "label": ("Gap", "Gaps"),
    "unit": ("kr", "antal"),
    "sources": ("a", "b"),
    "beside the figures": ("a", "b"),
    "metadata": ("a", "b"),
    "file": ("a", "b"),
    "scenario": ("a", "b"),
    "code": ("x = 1", "x = 2"),
}


def holding(numbers):
    """Return a run that holds these of the two contents of each."""
    held = {name: HELD[name][number] for name, number in numbers.items()}
    options = f'#| label: fig-c\n#| fig-cap: "{held["caption"]}"\n#| fig-alt: "{held["alt"]}"\n'
    own = display(**{"text/x-own": held["own type"]}) | {"metadata": {"x": held["in an output"]}}
    outputs = [
        figure([[1, held["figure"]]]),
        display(**{mime.of("table"): {"columns": ["a"], "rows": [[held["table"]]]}}),
        display(**{"text/plain": held["words"]}),
        own,
        result("a.b", held["value"], held["unit"], held["label"], sources=[held["sources"]]),
    ]
    cell = code("c", options + held["code"], *outputs, tags=[held["tag"]])
    entry = {"id": "a.b", "value": held["value"], "unit": held["unit"], "label": held["label"]}
    entry |= {"sources": [held["sources"]], "notebook": "n"}
    return {
        "n.ipynb": notebook(cell) | {"metadata": {"x": held["metadata"]}},
        "results.json": {"scenario": held["beside the figures"], "results": [entry]},
        "manifest.json": {"scenario": {"name": "base"}, "more": held["scenario"]},
        "x.txt": held["file"],
    }


FIRST = dict.fromkeys(HELD, 0)
PAIRS = [(one, other) for one in HELD for other in HELD if one != other]


def accepted(changes, when):
    return [change.decided("accept", "Bo", "right", f"2026-01-{when:02}T10:00:00Z") for change in changes]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_accepted_steps_are_an_accepted_change(decided, one, other):
    steps = [holding(FIRST), holding(FIRST | {one: 1}), holding(FIRST | {one: 1, other: 1})]
    given = [*accepted(decided(steps[0], steps[1]), 1), *accepted(decided(steps[1], steps[2]), 2)]
    assert [*open_changes(decided(steps[0], steps[2]), given)] == []


@pytest.mark.parametrize(("one", "other"), [pair for pair in PAIRS if pair[1] != "code"])
def test_a_step_that_nobody_accepted_is_not_hidden_by_one_that_is(decided, one, other):
    steps = [holding(FIRST), holding(FIRST | {one: 1}), holding(FIRST | {one: 1, other: 1})]
    assert [*open_changes(decided(steps[0], steps[2]), accepted(decided(steps[0], steps[1]), 1))] != []


# What is not accepted, and why.

A, B, C = "a" * 40, "b" * 40, "c" * 40


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ([], "no verdict"),
        ([("accept", A, B)], None),
        ([("reject", A, B)], "rejected by Bo: why"),
        ([("question", A, B)], "questioned by Bo: why"),
        ([("accept", A, C)], "the verdict of Bo (2026-01-31) is on other content"),
        ([("accept", C, A)], "no verdict"),
        ([("accept", A, C), ("accept", C, A)], "no verdict"),
        ([("accept", C, A), ("accept", A, C)], "the verdict of Bo (2026-01-31) is on other content"),
    ],
)
def test_a_change_is_open_until_it_is_accepted_as_it_is(decided, given, why):
    change = replace(decided(recording(1), recording(2))[0], old=A, new=B)
    lines = [
        Verdict(change.id, word, "Bo", "why", old, new, f"2026-01-31T09:0{minute}:00Z")
        for minute, (word, old, new) in enumerate(given)
    ]
    others = [replace(each, change="x", verdict="reject") for each in lines]
    found = [each.why for each in open_changes([change], lines + others)]
    assert found == ([why] if why else [])


@pytest.mark.parametrize("kind", kinds_of(decisions), ids=lambda kind: kind.__name__)
def test_what_was_found_stays_as_it_was_found(kind):
    assert is_fixed(kind)
