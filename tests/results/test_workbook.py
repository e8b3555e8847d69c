"""The workbook of every scenario holds the numbers of its run, and of its figures and tables."""

import io
import shutil
import subprocess
from copy import deepcopy

import pandas as pd
import pytest
from openpyxl import load_workbook

from pressroom import figures
from pressroom.export import book as books
from pressroom.export import xlsx
from pressroom.export.shown import shown
from pressroom.language.text import Text
from pressroom.project import find
from pressroom.rendering import datalog, figure_table
from pressroom.rendering import report as reports
from pressroom.runs import Run

PROJECT = find()
NUMBERS = ("value", "low", "mid", "high")


@pytest.fixture(scope="module")
def made(run):
    """The run of a scenario, its book, and the workbook as it is read back."""
    found = Run.read(run.folder)
    written = books.book(PROJECT, found, "sv")
    return found, written, load_workbook(io.BytesIO(xlsx.workbook(written)))


@pytest.fixture
def tables(made):
    """The table of each sheet by its name, as it is read back: head and rows."""
    _, written, workbook = made
    return {
        each.name: rows_of(page) for each, page in zip(written.sheets, workbook.worksheets[3:], strict=True)
    }


def rows_of(page):
    [table] = page.tables.values()
    return [[None if cell.value == ".." else cell.value for cell in row] for row in page[table.ref]]


def places(found):
    log = datalog.read_log(PROJECT)
    return shown(PROJECT.report, found, reports.appendices(PROJECT, found, log, "sv"))


def words(value):
    """Return a value as its sheet has it; what a subtraction leaves is nothing."""
    if isinstance(value, float) and abs(value) < 1e-9:
        return 0.0
    return Text.from_json(value).of("sv").replace("\u00ad", "") if isinstance(value, dict) else value


def test_every_figure_and_table_of_the_report_has_its_sheet(made, tables):
    labels = [each.cell.options["label"] for each in places(made[0])]
    assert len(labels) >= 15
    assert set(labels) <= set(tables)


def test_the_sheets_hold_every_value_of_the_figures_and_tables(made, tables):
    for each in places(made[0]):
        spec = figure_table.data_table(each.spec) if each.kind == "figure" else each.spec
        numbers = spec.get("numbers", {"rows": [[]] * len(spec["rows"])})["rows"]
        expected = [
            [words(value) for value in (*row, *told)] for row, told in zip(spec["rows"], numbers, strict=True)
        ]
        assert tables[each.cell.options["label"]][1:] == expected, each.cell.options["label"]


def test_what_a_table_tells_in_words_alone_is_no_column_of_numbers(made):
    for each in places(made[0]):
        if each.kind == "table" and "numbers" not in each.spec:
            for name, cells in zip(
                [column["key"] for column in each.spec["columns"]],
                zip(*each.spec["rows"], strict=True),
                strict=True,
            ):
                told = [cell for cell in cells if isinstance(cell, dict) and numbers_in(cell)]
                assert len(told) < len(cells) / 2, (each.cell.options["label"], name, words(told[0]))


def numbers_in(message):
    """Return the numbers that a sentence tells by their values."""
    values = message.get("values", {}).values() if isinstance(message, dict) else []
    return [value for value in values if isinstance(value, int | float) or numbers_in(value)]


def test_the_table_of_choices_has_its_numbers_beside_the_words(tables):
    head, *rows = tables["tbl-choices"]
    assert len(head) == 1 + 3 + 6
    for row in rows:
        for place, said in enumerate(row[1:4]):
            sek, staff = row[4 + 2 * place : 6 + 2 * place]
            assert said in (
                "Samma",
                f"{sek / 1e6:g}".replace(".", ",")
                + f"\N{NO-BREAK SPACE}mnkr, {round(staff)}\N{NO-BREAK SPACE}anställda",
            )


def test_every_figure_is_drawn_the_same_from_its_sheet_alone(made, tables):
    for each in places(made[0]):
        if each.kind == "figure":
            filled = filled_from(tables[each.cell.options["label"]][1:], each.spec)
            assert filled["data"] == each.spec["data"], each.cell.options["label"]
            [drawn] = [output.text("image/svg+xml") for output in each.cell.outputs if output.data("figure")]
            assert figures.redraw(filled, "sv")["svg"] == drawn, each.cell.options["label"]


def filled_from(rows, spec):
    """Return a figure's specification with each of its numbers read from the rows of its sheet."""
    columns, numbered = spec["data"]["columns"], deepcopy(spec)
    places = [columns.index(name) for role, name in spec["options"]["roles"].items() if role in NUMBERS]
    for number, row in enumerate(numbered["data"]["rows"]):
        for place in places:
            row[place] = None if row[place] is None else 10**6 + number * len(columns) + place
    shown = {
        value: (number, place)
        for number, row in enumerate(figure_table.data_table(numbered)["rows"])
        for place, value in enumerate(row)
        if isinstance(value, int)
    }
    for row in numbered["data"]["rows"]:
        for place in places:
            if row[place] is not None:
                number, column = shown[row[place]]
                row[place] = rows[number][column]
    return numbered


def test_the_key_figures_are_those_of_the_results(made, tables):
    _, *rows = tables["key-figures"]
    values = {f["id"]: f["value"] for f in made[0].figures if f["unit"] not in ("text", "villkor")}
    assert {row[5]: row[1] for row in rows} == values
    ranges = {row[5]: tuple(row[3:5]) for row in rows if row[3] is not None}
    assert ranges["office.employees_final"] == (
        values["uncertainty.employees_p10"],
        values["uncertainty.employees_p90"],
    )


def test_the_parameters_are_those_of_the_run(made, tables):
    head, *rows = tables["parameters"]
    assert head[1:4] == ["Värde", "Värde i referensen", "Skiljer sig"]
    values = made[0].parameters
    numbers = {row[-1]: row[1] for row in rows if isinstance(row[1], int | float)}
    assert set(values) == {row[-1] for row in rows}
    assert numbers == {name: value for name, value in values.items() if type(value) in (int, float)}
    base = Run.read(PROJECT.runs / "base").parameters
    assert {row[-1] for row in rows if row[3] == "ja"} == {
        name for name in values if values[name] != base[name]
    }


def test_the_payments_add_up_to_the_posts_and_to_the_key_figures(made, tables):
    _, *rows = tables["payments"]
    paid = pd.DataFrame(rows, columns=["year", "post", "payer", "code", "area", "fixed", "nominal"])
    values, known = made[0].parameters, {f["id"]: f["value"] for f in made[0].figures}
    last = paid[paid["year"] == known["agreement.last_year"]]
    by_payer = last.groupby("payer")["fixed"].sum()
    assert by_payer["Kommun"] == pytest.approx(known["municipalities.pay_steady_year_sek"], abs=1e-6)
    assert by_payer["Regionen"] == pytest.approx(known["region.net_steady_year_sek"], abs=1e-6)
    for code, sek in last[last["code"].notna()].groupby("code")["fixed"].sum().items():
        assert sek == pytest.approx(known[f"sharing.municipality_{code}_sek"], abs=1e-6)
    lacking = paid[paid["payer"] != "Kommun"].groupby("year")["nominal"].sum()
    assert lacking.sum() == pytest.approx(known["agreement.gap_horizon_sek"])
    share = values["base_funding_share"]
    amounts = sorted([share * 1.6e6 * values["office_open"], (1 - share) * 1.6e6, 450e3, 656e3])
    for _, year in paid.groupby("year"):
        assert sorted(year.groupby("post")["fixed"].sum()) == pytest.approx(amounts)


def test_no_cell_is_empty_and_none_is_a_formula(made):
    for page in made[2].worksheets[1:]:
        [table] = page.tables.values()
        cells = [cell for row in page[table.ref] for cell in row]
        assert [cell.coordinate for cell in cells if cell.value is None] == []
        assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.slow
def test_libreoffice_reads_the_same_values(made, tmp_path):
    found, written, workbook = made
    office = shutil.which("soffice")
    if found.about["name"] != "base" or not office:
        pytest.skip("one scenario, where LibreOffice is there")
    (tmp_path / "workbook.xlsx").write_bytes(xlsx.workbook(written))
    # A CSV file a sheet: UTF-8, not as shown but as it is stored.
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    command = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += ["--convert-to", form, "--outdir", str(tmp_path), str(tmp_path / "workbook.xlsx")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if "could not be loaded" in done.stdout + done.stderr:
        pytest.skip("this LibreOffice has no Calc")
    for page in workbook.worksheets[1:]:
        read = pd.read_csv(
            tmp_path / f"workbook-{page.title}.csv", header=None, dtype=str, keep_default_na=False
        )
        [table] = page.tables.values()
        top = int(table.ref.partition(":")[0][1:])
        for number, row in enumerate(page[table.ref], start=top - 1):
            for place, cell in enumerate(row):
                assert same(read.iat[number, place], cell.value), (page.title, cell.coordinate)


def same(shown: str, value: object) -> bool:
    if isinstance(value, str):
        return shown == value
    # LibreOffice writes fifteen digits, and shares as per cent.
    number = float(shown.removesuffix("%")) / (100 if shown.endswith("%") else 1)
    return number == pytest.approx(value, rel=1e-12, abs=1e-12)
