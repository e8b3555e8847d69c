"""The changes of a comparison that somebody has to decide on: what each is called, and what it holds.

Decided on is what a run publishes. Inputs and noise change no result; chapters are reviewed as text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pressroom.language.text import Text
from pressroom.review import verdicts
from pressroom.review.changes import Comparison, KeyFigureChange, Location
from pressroom.review.contents import UNDECIDED, Contents, Pair, hash_of, names_of
from pressroom.review.sides import Side
from pressroom.review.verdicts import Verdict
from pressroom.runs.run import RESULTS
from pressroom.safe import line

# The files of a run that say what its outputs rest on.
SAYING_WHAT_IT_RESTS_ON = ("provenance.json", "traceability.qmd", RESULTS)
KINDS = {"key_figures": "key figure", "tables": "table", "figures": "figure", "texts": "text"}
NO_VERDICT = "no verdict"
# So many signs may both names of a change be long that stand in one verdict.
LONGEST_NAMES = 280
# How it is told that somebody did not accept a change.
AGAINST = ("rejected", "questioned")


@dataclass(frozen=True)
class Change:
    """A change: its name, its kind and item in the comparison ("" and a text where it stands in none), and
    the hashes of its contents, None where a side has none. Where several items have one name these are
    numbered, and `named` is the name without. The name of what is called otherwise now holds both names.
    """

    id: str
    named: str
    kind: str
    item: Any
    old: str | None
    new: str | None

    @property
    def parts(self) -> list[tuple[tuple[str, str], Pair]]:
        """Return what is judged: names (numbered and not) and contents. Another name is two: what goes, and
        what comes. So the steps before and after it are accepted under the name that they had.
        """
        ids, named = (name.split(verdicts.BECOMES) for name in (self.id, self.named))
        pairs = [(self.old, self.new)] if len(ids) == 1 else [(self.old, None), (None, self.new)]
        return [*zip(zip(ids, named, strict=True), pairs, strict=True)]

    @property
    def hangs_on_measuring(self) -> bool:
        """Return whether the change may be another, or none, once it is measured what outputs rest on."""
        if self.kind == "key_figures":
            old, new = _values(self.item)
            return old == new
        file = self.id.removeprefix("file ") if isinstance(self.item, str) else self.item.place.notebook
        return file in SAYING_WHAT_IT_RESTS_ON

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

    def add(names: Sequence[str], kind: str, item: object, pair: Pair) -> None:
        named = verdicts.BECOMES.join(dict.fromkeys(names))
        if len(named) > LONGEST_NAMES or None in pair:
            named = names[-1]
        numbers[named] += 1
        number = f" ({numbers[named]})" if numbers[named] > 1 else ""
        id = verdicts.BECOMES.join(name + number for name in named.split(verdicts.BECOMES))
        # What is the same at its place, under the same name, differs elsewhere: all that a side holds counts.
        is_elsewhere = pair[0] == pair[1] and verdicts.BECOMES not in named
        found.append(Change(id, named, kind, item, *(contents.whole if is_elsewhere else pair)))

    for kind, word in KINDS.items():
        for item in getattr(comparison, kind):
            if kind == "key_figures":
                add([verdicts.identity(word, id) for id in reversed(item.ids)], kind, item, _values(item))
            elif _published(item.place, names):
                what = getattr(item, "what", "")
                places = (item.place.old, item.place)
                ids = [verdicts.identity(word, each.notebook, each.cell, what) for each in places]
                add(ids, kind, item, contents.of(item.place, what or word))
    shown = {name for change in found for name in names_of(change.item.place)}
    for name in sorted({*old.files} ^ {*new.files}):
        if name not in shown and name not in UNDECIDED:
            status = "added" if name in new.files else "removed"
            add([verdicts.identity("file", name)], "", status, contents.of(Location(name), "file"))
    if comparison.problems:
        said = "; ".join(line(problem) for problem in comparison.problems)
        add(["what could not be compared"], "", said, contents.whole)
    return found


def open_changes(changes: Iterable[Change], given: Iterable[Verdict]) -> Iterator[Open]:
    """Yield the changes that no verdict accepts as they are now."""
    changes = [*changes]
    came = {id for change in changes for (id, _), pair in change.parts if pair[0] is None}
    by_change: dict[str, list[Verdict]] = {}
    for each in verdicts.by_name(given, came):
        by_change.setdefault(each.change, []).append(each)
    for change in changes:
        why = [_why(pair, *(by_change.get(name, []) for name in names)) for names, pair in change.parts]
        if any(why):
            yield Open(change, next(filter(None, why)))


def _why(pair: Pair, said: Sequence[Verdict], named: Sequence[Verdict]) -> str:
    """Return why the verdicts on a change do not accept it, empty where they do."""
    # Contents of one name are held together, and which are numbered hangs on which have changed.
    verdict = verdicts.standing(*pair, said) or verdicts.standing(*pair, named)
    last = max(said, key=lambda each: each.rank, default=None)
    if verdict:
        word = dict(zip(("reject", "question"), AGAINST, strict=True)).get(verdict.verdict)
        return f"{word} by {verdict.who}: {verdict.why}" if word else ""
    # What led to the old content says nothing of what came of it.
    if last and last.new != pair[0]:
        return f"the verdict of {last.who} ({last.when[:10]}) is on other content"
    return NO_VERDICT


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
