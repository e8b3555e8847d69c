"""Calls whose answer is another one each time: of the clock, and of generators that nobody seeds."""

import ast
from collections.abc import Iterator, Sequence

from pressroom.notebook.source import dotted

CLOCK = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}
CLOCKS = {"datetime", "date", "time", "Timestamp", "pd", "pandas"}
# They take a seed, or draw anew each time without one.
SEEDED = {"default_rng", "Random", "RandomState", "SeedSequence"}
NEVER = {
    "uuid1",
    "uuid4",
    "urandom",
    "SystemRandom",
    "token_hex",
    "token_bytes",
    "token_urlsafe",
    "randbelow",
}
GLOBAL = {"random", "np.random", "numpy.random"}
FROM_DATA = "Take the day from the data, or from a parameter."
SEED = "Use numpy.random.default_rng(seed), with a parameter for the seed."


def calls(tree: ast.AST, notebook: Sequence[ast.AST]) -> Iterator[tuple[int, str, str]]:
    """Yield line, what is wrong and what to do for each such call in a cell of a notebook."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (wrong := _wrong(node, notebook)):
            yield node.lineno, f"'{dotted(node.func)}()' {wrong[0]}", wrong[1]


def _wrong(call: ast.Call, notebook: Sequence[ast.AST]) -> tuple[str, str] | None:
    owner, _, name = dotted(call.func).rpartition(".")
    if name in CLOCK and owner.rpartition(".")[2] in CLOCKS:
        return "asks the clock, and no two runs would be alike", FROM_DATA
    given = [*call.args, *call.keywords]
    unseeded = name in SEEDED and not given
    # Upper case: a class, such as numpy.random.Generator(…).
    drawn = owner in GLOBAL and name not in SEEDED and name[:1].islower() and name != "seed"
    if name in NEVER or unseeded or (drawn and not _is_seeded(owner, notebook)):
        return "draws without a seed, and no two runs would be alike", SEED
    return None


def _is_seeded(owner: str, notebook: Sequence[ast.AST]) -> bool:
    every = (node for tree in notebook for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(dotted(call.func) == f"{owner}.seed" and call.args for call in every)
