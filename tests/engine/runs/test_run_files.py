"""What a run's folder says is read and written in one place, whoever made the folder."""

import ast
import json
from pathlib import Path

import pytest

import pressroom
from pressroom.errors import UserError
from pressroom.runs import Run
from pressroom.runs.run import FILES, MANIFEST, RESULTS, Made, manifest_text, results_text

SOURCE = Path(pressroom.__file__).parents[1]
FIGURE = {"id": "a.x_sek", "value": 1.5, "unit": "kr", "label": "Tal", "notebook": "01_first", "sources": []}
MADE = Made("key", {"parameters": {"sold_share": 0.02}}, "output", 1.23456)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "base"
    made.mkdir()
    about = {"name": "base", "title": "Referens", "parameters": {"sold_share": 0.02}}
    git = {"commit": "abc", "clean": False}
    manifest = manifest_text(
        about,
        {"01_first": MADE},
        ("2026-01-01", "2026-01-02"),
        git,
        {"params/base.yml": "1" * 40},
        {"pandas": "3.1"},
    )
    (made / MANIFEST).write_text(manifest, encoding="utf-8")
    (made / RESULTS).write_text(results_text("base", [FIGURE]), encoding="utf-8")
    return made


def _strings(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_no_other_module_names_the_files_of_a_run():
    naming = [
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if any(text.endswith(FILES) for text in _strings(path))
    ]
    assert naming == ["pressroom/runs/run.py"]


def test_what_is_written_is_read(folder):
    run = Run.read(folder)
    assert (run.about["title"], run.parameters) == ("Referens", {"sold_share": 0.02})
    assert run.notebooks == {"01_first": MADE._replace(seconds=1.235)}
    assert run.by_id == {"a.x_sek": FIGURE}
    assert (run.commit, run.is_dirty, run.is_published) == ("abc", True, False)


def test_key_figures_are_sorted_by_id():
    figures = [FIGURE | {"id": "b.x"}, FIGURE | {"id": "a.x"}]
    assert [figure["id"] for figure in json.loads(results_text("base", figures))["results"]] == ["a.x", "b.x"]


def test_one_id_from_two_notebooks_is_refused():
    with pytest.raises(ValueError, match=r"a\.x_sek is recorded twice: 01_first and 02_second"):
        results_text("base", [FIGURE, FIGURE | {"notebook": "02_second"}])


def test_two_equal_runs_are_published_alike(folder):
    first, manifest = Run.read(folder), json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["notebooks"]["01_first"]["seconds"] = 99
    other = Run(manifest | {"started": "later", "git": None}, first.results)
    assert first.published() == other.published()
    assert "seconds" not in first.published()[MANIFEST]


def test_a_folder_without_a_run_is_named_with_what_to_do(tmp_path):
    with pytest.raises(UserError, match=r"'frost' has not been run") as refused:
        Run.read(tmp_path / "frost")
    assert refused.value.todo.endswith("run frost")


@pytest.mark.parametrize("content", ["{", "[1]", "\udcff"])
def test_a_damaged_file_stops_nobody_who_looks_at_all_runs(folder, content):
    (folder / MANIFEST).write_text(content, encoding="utf-8", errors="surrogateescape")
    assert [made for run in Run.all_in(folder.parent) for made in run.notebooks] == []


@pytest.mark.parametrize("manifest", [{}, {"notebooks": 3, "scenario": []}, {"notebooks": {"01": None}}])
def test_what_a_stranger_wrote_is_read_as_far_as_it_has_the_form(manifest):
    run = Run(manifest, {"results": [None, FIGURE]})
    assert (run.parameters, run.figures, run.commit) == ({}, [FIGURE], None)
    assert all(made == Made("", {}, "", 0.0) for made in run.notebooks.values())


def test_a_manifest_without_notebooks_stays_without():
    assert Run({"scenario": {"name": "base"}, "started": "now"}, {}).steady == {"scenario": {"name": "base"}}
