"""The three formats, and the two renderers, hold the same text, numbers, captions and numbering."""

import base64
import json
import re
import zipfile
from pathlib import Path

import pytest

import report_sample
import report_text
from orchard import publication
from pressroom import policy
from pressroom.rendering import pandoc, quarto, staging

pytestmark = pytest.mark.usefixtures("sample")

NEEDS_QUARTO = pytest.mark.skipif(quarto.quarto_command() is None, reason="needs the quarto command")
RENDERERS = [
    "pandoc",
    pytest.param("quarto", marks=NEEDS_QUARTO),
]


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    project = report_sample.project(folder)
    return staging.stage(project, project.runs / "base", folder / "staged", generated=report_sample.FOLDS)


@pytest.fixture(scope="module")
def built(staged: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Path]]:
    folder = tmp_path_factory.mktemp("built")
    renderers = {"pandoc": pandoc} | ({"quarto": quarto} if quarto.quarto_command() else {})
    return {name: renderer.render(staged, folder / name)["report"] for name, renderer in renderers.items()}


@pytest.fixture(params=RENDERERS)
def report(built: dict[str, dict[str, Path]], request: pytest.FixtureRequest) -> dict[str, Path]:
    return built[request.param]


def body(path: Path, notes: bool = False) -> list[str]:
    """Return the paragraphs after the title page and the table of contents."""
    lines = report_text.paragraphs(path, notes)
    last = max(i for i, line in enumerate(lines) if line.startswith("1 Inledning"))
    return lines[last:]


def test_captions_and_their_numbers_are_the_same(report: dict[str, Path]) -> None:
    assert report_text.captions(report["html"]) == [
        "Figur 1. Underskottet är 2,7 miljoner kronor.",
        "Tabell 1. Posterna.",
        "Figur 2. Förändringen.",
        "Tabell 2. En skriven tabell.",
    ]
    assert report_text.captions(report["docx"]) == report_text.captions(report["html"])


def test_word_file_and_web_page_hold_the_same_paragraphs(report: dict[str, Path]) -> None:
    assert sorted(body(report["docx"])) == sorted(body(report["html"]))


def test_word_file_and_web_page_hold_the_same_numbers(report: dict[str, Path]) -> None:
    assert report_text.numbers(body(report["docx"])) == report_text.numbers(body(report["html"]))


def test_every_paragraph_of_the_web_page_stands_in_the_pdf(report: dict[str, Path]) -> None:
    pdf = report_text.squeezed(report_text.pdf_text(report["pdf"]))
    lines = body(report["html"], notes=True)
    assert [line for line in lines if report_text.squeezed(line) not in pdf] == []


def test_the_title_page_names_the_edition(report: dict[str, Path]) -> None:
    line = f"Version {publication.version} av provet"
    assert line in report_text.paragraphs(report["docx"])
    assert f"<span>{line}</span>" in " ".join(report["html"].read_text(encoding="utf-8").split())
    assert report_text.squeezed(line) in report_text.squeezed(report_text.pdf_text(report["pdf"]))


def test_every_number_of_the_pdf_stands_in_the_web_page(report: dict[str, Path]) -> None:
    page = set(report_text.numbers(report_text.paragraphs(report["html"])))
    pdf = {number.rstrip(".") for number in report_text.numbers([report_text.pdf_text(report["pdf"])])}
    pages = {str(number) for number in range(1, 20)}
    assert pdf - page - pages == set()


def test_the_page_tells_once_in_a_chapter_how_a_key_figure_is_known(report: dict[str, Path]) -> None:
    page = report["html"].read_text(encoding="utf-8")
    assert [page.count(f"<summary>{label}</summary>") for label in ("Underskott", "Förändring")] == [2, 1]


def test_the_word_file_holds_each_picture_of_the_notebook_once(report: dict[str, Path], staged: Path) -> None:
    notebook = json.loads((staged / "report/executed/01_sample.ipynb").read_text("utf-8"))
    outputs = [output["data"] for cell in notebook["cells"] for output in cell.get("outputs", [])]
    drawn = [base64.b64decode("".join(data["image/png"])) for data in outputs if "image/png" in data]
    with zipfile.ZipFile(report["docx"]) as parts:
        pictures = [parts.read(name) for name in parts.namelist() if name.startswith("word/media/")]
        assert b"base64" not in parts.read("word/document.xml")
    assert sorted(pictures) == sorted(drawn)


@pytest.mark.parametrize("name", RENDERERS)
def test_rendering_again_gives_the_same_bytes(
    built: dict[str, dict[str, Path]], staged: Path, tmp_path: Path, name: str
) -> None:
    again = {"pandoc": pandoc, "quarto": quarto}[name].render(staged, tmp_path)["report"]
    assert {kind: path.read_bytes() == built[name][kind].read_bytes() for kind, path in again.items()} == {
        "html": True,
        "pdf": True,
        "docx": True,
    }


def test_where_nothing_is_said_one_space_is_left(report: dict[str, Path]) -> None:
    with zipfile.ZipFile(report["docx"]) as parts:
        text = re.sub("<[^>]+>", "", parts.read("word/document.xml").decode())
    assert "base funding. Ett värde är tomt." in text


def test_every_table_of_the_page_names_its_rows_and_what_stands_in_them(report: dict[str, Path]) -> None:
    page = report["html"].read_text(encoding="utf-8")
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    rows = [len(re.findall(r"<tr", table)) - 1 for table in tables]
    assert rows
    assert [table.count('scope="row"') for table in tables] == rows
    assert all("data-label=" in table for table in tables)


def test_the_page_runs_its_own_scripts_and_no_others(report: dict[str, Path]) -> None:
    page = report["html"].read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    allowed = re.findall(r"script-src ([^;]+);", page)
    assert scripts
    assert allowed == [" ".join(policy.hash_of(code) for code in scripts)]


@NEEDS_QUARTO
@pytest.mark.parametrize("kind", ["html", "docx"])
def test_both_renderers_write_the_same_text(built: dict[str, dict[str, Path]], kind: str) -> None:
    one, other = (report_text.paragraphs(built[name][kind]) for name in ("pandoc", "quarto"))
    assert one == other


@NEEDS_QUARTO
def test_both_renderers_write_the_same_pdf_text(built: dict[str, dict[str, Path]]) -> None:
    one, other = (report_text.pdf_text(built[name]["pdf"]) for name in ("pandoc", "quarto"))
    assert one == other
