"""What somebody edited is shown before and after: functions, cells, files; and told in few words."""

import pytest
from handmade import Kept, code, commit, finances, notebook, published

from pressroom.notebook.ipynb import parse
from pressroom.review import diff
from pressroom.review.changes import Edit, InputChange
from pressroom.review.compare import details, edits
from pressroom.review.show.markup import edited_lines, struck
from pressroom.review.show.told import told

OLD = "X = 1\n\n\n@cache\ndef gap(n):\n    return n - 1\n\n\ndef same():\n    return 0\n"
NEW = OLD.replace("n - 1", "n - 2")


def detailed(kind, name, path, old, new):
    pasts = tuple(Kept({path: text.encode()}) for text in (old, new))
    return details.with_details(InputChange(kind, name, "1", "2"), pasts)


def test_a_changed_function_is_held_before_and_after_with_what_decorates_it():
    change = detailed("code", "orchard/gap.py", "src/orchard/gap.py", OLD, NEW)
    assert change.edits == (Edit("gap", *("@cache\ndef gap(n):\n    return n - " + n for n in "12")),)
    assert told(change) == "gap: return n - 1 → return n - 2"


def test_of_a_module_in_which_only_comments_differ_the_lines_around_them_are_held():
    change = detailed("code", "orchard/gap.py", "src/orchard/gap.py", OLD, OLD.replace("X = 1", "X = 1  # x"))
    [edit] = change.edits
    assert (edit.name, edit.old.split("\n")[0], edit.new.split("\n")[0]) == ("", "X = 1", "X = 1  # x")


def test_changed_cells_are_held_before_and_after():
    old, new = (parse("n", json_of(code("c", text), code("d", "x"))) for text in ("a\nb", "a\nc"))
    assert edits.of_cells(old, new, {"c"}) == (Edit("c", "a\nb", "a\nc"),)
    assert edits.of_cells(old, new, ()) == ()


def test_a_cell_with_another_label_is_held_as_what_it_was_before():
    sources = ("#| label: tbl-a\n1", "#| label: tbl-b\n2")
    old, new = (parse("n", json_of(code("c", source))) for source in sources)
    assert edits.of_cells(old, new, {"tbl-b"}) == (Edit("tbl-b", *sources),)


def json_of(*cells):
    import json

    return json.dumps(notebook(*cells)).encode()


def test_of_a_long_text_little_around_what_differs_is_held():
    lines = [f"line {number}" for number in range(50_000)]
    edit = edits.of_text("x", "\n".join(lines), "\n".join([*lines[:40_000], "new", *lines[40_001:]]))
    assert (edit.old.count("\n"), edit.new.split("\n")[3]) == (2 * edits.AROUND, "new")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * (edits.LARGEST + 1)])
def test_what_is_no_text_or_very_large_is_not_held(content):
    assert edits.of_files("", b"a", content) == ()


DECLARED = "a.x:\n  unit: kr\n  label: X\na.y:\n  unit: kr\n  label: Y\nb.z:\n  unit: kr\n  label: Z\n"


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        (("unit: kr\n  label: Y", "unit: antal\n  label: Y"), ("a.y.unit: kr → antal",)),
        (("a.x:", "a.w:"), ("a.x → a.w",)),
        (("unit: kr\n  label: Z", "unit: antal\n  label: Z"), ()),
        (("a.y:\n  unit: kr\n  label: Y\n", ""), ("a.y.unit: kr → –", "a.y.label: Y → –")),
    ],
)
def test_what_is_declared_otherwise_is_told_old_and_new(pair, said):
    path = "report/key_figures.yml"
    change = detailed("other", f"{path}: a", path, DECLARED, DECLARED.replace(*pair))
    assert change.details == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id,n,m\na,1,1\nb,2,2\n", "id,n,m\na,3,1\nb,2,2\n", "id a: n 1 → 3"),
        ("id,n,m\na,1,1\nb,2,2\n", "id,n,m\na,3,3\nb,2,2\n", "1 ändrad rad"),
        ("id,n,m\na,1,1\n", "id,n,m\na,1,1\nb,2,2\nc,1,1\n", "2 nya rader"),
        ("id,n,m\na,1,1\nb,2,2\n", "id,n,m\nb,2,3\nc,1,1\n", "1 ändrad rad, 1 ny rad, 1 borttagen rad"),
        ("id,n,m\na,1,1\nb,2,2\n", "id,n,m\nb,2,2\na,1,1\n", "raderna i en annan ordning"),
    ],
)
def test_of_data_the_cell_is_told_where_it_is_one_and_else_how_many_rows_of_each_kind(old, new, said):
    assert told(detailed("data", "posts", "data/posts.csv", old, new)) == said


def test_what_else_differs_is_told_by_its_details_in_each_language():
    change = InputChange(
        "notebook", "n", "1", "2", details=("c: removed", "d: code, fig-cap", "e: x", "f: x")
    )
    assert told(change, "sv") == "c: borttagen; d: kod, figurtext; e: x +1"
    assert told(change, "en") == "c: removed; d: code, caption; e: x +1"
    assert told(InputChange("parameter", "rate", 0.02, 0.03, unit="andel"), "sv").startswith(
        "2\u00a0procent → 3"
    )


def test_lines_that_differ_are_shown_with_those_around_them_and_not_all():
    old, new = "\n".join("abcdefgh"), "\n".join("abcdeXgh")
    assert edited_lines(old, new, 9) == [
        ("same", "  d\n"), ("same", "  e\n"), ("del", "− f\n"),
        ("ins", "+ X\n"), ("same", "  g\n"), ("same", "  h\n")
    ]  # fmt: skip
    assert edited_lines(old, new, 3)[3:] == [("gap", "… +3")]
    assert edited_lines("", "x", 9) == [("ins", "+ x\n")]


def test_a_minus_is_not_hidden_by_the_line_through_an_old_value():
    assert struck("−10 a-b <b>") == '<span class="minus">−</span>10 a-b &lt;b&gt;'


def test_an_edited_function_is_shown_on_the_page_in_the_summary_and_on_the_terminal(project, capsys):
    def at(text, amount):
        files = published({"01_finances": finances(amount=amount)})
        held = {f"report/executed/{name}": content for name, content in files.items()}
        return commit(project.root, {**held, "params/other.yml": text})

    pair = at("rate: 1\nwidth: 2\n", 100), at("rate: 1\nwidth: 3\n", 110)
    shown = diff.Shown(project.root / "r.html", project.root / "r.md")
    diff.show_difference(project, *pair, shown)
    page = " ".join((project.root / "r.html").read_text().split())
    assert "<del>− width: 2 </del><ins>+ width: 3 </ins>" in page
    assert "width: 2 → width: 3" in page
    assert "| other | width: 2 → width: 3 |" in (project.root / "r.md").read_text()
    said = capsys.readouterr().out
    assert "- width: 2\n    + width: 3\n" in said


def test_of_several_lines_it_is_told_how_many_went_and_came():
    piece = edits.of_text("", "a\nb\nc\n", "a\nx\ny\nz\n")
    assert told(InputChange("other", "a.qmd", "1", "2", edits=(piece,))) == "−2 +3 rader"
