"""One list of checks: each command asks those that concern it, and what found nothing is not asked again."""

import json

import pytest

from pressroom import scenarios
from pressroom.checks import Problem, answers, checklist
from pressroom.checks.checklist import Check
from pressroom.errors import UserError
from pressroom.rendering import source


@pytest.fixture
def asked(monkeypatch):
    """Put three checks in the place of the real ones, and return which were asked, and what they find."""
    made, found = [], {}

    def check(name, *more):
        def find(subject):
            made.append(name)
            return found.get(name, [])

        find.__name__ = name
        return Check(*more[:1], find, *more[1:])

    checks = (
        check("data", ("run", "check"), ("data/*",)),
        check("chosen", ("run",), ("data/*",), checklist._values),
        check("text", ("report", "check")),
    )
    monkeypatch.setattr(checklist, "CHECKS", checks)
    return made, found


def test_a_command_asks_the_checks_that_concern_it(project, asked):
    checklist.refuse(project, "run", [])
    checklist.refuse(project, "report", [])
    assert asked[0] == ["data", "chosen", "text"]


def test_the_first_problem_stops_a_command(project, asked):
    made, found = asked
    found["data"] = [Problem("It is wrong.", "Mend it."), Problem("More.", "Mend it.")]
    with pytest.raises(UserError) as refused:
        checklist.refuse(project, "run", [])
    assert (refused.value.what, refused.value.todo, made) == ("It is wrong.", "Mend it.", ["data"])


def test_every_problem_is_found_once_where_nothing_is_run(project, asked):
    twice = Problem("It is wrong.", "Mend it.")
    asked[1].update({"data": [twice], "text": [Problem("So is this.", "Mend it."), twice]})
    assert [problem.what for problem in checklist.problems(project)] == ["It is wrong.", "So is this."]


def test_what_waits_for_results_to_be_accepted_is_told_once_nothing_else_is_to_be_mended(project, asked):
    waits = Problem("There is no result.", source.take_over())
    asked[1].update({"data": [Problem("It is wrong.", "Mend it.")], "text": [waits]})
    assert [problem.what for problem in checklist.problems(project)] == ["It is wrong."]
    asked[1]["data"] = []
    assert checklist.problems(project) == [waits]


def test_what_found_nothing_is_asked_again_once_a_file_behind_it_has_changed(project, asked):
    for change in (False, False, True):
        if change:
            (project.data / "new.csv").write_text("a\n")
        checklist.problems(project)
    assert asked[0].count("data") == 2


def test_what_rests_on_no_files_is_asked_every_time(project, asked):
    for _ in range(3):
        checklist.problems(project)
    assert (asked[0].count("text"), asked[0].count("data")) == (3, 1)


def test_what_found_something_is_asked_again(project, asked):
    asked[1]["data"] = [Problem("It is wrong.", "Mend it.")]
    assert [checklist.problems(project), checklist.problems(project)] == [asked[1]["data"]] * 2


def test_the_scenarios_to_be_run_are_looked_at_again_with_other_values(project, asked):
    for share in ("0.2", "0.2", "0.3"):
        checklist.refuse(project, "run", [scenarios.load(project, "base", {"sold_share": share})])
    assert asked[0].count("chosen") == 2


def test_an_answer_rests_on_the_code_that_gives_it(project, monkeypatch):
    before = answers.key_of(project, ["data/*"])
    monkeypatch.setattr(answers, "_code", lambda _: "other code")
    assert answers.key_of(project, ["data/*"]) != before


def test_a_folder_that_cannot_be_written_does_not_stop_a_check(project):
    project.runs.write_text("a file where the folder should be")
    assert checklist.problems(project) == checklist.problems(project)


def test_a_refused_command_leaves_nothing_behind(project, asked):
    asked[1]["chosen"] = [Problem("It is wrong.", "Mend it.")]
    with pytest.raises(UserError):
        checklist.refuse(project, "run", [])
    assert not project.runs.exists()


@pytest.mark.parametrize("command", ["run", "sweep", "report", "accept"])
def test_data_that_cannot_be_read_stop_every_command_that_runs(project, command):
    (project.data / "harvests.csv").write_bytes(b"\xff")
    with pytest.raises(UserError, match=r"data/harvests\.csv"):
        checklist.refuse(project, command, [])


def test_a_table_that_every_report_needs_is_asked_for_before_anything_runs(project):
    path = project.data / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"] = [entry for entry in package["resources"] if entry["name"] != "facts"]
    path.write_text(json.dumps(package), encoding="utf-8")
    with pytest.raises(UserError, match="no column 'id' of a resource 'facts'"):
        checklist.refuse(project, "run", [scenarios.load(project, "base")])


def test_parameters_that_the_report_refuses_are_named_with_their_scenario(project, refused_share):
    refused_share(0.9)
    checklist.refuse(project, "run", [scenarios.load(project, "base")])
    with pytest.raises(UserError, match="Scenario 'base': It cannot be"):
        checklist.refuse(project, "run", [scenarios.load(project, "base", {"sold_share": "0.9"})])


def test_a_notebook_that_the_report_shows_must_be_there(project):
    (project.report / "a.qmd").write_text("{{< embed executed/07_gone.ipynb#fig-a >}}\n")
    with pytest.raises(UserError, match=r"notebooks/07_gone\.ipynb is missing; report/a\.qmd shows"):
        checklist.refuse(project, "run", [])


def test_what_does_not_add_up_is_not_told_where_rows_break_their_rules(project, asked, monkeypatch):
    find = {check.find.__name__: check.find for check in checklist.CHECKS}
    monkeypatch.setattr(checklist, "_rows", find["data"])
    monkeypatch.setattr(checklist, "_reports_own_data", find["text"])
    asked[1]["data"] = [Problem("A row is wrong.", "Mend it.")]
    asked[1]["text"] = [Problem("It does not add up.", "Mend it.")]
    assert [problem.what for problem in checklist.problems(project)] == ["A row is wrong."]
    asked[1]["data"] = []
    assert [problem.what for problem in checklist.problems(project)] == ["It does not add up."]
