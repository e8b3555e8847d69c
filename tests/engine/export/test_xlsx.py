"""The workbook: texts stay texts, numbers stay numbers, one table a sheet, the same bytes every time."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from pressroom.export import package, sheet, xlsx
from pressroom.export.sheet import Book, Column, Quantity, Sheet

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    " =1+1",
    "\t=1+1",
    '=HYPERLINK("http://example.org";"x")',
    "#N/A",
    "#REF!",
    "'quoted",
    "<b>&amp;</b>",
    "123",
    "2022-01-01",
    "TRUE",
]
COLUMNS = [Column("name", "=Namn"), Column("sek", "Belopp", "kr"), Column("part", "Andel", "andel", 1)]


def book(rows, columns=COLUMNS, **given):
    first = Sheet("fig-one", "Figur 1", "=Rubrik", ["@not"], columns, rows, **given)
    sources = {"one": ("Källa", "https://example.org")}
    return Book("=Titel", ["+rad"], "sv", "sv-SE", "2020-02-03", [first], sources)


def opened(made):
    return load_workbook(io.BytesIO(xlsx.workbook(made)))


def cells_of(workbook):
    return [cell for page in workbook for row in page.iter_rows() for cell in row if cell.value is not None]


def table_of(page):
    [table] = page.tables.values()
    head, *rows = page[table.ref]
    return [cell.value for cell in head], [[cell.value for cell in row] for row in rows]


def test_a_text_stays_a_text_whatever_it_looks_like():
    page = opened(book([[text, 1.0, 0.5] for text in HOSTILE]))["Figur 1"]
    assert [row[0] for row in table_of(page)[1]] == HOSTILE


def test_nothing_in_the_file_is_a_formula_or_leads_out_of_it():
    raw = xlsx.workbook(book([[text, 1.0, 0.5] for text in HOSTILE], sources=["one"]))
    assert {cell.data_type for cell in cells_of(load_workbook(io.BytesIO(raw)))} == {"s", "n"}
    parts = zipfile.ZipFile(io.BytesIO(raw))
    written = {name: parts.read(name).decode() for name in parts.namelist()}
    assert [name for name, text in written.items() if "<f>" in text or "<f " in text] == []
    assert [name for name, text in written.items() if 'TargetMode="External"' in text] == []
    assert [name for name in written if "macro" in name.lower() or "externalLink" in name] == []


def test_a_text_that_looks_like_a_formula_is_marked_as_text():
    page = opened(book([["=1+1", 1.0, 0.5], ["ett", 1.0, 0.5]]))["Figur 1"]
    marked = {cell.value: cell.quotePrefix for row in page.iter_rows() for cell in row if cell.value}
    assert marked["=1+1"]
    assert marked["=Namn"]
    assert not marked["ett"]


def test_signs_that_no_file_may_hold_are_replaced():
    assert sheet.words("a\x00b\x0bc\ud800d\uffffe") == "a�b�c�d�e"
    page = opened(book([[sheet.words("\x00_x0041_"), 1.0, 0.5]]))["Figur 1"]
    assert table_of(page)[1][0][0] == "�_x005F_x0041_"


def test_a_number_is_a_number_with_the_format_of_its_unit():
    columns = [
        *COLUMNS,
        Column("own", "Värde"),
        Column("year", "År", "år"),
        Column("staff", "Anställda", "antal"),
    ]
    rows = [["a", 2773649.9999999995, 0.123, Quantity(0.5, "andel"), 2030, 7.87]]
    rows += [["b", 1.0, None, Quantity(485.58856, "kvot"), 2031, 8]]
    page = opened(book(rows, columns))["Figur 1"]
    [table] = page.tables.values()
    _, first, second = page[table.ref]
    assert [cell.value for cell in first] == ["a", 2773649.9999999995, 0.123, 0.5, 2030, 7.87]
    formats = ["General", "#,##0", "0.0%", "0.0%", "0", "#,##0.0"]
    assert [cell.number_format for cell in first] == formats
    assert [cell.value for cell in second] == ["b", 1, "..", 485.58856, 2031, 8]
    assert second[3].number_format == "#,##0.0"


def test_no_cell_of_a_table_is_empty_and_the_sheet_says_what_the_sign_means():
    page = opened(book([["a", None, 0.5]]))["Figur 1"]
    assert table_of(page)[1] == [["a", "..", 0.5]]
    assert ".. betyder att uppgiften saknas." in [cell.value for cell in page["A"]]


def test_each_sheet_has_one_named_table_with_a_title_and_a_way_back():
    workbook = opened(book([["a", 1.0, 0.5]]))
    about, contents, *others = workbook.worksheets
    assert about.tables == {}
    for page in (contents, *others):
        [table] = page.tables.values()
        assert table.displayName == table.name
        assert page.freeze_panes == f"B{int(table.ref.partition(':')[0][1:]) + 1}"
        assert page.merged_cells.ranges == set()
        assert page["A1"].font.b
        assert [column.name for column in table.tableColumns] == table_of(page)[0]
    links = {
        page.title: [c.hyperlink.location for c in page["A"] if c.hyperlink] for page in (contents, *others)
    }
    assert links == {"Innehåll": ["'Figur 1'!A1"], "Tecken": ["'Innehåll'!A1"], "Figur 1": ["'Innehåll'!A1"]}


def test_the_file_says_its_title_and_language_and_no_time_of_the_clock():
    said = opened(book([["a", 1.0, 0.5]])).properties
    assert (said.title, said.language) == ("=Titel", "sv-SE")
    assert {said.created.date().isoformat(), said.modified.date().isoformat()} == {"2020-02-03"}


def test_the_same_book_is_the_same_bytes():
    made = book([["a", 1.0, 0.5]])
    assert xlsx.workbook(made) == xlsx.workbook(made)
    parts = zipfile.ZipFile(io.BytesIO(xlsx.workbook(made)))
    assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("tab", ["[a]:b*c?d/e\\f", "'a'", "Å" * 60, ""])
def test_the_name_of_a_sheet_is_one_that_a_spreadsheet_takes(tab):
    made = book([["a", 1.0, 0.5]])
    twice = [made.sheets[0]._replace(tab=tab, name=name) for name in ("one", "two")]
    names = opened(made._replace(sheets=twice)).sheetnames
    assert len({name.lower() for name in names}) == 5
    assert [name for name in names if not 0 < len(name) <= 31 or set(name) & set("[]:*?/\\'")] == []


def test_heads_of_columns_that_are_called_the_same_are_told_apart():
    columns = [Column("a", "Värde"), Column("b", "värde"), Column("c", "")]
    assert table_of(opened(book([["1", "2", "3"]], columns))["Figur 1"])[0] == ["Värde", "värde_2", "c"]


def test_a_table_without_rows_is_still_a_table():
    assert table_of(opened(book([]))["Figur 1"])[1] == [["..", "..", ".."]]


def test_a_csv_file_holds_no_formula_and_numbers_as_they_are():
    files = package.package(book([["=1+1", -2773649.9999999995, None], ["a;b", 1, 0.5]]), {})
    assert files["fig-one.csv"] == "name,sek,part\n'=1+1,-2773649.9999999995,\na;b,1,0.5\n"
