"""What differs in a changed input, in few words: old → new where it is one thing, else how many of each."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest

from pressroom.language.catalogue import SOURCE
from pressroom.language.numbers import group
from pressroom.language.text import Text, plural, t
from pressroom.review.changes import COMMENTS, NAME, Comparison, InputChange, TextChange
from pressroom.review.compare import edits
from pressroom.review.compare.behind import ITSELF
from pressroom.review.compare.grids import Grid, Row
from pressroom.review.compare.successions import Succession
from pressroom.review.compare.tolerance import Grade
from pressroom.review.show import wording
from pressroom.review.show.page_words import word
from pressroom.safe import line

MOST, MOST_DETAILS, MOST_WITHIN = 3, 50, 5
"""How many details are told in one line and at all, and how many outputs within the tolerance."""
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
        return "; ".join([rows_told(change.grid, lang), *_edition_told(change.succession, lang)])
    lines = _lines_apart(change)
    if len(lines) == 1 and all(lines[0][1:]):
        name, old, new = lines[0]
        return f"{name}{': ' if name else ''}{' → '.join(wording.where_apart(old, new))}"
    some = "; ".join(details_told(change, lang)[:MOST])
    more = len(change.details) - MOST
    if lines and not some and change.status == "changed":
        went, came = (sum(1 for each in lines if each[side]) for side in (1, 2))
        return f"−{went} +{came} {word('rows', lang)}"
    return f"{some} +{more}" if more > 0 else some or word(change.status, lang)


def text_told(change: TextChange, lang: str) -> str:
    """Return what differs in a text of the report in one line."""
    piece = edits.of_text("", change.old, change.new)
    place = change.place.notebook
    old, new = ("…" if change.status != missing else None for missing in ("added", "removed"))
    return told(InputChange("other", place, old, new, edits=(piece,)), lang)


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


def _edition_told(edition: Succession | None, lang: str) -> Iterator[str]:
    """Yield how many rows of a new edition differ from those of the one before."""
    if edition:
        names = {"new": line(edition.new, 60), "old": line(edition.old, 60)}
        apart = ", ".join(rows_counted(edition.grid, lang)) or word("unchanged_rows", lang)
        yield f"{t('{new} mot {old}', **names).of(lang)}: {apart}"


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
    """Return the lines that differ of what was edited, side by side, each with the name of its piece."""
    found: list[tuple[str, str, str]] = []
    for edit in change.edits:
        pair = wording.without_same_ends(edit.old.splitlines(), edit.new.splitlines())
        lines = zip_longest(*pair, fillvalue="")
        found += [(edit.name, old.strip(), new.strip()) for old, new in lines if old != new]
    return found


def within(comparison: Comparison, lang: str) -> list[str]:
    """Return what differs within the tolerance, and by how much at most, those that differ most first."""
    shown = comparison.within[:MOST_WITHIN]
    named = [
        f"{each.name} ({wording.percent(each.apart, lang)})" if each.apart else each.name for each in shown
    ]
    more = sum(comparison.noise.values()) - len(shown)
    return [*named, *([f"+{more}"] if more > 0 else [])]
