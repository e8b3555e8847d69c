"""Whether two sides are equal, older than their inputs, or made with other texts of the report."""

import pytest
from handmade import Held, side

from pressroom.review.changes import InputChange
from pressroom.review.compare.outputs import Findings
from pressroom.review.compare.texts import compare_texts
from pressroom.review.equality import differing_texts, is_equal, newer_inputs, nothing_to_say
from pressroom.runs.blob import blob_id_of

NOTEBOOK, BASE = "notebooks/01_a.ipynb", "params/base.yml"
SOURCES = {NOTEBOOK: b"{}", BASE: b"a: 1\n", "data/unread.csv": b"1\n"}
MADE_FROM = {path: blob_id_of(SOURCES[path]) for path in (NOTEBOOK, BASE)}


def run(name, tree=None, manifest=None, **files):
    made = {"files": MADE_FROM} if manifest is None else manifest
    return side(
        name, {"manifest.json": made, **{path.replace("_", "."): each for path, each in files.items()}}, tree
    )


# Older than its inputs.


@pytest.mark.parametrize(
    ("now", "newer"),
    [
        (SOURCES, ()),
        (SOURCES | {BASE: b"a: 2\n"}, (BASE,)),
        ({NOTEBOOK: b"{}"}, (BASE,)),
        (SOURCES | {"notebooks/02_b.ipynb": b"{}"}, ("notebooks/02_b.ipynb",)),
        (SOURCES | {"notebooks/02_b.ipynb": b"{}", BASE: b""}, ("notebooks/02_b.ipynb", BASE)),
        (SOURCES | {"notebooks/own.ipynb": b"{}", "notebooks/02/b.ipynb": b"{}", "notebooks/03.py": b""}, ()),
    ],
)
def test_a_side_is_older_than_what_changed_or_came_since(now, newer):
    assert newer_inputs(run("a", Held(now))) == newer


def test_of_a_side_whose_files_are_not_known_it_is_not_known():
    assert newer_inputs(run("a", None)) == ()
    assert newer_inputs(run("a", Held({NOTEBOOK: b"{}"}), manifest={})) == ()


# Equal.


@pytest.mark.parametrize(
    ("old", "new", "are"),
    [
        ({"n_ipynb": "{}"}, {"n_ipynb": "{}"}, True),
        ({"n_ipynb": "{}"}, {"n_ipynb": "{ }"}, False),
        ({"n_ipynb": "{}"}, {"n_ipynb": "[]"}, False),
        ({"n_ipynb": "{}"}, {"n_ipynb": "{}", "x_yml": ""}, False),
        ({"n_ipynb": "{}", "x_yml": ""}, {"n_ipynb": "{}"}, False),
        ({"manifest": {"x": 1}}, {"manifest": {"x": 2}}, False),
        ({"manifest": {"started": 1}}, {"manifest": {"started": 2}}, True),
    ],
)
def test_two_sides_are_equal_where_their_files_are_but_for_times(old, new, are):
    assert is_equal(run("a", **old), run("b", **new)) is are
    assert nothing_to_say(run("a", **old), run("b", **new)) is are


@pytest.mark.parametrize("at", [0, 1])
def test_a_side_of_which_something_could_not_be_read_is_equal_to_none(at):
    pair = run("a"), run("b")
    pair[at].problems.append("x is no regular file")
    assert not is_equal(*pair)


@pytest.mark.parametrize("at", [0, 1])
def test_of_a_side_that_is_older_than_its_inputs_there_is_something_to_say(at):
    trees = [Held(SOURCES), Held(SOURCES)]
    assert nothing_to_say(*(run("x", tree) for tree in trees))
    trees[at] = Held(SOURCES | {BASE: b""})
    pair = [run("x", tree) for tree in trees]
    assert is_equal(*pair)
    assert not nothing_to_say(*pair)


# The report's own texts.

TEXTS = {
    "report/brief.qmd": b"Text.\n",
    "report/en/brief.qmd": b"Text.\n",
    "report/theme/brand.yml": b"a: 1\n",
    "report/theme/fonts/a.ttf": b"1",
    "report/theme/report.css": b"a {}\n",
    "report/executed/n.ipynb": b"{}",
    "report/reviews/anna.jsonl": b"{}",
    "_quarto.yml": b"a: 1\n",
    "README.md": b"Text.\n",
}


def trees(path, before, after):
    pair = dict(TEXTS), dict(TEXTS)
    for files, content in zip(pair, (before, after), strict=True):
        files.pop(path, None)
        if content is not None:
            files[path] = content
    return Held(pair[0], "1" * 40), Held(pair[1], "2" * 40)


@pytest.mark.parametrize(
    ("path", "counts"),
    [(path, not path.startswith(("report/executed", "report/reviews", "README"))) for path in TEXTS],
)
@pytest.mark.parametrize(("before", "after"), [(b"x", b"y"), (None, b"y"), (b"x", None)])
def test_what_a_reader_reads_counts_beside_the_run(path, counts, before, after):
    old, new = (run("x", tree) for tree in trees(path, before, after))
    assert [*differing_texts(old, new)] == ([path] if counts else [])
    assert is_equal(old, new) is not counts


def test_texts_that_are_not_known_do_not_differ():
    old, new = trees("_quarto.yml", b"x", b"y")
    for pair in ((None, new), (old, None), (Held({}), Held(TEXTS)), (old, Held(TEXTS, old.commit))):
        assert [*differing_texts(*(run("x", tree) for tree in pair))] == []


def told(path, before, after, changed=()):
    findings = Findings()
    old, new = (run("x", tree) for tree in trees(path, before, after))
    compare_texts(old, new, changed, findings)
    return [(each.place.notebook, each.what, each.status, each.old, each.new) for each in findings.texts]


@pytest.mark.parametrize(
    ("path", "before", "after", "text"),
    [
        ("report/brief.qmd", b"x\n", b"y\n", ("changed", "x\n", "y\n")),
        ("report/brief.qmd", None, b"y\x1b[2J", ("added", "", "y")),
        ("report/brief.qmd", b"x\xff", None, ("removed", "x\ufffd", "")),
        ("report/brief.qmd", None, b"", ("added", "", "")),
        ("report/brief.qmd", b"", b"y", ("changed", "", "y")),
        ("report/en/x.json", b'{"a": 1}', b'{"a": 2}', ("changed", "a: 1", "a: 2")),
        ("report/en/x.json", b'{"a": 0.3}', b'{"a": 0.30000000000000004}', None),
    ],
)
def test_a_text_of_the_report_that_differs_is_told(path, before, after, text):
    assert told(path, before, after) == ([(path, "content", *text)] if text else [])


@pytest.mark.parametrize(
    ("path", "changed", "is_told"),
    [
        ("_quarto.yml", InputChange("other", "_quarto.yml"), False),
        ("report/theme/brand.yml", InputChange("theme", "report/theme"), False),
        ("report/theme/fonts/a.ttf", InputChange("theme", "report/theme"), False),
        ("report/theme/report.css", InputChange("theme", "report/theme"), True),
        ("report/theme/brand.yml", InputChange("data", "posts"), True),
        ("report/brief.qmd", InputChange("other", "_quarto.yml"), True),
    ],
)
def test_a_text_that_a_changed_input_names_is_not_told_again(path, changed, is_told):
    assert bool(told(path, b"x", b"y", [changed])) is is_told
