"""The changes of a comparison that somebody has to decide on: what each is called, and what it holds.

Decided on is what a run publishes. Inputs and noise change no result; chapters are reviewed as text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pressroom.language.text import Text
from pressroom.review import verdicts
from pressroom.review.changes import Comparison, KeyFigureChange, Location
from pressroom.review.contents import UNDECIDED, Contents, Pair, hash_of, names_of
from pressroom.review.sides import Side
from pressroom.review.verdicts import Verdict
from pressroom.safe import line

KINDS = {"key_figures": "key figure", "tables": "table", "figures": "figure", "texts": "text"}
NO_VERDICT = "no verdict"
# How it is told that somebody did not accept a change.
AGAINST = ("rejected", "questioned")


@dataclass(frozen=True)
class Change:
    """A change: its name, its kind and item in the comparison ("" and a text where it stands in none), and
    the hashes of its contents, None where a side has none. Where several items have one name these are
    numbered, and `named` is the name without.
    """

    id: str
    named: str
    kind: str
    item: Any
    old: str | None
    new: str | None

    def decided(self, word: str, who: str, why: str, when: str) -> Verdict:
        """Return a verdict on the change; ValueError says what in it cannot be one's."""
        given = {"verdict": word, "who": who, "why": why, "when": when}
        return verdicts.checked({"change": self.id, **given, "old": self.old, "new": self.new})


@dataclass(frozen=True)
class Open:
    """A change that is not accepted, and why it is not, in words."""

    change: Change
    why: str


def changes_of(old: Side, new: Side, comparison: Comparison) -> list[Change]:
    """Return the changes of what is published, each under a name of its own."""
    contents, names = Contents(old, new), {*old.files, *new.files}
    numbers: Counter[str] = Counter()
    found: list[Change] = []

    def add(id: str, kind: str, item: object, pair: Pair) -> None:
        numbers[id] += 1
        numbered = id if numbers[id] == 1 else f"{id} ({numbers[id]})"
        # What is the same at its place differs elsewhere: then all that a side holds counts.
        found.append(Change(numbered, id, kind, item, *(contents.whole if pair[0] == pair[1] else pair)))

    for kind, word in KINDS.items():
        for item in getattr(comparison, kind):
            if kind == "key_figures":
                add(verdicts.identity(word, item.id), kind, item, _values(item))
            elif _published(item.place, names):
                what = getattr(item, "what", "")
                id = verdicts.identity(word, item.place.notebook, item.place.cell, what)
                add(id, kind, item, contents.of(item.place, what or word))
    places = {name for change in found for name in names_of(change.item.place)}
    for name in sorted({*old.files} ^ {*new.files}):
        if name not in places and name not in UNDECIDED:
            status = "added" if name in new.files else "removed"
            add(verdicts.identity("file", name), "", status, contents.of(Location(name), "file"))
    if comparison.problems:
        said = "; ".join(line(problem) for problem in comparison.problems)
        add("what could not be compared", "", said, contents.whole)
    return found


def open_changes(changes: Iterable[Change], given: Iterable[Verdict]) -> Iterator[Open]:
    """Yield the changes that no verdict accepts as they are now."""
    by_change: dict[str, list[Verdict]] = {}
    for each in given:
        by_change.setdefault(each.change, []).append(each)
    for change in changes:
        said = by_change.get(change.id, [])
        # Contents of one name are held together, and which are numbered hangs on which have changed.
        verdict = verdicts.standing(change.old, change.new, said) or verdicts.standing(
            change.old, change.new, by_change.get(change.named, [])
        )
        last = max(said, key=lambda each: each.rank, default=None)
        if verdict and verdict.verdict != "accept":
            word = dict(zip(("reject", "question"), AGAINST, strict=True))[verdict.verdict]
            yield Open(change, f"{word} by {verdict.who}: {verdict.why}")
        elif verdict is None and last and last.new != change.old:
            yield Open(change, f"the verdict of {last.who} ({last.when[:10]}) is on other content")
        elif verdict is None:
            # What led to the old content says nothing of what came of it.
            yield Open(change, NO_VERDICT)


def _values(change: KeyFigureChange) -> Pair:
    """Return the hashes of a key figure's values and units, of a text with what its words are made of."""
    absent = {"added": 0, "removed": 1}.get(change.status)
    values = [value.as_json() if isinstance(value, Text) else value for value in (change.old, change.new)]
    # The same number in another unit is another result.
    contents = zip(values, (change.old_unit or change.unit, change.unit), strict=True)
    old, new = (None if side == absent else hash_of([*held]) for side, held in enumerate(contents))
    return old, new


def _published(place: Location, names: Iterable[str]) -> bool:
    """Return whether a place is in a run, and is decided on; the report's own texts are in none."""
    return any(name in names and name not in UNDECIDED for name in names_of(place))
