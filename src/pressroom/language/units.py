"""How each unit of the report is written, in the source language."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from pressroom import publication
from pressroom.errors import NoSuchName

BARE = ("{n}", "{n}")
RUNNING, SHORT, HEADING = "in running text", "in short", "in a heading"


class Scale(NamedTuple):
    """How large values of a unit are written: in thousands, in millions.

    An axis or a column has the scale from the value `axis_from` on. A scale without `words` is only used in
    short.
    """

    name: str
    size: int
    words: tuple[str, str] | None
    short: str
    heading: str
    axis_from: float


class Unit(NamedTuple):
    """How one unit is written: with the number 1 and with others, in short, and in the head of a column.

    `decimals` are shown in tables, at most `exact` of them in the exact style; running text keeps
    `significant` digits (None: all the whole ones). A value times `factor` is what is shown. A number of a
    `calendar` that has four digits is a year.
    """

    words: tuple[str, str]
    short: str | None = None
    heading: str | None = None
    decimals: int = 0
    exact: int = 2
    significant: int | None = 3
    factor: int = 1
    scales: tuple[Scale, ...] = ()
    calendar: bool = False

    @property
    def head(self) -> str:
        """The unit in the head of a column."""
        if self.heading is not None:
            return self.heading
        return (self.short or self.words[1]).replace("{n}", "").strip("\u00a0 ")

    def messages(self) -> list[tuple[str, str, str]]:
        """Return what can be translated, as (context, message, plural)."""
        found = [(RUNNING, *self.words), (SHORT, self.short or "", ""), (HEADING, self.head, "")]
        for scale in self.scales:
            found += [(RUNNING, *(scale.words or ("", ""))), (SHORT, scale.short, "")]
            found += [(HEADING, scale.heading, "")]
        return [message for message in found if message[1].replace("{n}", "")]


def units() -> Mapping[str, Unit]:
    """Return every unit by its name: the engine's and the publication's."""
    return _at(publication.current().units)


@cache
def _at(place: str) -> Mapping[str, Unit]:
    return BASE | publication.at(place)


def unit(
    many: str, one: str | None = None, short: str | None = None, heading: str | None = None, **how: Any
) -> Unit:
    """Return a unit whose words follow the number; `{n}` is where the number stands in `short`."""
    for name in how.keys() - {*Unit._fields}:
        raise NoSuchName(f"'unit' has no argument '{name}'", name, {"many", "one", *Unit._fields} - {"words"})
    for word in filter(None, (many, one)):
        if not isinstance(word, str):
            raise TypeError(f"{word!r} is no word of a unit")
    return Unit((f"{{n}}\u00a0{one or many}", f"{{n}}\u00a0{many}"), short, heading, **how)


def money(per: str = "", decimals: int = 0) -> Unit:
    """Return kronor, `per` something or as they are, with thousands, millions and billions."""

    def scale(name: str, size: int, one: str, many: str, axis_from: float) -> Scale:
        words = (f"{{n}}\u00a0{one}\u00a0kronor{per}", f"{{n}}\u00a0{many}\u00a0kronor{per}")
        short, heading = f"{{n}}\u00a0{name}{per}", f"{many} kronor{per}"
        return Scale(name, size, words if size > 1_000 else None, short, heading, axis_from)

    scales = (
        scale("mdkr", 10**9, "miljard", "miljarder", float("inf")),
        scale("mnkr", 10**6, "miljon", "miljoner", 2e6),
        scale("tkr", 10**3, "tusen", "tusen", 2e4),
    )
    words = (f"{{n}}\u00a0krona{per}", f"{{n}}\u00a0kronor{per}")
    return Unit(words, f"{{n}}\u00a0kr{per}", f"kronor{per}", decimals, scales=scales)


# What the engine itself writes, and what most reports need.
BASE: dict[str, Unit] = {
    "text": Unit(BARE),
    "antal": Unit(BARE, heading="antal", exact=1, significant=None),
    "kvot": Unit(BARE, decimals=1),
    "andel": unit("procent", short="{n}\u00a0%", heading="procent", decimals=1, factor=100),
    "år": unit("år", heading="", exact=1, significant=None, calendar=True),
    "kr": money(),
    # A part of the report is shown where a key figure in this unit is true.
    "villkor": Unit(BARE),
}
