"""Things beside each other, a row each, with a column for each side: for the terminal and as Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pressroom.language.catalogue import TERMINAL
from pressroom.review.show import wording
from pressroom.review.show.page_words import word
from pressroom.review.show.terminal import Line
from pressroom.safe import escaped_markdown, line

MOST_ROWS = 40
WIDEST = 60
LARGEST_COMMENT = 60_000


@dataclass(frozen=True)
class Cell:
    """What stands in a column: its words, how it is marked, and where its details are."""

    text: str
    mark: str = "same"
    link: str = ""


@dataclass(frozen=True)
class Said:
    """Long words, which sides say them, what the first side says, and where the details are."""

    sides: str
    first: str
    words: str
    link: str = ""

    @property
    def excerpt(self) -> str:
        """Return one line of the words, from a little before they differ from the first side's."""
        is_first = self.first == self.words
        return line(self.words) if is_first else wording.where_apart(self.first, self.words)[1]


@dataclass(frozen=True)
class Drawn:
    """A picture as a data link, which sides show it, and where the details are."""

    sides: str
    image: str
    link: str = ""


@dataclass(frozen=True)
class Row:
    """A row: its id on the page, its name and label, its cells, and in words who changed it.

    `said` are the words of it, where they are too long for cells, and `drawn` its pictures. `who` are the
    words by which it is chosen.
    """

    id: str
    name: str
    label: str
    cells: tuple[Cell, ...]
    whose: str = ""
    who: str = ""
    chapters: str = ""
    said: tuple[Said, ...] = ()
    drawn: tuple[Drawn, ...] = ()


@dataclass(frozen=True)
class Matrix:
    """The rows of one kind below the names of their columns, how many things there are, and how many more."""

    kind: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    count: int
    more: int = 0

    @property
    def has_whose(self) -> bool:
        return any(row.whose for row in self.rows)


def terminal_lines(matrix: Matrix) -> Iterator[Line]:
    """Yield the rows in columns of equal width, long words below theirs."""
    yield Line(0, "")
    yield Line(0, f"{word(matrix.kind, TERMINAL)} ({matrix.count})", "head")
    written = [[line(row.name, WIDEST), *(cell.text for cell in row.cells), row.whose] for row in matrix.rows]
    head = ["", *matrix.columns, ""]
    widths = [max(map(len, column)) for column in zip(head, *written, strict=True)]
    yield Line(1, _columns(head, widths), "dim")
    for row, cells in zip(matrix.rows, written, strict=True):
        yield Line(1, _columns(cells, widths), "strong")
        for said in row.said:
            yield Line(3, f"{said.sides}: {said.excerpt}")
    if matrix.more:
        yield Line(1, f"… and {matrix.more} more", "dim")


def _columns(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = cells
    middle = [cell.rjust(width) for cell, width in zip(others[:-1], widths[1:-1], strict=True)]
    return "  ".join([first.ljust(widths[0]), *middle, cells[-1]]).rstrip()


def comment(lines: Sequence[str]) -> str:
    """Return lines of Markdown as far as they fit into a comment, then how many more there are."""
    sizes = accumulate(len(text) + 1 for text in lines)
    fitting = sum(size <= LARGEST_COMMENT for size in sizes)
    more = [f"… and {len(lines) - fitting} lines more."] if fitting < len(lines) else []
    return "\n".join([*lines[:fitting], *more]) + "\n"


def markdown_lines(matrix: Matrix) -> Iterator[str]:
    """Yield the rows as a table, long words in their cells' place."""
    columns = [word(matrix.kind, TERMINAL), *matrix.columns, *([""] if matrix.has_whose else [])]
    yield "| " + " | ".join(map(escaped_markdown, columns)) + " |"
    yield "| --- |" + " ---: |" * len(matrix.columns) + (" --- |" if matrix.has_whose else "")
    for row in matrix.rows[:MOST_ROWS]:
        cells = [row.name, *(cell.text for cell in row.cells), *([row.whose] if matrix.has_whose else [])]
        yield "| " + " | ".join(map(escaped_markdown, cells)) + " |"
    if matrix.count > MOST_ROWS:
        yield f"\n… and {matrix.count - MOST_ROWS} more."
    yield ""
    for row in matrix.rows[:MOST_ROWS]:
        for said in row.said:
            named = (row.name, said.sides, said.excerpt)
            yield "- {}, {}: {}".format(*map(escaped_markdown, named))
    yield ""
