"""A value as the reading of code knows it: not what it is, but what it comes from."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, reduce

OPEN = ".+"
"""The part of a name that is filled in while the code runs, in a pattern."""


@dataclass(frozen=True)
class Flow:
    """The origins of a value (`data:NAME`, `param:NAME`, `scenarios`), where known by key or attribute.

    A key is a pattern, for some are filled in while the code runs. `properties` holds the computed attributes
    of an instance; `module` is where its class stands.
    """

    origins: frozenset[str] = frozenset()
    keys: Mapping[str, "Flow"] = field(default_factory=dict)
    properties: Mapping[str, ast.FunctionDef] = field(default_factory=dict)
    module: str = ""

    def __or__(self, other: "Flow") -> "Flow":
        """Return both values taken together."""
        if other is NOTHING or (not other.keys and other.origins <= self.origins):
            return self
        keys = {**self.keys, **{key: self.keys.get(key, NOTHING) | flow for key, flow in other.keys.items()}}
        return Flow(
            self.origins | other.origins,
            keys,
            self.properties or other.properties,
            self.module or other.module,
        )

    def whole(self) -> "Flow":
        """Return the value without what is known of its parts."""
        return (
            self
            if not self.keys
            else Flow(self.origins.union(*(flow.whole().origins for flow in self.keys.values())))
        )

    def part(self, pattern: str) -> "Flow | None":
        """Return what is known of the parts whose name may match, or None."""
        found = [flow for key, flow in self.keys.items() if may_match(key, pattern)]
        return reduce(Flow.__or__, found, Flow(self.origins)) if found else None


NOTHING = Flow()


@cache
def may_match(one: str, other: str) -> bool:
    """Tell whether two patterns may stand for one name."""
    return any(
        re.fullmatch(a, re.sub(r"\\(.)", r"\1", b.replace(OPEN, "x")))
        for a, b in ((one, other), (other, one))
    )
