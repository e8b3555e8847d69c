"""The staged report: sources, values and executed notebooks with their captions filled in."""

from pathlib import Path

import pytest

import report_sample
from pressroom.errors import UserError
from pressroom.notebook import ipynb
from pressroom.project import Project
from pressroom.rendering import embedded, staging, variables


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return report_sample.project(tmp_path_factory.mktemp("project"))


def test_captions_and_alt_texts_have_their_numbers_filled_in(project: Project) -> None:
    content = staging.published(project, project.runs / "base")
    assert ipynb.parse("01_sample", content["01_sample.ipynb"].encode()).cells[0].options == {
        "label": "fig-gap",
        "fig-cap": "Underskottet är 2,7\u00a0miljoner\u00a0kronor.",
        "fig-alt": "Staplar över 2,7\u00a0miljoner\u00a0kronor.",
    }


def test_staging_twice_gives_the_same_files(project: Project, tmp_path: Path) -> None:
    def files() -> dict[str, str]:
        staged = staging.stage(
            project, project.runs / "base", tmp_path / "staged", generated={"a.qmd": "Text"}
        )
        return {
            path.name: path.read_text(encoding="utf-8") for path in (staged / "report/executed").iterdir()
        }

    assert files() == files()


def test_a_generated_appendix_lies_beside_the_notebooks(project: Project, tmp_path: Path) -> None:
    staged = staging.stage(project, project.runs / "base", tmp_path / "s", generated={"log.qmd": "Logg"})
    assert (staged / "report/executed/log.qmd").read_text(encoding="utf-8") == "Logg"


def test_a_scenario_that_was_not_run_is_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="has not been run"):
        staging.stage(project, project.runs / "other", tmp_path / "staged")


def test_a_caption_with_an_unknown_result_names_the_nearest() -> None:
    with pytest.raises(UserError, match=r"Did you mean 'sample\.gap_sek'"):
        embedded.fill_in("{{< var sample.gap_sk >}}", {"sample.gap_sek": "1"}, "01.ipynb")


def test_variables_are_nested_by_their_dots() -> None:
    text = variables.as_yaml({"a.one": "1", "a.two_exact": "2\u00a0kr", "b.c.d": 'x "y"'})
    assert text == 'a:\n  one: "1"\n  two_exact: "2\u00a0kr"\nb:\n  c:\n    d: "x \\"y\\""\n'


def test_only_files_that_differ_are_written(tmp_path: Path) -> None:
    staging.update_folder({"same.txt": "a", "gone.txt": "b"}, tmp_path)
    before = (tmp_path / "same.txt").stat().st_mtime_ns
    staging.update_folder({"same.txt": "a", "new.txt": "c"}, tmp_path)
    assert (tmp_path / "same.txt").stat().st_mtime_ns == before
    assert {path.name for path in tmp_path.iterdir()} == {"same.txt", "new.txt"}
