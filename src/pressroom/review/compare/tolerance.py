"""When two values count as equal, as noise or as changed."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from pressroom.errors import UserError, near
from pressroom.language.text import Text
from pressroom.language.units import units

RTOL = 1e-9
ATOL = 1e-12

NUMBER = re.compile(r"[-+\u2212]?\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?(?:[eE][-+]?\d+)?")
FLEETING = re.compile(
    r"0x[0-9a-fA-F]{6,}"  # object addresses
    r"|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"  # random ids
    r"|\bT_[0-9a-f]{5}\w*"  # ids of pandas' Styler
    r"|/tmp/ipykernel_\d+/\d+\.py"
)


class Grade(IntEnum):
    """How far apart two values are; the larger of two grades is the worse."""

    SAME = 0
    NOISE = 1
    CHANGED = 2


@dataclass(frozen=True)
class Tolerance:
    """Relative and absolute tolerances by unit ("": any), and the share of pixels that may differ."""

    relative: Mapping[str, float] = field(default_factory=dict)
    absolute: Mapping[str, float] = field(default_factory=dict)
    pixels: float = 0.0

    def grade(self, old: object, new: object, unit: str | None = None) -> Grade:
        """Return how far apart `old` and `new` are; a number differs from a text and from a truth value."""
        old, new = (str(value) if isinstance(value, Text) else value for value in (old, new))
        if is_number(old) and is_number(new):
            return self._numbers(old, new, unit or "")
        if type(old) is not type(new):
            return Grade.CHANGED
        if isinstance(old, str):
            return self.text(old, new, unit)
        return Grade.SAME if old == new else Grade.CHANGED

    def text(self, old: str, new: str, unit: str | None = None) -> Grade:
        """Return how far apart two texts are: noise is space, addresses, and numbers within tolerance."""
        if old == new:
            return Grade.SAME
        if len(old) + len(new) > 1_000_000:
            return Grade.CHANGED
        old, new = (" ".join(FLEETING.sub("·", text).split()) for text in (old, new))
        if old == new:
            return Grade.NOISE
        if NUMBER.sub("0", old) != NUMBER.sub("0", new):
            return Grade.CHANGED
        pairs = zip(NUMBER.findall(old), NUMBER.findall(new), strict=True)
        return max(Grade.NOISE, *(self._numbers(as_number(a), as_number(b), unit or "") for a, b in pairs))

    def _numbers(self, old: float, new: float, unit: str) -> Grade:
        if old == new or (old != old and new != new):
            return Grade.SAME
        rtol = self.relative.get(unit, self.relative.get("", RTOL))
        atol = self.absolute.get(unit, self.absolute.get("", ATOL))
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


def is_number(value: object) -> bool:
    """Return whether `value` is a number; a truth value is none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def as_number(text: str) -> float:
    """Return the number that `NUMBER` found, Swedish or English."""
    plain = re.sub(r"[ \u00a0\u202f]", "", text).replace("\u2212", "-").replace(",", ".")
    return float(plain)


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
