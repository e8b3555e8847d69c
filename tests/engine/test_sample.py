"""A publication of another subject goes all the way: what works there works for the next report."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from catalogue_sample import catalogue
from places import SAMPLE
from pressroom.project import Project
from watching import watching

pytestmark = pytest.mark.slow


def call(project: Project, *words: str) -> subprocess.CompletedProcess:
    """Run the command line in the project, with the package that lies in it."""
    environment = os.environ | {"PYTHONPATH": f"{project.root / 'src'}{os.pathsep}{os.environ['PYTHONPATH']}"}
    command = [sys.executable, "-m", "pressroom", *words]
    return subprocess.run(command, cwd=project.root, env=environment, capture_output=True, text=True)


def orchard(project: Project, *words: str, code: int = 0) -> str:
    """Run a command that ends with this code, and return what it says on standard output."""
    done = call(project, *words)
    assert done.returncode == code, done.stderr
    return done.stdout.replace("\u00a0", " ")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the sample, run and accepted."""
    root = tmp_path_factory.mktemp("sample") / "orchard"
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns("runs", "_report", "__pycache__"))
    made = Project(root)
    orchard(made, "accept", "--all", "--because", "the first report")
    return made


@pytest.fixture(scope="module")
def report(project: Project) -> Path:
    """The folder of the report in every format and language."""
    for lang in ("sv", "en"):
        orchard(project, "report", "--lang", lang, "--part", "all", "--renderer", "pandoc")
    return project.output / "base"


def words_of(page: Path) -> str:
    """Return what a reader reads of a web page."""
    text = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ")


def test_nothing_is_left_to_mend(project):
    assert orchard(project, "check") == "0 problems.\n"


def test_a_run_records_what_the_notebooks_compute(project):
    results = json.loads((project.runs / "base" / "results.json").read_text(encoding="utf-8"))["results"]
    figures = {figure["id"]: figure["value"] for figure in results}
    assert (figures["harvest.total_kg"], figures["harvest.trees"]) == (65 * 40, 65)
    assert figures["sales.income_sek"] == pytest.approx((480 * 18 + 800 * 22 + 1000 * 20 + 320 * 30) * 0.6)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("report.html", "65 träd ger 2 600 kilo. Mest ger Ingrid Marie."),
        ("report.html", "Äpplena ger 33 500 kronor. Skörden är mindre än i fjol."),
        ("report.html", "Trädgården ligger i byn Äppelbo och planterades 1998."),
        ("report.en.html", "65 trees give 2,600 kilos. Ingrid Marie gives most."),
        ("report.en.html", "The apples bring SEK 33,500. The harvest is smaller than last year’s."),
        ("report.en.html", "The orchard lies in the village of Äppelbo and was planted in 1998."),
        ("report.en.html", "Status Rests on assumptions : Harvest of a tree 40"),
    ],
)
def test_the_page_says_what_follows_in_its_language(report, page, said):
    assert said in words_of(report / page)


@pytest.mark.parametrize("name", ["report", "report.en"])
def test_figures_and_tables_stand_in_every_format(report, name):
    page = (report / f"{name}.html").read_text(encoding="utf-8")
    labels = ("fig-harvest", "tbl-harvest", "fig-past", "tbl-sales")
    assert [page.count(f'id="{label}"') for label in labels] == [1, 1, 1, 1]
    assert len(PdfReader(report / f"{name}.pdf").pages) >= 3
    with zipfile.ZipFile(report / f"{name}.docx") as parts:
        pictures = [part for part in parts.namelist() if part.startswith("word/media/")]
    assert len(pictures) == 2


def test_each_notebook_has_a_page_that_the_report_leads_to(report):
    for lang, page, said in (
        ("sv", "notebook-01_harvest.html", "Nyckeltal ur cellen ovanför."),
        ("en", "notebook-01_harvest.en.html", "Key figures of the cell above."),
    ):
        name = "report.html" if lang == "sv" else "report.en.html"
        main = (report / name).read_text(encoding="utf-8").partition("<main")[2]
        assert f'<a href="{page}"><code>01_harvest.ipynb</code></a>' in main
        assert said in words_of(report / page)
        html = (report / page).read_text(encoding="utf-8")
        files = re.findall(r'href="((?!http|#)[^"#]+)', html)
        assert {name, "01_harvest.ipynb" if lang == "sv" else "01_harvest.en.ipynb"} <= set(files)
        assert [file for file in files if not (report / file).exists()] == []
        assert [html.count(f'id="{label}"') for label in ("fig-harvest", "tbl-harvest")] == [1, 1]


def test_the_reports_own_tables_are_exported(project, report):
    orchard(project, "export", "base", "--lang", "en")
    sheets = json.loads((report / "tables.en" / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert {"fig-harvest", "tbl-sales", "key-figures", "parameters"} <= {sheet["name"] for sheet in sheets}


def test_the_landing_pages_lead_to_the_reports_and_to_each_other(project, report):
    for name, title, income, other in (
        ("index.html", "Byns äppelträd", "33,5", "index.en.html"),
        ("index.en.html", "The village's apple trees", "33.5", "index.html"),
    ):
        page = project.output / name
        assert title in words_of(page).replace("’", "'")
        assert income in words_of(page)
        links = set(re.findall(r'href="((?!http|#)[^"#]+)', page.read_text(encoding="utf-8")))
        assert other in links
        assert [link for link in links if not (project.output / link).exists()] == []
    html = (report / "report.en.html").read_text(encoding="utf-8")
    assert 'href="../index.en.html"' in html


def test_a_landing_page_goes_with_the_last_file_in_its_language(project, report, tmp_path):
    away = [path.rename(tmp_path / path.name) for path in report.glob("*.en.*") if path.is_file()]
    orchard(project, "export", "base")
    assert [page.name for page in project.output.glob("index*")] == ["index.html"]
    away[0].rename(report / away[0].name)
    orchard(project, "export", "base")
    assert sorted(page.name for page in project.output.glob("index*")) == ["index.en.html", "index.html"]
    for path in away[1:]:
        path.rename(report / path.name)


def test_two_scenarios_are_compared_with_their_causes(project):
    page = project.output / "review.html"
    orchard(project, "run", "frost")
    said = orchard(project, "diff", "base", "frost", "--html", str(page), code=1)
    assert "sales.sold_kg: 1,560 kilos → 636 kilos" in said
    assert "may come from kg_per_tree, resting" in said
    assert "Astrakan" in words_of(page)


def test_a_sweep_leaves_a_table_and_a_figure(project):
    orchard(project, "sweep", "sweeps/harvest_and_share.yml", "--figure", "sales.income_sek:kg_per_tree")
    folder = project.runs / "sweep-harvest_and_share"
    assert len((folder / "results.csv").read_text().splitlines()) == 1 + 9
    assert (folder / "sales.income_sek-kg_per_tree.svg").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("scenarios", "frost: Frost i maj"),
        ("params sold_share", "Share of the harvest that is sold (assumption"),
        ("data varieties", "params: the codes of 'resting'"),
        ("compare base frost", "sales.sold_kg                1,560 kg      636 kg"),
        ("weigh 02", "Gravensteiner: 20 trees"),
    ],
)
def test_the_commands_speak_of_this_subject(project, words, said):
    assert said in orchard(project, *words.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("run -p kg_per_tree=500", "kg_per_tree"),
        ("run -p resting=02,99", "'99'"),
        ("run -p resting=01,02,03,04", "every variety rests"),
    ],
)
def test_what_the_subject_does_not_allow_is_refused(project, words, said):
    done = call(project, *words.split())
    assert (done.returncode, said in done.stderr, len(done.stderr.splitlines())) == (2, True, 2)


SPANISH = {
    "Skörd": "Cosecha", "Sort": "Variedad", "Träd": "Árboles", "Skörd per träd": "Cosecha por árbol",
    "Ett vanligt år": "Un año corriente", "Sorter": "Variedades", "Parameter": "Parámetro", "Värde": "Valor",
    "Hela skörden": "Toda la cosecha", "{name} ger mest": "{name} da más",
}  # fmt: skip


def test_a_third_language_of_ten_messages_says_the_rest_in_the_source_language(project):
    root = project.root.with_name("in_spanish")
    shutil.copytree(project.root, root, symlinks=True)
    package = root / "src" / "orchard" / "__init__.py"
    package.write_text(package.read_text().replace('("sv", "en")', '("sv", "en", "es")'))
    shutil.copytree(root / "report" / "chapters", root / "report" / "es" / "chapters")
    shutil.copy(root / "report" / "report.qmd", root / "report" / "es")
    catalogue(SPANISH).save(str(root / "report" / "es" / "messages.po"))
    orchard(Project(root), "report", "--lang", "es", "--to", "html", "--renderer", "pandoc")
    page = words_of(root / "_report" / "base" / "report.es.html")
    said = ("Cosecha por árbol 40", "Un año corriente", "Parámetro Valor", "Variedad Árboles", "Variedades (")
    assert [words for words in said if words not in page] == []
    assert "Mest ger Ingrid Marie." in page


def test_a_saved_assumption_builds_the_watched_page_again(project):
    base = project.params / "base.yml"
    text = base.read_text(encoding="utf-8")
    with watching(project.root, "report", "--watch", "--to", "html", "--renderer", "pandoc") as command:
        command.until("^Watching")
        base.write_text(text.replace("kg_per_tree: 40.0", "kg_per_tree: 50.0"), encoding="utf-8")
        command.until("^Report 'base'", times=2)
    assert "65 träd ger 3 250 kilo." in words_of(project.output / "base" / "report.html")
    base.write_text(text, encoding="utf-8")
