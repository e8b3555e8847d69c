"""What a run publishes, and when nothing has to run."""

import json
import subprocess
from dataclasses import replace

import pytest

from places import SAMPLE
from pressroom.execution.job import Execution
from pressroom.execution.plan import explain, plan
from pressroom.execution.run import NotebookFailed, run
from pressroom.execution.tasks import execute_tasks
from pressroom.runs import Run
from pressroom.runs.blob import blob_id
from pressroom.runs.fresh import fresh


def published(project, name="base"):
    """Return the published files' bytes, without the manifest's times."""
    files = [path for path in (project.runs / name).glob("*") if path.is_file()]
    return {path.name: path.read_bytes() for path in files if path.name != "manifest.json"}


def test_a_run_publishes_notebooks_results_and_manifest(project, scenario):
    run(project, [scenario()])
    assert set(published(project)) == {"01_first.ipynb", "02_second.ipynb", "results.json"}


def test_key_figures_are_collected_from_all_notebooks(project, scenario):
    run(project, [scenario()])
    found = json.loads((project.runs / "base" / "results.json").read_text())
    assert {figure["id"]: figure["value"] for figure in found["results"]} == {
        "sum.one_sek": 600.0,
        "sum.two_sek": 40.0,
    }


def test_two_runs_leave_the_same_bytes(project, scenario):
    run(project, [scenario()])
    before = published(project)
    run(project, [scenario()], Execution(force=True, jobs=1))
    assert published(project) == before


def test_a_run_names_the_files_that_it_was_made_from_as_git_does(project, scenario):
    run(project, [scenario()])
    files = json.loads((project.runs / "base" / "manifest.json").read_text())["files"]
    paths = ["params/base.yml", "notebooks/01_first.ipynb"]
    named = subprocess.run(["git", "hash-object", *paths], cwd=project.root, capture_output=True, text=True)
    assert [files[path] for path in paths] == named.stdout.split()
    assert not [path for path in files if path.startswith("params/") and path.endswith("frost.yml")]


def test_what_is_saved_while_notebooks_run_is_not_what_they_were_made_from(project, scenario, monkeypatch):
    before = blob_id(project.params / "base.yml")

    def save_and_execute(*given):
        (project.params / "base.yml").write_text("# saved meanwhile")
        return execute_tasks(*given)

    monkeypatch.setattr("pressroom.execution.run.execute_tasks", save_and_execute)
    run(project, [scenario()])
    manifest = json.loads((project.runs / "base" / "manifest.json").read_text())
    assert manifest["files"]["params/base.yml"] == before


def test_nothing_runs_again_when_nothing_changed(project, scenario):
    run(project, [scenario()])
    assert run(project, [scenario()]).executed == 0


def test_what_nothing_has_changed_is_counted_as_kept(project, scenario):
    run(project, [scenario("base"), scenario("frost")])
    assert run(project, [scenario("base"), scenario("frost")]).kept == 4


def test_a_folder_that_another_scenario_left_is_made_anew(project, scenario):
    run(project, [replace(scenario("frost"), name="own")])
    run(project, [replace(scenario("base"), name="own")])
    assert Run.read(project.runs / "own").about["title"] == scenario("base").title


def test_only_notebooks_with_the_changed_parameter_run_again(project, scenario):
    run(project, [scenario()])
    assert run(project, [scenario(sold_share="0.7")]).executed == 1


def test_scenarios_share_the_notebooks_they_agree_on(project, scenario):
    assert run(project, [scenario("base"), scenario("frost")]).executed == 1 + 2


def test_a_damaged_entry_of_the_cache_is_executed_again(project, scenario):
    run(project, [scenario()])
    before = published(project)
    for path in (project.runs / ".store" / "objects").rglob("*.ipynb"):
        path.write_text("damaged")
    (project.runs / "base" / "01_first.ipynb").unlink()
    assert run(project, [scenario()]).executed == 2
    assert published(project) == before


def test_a_published_run_is_fresh(project, scenario):
    run(project, [scenario()])
    assert fresh(project, ["base"])


@pytest.mark.parametrize(
    "path",
    [
        "notebooks/01_first.ipynb",
        "params/base.yml",
        "data/harvests.csv",
        "runs/base/results.json",
        "notebooks/new",
    ],
)
def test_a_changed_file_is_not_fresh(project, scenario, path):
    run(project, [scenario()])
    with open(project.root / path, "a", encoding="utf-8") as file:
        file.write(" ")
    assert not fresh(project, ["base"])


def test_an_explanation_names_the_changed_parameter(project, scenario):
    run(project, [scenario()])
    assert explain(project, plan(project, [scenario(sold_share="0.7")])) == [
        "base/01_first: parameter sold_share 0.6 → 0.7",
        "base/02_second: unchanged",
    ]


def test_a_failing_cell_is_named_and_the_others_finish(project, scenario, add):
    add("03_broken", "1/0")
    with pytest.raises(NotebookFailed) as caught:
        run(project, [scenario()])
    assert caught.value.what == "base/03_broken, cell 2 (c1): ZeroDivisionError: division by zero"
    assert caught.value.report.executed == 3


def test_a_failure_leaves_the_traceback_and_the_last_good_run(project, scenario, add):
    run(project, [scenario()])
    before = published(project)
    add("03_broken", "1/0")
    with pytest.raises(NotebookFailed):
        run(project, [scenario()])
    broken = (project.runs / "base" / "failed" / "03_broken.ipynb").read_text()
    assert "ZeroDivisionError" in broken
    assert published(project) == before


def test_the_folder_of_failures_goes_with_the_next_good_run(project, scenario, add):
    path = add("03_broken", "1/0")
    with pytest.raises(NotebookFailed):
        run(project, [scenario()])
    path.unlink()
    run(project, [scenario()])
    assert not (project.runs / "base" / "failed").exists()


def test_a_notebook_sees_a_module_changed_since_the_last_run(project, scenario, add):
    run(project, [scenario()])
    module = SAMPLE / "src" / "orchard" / "scratch_module.py"
    add("03_scratch", "from orchard import scratch_module\nscratch_module.VALUE")
    try:
        for value in (1, 22):
            module.write_text(f"VALUE = {value}\n")
            run(project, [scenario()])
            assert f'"{value}"' in (project.runs / "base" / "03_scratch.ipynb").read_text()
    finally:
        module.unlink()
