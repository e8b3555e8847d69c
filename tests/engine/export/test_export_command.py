"""`export` writes the tables of a run beside its report, whole or not at all."""

import json
import shutil

import frictionless
import pytest
from openpyxl import load_workbook

import small_project
from places import SAMPLE
from pressroom import files, start
from pressroom.project import Project

SHEETS = ["Nyckeltal", "Åren", "Tabell 1", "Parametrar", "Källor", "Data"]


@pytest.fixture(scope="module")
def module_project(tmp_path_factory):
    return small_project.build_with_report(tmp_path_factory.mktemp("export") / "project")


@pytest.fixture
def project(module_project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A small project with a report, whose scenario `base` has run."""
    monkeypatch.delenv("PRESSROOM_ROOT", raising=False)
    monkeypatch.chdir(module_project.root)
    assert command(monkeypatch, "run") == 0
    return module_project


def command(monkeypatch, *words):
    monkeypatch.setattr("sys.argv", ["orchard", *words])
    with pytest.raises(SystemExit) as end:
        start.main()
    return end.value.code


def test_a_workbook_and_a_data_package_lie_beside_the_report(project, monkeypatch, capsys):
    assert command(monkeypatch, "export") == 0
    assert capsys.readouterr().out.split()[-2:] == ["_report/base/workbook.xlsx", "_report/base/tables"]
    folder = project.output / "base"
    workbook = load_workbook(folder / "workbook.xlsx")
    assert workbook.sheetnames[3:] == SHEETS
    assert (workbook.properties.title, workbook.properties.language) == ("Provrapport", "sv-SE")
    report = frictionless.Package(str(folder / "tables" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["note"])


def test_the_sources_are_written_for_reference_managers(project, monkeypatch):
    assert command(monkeypatch, "export", "--to", "csl,bib") == 0
    folder = project.output / "base"
    ids = [item["id"] for item in json.loads((folder / "sources.json").read_text(encoding="utf-8"))]
    assert ids
    assert all(f"{{{id}," in (folder / "sources.bib").read_text(encoding="utf-8") for id in ids)


def test_the_csv_files_hold_what_the_sheets_hold(project, monkeypatch):
    command(monkeypatch, "export")
    folder = project.output / "base"
    workbook = load_workbook(folder / "workbook.xlsx")
    package = frictionless.Package(str(folder / "tables" / "datapackage.json"))
    for resource, page in zip(package.resources, workbook.worksheets[3:], strict=True):
        [table] = page.tables.values()
        rows = [[None if cell.value == ".." else cell.value for cell in row] for row in page[table.ref]][1:]
        read = [list(row.to_list()) for row in resource.read_rows()]
        assert [list(map(str, row)) for row in read] == [list(map(str, row)) for row in rows], resource.name


def test_the_package_says_titles_types_units_and_sources(project, monkeypatch):
    command(monkeypatch, "export", "--to", "csv")
    said = json.loads((project.output / "base" / "tables" / "datapackage.json").read_text())
    tables = {resource["name"]: resource for resource in said["resources"]}
    assert said["licenses"][0]["name"] == "CC0-1.0"
    fields = {field["name"]: field for field in tables["years"]["schema"]["fields"]}
    assert fields["year"] == {"name": "year", "title": "År", "type": "integer"}
    assert fields["part_kg"]["type"] == "number"
    assert fields["part_kg"]["unit"] == "kg"
    assert tables["years"]["sources"][0]["title"] == "Trädgårdens dagbok"


def test_the_english_edition_has_names_of_its_own(project, monkeypatch):
    (project.report / "en").mkdir(exist_ok=True)
    (project.report / "en" / "report.qmd").write_text((project.report / "report.qmd").read_text())
    messages = SAMPLE / "report" / "en" / "messages.po"
    (project.report / "en" / "messages.po").write_text(messages.read_text())
    assert command(monkeypatch, "export", "--lang", "en") == 0
    folder = project.output / "base"
    assert load_workbook(folder / "workbook.en.xlsx").sheetnames[3:6] == [
        "Key figures",
        "The years",
        "Table 1",
    ]
    assert (folder / "tables.en" / "datapackage.json").is_file()


def test_an_export_twice_gives_the_same_bytes(project, monkeypatch):
    def written():
        command(monkeypatch, "export")
        files = [*(project.output / "base" / "tables").iterdir(), project.output / "base" / "workbook.xlsx"]
        return {path.name: path.read_bytes() for path in files}

    assert written() == written()


def test_what_lay_in_the_folder_of_tables_before_is_gone(project, monkeypatch):
    command(monkeypatch, "export", "--to", "csv")
    (project.output / "base" / "tables" / "old.csv").write_text("a\n")
    command(monkeypatch, "export", "--to", "csv")
    assert not (project.output / "base" / "tables" / "old.csv").exists()
    assert list((project.output / "base").glob(".new-*")) == []


@pytest.mark.parametrize(
    ("words", "what", "todo"),
    [
        ("export forst", "There is no scenario 'forst'", "Did you mean 'frost'?"),
        ("export ../base", r"There is no scenario '../base'", "base"),
        ("export frost", "the scenario 'frost' has not been run", "orchard run frost"),
        ("export --to xslx", "--to xslx: there is no such choice", "Did you mean 'xlsx'?"),
        ("export --lang fr", "--lang fr: there is no such choice", "en, sv"),
    ],
)
def test_a_mistake_is_told_in_two_lines(project, monkeypatch, capsys, words, what, todo):
    capsys.readouterr()
    assert command(monkeypatch, *words.split()) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert what in first
    assert todo in second


def test_a_run_of_other_files_than_those_that_are_there_is_not_exported(project, monkeypatch, capsys):
    path = project.notebooks / "02_second.ipynb"
    before = path.read_text()
    path.write_text(before + " ")
    try:
        assert command(monkeypatch, "export") == 2
    finally:
        path.write_text(before)
    said = capsys.readouterr().err.splitlines()[-2:]
    assert said == [
        "Something that 'runs/base' was made from has changed since.",
        "Run it again: orchard run base",
    ]


def test_a_mistake_in_the_text_is_told_with_its_line(project, monkeypatch, capsys):
    path = project.report / "report.qmd"
    before = path.read_text()
    path.write_text(before.replace("@tbl-varieties", "@tbl-vareities"))
    try:
        assert command(monkeypatch, "export") == 2
    finally:
        path.write_text(before)
    said = capsys.readouterr().err.splitlines()[-2:]
    assert "report/report.qmd, line 8" in said[0]
    assert "Did you mean 'tbl-varieties'?" in said[1]


@pytest.mark.parametrize(
    ("name", "is_folder", "said"),
    [
        ("workbook.xlsx", True, "'_report/base/workbook.xlsx' is a folder where a file should be."),
        ("tables", False, "'_report/base/tables' is a file where a folder should be."),
    ],
)
def test_what_stands_in_the_way_is_named_and_nothing_is_left(
    project, monkeypatch, capsys, name, is_folder, said
):
    place = project.output / "base" / name
    shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    place.mkdir(parents=True) if is_folder else place.write_text("", encoding="utf-8")
    assert command(monkeypatch, "export") == 2
    assert capsys.readouterr().err.splitlines() == [said, "Move it away, and try again."]
    assert [each.name for each in place.parent.iterdir() if each.name.startswith(files.BESIDE)] == []
    place.rmdir() if is_folder else place.unlink()
