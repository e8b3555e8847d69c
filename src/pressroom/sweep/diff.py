"""Compare the sets of a sweep with one run, or with the same sets of another sweep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pressroom import publication
from pressroom.errors import UserError
from pressroom.project import REFERENCE, Project
from pressroom.review.changes import Stale
from pressroom.review.compare.runs import rank, told_in
from pressroom.review.compare.tolerance import Grade, Tolerance, is_number
from pressroom.review.equality import newer_inputs
from pressroom.review.sides import find_side
from pressroom.safe import line
from pressroom.sweep.results import Results, Values, folder_of, parsed, read

MOST_COLUMNS, MOST_HEADLINES = 8, 4


class Set(NamedTuple):
    """A parameter set by its number: what it varies, and its key figures on both sides."""

    number: int
    varied: Mapping[str, str]
    old: Values
    new: Values


@dataclass(frozen=True)
class Difference:
    """How a sweep differs from a run, whose key figures are `base`, or set by set from another sweep.

    `lone` are the numbers of sets that only one of two sweeps has; `ids` are the key figures that differ,
    in the order in which a reader is told them.
    """

    names: tuple[str, str]
    table: str
    about: Mapping[str, Mapping[str, str]]
    sets: list[Set]
    told: Mapping[str, list[str]]
    tolerance: Tolerance
    base: Values | None = None
    lone: tuple[int, int] = (0, 0)
    stale: tuple[Stale, ...] = ()

    @cached_property
    def ids(self) -> list[str]:
        found = (id for id in self.about if any(self.is_apart(id, each) for each in self.sets))
        return sorted(found, key=lambda id: rank(id, self.told))

    @cached_property
    def columns(self) -> list[str]:
        """Return the key figures that have a column: some that the brief tells of, then the numbers."""
        headlines = [id for id in self.ids if id in self.told["brief"]][:MOST_HEADLINES]
        numbers = [id for id in self.ids if id not in headlines and not self.is_text(id)]
        return [*headlines, *numbers][:MOST_COLUMNS]

    @cached_property
    def words(self) -> Mapping[str, Mapping[tuple[object, object], int]]:
        """Return by its column what a text became from what, each with a number of its own."""
        found: dict[str, dict[tuple[object, object], int]] = {
            id: {} for id in self.columns if self.is_text(id)
        }
        for id, numbers in found.items():
            for each in self.sets:
                if self.is_apart(id, each):
                    numbers.setdefault((each.old.get(id), each.new.get(id)), len(numbers) + 1)
        return found

    def is_text(self, id: str) -> bool:
        return self.about[id]["unit"] == "text"

    @property
    def differs(self) -> bool:
        return bool(self.ids or any(self.lone) or self.stale)

    def is_apart(self, id: str, each: Set) -> bool:
        """Return whether a key figure of a set differs by more than noise."""
        old, new = each.old.get(id), each.new.get(id)
        return old != new and self.tolerance.grade(old, new, self.about[id]["unit"]) is Grade.CHANGED

    @cached_property
    def largest(self) -> Mapping[str, float]:
        """Return for each column that is a number its largest difference."""
        return {id: max(abs(apart(id, each) or 0) for each in self.sets) for id in self.columns}

    def weight(self, each: Set) -> tuple[float, int]:
        """Return how far a set is from the other side: the largest of its differences as a share of its
        column's, then in how many columns it differs.
        """
        shares = (abs(apart(id, each) or 0) / most for id, most in self.largest.items() if most)
        return max(shares, default=0.0), sum(self.is_apart(id, each) for id in self.columns)


def apart(id: str, each: Set) -> float | None:
    """Return the difference of two numbers, None where they are none."""
    old, new = each.old.get(id), each.new.get(id)
    return float(new) - float(old) if is_number(old) and is_number(new) else None


def compare(project: Project, names: Sequence[str], tolerance: Tolerance) -> Difference:
    """Return how a sweep differs from the run or the sweep that is named before it."""
    first, *_, second = (folder_of(project, name) for name in names)
    if len(names) != 2 or second is None:
        sweep = next(name for name in names if folder_of(project, name))
        raise UserError(
            "A sweep is compared with one run or one sweep, which is named before it.",
            f"Write: {publication.command('diff')} {REFERENCE} {line(sweep)}",
        )
    new, told, pair = read(second), told_in(project), (names[0], names[1])
    is_inside = new.table.is_relative_to(project.root)
    table = str(new.table.relative_to(project.root) if is_inside else new.table)
    if first:
        old = read(first)
        sets, lone = _matched(old, new)
        return Difference(pair, table, {**old.about, **new.about}, sets, told, tolerance, lone=lone)
    side = find_side(project, names[0])
    base = {str(each.get("id")): each.get("value") for each in side.run.figures}
    sets = [Set(number, varied, base, values) for number, (varied, values) in enumerate(new.rows, 1)]
    stale = (Stale(side.title, newer),) if (newer := newer_inputs(side)) else ()
    return Difference(pair, table, new.about, sets, told, tolerance, base, stale=stale)


def _matched(old: Results, new: Results) -> tuple[list[Set], tuple[int, int]]:
    """Return the sets that both sweeps have, and how many only the old and only the new one has."""
    names = sorted({*old.varied, *new.varied})
    known = {_key(old, names, varied): values for varied, values in old.rows}
    sets = [
        Set(number, varied, known[key], values)
        for number, (varied, values) in enumerate(new.rows, 1)
        if (key := _key(new, names, varied)) in known
    ]
    return sets, (len(old.rows) - len(sets), len(new.rows) - len(sets))


def _key(results: Results, names: Sequence[str], varied: Mapping[str, str]) -> tuple[object, ...]:
    """Return the values of a set for some parameters, also of those that its sweep leaves as they are."""
    written = (varied[name] if name in varied else _written(results.others.get(name)) for name in names)
    return tuple(map(parsed, written))


def _written(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
