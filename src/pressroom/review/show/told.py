"""What differs in a changed input, in few words: old → new where it is one thing, else how many of each."""

from collections import Counter
from decimal import Decimal

from pressroom.language.catalogue import SOURCE
from pressroom.language.numbers import group
from pressroom.language.text import Text, plural, t
from pressroom.review.changes import COMMENTS, NAME, InputChange
from pressroom.review.compare.behind import ITSELF
from pressroom.review.compare.grids import Grid, Row
from pressroom.review.compare.tolerance import Grade
from pressroom.review.show import wording
from pressroom.review.show.page_words import word
from pressroom.safe import line

MOST, MOST_DETAILS = 3, 50
"""How many details are told in one line, and how many at all."""
PARTS: dict[str, Text] = {
    "code": t("kod", context="part"),
    "text": t("text", context="part"),
    "added": t("ny", context="part"),
    "removed": t("borttagen", context="part"),
    "text added": t("ny text"),
    "text removed": t("borttagen text"),
    NAME: t("namn"),
    COMMENTS: t("bara kommentarer"),
    ITSELF: t("vad den säger om sig själv"),
}


def told(change: InputChange, lang: str = SOURCE) -> str:
    """Return what differs in an input as one line of plain words."""
    if change.has_value:
        return " → ".join(wording.pair(change.old, change.new, change.unit, lang))
    if change.grid:
        return rows_told(change.grid, lang)
    one = [*_lines_apart(change)]
    if len(one) == 1:
        name, old, new = one[0]
        return f"{name}{': ' if name else ''}{' → '.join(wording.where_apart(old, new))}"
    some = "; ".join(details_told(change, lang)[:MOST])
    more = len(change.details) - MOST
    return f"{some} +{more}" if more > 0 else some or word(change.status, lang)


def details_told(change: InputChange, lang: str) -> list[str]:
    """Return the details of a changed input, its own words in a language."""
    return [line(_detail(change, each, lang)) for each in change.details[:MOST_DETAILS]]


def _detail(change: InputChange, said: str, lang: str) -> str:
    key, sign, parts = said.rpartition(": ")
    if change.kind == "notebook":
        words = [PARTS[part].of(lang) if part in PARTS else word(part, lang) for part in parts.split(", ")]
        return f"{key}{sign}{', '.join(words)}"
    return PARTS[said].of(lang) if said in (COMMENTS, ITSELF) else said


def rows_told(grid: Grid, lang: str) -> str:
    """Return what differs in a table: the cell where it is one, else how many rows of each kind."""
    if len(grid.changes) == 1 and (cell := _only_cell(grid, grid.changes[0], lang)):
        return cell
    return ", ".join(rows_counted(grid, lang)) or word("row_order" if grid.reordered else "changed", lang)


def rows_counted(grid: Grid, lang: str) -> list[str]:
    """Return how many rows are changed, new and removed."""
    counts = Counter(row.status for row in grid.changes)
    named = {
        "changed": plural("ändrad rad", "ändrade rader", counts["changed"]),
        "added": plural("ny rad", "nya rader", counts["added"]),
        "removed": plural("borttagen rad", "borttagna rader", counts["removed"]),
    }
    return [
        f"{group(Decimal(counts[each]), lang)} {words.of(lang)}"
        for each, words in named.items()
        if counts[each]
    ]


def _only_cell(grid: Grid, row: Row, lang: str) -> str:
    """Return the one cell of a changed row that differs; "" where several do."""
    pairs = zip(grid.columns, row.cells, strict=True)
    apart = [(column, cell) for column, cell in pairs if cell.grade is Grade.CHANGED]
    if row.status != "changed" or len(apart) != 1:
        return ""
    [(column, cell)] = apart
    values = " → ".join(wording.pair(cell.old, cell.new, column.unit, lang))
    return line(f"{wording.row_name(row, grid.key)}: {wording.in_language(column.label, lang)} {values}")


def _lines_apart(change: InputChange) -> list[tuple[str, str, str]]:
    """Return the only line that differs in what was edited, with the name of its piece; else two or none."""
    found: list[tuple[str, str, str]] = []
    for edit in change.edits:
        olds, news = wording.without_same_ends(edit.old.splitlines(), edit.new.splitlines())
        pairs = [pair for pair in zip(olds, news, strict=False) if pair[0] != pair[1]]
        if len(olds) != len(news) or len(pairs) != 1:
            return []
        found += [(edit.name, old.strip(), new.strip()) for old, new in pairs]
    return found
