"""Whatever a folder holds, the comparison ends soon, and without a traceback."""

import json
import os
import time

import pytest
from handmade import code, finances, notebook, parts, result, table

from pressroom.errors import UserError
from pressroom.review import diff, sides
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance

HUGE = 10**4000
SECONDS = 10


def both(number):
    return finances(), notebook(*finances()["cells"], code("new", "", result("a.b", number)))


def of(*outputs):
    return notebook(code("c", "", *outputs))


PAIRS = {
    "a huge integer": both(HUGE),
    "a huge integer that grows": tuple(of(result("a.b", number)) for number in (HUGE, -HUGE * 10)),
    "a huge integer in a known unit": tuple(of(result("a.b", number, unit="kr")) for number in (1, HUGE)),
    "a huge integer in a table": tuple(of(table([["a", number]])) for number in (1.5, HUGE)),
    "a huge integer as a row's key": tuple(of(table([[number, 1]])) for number in (1.5, HUGE)),
    "a key column named twice": tuple(of(table([["a", n], ["b", 2]], key=("id", "id"))) for n in (1, 2)),
    "a key that is no column": tuple(of(table([["a", n]], key=("x",))) for n in (1, 2)),
    "a column named twice": tuple(of(table([["a", n]], columns=("id", "id"))) for n in (1, 2)),
    "rows with one key": tuple(of(table([["a", 1], ["a", n], ["a", 3]])) for n in (1, 2)),
    "rows of unequal length": tuple(of(table([["a", n], ["b"]])) for n in (1, 2)),
    "20 000 columns": tuple(
        of(table([["a", *[n] * 20_000]], columns=("id", *map(str, range(20_000))))) for n in (1, 2)
    ),
    "20 000 rows": tuple(of(table([[str(k), n] for k in range(20_000)])) for n in (1, 2)),
    "an id that is none": tuple(of(result([n], 1)) for n in (1, 2)),
    "an id with ESC": tuple(of(result("\x1b[2Jx", n)) for n in (1, 2)),
    "half a character": tuple(of(result("a.b", f"\ud800{n}", unit="text")) for n in (1, 2)),
    "infinity": tuple(of(result("a.b", n)) for n in (1.0, float("inf"))),
}


@pytest.mark.parametrize(("old", "new"), PAIRS.values(), ids=PAIRS.keys())
def test_an_odd_value_is_a_difference_and_soon_told(project, run, tmp_path, capsys, old, new):
    run("a", {"01_finances": old})
    run("b", {"01_finances": new}, {"01_finances": parts(rate=HUGE)}, {"rate": HUGE})
    started = time.process_time()
    shown = diff.Shown(
        html=tmp_path / "page.html", markdown=tmp_path / "page.md", json=tmp_path / "page.json"
    )
    assert diff.show_difference(project, "a", "b", shown) == 1
    assert time.process_time() - started < SECONDS
    assert "\x1b" not in capsys.readouterr().out


ODD = {
    "a pipe": lambda path: os.mkfifo(path),
    "an endless device": lambda path: path.symlink_to("/dev/zero"),
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("name", ["odd", "02_odd.ipynb", "notes.txt", "\x1b[2J\n.ipynb"])
def test_what_is_no_regular_file_is_named_and_not_read(project, run, make, name):
    run("a")
    make(run("b") / name)
    found = compare_runs(project, *(sides.find_side(project, each) for each in "ab"), Tolerance())
    assert [problem.endswith(sides.NOT_READ) for problem in found.problems] == [True]
    assert "\x1b" not in found.problems[0]


def test_a_folder_inside_is_compared_too(project, run):
    run("a")
    inside = run("b") / "more"
    inside.mkdir()
    (inside / "x.csv").write_text("1")
    found = compare_runs(project, *(sides.find_side(project, each) for each in "ab"), Tolerance())
    assert [text.place.notebook for text in found.texts] == ["more/x.csv"]


@pytest.mark.parametrize("given", ["x" * 5000, "/" + "x/" * 2500, "\x1b[2Jx", "-", "", "a\nb"])
def test_a_side_with_an_odd_name_is_a_user_error(project, run, given):
    run("a")
    with pytest.raises(UserError) as error:
        diff.show_difference(project, given, "a")
    assert "\x1b" not in error.value.what + error.value.todo


def test_a_name_given_twice_in_one_place_is_said(project, run):
    run("a")
    file = run("b") / "results.json"
    file.write_text(file.read_text().replace('"unit": "kr"', '"unit": "mnkr", "unit": "kr"'))
    found = compare_runs(project, *(sides.find_side(project, each) for each in "ab"), Tolerance())
    assert found.problems == ("runs/b/results.json gives a name twice in one place",)


def test_a_result_recorded_twice_is_said(project, run):
    run("a")
    file = run("b") / "results.json"
    document = json.loads(file.read_text())
    document["results"].append(document["results"][0])
    file.write_text(json.dumps(document))
    found = compare_runs(project, *(sides.find_side(project, each) for each in "ab"), Tolerance())
    assert "runs/b/results.json: 'agreement.gap_sek' is no id, or recorded twice" in found.problems
