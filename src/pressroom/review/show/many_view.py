"""What is shown of more than two sides, in the words of a language."""

from collections.abc import Mapping, Sequence
from typing import Any

from pressroom.language.catalogue import TERMINAL
from pressroom.language.text import Text, t
from pressroom.review.changes import Comparison, FigureChange, InputChange, KeyFigureChange, TextChange
from pressroom.review.many import KINDS, Held, Item, Many, has_value
from pressroom.review.show import view, wording
from pressroom.review.show.markup import inline
from pressroom.review.show.matrix import Cell, Drawn, Matrix, Row, Said
from pressroom.review.show.page_words import word
from pressroom.review.show.stale_view import stale_view
from pressroom.safe import line

MOST_ITEMS = 300
MOST_PICTURES = 4
"""With more sides the pictures stand on the pages of the pairs only."""
LONGEST_CELL, LONGEST_WORDS = 40, 2_000
NOTHING, GONE = "–", ("absent", "removed")
Pages = Mapping[tuple[int, int], str]
"""The review pages of pairs of sides, as they are called from the page beside them."""


def many_view(many: Many, lang: str, pages: Pages) -> dict[str, object]:
    """Return everything that the page shows."""
    names = [line(name, 80) for name in many.names]
    chapters = {chapter for each in many.comparisons.values() for chapter in view.chapters(each)}
    return {
        "old": names[0],
        "new": ", ".join(names[1:]),
        "differs": many.differs,
        "outputs_differ": any(each.outputs_differ for each in many.with_first),
        "inputs": any(each.inputs for each in many.with_first),
        "stale": [stale_view(late, lang) for late in many.stale],
        "problems": [line(problem, 400) for problem in many.problems],
        "pairs": [_pair(many, pair, lang, page) for pair, page in pages.items()],
        "conflicts": [
            (view.change_id(item.kind, item.change), _label(item, lang)) for item in many.conflicts
        ],
        "notes": [],
        "chapters": sorted(chapters),
        "counts": [(kind, len(items), "") for kind, items in _by_kind(many).items()],
        "who": sorted({(_who(item), _whose(item, many, lang)) for item in many.items}),
        "matrices": matrices(many, lang, pages),
    }


def matrices(many: Many, lang: str | None, pages: Pages) -> list[Matrix]:
    """Return what differs on some side, by kind; without `lang` as the terminal writes it."""
    columns = tuple(line(name, 40) for name in many.names)
    found = []
    for kind, items in _by_kind(many).items():
        rows = tuple(_row(item, many, lang, pages) for item in items[:MOST_ITEMS])
        found.append(Matrix(kind, columns, rows, len(items), max(len(items) - MOST_ITEMS, 0)))
    return found


def _by_kind(many: Many) -> dict[str, list[Item]]:
    """Return the items by the part of the page they stand in; what the brief says is one of its own."""
    found: dict[str, list[Item]] = {}
    for item in many.items:
        found.setdefault("headlines" if item.is_headline else item.kind, []).append(item)
    return found


def counts(comparison: Comparison, lang: str = TERMINAL) -> str:
    """Return how much differs between two sides: "1 input, 3 key figures"."""
    numbers = [(kind, len(getattr(comparison, kind))) for kind in KINDS]
    return ", ".join(view.number_of(*each, lang) for each in numbers if each[1]) or word("none", lang)


def _pair(many: Many, pair: tuple[int, int], lang: str, page: str) -> tuple[str, str, str]:
    old, new = (line(many.names[number], 80) for number in pair)
    return f"{old} → {new}", page, counts(many.comparisons[pair], lang)


def _row(item: Item, many: Many, lang: str | None, pages: Pages) -> Row:
    change = item.change
    links = [_link(item, held, pages.get((0, number))) for number, held in enumerate(item.held)]
    said = _said(item, many, lang, links)
    words = [_words(item, held, bool(said), lang) for held in item.held]
    marks = [held.status if held.group else "same" for held in item.held]
    return Row(
        id=view.change_id(item.kind, change),
        name=name_of(change),
        label=_label(item, lang or TERMINAL),
        cells=tuple(map(Cell, words, marks, links)),
        whose=_whose(item, many, lang or TERMINAL),
        who=_who(item),
        chapters=" ".join(change.notebooks) if isinstance(change, InputChange) else change.place.notebook,
        said=said,
        drawn=_drawn(item, many, links) if lang else (),
    )


def name_of(change: Any) -> str:
    """Return what an item is called, in one line."""
    if isinstance(change, InputChange):
        return line(change.name, 120)
    if isinstance(change, KeyFigureChange):
        return line(change.id, 120)
    what = change.what if isinstance(change, TextChange) else ""
    return line(f"{change.place.notebook} {change.place.cell} {what}", 200)


def _label(item: Item, lang: str) -> str:
    change = item.change
    if isinstance(change, InputChange):
        return word(change.kind, lang)
    if isinstance(change, KeyFigureChange):
        return wording.label_of(change.label, lang)
    if isinstance(change, TextChange):
        return view.what_it_is(change.what, lang)
    return inline(t(change.caption).of(lang)) or line(change.place.cell, 80)


def _words(item: Item, held: Held, is_long: bool, lang: str | None) -> str:
    """Return a value as it stands beside the first side's; else how the side stands to the first."""
    if held.status in GONE:
        return NOTHING if has_value(item.change) else word(held.status, lang or TERMINAL)
    if has_value(item.change) and not is_long:
        values = (item.held[0].value, held.value, held.unit)
        return (wording.pair(*values, lang) if lang else wording.terminal_pair(*values))[1] or NOTHING
    # A letter says which sides hold the same, where not all that changed it do.
    letter = f" {chr(96 + held.group)}" if held.group and item.who == "apart" else ""
    return word(held.status, lang or TERMINAL) + letter


def _link(item: Item, held: Held, page: str | None) -> str:
    return f"{page}#{view.change_id(item.kind, held.change)}" if page and held.change else ""


def _said(item: Item, many: Many, lang: str | None, links: Sequence[str]) -> tuple[Said, ...]:
    """Return the words that are too long for a cell, each once, with the sides that say them."""
    contents = [_content(held, lang) for held in item.held] if has_value(item.change) else []
    if max(map(len, contents), default=0) <= LONGEST_CELL:
        return ()
    return tuple(
        Said(names, contents[0], contents[number] or NOTHING, links[number])
        for number, names in _alike(item, many).items()
    )


def _alike(item: Item, many: Many) -> dict[int, str]:
    """Return the names of the sides that hold the same, by the number of the first of them."""
    sides: dict[int, list[int]] = {}
    for number, held in enumerate(item.held):
        sides.setdefault(held.group, []).append(number)
    return {alike[0]: ", ".join(line(many.names[each], 40) for each in alike) for alike in sides.values()}


def _drawn(item: Item, many: Many, links: Sequence[str]) -> tuple[Drawn, ...]:
    """Return the pictures of a figure, each once, with the sides that show it."""
    if not isinstance(item.change, FigureChange) or len(many.names) > MOST_PICTURES:
        return ()
    pictures = [item.change.old, *(held.change.new if held.change else None for held in item.held[1:])]
    sides = _alike(item, many)
    images = {number: view.image(pictures[number]) for number in sides}
    return tuple(Drawn(sides[number], image, links[number]) for number, image in images.items() if image)


def _content(held: Held, lang: str | None) -> str:
    if held.status in GONE:
        return NOTHING
    if not isinstance(held.value, Text | str):
        return wording.value(held.value, held.unit, lang or TERMINAL)
    words = str(held.value) if lang is None else wording.in_language(held.value, lang)
    return line(words, LONGEST_WORDS)


def _who(item: Item) -> str:
    return f"side-{item.changed_by[0]}" if item.who == "one" else item.who


def _whose(item: Item, many: Many, lang: str) -> str:
    """Return in words who changed an item."""
    if item.who == "one":
        return word("only", lang).format(line(many.names[item.changed_by[0]], 40))
    return word(f"{'both' if len(many.names) == 3 else 'several'}_{item.who}", lang)
