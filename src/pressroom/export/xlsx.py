"""The book as a workbook: a cover, the contents, signs, and one table a sheet; nothing in it is run.

Its form is that of official statistics ("Releasing statistics in spreadsheets", Government Analysis
Function). Equal books are equal files.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from pressroom.export import cells, sheet
from pressroom.export.sheet import Book, Cell, Column, Sheet
from pressroom.language.text import t

LONGEST_TAB = 31
MOST_SOURCES = 4
LINE = 100
"""The letters of a line above a table, and on the cover."""
_NO_TAB = re.compile(r"[\[\]:*?/\\]|^'|'$")
_CONTENTS = t("Innehåll")


def workbook(book: Book) -> bytes:
    """Return the file."""
    lang, made = book.lang, Workbook()
    first = [t("Om arbetsboken").of(lang), _CONTENTS.of(lang), t("Tecken").of(lang)]
    about, contents, signs, *tabs = _tabs([*first, *(each.tab for each in book.sheets)])
    _properties(made, book)
    made.active.title = about
    _cover(made.active, book)
    _write(made.create_sheet(contents), _contents(book, contents, tabs), "", lang)
    for each in (
        _signs(lang, signs),
        *(each._replace(tab=tab) for each, tab in zip(book.sheets, tabs, strict=True)),
    ):
        _write(made.create_sheet(each.tab), each, contents, lang)
    _link_first_column(made[contents], tabs)
    return _saved(made)


def _properties(made: Workbook, book: Book) -> None:
    about = made.properties
    about.title, about.language = book.title, book.locale
    about.creator, about.description = "", "\n".join(book.lines)
    # No clock: what the book says is as old as its newest data.
    about.created = datetime.fromisoformat(book.day or "1980-01-01")
    about.modified = about.created


def _tabs(names: Sequence[str]) -> list[str]:
    """Return the names of the sheets as a spreadsheet takes them."""
    allowed = [_NO_TAB.sub(" ", name).strip()[: LONGEST_TAB - 3].strip() for name in names]
    return sheet.unique([name or "-" for name in allowed])


def _cover(page: Worksheet, book: Book) -> None:
    form = t(
        "Arbetsboken har ett blad med innehåll, ett som förklarar tecken, och sedan en tabell på varje blad."
    )
    page.column_dimensions["A"].width = LINE
    for number, line in enumerate([book.title, *book.lines, form.of(book.lang)], start=1):
        cells.put(page.cell(number, 1), line, cells.TITLE if number == 1 else cells.PLAIN)
        page.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="top")
        cells.set_height(page, number, len(cells.wrapped(line, LINE * 0.9)) + (number == 1))
    _fit_paper(page)


def _contents(book: Book, tab: str, tabs: Sequence[str]) -> Sheet:
    columns = [
        Column("sheet", t("Blad").of(book.lang)),
        Column("title", _CONTENTS.of(book.lang)),
        Column("rows", t("Rader").of(book.lang), "antal"),
    ]
    rows: list[list[Cell]] = [
        [name, each.title, len(each.rows)] for name, each in zip(tabs, book.sheets, strict=True)
    ]
    return Sheet("contents", tab, _CONTENTS.of(book.lang), [], columns, rows)


def _signs(lang: str, tab: str) -> Sheet:
    said = {
        t("Tal"): t(
            "Talen är inte avrundade, utom där en figur visar avrundade tal. Cellens format visar färre "
            "decimaler."
        ),
        t("Procent"): t("Andelar är sparade som delar av ett: 0,5 visas som 50 procent."),
        t("Nummer"): t("Figurer och tabeller har samma nummer som i rapporten."),
        t("Källor"): t("En källas id på ett blad står på bladet Källor, med titel, utgivare och adress."),
    }
    rows = [[cells.MISSING, t("Uppgiften saknas, eller finns inte för raden.").of(lang)]]
    rows += [[sign.of(lang), words.of(lang)] for sign, words in said.items()]
    columns = [Column("sign", t("Tecken").of(lang)), Column("words", t("Förklaring").of(lang))]
    return Sheet("signs", tab, t("Tecken och begrepp på bladen").of(lang), [], columns, rows)


def _write(page: Worksheet, each: Sheet, contents: str, lang: str) -> None:
    """Write a table below its title and notes; `contents` is the sheet that it leads back to."""
    lines = [each.title, *(line for note in _notes(each, lang) for line in cells.wrapped(note, LINE))]
    for number, line in enumerate(lines, start=1):
        cells.put(page.cell(number, 1), line, cells.TITLE if number == 1 else cells.PLAIN)
    top = len(lines) + 1
    if contents:
        cells.put_link(page.cell(top, 1), _CONTENTS.of(lang), contents)
        top += 1
    _table(page, each, top, lang)
    _look(page, top)


def _notes(each: Sheet, lang: str) -> list[str]:
    """Return what stands between the title of a sheet and its table, which shall not be far below."""
    said = list(each.notes)
    if len(each.sources) > MOST_SOURCES:
        many = t("{n} källor: se kolumnen Blad på bladet Källor.", n=len(each.sources))
        said.append(many.of(lang))
    elif each.sources:
        said.append(t("Källor: {ids}.", ids=list(each.sources)).of(lang))
    if not each.rows or any(value is None for row in each.rows for value in row):
        said.append(t("{sign} betyder att uppgiften saknas.", sign=cells.MISSING).of(lang))
    return said


def _table(page: Worksheet, each: Sheet, top: int, lang: str) -> None:
    heads = sheet.unique([_head(column, lang) for column in each.columns])
    # A table has at least one row below its head.
    rows = each.rows or [[None] * len(heads)]
    heights = [
        cells.put_column(page, place, top, column, head, [row[place - 1] for row in rows])
        for place, (column, head) in enumerate(zip(each.columns, heads, strict=True), start=1)
    ]
    for number, lines in enumerate(zip(*heights, strict=True), start=top):
        cells.set_height(page, number, max(lines))
    # By itself such a name could be that of a cell, as fig1 is.
    name = "t_" + re.sub(r"\W", "_", each.name)
    table = Table(displayName=name, ref=f"A{top}:{get_column_letter(len(heads))}{top + len(rows)}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    page.add_table(table)


def _head(column: Column, lang: str) -> str:
    unit = sheet.unit_in_words(column.unit, lang)
    said = column.title if not unit or unit.lower() in column.title.lower() else f"{column.title} ({unit})"
    return " ".join(said.split()) or column.name


def _link_first_column(page: Worksheet, tabs: Sequence[str]) -> None:
    first = page.max_row - len(tabs) + 1
    for number, tab in enumerate(tabs, start=first):
        cells.put_link(page.cell(number, 1), tab, tab)


def _look(page: Worksheet, top: int) -> None:
    """Keep the head and the first column in sight, and the head on each page of paper."""
    page.freeze_panes = f"B{top + 1}"
    page.print_title_rows = f"{top}:{top}"
    _fit_paper(page)


def _fit_paper(page: Worksheet) -> None:
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _saved(made: Workbook) -> bytes:
    """Return the file of a workbook, each part with the same date: openpyxl takes those of the clock."""
    whole, dated = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        ExcelWriter(made, package).save()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return dated.getvalue()
