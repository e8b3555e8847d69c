"""The built-in renderer on the sample report."""

import json
import re
import shutil
from pathlib import Path

import pytest

import report_sample
from pressroom.errors import UserError
from pressroom.rendering import pandoc, staging


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    project = report_sample.project(folder)
    return staging.stage(project, project.runs / "base", folder / "staged")


def test_every_format_is_made_and_nothing_else_is_left(staged: Path, tmp_path: Path) -> None:
    made = pandoc.render(staged, tmp_path)["report"]
    assert {path.name for path in tmp_path.iterdir()} == {"report.html", "report.pdf", "report.docx"}
    assert made["pdf"].read_bytes().startswith(b"%PDF")


def test_a_year_that_ends_a_sentence_begins_no_list_in_the_pdf(
    staged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []

    def compile(source: str, output: str, **_: object) -> None:
        written.append(Path(source).read_text(encoding="utf-8"))
        Path(output).write_bytes(b"")

    monkeypatch.setattr("typst.compile", compile)
    copy = shutil.copytree(staged, tmp_path / "staged", symlinks=True)
    with (copy / "report" / "executed" / "_variables.yml").open("a", encoding="utf-8") as file:
        file.write('year:\n  last: "2023"\n')
    with (copy / "report" / "report.qmd").open("a", encoding="utf-8") as file:
        words = (f"{'å' * length} juni {{{{< var year.last >}}}}." for length in range(1, 40))
        file.write("\n\n" + " ".join(words) + "\n")
    pandoc.render(copy, tmp_path / "out", {"report": ["pdf"]})
    assert "juni 2023. ååå" in written[0]
    assert re.findall(r"(?m)^\s*\d+\. ", written[0]) == []


def test_a_failure_leaves_the_previous_report(staged: Path, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("earlier", encoding="utf-8")
    source = staged / "report" / "report.qmd"
    text = source.read_text(encoding="utf-8")
    source.write_text(text + "\n\nSe {{< var sample.missing >}}.\n", encoding="utf-8")
    try:
        with pytest.raises(UserError, match=r"sample\.missing"):
            pandoc.render(staged, tmp_path, {"report": ["html"]})
    finally:
        source.write_text(text, encoding="utf-8")
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == "earlier"


@pytest.mark.parametrize(("grows", "shown"), [(True, "växer, se"), (False, "växer inte")])
def test_a_block_is_shown_only_where_its_condition_holds(
    staged: Path, tmp_path: Path, grows: bool, shown: str
) -> None:
    copy = shutil.copytree(staged, tmp_path / "staged", symlinks=True)
    results = copy / "report" / "executed" / "results.json"
    content = json.loads(results.read_text(encoding="utf-8"))
    next(figure for figure in content["results"] if figure["id"] == "sample.grows")["value"] = grows
    results.write_text(json.dumps(content), encoding="utf-8")
    page = pandoc.render(copy, tmp_path / "out", {"report": ["html"]})["report"]["html"].read_text(
        encoding="utf-8"
    )
    said = re.sub(r"<[^>]+>|\s+", " ", page)
    assert re.findall(r"Underskottet (växer inte|växer, se)", re.sub(r"\s+", " ", said)) == [shown]
