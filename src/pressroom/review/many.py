"""More than two sides: what differs on any of them from the first, once each, and who changed it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Any

from pressroom.project import Project
from pressroom.review.changes import Comparison, InputChange, KeyFigureChange, Stale
from pressroom.review.compare.runs import compare_runs, rank, told_in
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.sides import Side

KINDS = ("key_figures", "tables", "figures", "texts", "inputs")
Key = tuple[str, ...]
Items = Mapping[Key, Any]


@dataclass(frozen=True)
class Held:
    """What a side holds of an item: a value and its unit, where it has one.

    `group` is 0 where it is what the first side holds, and the same on all sides that hold the same.
    `status` is same, changed, added or removed; absent where the first side lacks what another has.
    `change` is the change from the first side in their comparison.
    """

    group: int
    status: str
    change: Any = None
    value: object = None
    unit: str | None = None


@dataclass(frozen=True)
class Item:
    """An input or an output that some side holds otherwise than the first."""

    kind: str
    held: tuple[Held, ...]
    is_headline: bool = False

    @cached_property
    def change(self) -> Any:
        """Return the change by the first side that changed it, which says what it is."""
        return next(each.change for each in self.held if each.change)

    @property
    def changed_by(self) -> list[int]:
        """Return the numbers of the sides that changed it."""
        return [number for number, each in enumerate(self.held) if each.group]

    @property
    def who(self) -> str:
        """Return who changed it: one side, several alike, or several apart: among three a conflict."""
        if len(self.changed_by) == 1:
            return "one"
        return "alike" if max(each.group for each in self.held) == 1 else "apart"


@dataclass(frozen=True)
class Many:
    """Sides beside each other: how each is called, the comparisons that were made, by the sides' numbers, and
    what differs, the key figures in the order in which a reader is told them.
    """

    names: tuple[str, ...]
    comparisons: Mapping[tuple[int, int], Comparison]
    items: tuple[Item, ...]

    @cached_property
    def with_first(self) -> list[Comparison]:
        """Return the comparison of the first side with each other."""
        return [self.comparisons[0, number] for number in range(1, len(self.names))]

    @property
    def stale(self) -> list[Stale]:
        return list(dict.fromkeys(late for each in self.with_first for late in each.stale))

    @property
    def problems(self) -> list[str]:
        return list(dict.fromkeys(problem for each in self.with_first for problem in each.problems))

    @property
    def unfetched(self) -> list[str]:
        return list(dict.fromkeys(name for each in self.with_first for name in each.unfetched))

    @property
    def differs(self) -> bool:
        return any(each.differs for each in self.with_first)

    @property
    def conflicts(self) -> list[Item]:
        """Return what two sides changed apart; among more than two these are but different scenarios."""
        return [item for item in self.items if item.who == "apart"] if len(self.names) == 3 else []


def compare_many(project: Project, sides: Sequence[Side], tolerance: Tolerance) -> Many:
    """Return what differs on some side from the first; two others where both changed one thing."""
    comparisons: dict[tuple[int, int], Comparison] = {}
    items: dict[tuple[int, int], Items] = {}
    for pair in combinations(range(len(sides)), 2):
        if 0 not in pair and not items[0, pair[0]].keys() & items[0, pair[1]].keys():
            items[pair] = {}
            continue
        # Each with problems of its own: what is found of a side while it is compared is noted there.
        old, new = (replace(sides[number], problems=[*sides[number].problems]) for number in pair)
        comparisons[pair] = compare_runs(project, old, new, tolerance)
        items[pair] = _items(comparisons[pair])
    first = {key: item for number in range(1, len(sides)) for key, item in items[0, number].items()}
    told = told_in(project)
    found = [_item(key, items, len(sides), key[1] in told["brief"]) for key in first]
    found.sort(key=lambda item: (KINDS.index(item.kind), _place(item, told)))
    return Many(tuple(side.given for side in sides), comparisons, tuple(found))


def _items(comparison: Comparison) -> Items:
    """Return what differs by what it is; of several things in one place the first.

    What has another name now is what went and what came: another side may hold it under either.
    """
    changes = ((kind, each) for kind in KINDS for each in reversed(getattr(comparison, kind)))
    return {_key(kind, each): each for kind, change in changes for each in _by_name(change)}


def _by_name(change: Any) -> tuple[Any, ...]:
    if isinstance(change, KeyFigureChange) and change.renamed:
        gone = replace(
            change, id=change.renamed, status="removed", new=None, unit=change.old_unit or change.unit
        )
        came = replace(change, status="added", old=None)
        return tuple(replace(each, renamed=None, old_unit=None) for each in (gone, came))
    place = getattr(change, "place", None)
    if place is None or not place.before:
        return (change,)
    gone, came = replace(change, place=place.old), replace(change, place=replace(place, before=""))
    return replace(gone, status="removed"), replace(came, status="added")


def _key(kind: str, change: Any) -> Key:
    if isinstance(change, InputChange):
        return kind, change.ref
    if isinstance(change, KeyFigureChange):
        return kind, change.id
    return kind, change.place.notebook, change.place.cell, getattr(change, "what", "")


def _place(item: Item, told: Mapping[str, list[str]]) -> Any:
    """Return where an item stands among those of its kind: inputs stay in their order."""
    if isinstance(item.change, InputChange):
        return ()
    if isinstance(item.change, KeyFigureChange):
        return rank(item.change.id, told)
    return item.change.place.notebook


def _item(key: Key, items: Mapping[tuple[int, int], Items], count: int, is_headline: bool) -> Item:
    changes = [items[0, number].get(key) for number in range(1, count)]
    groups = [0]
    for number, change in enumerate(changes, 1):
        # Noise is no difference: a side is of the first group from which it does not differ by more.
        earlier = (other for other in range(1, number) if groups[other])
        alike = (groups[other] for other in earlier if key not in items[other, number])
        groups.append(next(alike, max(groups) + 1) if change else 0)
    first = _of_first(next(change for change in changes if change))
    held = [first, *(_of_other(*each) for each in zip(groups[1:], changes, strict=True))]
    return Item(key[0], tuple(each or first for each in held), is_headline)


def _of_first(change: Any) -> Held:
    status = "absent" if change.status == "added" else "same"
    if not has_value(change):
        return Held(0, status)
    return Held(0, status, None, change.old, getattr(change, "old_unit", None) or change.unit)


def _of_other(group: int, change: Any) -> Held | None:
    """Return what another side holds, None where it is what the first one does."""
    if change is None:
        return None
    return Held(group, change.status, change, *((change.new, change.unit) if has_value(change) else ()))


def has_value(change: Any) -> bool:
    """Return whether a change is of a value, which each side shows; of others it is said how they stand."""
    return isinstance(change, KeyFigureChange) or (isinstance(change, InputChange) and change.has_value)
