"""Calls whose answer is another one each time: of the clock, and of generators that nobody seeds."""

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence

from pressroom.notebook.source import dotted

CLOCK = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}
CLOCKS = {"datetime", "date", "time", "Timestamp", "pd", "pandas"}
# They ask it where they are told to.
NOW = {"Timestamp", "datetime64", "to_datetime"}
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
    imported = _imported(notebook)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (wrong := _wrong(node, notebook, imported)):
            yield node.lineno, f"'{dotted(node.func)}()' {wrong[0]}", wrong[1]


def _imported(notebook: Sequence[ast.AST]) -> dict[str, str]:
    """Return what the names stand for that a notebook imports, whatever it calls them."""
    found: dict[str, str] = {}
    for node in (node for tree in notebook for node in ast.walk(tree)):
        if isinstance(node, ast.Import):
            found |= {each.asname: each.name for each in node.names if each.asname}
        elif isinstance(node, ast.ImportFrom):
            found |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
    return found


def _wrong(
    call: ast.Call, notebook: Sequence[ast.AST], imported: Mapping[str, str]
) -> tuple[str, str] | None:
    first, dot, rest = dotted(call.func).partition(".")
    owner, _, name = f"{imported.get(first, first)}{dot}{rest}".rpartition(".")
    given = [
        each
        for each in (*call.args, *call.keywords)
        if not (isinstance(each, ast.Constant) and each.value is None)
    ]
    asked = name in NOW and [each.value for each in given[:1] if isinstance(each, ast.Constant)]
    if (name in CLOCK and owner.rpartition(".")[2] in CLOCKS) or (asked and asked[0] in ("now", "today")):
        return "asks the clock, and no two runs would be alike", FROM_DATA
    unseeded = name in SEEDED and not given
    # Upper case: a class, such as numpy.random.Generator(…).
    drawn = owner in GLOBAL and name not in SEEDED and name[:1].islower() and name != "seed"
    as_written = dotted(call.func).rpartition(".")[0]
    if name in NEVER or unseeded or (drawn and not _is_seeded({owner, as_written}, notebook)):
        return "draws without a seed, and no two runs would be alike", SEED
    return None


def _is_seeded(owners: Collection[str], notebook: Sequence[ast.AST]) -> bool:
    every = (node for tree in notebook for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(dotted(call.func) in {f"{owner}.seed" for owner in owners} and call.args for call in every)
