"""A what-if is its author's: a draft, or a run with a name of its own."""

import json

import pytest

from pressroom.begin import draft
from pressroom.scenarios.schema import DESCRIPTION

HTML = ("--to", "html", "--renderer", "pandoc")


def drafted(project, name, **values):
    path = draft.write(project, name)
    text = path.read_text(encoding="utf-8").replace(DESCRIPTION, "Ett prov.")
    path.write_text(text + "".join(f"{key}: {value}\n" for key, value in values.items()), encoding="utf-8")
    return path


def value(project, run):
    results = json.loads((project.runs / run / "results.json").read_text(encoding="utf-8"))
    return results["results"][0]["value"]


def test_a_draft_is_run_reported_and_compared_where_it_is_named(project, say):
    drafted(project, "låg_ränta", sold_share=0.7)
    assert say("run").code == 0
    assert say("report", "låg_ränta", *HTML).code == 0
    assert value(project, "låg_ränta") == pytest.approx(700)
    assert (project.output / "låg_ränta" / "report.html").is_file()
    assert say("compare", "base", "låg_ränta").out.split()[:2] == ["base", "låg_ränta"]
    said = say("diff", "base", "params/drafts/låg_ränta.yml")
    assert (said.code, "sold_share" in said.out) == (1, True)
    assert "older than" not in said.out


def test_nobody_else_reads_a_draft(project, say):
    assert say("report", *HTML).code == 0
    problems = say("check").err
    drafted(project, "mine", sold_share=0.7)
    drafted(project, "broken", price_indx=0.03)
    assert say("run").out == "Nothing has changed: runs/base\n"
    assert say("check").err == problems
    assert say("report", "mine", *HTML).code == 0
    page = (project.output / "index.html").read_text(encoding="utf-8")
    assert ("base/report.html" in page, "mine" in page) == (True, False)
    names = [line.partition(":")[0] for line in say("scenarios").out.splitlines()[:-1:2]]
    assert names == project.scenarios()
    assert say("run", "broken").complaint[0].startswith("params/drafts/broken.yml, line 25: 'price_indx'")


def test_a_draft_that_was_changed_runs_again_and_the_old_run_is_said_to_be_old(project, say):
    path = drafted(project, "mine", sold_share=0.7)
    say("run")
    say("run", "mine")
    assert say("run", "mine").out.startswith("Nothing has changed")
    path.write_text(path.read_text().replace("sold_share: 0.7", "sold_share: 0.8"))
    assert "params/drafts/mine.yml" in say("diff", "base", "mine").out
    assert say("run", "mine").out.startswith("Notebooks: 1 executed")


def test_a_draft_that_is_published_is_read_by_all(project, say):
    drafted(project, "mine", sold_share=0.7)
    say("report", "mine", *HTML)
    assert say("new", "--publish", "mine").out.startswith("params/mine.yml is written")
    assert say("report", "mine", *HTML).code == 0
    assert "mine/report.html" in (project.output / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", ["params/frost.yml", "./params/frost.yml", "frost"])
def test_a_scenario_is_named_by_its_file_too(project, say, words):
    assert "frost/01_first" in say("run", words, "--explain").out


def test_a_scenario_is_named_by_its_file_from_another_folder(project, say, monkeypatch):
    monkeypatch.chdir(project.params)
    assert "base/01_first" in say("run", "base.yml", "--explain").out


def test_a_named_run_is_not_replaced_by_another(project, say):
    assert say("run", "-p", "sold_share=0.7", "--as", "två").code == 0
    assert say("run", "-p", "sold_share=0.7", "--as", "två").code == 0
    for other in (["-p", "sold_share=0.8"], ["frost", "-p", "sold_share=0.7"], []):
        said = say("run", *other, "--as", "två")
        assert (said.code, said.complaint) == (
            2,
            [
                "--as två: runs/två holds another run (base -p sold_share=0.7).",
                "Choose another name, or remove runs/två.",
            ],
        )
    assert value(project, "två") == pytest.approx(700)


def test_a_draft_does_not_take_the_name_of_a_run(project, say):
    say("run", "-p", "sold_share=0.7", "--as", "mine")
    assert say("new", "scenario", "mine").complaint[0] == "'mine' is the name of a run, runs/mine."
