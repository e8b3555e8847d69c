"""A sweep beside a run, or beside another sweep: a row for each set, a column for what differs."""

import csv
import json
import re

import pytest

from pressroom.errors import UserError
from pressroom.review import diff
from pressroom.review.compare.tolerance import parse_tolerance
from pressroom.sweep import diff as sweeps
from pressroom.sweep import diff_view
from pressroom.sweep.results import parsed

UNITS = {"sum.open": "villkor", "sum.said": "text", "sum.two_sek": "kr", "sum.one_sek": "kr"}
BASE = {"sum.one_sek": 10.0, "sum.two_sek": 7, "sum.said": "Lika.", "sum.open": True}
HOSTILE = "<img src=x onerror=1>|[x](http://evil.example)\x1b[31m"


@pytest.fixture
def base(project):
    """Write the run that a sweep is compared with: its notebook is none that anybody reads here."""
    folder = project.runs / "base"
    folder.mkdir(parents=True)
    (folder / "01_first.ipynb").write_text("{}")
    results = [{"id": id, "value": value, "unit": UNITS[id], "label": id} for id, value in BASE.items()]
    (folder / "results.json").write_text(json.dumps({"scenario": "base", "results": results}))
    return folder


@pytest.fixture
def sweep(project):
    """Write the folder of a sweep from rows: what varies, and what differs from the reference run."""

    def write(name, *rows, varied=("share",), others=None):
        folder = project.runs / f"sweep-{name}"
        folder.mkdir(parents=True)
        about = {
            id: {"label": HOSTILE if id == "sum.one_sek" else id, "unit": unit} for id, unit in UNITS.items()
        }
        summary = {"parameters": varied, "sets": len(rows), "others": others or {}, "results": about}
        (folder / "sweep.json").write_text(json.dumps(summary))
        with (folder / "results.csv").open("w", newline="") as file:
            table = csv.DictWriter(file, [*varied, *UNITS])
            table.writeheader()
            table.writerows({**BASE, **row} for row in rows)
        return folder

    return write


def compare(project, *names, **tolerance):
    return sweeps.compare(project, names, parse_tolerance(**tolerance))


def shown(capsys):
    return [" ".join(line.split()) for line in capsys.readouterr().out.replace("\u00a0", " ").splitlines()]


def test_every_set_is_a_row_and_what_differs_a_column(project, base, sweep, capsys):
    sweep("a", {"share": 0.1, "sum.one_sek": 12.0}, {"share": 0.2, "sum.one_sek": 5.0}, {"share": 0.3})
    assert diff_view.show_sweep(project, ["base", "sweep-a"]) == 1
    assert shown(capsys)[-6:] == [
        "Sets (3)",
        "sum.one_sek",
        "base SEK 10",
        "1: share 0.1 SEK 12",
        "2: share 0.2 SEK 5 ▼",
        "3: share 0.3 SEK 10",
    ]


def test_a_text_of_the_brief_has_a_number_and_its_words_once(project, base, sweep, capsys):
    (project.report / "brief.qmd").write_text("{{< var sum.said >}}\n", encoding="utf-8")
    sweep(
        "a",
        {"share": 1, "sum.said": "Mer."},
        {"share": 2, "sum.said": "Mindre."},
        {"share": 3, "sum.said": "Mer."},
    )
    diff_view.show_sweep(project, ["base", "sweep-a"])
    lines = shown(capsys)
    assert lines[-10:-7] == ["1: share 1 changed 1", "2: share 2 changed 2", "3: share 3 changed 1"]
    assert lines[-3:] == ["base: Lika.", "changed 1: Mer.", "changed 2: Mindre."]


def test_noise_and_what_somebody_tolerates_is_no_difference(project, base, sweep, capsys):
    sweep("a", {"share": 1, "sum.one_sek": 10.0 + 1e-12}, {"share": 2, "sum.two_sek": "7.0"})
    assert diff_view.show_sweep(project, ["base", "sweep-a"]) == 0
    assert shown(capsys)[-1] == "No difference."
    sweep("b", {"share": 1, "sum.one_sek": 10.1})
    assert compare(project, "base", "sweep-b").differs
    assert not compare(project, "base", "sweep-b", rtol=["0.1"]).differs


def test_of_many_sets_those_that_differ_most_are_shown(project, base, sweep, capsys, monkeypatch):
    monkeypatch.setattr(diff_view, "MOST_SETS", 2)
    sweep("a", *({"share": n, "sum.one_sek": 10.0 + n} for n in (1, 9, 2, 8)))
    diff_view.show_sweep(project, ["base", "sweep-a"])
    lines = shown(capsys)
    assert "Here are the 2 of 4 sets that differ most." in lines
    assert "All values are in runs/sweep-a/results.csv." in lines
    assert [line for line in lines if "share" in line] == ["2: share 9 SEK 19 ▲", "4: share 8 SEK 18"]


def test_a_set_that_says_something_else_is_shown_before_one_that_does_not(
    project, base, sweep, capsys, monkeypatch
):
    (project.report / "brief.qmd").write_text("{{< var sum.said >}}\n", encoding="utf-8")
    monkeypatch.setattr(diff_view, "MOST_SETS", 1)
    sweep("a", {"share": 1}, {"share": 2, "sum.said": "Mer."})
    diff_view.show_sweep(project, ["base", "sweep-a"])
    assert [line for line in shown(capsys) if "share" in line] == ["2: share 2 changed 1"]


def test_of_many_key_figures_those_of_the_brief_and_then_numbers_have_a_column(
    project, base, sweep, monkeypatch
):
    (project.report / "brief.qmd").write_text(
        "{{< var sum.two_sek >}} {{< var sum.said >}}\n", encoding="utf-8"
    )
    row = {"sum.one_sek": 1, "sum.two_sek": 2, "sum.said": "Mer.", "sum.open": False}
    sweep("a", {"share": 1, **row})
    assert compare(project, "base", "sweep-a").columns == [
        "sum.two_sek",
        "sum.said",
        "sum.one_sek",
        "sum.open",
    ]
    monkeypatch.setattr(sweeps, "MOST_HEADLINES", 1)
    monkeypatch.setattr(sweeps, "MOST_COLUMNS", 2)
    found = compare(project, "base", "sweep-a")
    assert found.columns == ["sum.two_sek", "sum.one_sek"]
    assert "Here are 2 of the 4 key figures" in "\n".join(
        line.text for line in diff_view.terminal_lines(found)
    )


def test_of_many_words_some_are_shown_and_the_others_counted(project, base, sweep, capsys, monkeypatch):
    (project.report / "brief.qmd").write_text("{{< var sum.said >}}\n", encoding="utf-8")
    monkeypatch.setattr(diff_view, "MOST_WORDS", 1)
    sweep("a", {"share": 1, "sum.said": "Mer."}, {"share": 2, "sum.said": "Mindre."})
    diff_view.show_sweep(project, ["base", "sweep-a"])
    assert shown(capsys)[-2:] == ["changed 1: Mer.", "+1: …"]


def test_two_sweeps_are_compared_set_by_set_wherever_a_parameter_stands(project, sweep, capsys):
    sweep("a", {"share": 0, "sum.one_sek": 1}, {"share": 0.5}, {"share": 2}, others={"more": 4})
    rows = [{"share": 0.0, "more": 4, "sum.one_sek": 3}, {"share": 0.5, "more": 4}, {"share": 0.5, "more": 5}]
    sweep("b", *rows, varied=("share", "more"))
    assert diff_view.show_sweep(project, ["sweep-a", "sweep-b"]) == 1
    lines = shown(capsys)
    assert "Sets that only sweep-a has: 1." in lines
    assert "Sets that only sweep-b has: 1." in lines
    assert lines[-2:] == ["1: share 0.0, more 4 SEK 1 → SEK 3 ▲", "2: share 0.5, more 4 SEK 10"]


def test_sweeps_without_a_set_in_common_differ(project, sweep):
    sweep("a", {"share": 1})
    sweep("b", {"share": 2})
    assert compare(project, "sweep-a", "sweep-b").differs


def test_machines_get_what_differs_of_every_set(project, base, sweep, capsys):
    sweep("a", {"share": 0.1, "sum.open": False}, {"share": 0.2})
    diff_view.show_sweep(project, ["base", "sweep-a"], diff.Shown(json=True))
    sets = json.loads(capsys.readouterr().out)["sets"]
    assert [each["values"] for each in sets] == [{"sum.open": {"old": True, "new": False}}, {}]


def test_the_page_and_the_summary_show_a_strangers_words_as_text(project, base, sweep):
    sweep("a", {"share": HOSTILE, "sum.one_sek": 12.0}, {"share": 2, "sum.one_sek": HOSTILE})
    files = [project.root / name for name in ("page.html", "summary.md")]
    diff_view.show_sweep(
        project, ["base", "sweep-a"], diff.Shown(html=files[0], markdown=files[1], lang="en")
    )
    page, summary = (path.read_text(encoding="utf-8") for path in files)
    assert "Set 1<br>" in page
    assert "<img" not in page + re.sub(r"\\.", "", summary)
    assert "\x1b" not in page + summary


def test_a_run_that_is_older_than_its_inputs_is_said_first(project, base, sweep, capsys):
    (base / "manifest.json").write_text(json.dumps({"files": {"params/base.yml": "0" * 40}}))
    sweep("a", {"share": 1})
    assert diff_view.show_sweep(project, ["base", "sweep-a"]) == 1
    assert shown(capsys)[1].startswith("! runs/base is older than its inputs: ")


@pytest.mark.parametrize(
    "names", [("sweep-a", "base"), ("base", "base", "sweep-a"), ("sweep-a", "sweep-a", "base")]
)
def test_a_sweep_in_another_place_is_refused(project, base, sweep, names):
    sweep("a", {"share": 1})
    with pytest.raises(UserError, match="one run or one sweep") as error:
        compare(project, *names)
    assert error.value.todo.endswith("diff base sweep-a")


@pytest.mark.parametrize(
    ("name", "damaged"),
    [
        ("sweep.json", lambda raw: b"{"),
        ("sweep.json", lambda raw: b"[]"),
        ("results.csv", lambda raw: b""),
        ("results.csv", lambda raw: b"share\n1\n"),
        ("results.csv", lambda raw: b"share\n\xff\n"),
        ("results.csv", lambda raw: raw.splitlines(keepends=True)[0]),
        ("results.csv", lambda raw: raw + b"1\n"),
        ("results.csv", lambda raw: raw.rstrip() + b",1\n"),
        ("results.csv", lambda raw: raw.replace(b"share", b"share,share", 1)),
        ("results.csv", lambda raw: raw + b'"1'),
    ],
)
def test_a_damaged_sweep_is_a_user_error(project, base, sweep, name, damaged):
    path = sweep("a", {"share": 1}) / name
    path.write_bytes(damaged(path.read_bytes()))
    with pytest.raises(UserError, match=r"is not as it was left: results\.csv or sweep\.json is") as error:
        compare(project, "base", "sweep-a")
    assert error.value.todo.endswith("sweep sweeps/a.yml")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [("3", "kr", 3), ("3.0", "kr", 3.0), ("", "kr", None), ("", "text", ""), ("7", "text", "7"),
     ("True", "villkor", True), ("inf", "kr", "inf"), ("9" * 5000, "kr", "9" * 5000), ("x", "kr", "x")],
)  # fmt: skip
def test_a_value_is_read_as_a_notebook_recorded_it(text, unit, value):
    assert (type(parsed(text, unit)), parsed(text, unit)) == (type(value), value)
