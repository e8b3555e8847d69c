"""When two values count as equal, as noise or as changed."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeGuard

from pressroom.errors import UserError, near
from pressroom.language.text import Text
from pressroom.language.units import units
from pressroom.notebook.canonical import ADDRESS, CELL_FILE

RTOL = 1e-9
ATOL = 1e-12

# A number with a decimal point that no letter, digit or sign touches: no code, no version, no day.
FLOAT = re.compile(
    r"(?<![\w.,+\u2212-])[-+\u2212]?(?:0|[1-9]\d*)(?:\.\d+(?:[eE][-+]?\d+)?|[eE][-+]?\d+)(?!\w|[.,]\d)"
)
# So many characters has a float of which the last digit is a matter of rounding.
LONG = 16
LONGEST_TEXT = 1_000_000


class Grade(IntEnum):
    """How far apart two values are; the larger of two grades is the worse."""

    SAME = 0
    NOISE = 1
    CHANGED = 2


class Missing:
    """What is not there: no value, and none of JSON's either."""

    def __repr__(self) -> str:
        return "–"


MISSING = Missing()
Path = tuple[str | int, ...]
Apart = tuple[Path, object, object, Grade]


@dataclass(frozen=True)
class Tolerance:
    """Relative and absolute tolerances by unit ("": any), and the share of pixels that may differ."""

    relative: Mapping[str, float] = field(default_factory=dict)
    absolute: Mapping[str, float] = field(default_factory=dict)
    pixels: float = 0.0

    @property
    def is_given(self) -> bool:
        """Return whether somebody asked for a tolerance of values."""
        return bool(self.relative or self.absolute)

    def grade(self, old: object, new: object, unit: str | None = None) -> Grade:
        """Return how far apart two values are: floats have a tolerance, whole numbers and texts have none."""
        if isinstance(old, Text) and isinstance(new, Text):
            return worst(grade for *_, grade in self.apart(old.as_json(), new.as_json()))
        if is_number(old) and is_number(new):
            return self._numbers(old, new, unit or "")
        return Grade.SAME if type(old) is type(new) and old == new else Grade.CHANGED

    def apart(self, old: object, new: object, path: Path = ()) -> Iterator[Apart]:
        """Yield path, old, new and grade of each value in two JSON documents that is not the same."""
        if isinstance(old, dict) and isinstance(new, dict):
            for name in dict.fromkeys([*old, *new]):
                yield from self.apart(old.get(name, MISSING), new.get(name, MISSING), (*path, name))
        elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
            for number, (before, after) in enumerate(zip(old, new, strict=True)):
                yield from self.apart(before, after, (*path, number))
        elif (grade := self.grade(old, new)) is not Grade.SAME:
            yield path, old, new, grade

    def text(self, old: str, new: str) -> Grade:
        """Return how far apart two printed texts are: noise is where an object lay in memory, and the last
        digits of floats.
        """
        if old == new:
            return Grade.SAME
        if len(old) + len(new) > LONGEST_TEXT:
            return Grade.CHANGED
        old, new = (CELL_FILE.sub("·", ADDRESS.sub("·", text)) for text in (old, new))
        if FLOAT.sub("\0", old) != FLOAT.sub("\0", new):
            return Grade.CHANGED
        pairs = zip(FLOAT.findall(old), FLOAT.findall(new), strict=True)
        return max(Grade.NOISE, worst(self._written(*pair) for pair in pairs))

    def _written(self, old: str, new: str) -> Grade:
        """Return how far apart two floats are as they are written: 1.10 and 1.1 may be two versions."""
        if old == new:
            return Grade.SAME
        before, after = (float(text.replace("\u2212", "-")) for text in (old, new))
        if before == after:
            return Grade.NOISE if max(len(old), len(new)) >= LONG else Grade.CHANGED
        return self._numbers(before, after, "")

    def _numbers(self, old: float, new: float, unit: str) -> Grade:
        if old == new:
            return Grade.SAME if type(old) is type(new) else Grade.NOISE
        if old != old and new != new:
            return Grade.SAME
        rtol, atol = (each.get(unit, each.get("")) for each in (self.relative, self.absolute))
        if rtol is atol is None and isinstance(old, int) and isinstance(new, int):
            # As floats two large ones may be the same.
            return Grade.CHANGED
        rtol, atol = RTOL if rtol is None else rtol, ATOL if atol is None else atol
        try:
            near_enough = math.isclose(old, new, rel_tol=rtol, abs_tol=atol)
        except OverflowError:
            near_enough = False
        return Grade.NOISE if near_enough else Grade.CHANGED


class Exact(Tolerance):
    """No tolerance at all: for inputs, where white space counts as well."""

    def grade(self, old: object, new: object, unit: str | None = None) -> Grade:
        """Return SAME or CHANGED."""
        return Grade.SAME if old == new and type(old) is type(new) else Grade.CHANGED


def most_apart(found: Iterable[Apart]) -> float | None:
    """Return the largest difference of two numbers as a share of the larger; None where there are none."""
    shares = []
    for _, old, new, _ in found:
        if is_number(old) and is_number(new) and math.isfinite(largest := max(abs(old), abs(new))):
            shares.append(abs(new - old) / largest if largest else 0.0)
    return max(shares, default=None)


def number_in(value: object) -> float | None:
    """Return a number, or what a file of data writes for one; None where it is none."""
    try:
        number = float(value) if isinstance(value, str | int | float) else None
    except (ValueError, OverflowError):
        return None
    return number if number is not None and math.isfinite(number) else None


class Written(Exact):
    """No tolerance, but numbers that are written otherwise are the same: 1.5 and 1.50."""

    def grade(self, old: object, new: object, unit: str | None = None) -> Grade:
        """Return SAME or CHANGED."""
        numbers = number_in(old), number_in(new)
        is_same = numbers[0] is not None and numbers[0] == numbers[1]
        return Grade.SAME if is_same else super().grade(old, new, unit)


def is_number(value: object) -> TypeGuard[int | float]:
    """Return whether `value` is a number; a truth value is none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def where(path: Path) -> str:
    """Return the place of a value in a JSON document: "cells.3.metadata"."""
    return ".".join(map(str, path))


def worst(grades: Iterable[Grade]) -> Grade:
    """Return the worst of some grades, SAME where there is none."""
    return max(grades, default=Grade.SAME)


def parse_tolerance(
    rtol: Iterable[str | float] = (), atol: Iterable[str | float] = (), pixels: float = 0.0
) -> Tolerance:
    """Return the tolerance of `--rtol 0.01 --rtol kr=0.001 --atol kr=1`; raises UserError for nonsense."""
    return Tolerance(
        dict(_pair("--rtol", text) for text in rtol), dict(_pair("--atol", text) for text in atol), pixels
    )


def _pair(option: str, given: str | float) -> tuple[str, float]:
    unit, _, number = str(given).rpartition("=")
    if unit and unit not in units():
        raise UserError(f"{option} {given}: no unit is called '{unit}'.", near(unit, units()))
    try:
        value = float(number)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise UserError(
            f"{option} {given}: '{number}' is not a number of 0 or more.",
            f"Write {option} 0.01 or {option} kr=0.01.",
        )
    return unit, value
