"""The report is an ordinary Quarto project, which Quarto renders and inspects without Python."""

import json
import re
import subprocess

import pytest
import yaml

from places import ROOT
from pressroom.rendering.edition import PARTS, UNWRITTEN
from pressroom.rendering.quarto import FORMATS
from pressroom.rendering.quarto_command import quarto_command

FOLDERS = (ROOT / "report", ROOT / "report" / "en")
WRITTEN = [part for part in PARTS if part not in UNWRITTEN]


@pytest.mark.parametrize("folder", FOLDERS, ids=["sv", "en"])
@pytest.mark.parametrize("part", WRITTEN)
def test_a_part_names_the_formats_that_are_made_of_it(folder, part) -> None:
    header = yaml.safe_load((folder / f"{part}.qmd").read_text(encoding="utf-8").split("---\n")[1])
    assert set(header["format"]) == {FORMATS[kind] for kind in PARTS[part]}


def test_no_chapter_includes_a_text_which_quarto_inspect_seeks_beside_the_chapter() -> None:
    chapters = [path for folder in FOLDERS for path in (folder / "chapters").glob("*.qmd")]
    assert chapters
    texts = [path.read_text(encoding="utf-8") for path in chapters]
    assert [text for text in texts if re.search(r"\{\{<\s*include", text)] == []


def test_quarto_preview_offers_the_report_and_follows_the_texts_that_it_includes() -> None:
    settings = yaml.safe_load((ROOT / "_quarto.yml").read_text(encoding="utf-8"))
    chapters = sorted((ROOT / "report" / "chapters").glob("*.qmd"))
    assert settings["project"]["render"][-1] == "report/report.qmd"
    assert settings["included"] == [f"report/chapters/{path.name}" for path in chapters]


@pytest.mark.skipif(quarto_command() is None, reason="needs the quarto command")
def test_quarto_inspects_the_project() -> None:
    said = subprocess.run([str(quarto_command()), "inspect", str(ROOT)], capture_output=True, check=True)
    names = [path.removeprefix(f"{ROOT}/") for path in json.loads(said.stdout)["files"]["input"]]
    assert sorted(names) == sorted(f"report/{part}.qmd" for part in WRITTEN)
