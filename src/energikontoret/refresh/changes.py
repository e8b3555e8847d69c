"""What differs between two tables, by key."""

from collections.abc import Iterator

import pandas as pd

SHOWN = 10


def lines(old: pd.DataFrame | None, new: pd.DataFrame, keys: list[str], value: str) -> Iterator[str]:
    """Yield a summary, then the first changes of each kind."""
    before = pd.Series(dtype="float64") if old is None else old.set_index(keys)[value]
    after = new.set_index(keys)[value]
    both = before.index.intersection(after.index)
    changed = [key for key in both if not _same(before[key], after[key])]
    added = [key for key in after.index if key not in before.index]
    missing = [key for key in before.index if key not in after.index]
    same = len(both) - len(changed)
    yield f"{len(changed)} changed, {len(added)} new, {len(missing)} missing, {same} the same"
    for key in changed[:SHOWN]:
        yield f"{_name(key)}: {before[key]:.6g} -> {after[key]:.6g}"
    for word, some in (("new", added), ("missing", missing)):
        yield from (f"{word}: {_name(key)}" for key in some[:SHOWN] if old is not None)
    hidden = sum(max(0, len(some) - SHOWN) for some in (changed, added, missing))
    if hidden and old is not None:
        yield f"and {hidden} more"


def _same(one: float, other: float) -> bool:
    return (pd.isna(one) and pd.isna(other)) or abs(one - other) < 1e-9 * max(1, abs(one))


def _name(key: tuple[object, ...]) -> str:
    return " ".join(str(part) for part in key)
