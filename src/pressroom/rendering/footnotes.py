"""Footnotes whose text no reader would see: pandoc leaves them out without a word."""

import re
from collections.abc import Iterator, Sequence

from pressroom.errors import near
from pressroom.rendering.source import Line, Mistake

WRITTEN = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")
NAMED = re.compile(r"\[\^([^\]\s]+)\](?!:)")


def lost(lines: Sequence[Line]) -> Iterator[Mistake]:
    """Yield each footnote of a part that nothing refers to, or whose name another has taken."""
    named = {name for line in lines for name in NAMED.findall(line.prose or "")}
    first: dict[str, Line] = {}
    for line in lines:
        written = WRITTEN.match(line.prose or "")
        if not written:
            continue
        name = written[1]
        if name in first:
            place = f"{first[name].file}, line {first[name].number}"
            yield line.mistake(f"the footnote '{name}' is written already ({place}).", "Give each its own.")
        elif name not in named:
            open_ones = named - {*first}
            todo = near(name, open_ones) if open_ones else f"Write [^{name}] where it belongs."
            yield line.mistake(f"nothing refers to the footnote '{name}'.", todo)
        first.setdefault(name, line)
