"""What exactly differs in a changed input: rows, functions, cells, packages, colours, parameters."""

import json

import pytest
from handmade import Kept, code, notebook, prose

from pressroom.notebook.ipynb import parse
from pressroom.review.changes import InputChange
from pressroom.review.compare import details


def detailed(kind, name, old, new):
    """Return a change with its details, where both sides hold these files."""
    pasts = [Kept({path: text.encode() for path, text in files.items()}) for files in (old, new)]
    return details.with_details(InputChange(kind, name, "1", "2"), tuple(pasts))


def at(path, old, new):
    """Return the files of both sides, of which each holds one, or none."""
    return [{} if text is None else {path: text} for text in (old, new)]


# Parameters and scenario files.

DECLARED = "rate:\n  type: number\n  unit: andel\nshare:\n  unit: kr\n  low: 1\nword:\n  type: word\n"


@pytest.mark.parametrize(
    ("name", "unit"), [("rate", "andel"), ("share", "kr"), ("word", None), ("gone", None)]
)
def test_a_parameter_has_the_unit_that_is_declared(name, unit):
    assert detailed("parameter", name, {}, {"params/parameters.yml": DECLARED}).unit == unit


def test_the_newer_declaration_counts_and_else_the_older():
    other = DECLARED.replace("unit: andel", "unit: kr")
    old, new = at("params/parameters.yml", DECLARED, other)
    assert detailed("parameter", "rate", old, new).unit == "kr"
    assert detailed("parameter", "rate", old, {}).unit == "andel"
    assert detailed("parameter", "rate", {}, {}).unit is None


CHOICES = "vintage:\n  type: word\n  choices:\n    one: a\n  label: A\nrate:\n  range: [0, 1]\n  label: A\n"


@pytest.mark.parametrize(
    ("name", "pair", "is_redeclared"),
    [
        ("vintage", ("    one: a", "    one: a\n    two: b"), True),
        ("vintage", ("type: word", "type: text"), True),
        ("vintage", ("label: A\nrate", "label: B\nrate"), False),
        ("vintage", ("[0, 1]", "[0, 2]"), False),
        ("rate", ("[0, 1]", "[0, 2]"), True),
        ("rate", ("rate", "other"), False),
    ],
)
def test_a_parameter_is_redeclared_where_it_may_have_other_values(name, pair, is_redeclared):
    assert CHOICES.count(pair[0]) == 1
    pair = ({"params/parameters.yml": text} for text in (CHOICES, CHOICES.replace(*pair)))
    assert detailed("parameter", name, *pair).is_redeclared is is_redeclared


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("a: 1\nb: 2\n", "a: 1\nb: 3\n", ("b: 2 → 3",)),
        ("a: 1\n", "a: 1\nb: 2\n", ("b: – → 2",)),
        ("a: 1\nb:\n  - 1\n", "b:\n  - 2\n  - 3\n", ("b", "a: 1 → –")),
        (f"a: {'x' * 60}\n", "a: x\n", (f"a: {'x' * 60} → x",)),
        (f"a: {'x' * 61}\n", "a: x\n", ("a",)),
        ("a: 1\n\n", "a: 1\n", ()),
        ("# x\na: 1\n", "a: 1\n", ()),
        ("a: 1\n", None, ()),
        (None, "a: 1\n", ()),
    ],
)
def test_the_entries_of_a_scenario_file_that_differ_are_named_with_their_values(old, new, names):
    assert detailed("data", "params/base.yml", *at("params/base.yml", old, new)).details == names


# Data.


def rows(change):
    return [(row.key, row.status) for row in change.grid.changes]


def test_the_rows_of_a_data_file_that_differ_are_told():
    change = detailed("data", "posts", *at("data/posts.csv", "id,n\na,1\nb,0.3\n", "id,n\na,2\nb,0.3\n"))
    assert rows(change) == [(("a",), "changed")]


def test_data_have_no_tolerance():
    change = detailed("data", "posts", *at("data/posts.csv", "id,n\na,1.0\n", "id,n\na,1.00\n"))
    assert rows(change) == [(("a",), "changed")]


@pytest.mark.parametrize("ending", ["json", "geojson"])
def test_the_features_of_a_map_that_differ_are_told(ending):
    old, new = (
        json.dumps({"features": [{"properties": {"id": "a", "n": n}, "geometry": None}]}) for n in (1, 2)
    )
    assert rows(detailed("data", "map", *at(f"data/map.{ending}", old, new))) == [(("a",), "changed")]


@pytest.mark.parametrize(
    ("old", "new"), [(None, "id\na\n"), ("id\na\n", None), ("id\na,b\n", "id\na\n"), ("id\na\n", "")]
)
def test_data_that_one_side_cannot_give_are_not_laid_out(old, new):
    assert detailed("data", "posts", *at("data/posts.csv", old, new)).grid is None


# Code.

GAP = "def gap():\n    return 1\n"


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        (GAP, GAP.replace("1", "2"), ("gap",)),
        (GAP, GAP + "\n\nclass Other:\n    pass\n", ("Other",)),
        (GAP, "", ("gap",)),
        (GAP, f"# why\n{GAP}", ("comments only",)),
        (GAP, f'"""What."""\n{GAP}', ("comments only",)),
        (GAP, GAP.replace("    return", '    """Why."""\n    return'), ("comments only",)),
        ("class A:\n    pass\n", 'class A:\n    """Why."""\n', ("comments only",)),
        ("async def a():\n    pass\n", 'async def a():\n    """Why."""\n', ("comments only",)),
        ("class A:\n    def b(self): pass\n", 'class A:\n    def b(self): "Why."\n', ("comments only",)),
        ("A = 1\nB: int = 1\n", "A = 2\nB: int = 2\n", ("A", "B")),
        ("A = B = 1\n", "A = B = 2\n", ("A",)),
        ("import a\nfrom b import c\n", "import a\nfrom b import d\n", ("imports",)),
        ("a.b = 1\n", "a.b = 2\n", ("imports",)),
        ("A = 1\nA = 2\n", "A = 1\nA = 3\n", ("A",)),
        (GAP, "def gap(:\n", ()),
        (GAP, "A = '\0'\n", ()),
        (GAP, None, ()),
        (None, GAP, ()),
    ],
)
def test_the_definitions_of_a_module_that_differ_are_named(old, new, names):
    assert detailed("code", "orchard/gap.py", *at("src/orchard/gap.py", old, new)).details == names
    assert detailed("code", "src/orchard/gap.py", *at("src/orchard/gap.py", old, new)).details == names


# Notebooks.


def read(*cells):
    return parse("n", json.dumps(notebook(*cells)).encode())


def cell_changes(old, new):
    return details.cell_changes(read(*old), read(*new))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ([code("c", "x")], [code("c", "x")], ()),
        ([code("c", "x")], [code("c", "y")], ("c: code",)),
        ([prose("p", "x")], [prose("p", "y")], ("p: text",)),
        ([], [code("c", "x")], ("c: added",)),
        ([code("c", "x")], [], ("c: removed",)),
        ([], [prose("p", "x")], ("p: text added",)),
        ([prose("p", "x")], [], ("p: text removed",)),
        ([code("c", "#| fig-cap: a\nx")], [code("c", "#| fig-cap: b\nx")], ("c: fig-cap",)),
        ([code("c", "#| a: 1\n#| b: 1\nx")], [code("c", "#| a: 2\n#| b: 2\ny")], ("c: code, a, b",)),
        ([code("c", "#| a: 1\nx")], [code("c", '#| a: "1"\nx')], ("c: code",)),
        ([code("c", "x", tags=["injected-parameters"])], [code("c", "y", tags=["injected-parameters"])], ()),
        ([], [code("c", "y", tags=["injected-parameters"])], ()),
        ([code("c", "y", tags=["injected-parameters"])], [], ()),
        ([code("b", ""), code("c", "x")], [code("c", "y"), code("d", "")],
         ("c: code", "d: added", "b: removed")),
        ([], [code("x" * 81, "x")], (f"{'x' * 80}… [81 characters]: added",)),
    ],
)  # fmt: skip
def test_the_cells_of_a_notebook_that_differ_are_named(old, new, told):
    assert cell_changes(old, new) == told


def given(*lines, id="i"):
    return [code(id, "\n".join(lines), tags=["injected-parameters"])]


CODE = ("injected-parameters: code",)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (given("rate = 1"), given("rate = 1"), ()),
        (given("rate = 1"), given("rate = 2"), ()),
        (given("rate = 1"), given("other = 2"), CODE),
        (given("rate = 1"), given("rate = 1", "import os"), CODE),
        (given("rate = 1", "other = 1"), given("rate = 2", "other = 1"), ()),
        (given("rate = 1", "other = 1"), given("other = 1", "rate = 1"), CODE),
        (given("rate = 1"), given("rate = 1", id="j"), CODE),
        (given("rate = 1"), given("rate = 2", id="j"), CODE),
        (given("rate = 1"), [], CODE),
        ([], [], ()),
        ([code("c", "x = 1")], [code("c", "x = 2")], ()),
    ],
)
def test_the_values_given_to_a_notebook_are_told_but_for_changed_parameters(old, new, told):
    assert details.given_apart(read(*old), read(*new), ["rate"]) == told


# Packages and theme.


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("b==1\na==1\n", "a==2\nb==2 \\\n  --hash=x\n", ("a 1 → 2", "b 1 → 2")),
        ("a==1\n", "a==1 ; python_version > '3'\n", ()),
        ("a==1\n", "", ("a 1 → –",)),
        ("", "a==1\n# b==1\n", ("a – → 1",)),
        ("a==1\n", None, ()),
        (None, "a==1\n", ()),
    ],
)
def test_the_packages_of_a_lock_file_that_differ_are_told(old, new, told):
    assert detailed("environment", "requirements.lock", *at("requirements.lock", old, new)).details == told


def test_what_is_no_lock_file_is_left_as_it_is():
    change = InputChange("environment", "Python", "3.11", "3.12")
    assert details.with_details(change, (Kept({}), Kept({}))) is change


BRAND = "light:\n  accent: red  # links\n  # text: blue\ndark:\n  accent: green\nfont: Arial\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (BRAND, BRAND, ()),
        (BRAND, BRAND.replace("red", "blue"), ("light.accent: red → blue",)),
        (BRAND, BRAND.replace("green", "blue"), ("dark.accent: green → blue",)),
        (BRAND, BRAND.replace("Arial", "Lato"), ("font: Arial → Lato",)),
        (BRAND, BRAND.replace("# links", "# more"), ()),
        (BRAND, BRAND.replace("text: blue", "text: red"), ()),
        (BRAND, "light:\n  accent: red\n", ("dark.accent: green → –", "font: Arial → –")),
        ("font: Arial\n", BRAND, ("light.accent: – → red", "dark.accent: – → green")),
        ("# a: 1\nfont: Arial\n", "# a: 2\nfont: Arial\n", ()),
        ("light:\n# dark:\n  a: 1\n", "light:\n# dark:\n  a: 2\n", ("light.a: 1 → 2",)),
        (BRAND, None, ()),
        (None, BRAND, ()),
    ],
)
def test_the_colours_and_fonts_of_a_theme_that_differ_are_told(old, new, told):
    assert detailed("theme", "report/theme", *at("report/theme/brand.yml", old, new)).details == told
