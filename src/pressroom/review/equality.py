"""Whether two sides are equal and up to date, which needs no comparison by meaning.

Imports little: for most pairs this is all that is asked.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from pressroom.review.sides import PUBLISHED, Side, ambiguities, is_same, same_content
from pressroom.review.tree import REPORT, SETTINGS, Tree
from pressroom.runs.run import MANIFEST

# The run itself, and what was said of it.
OTHERS = (f"{PUBLISHED}/", f"{REPORT}/reviews/")
# Drafts of scenarios, which only a command that names one reads, and what `check --fix` writes for editors.
NO_INPUTS = ("params/drafts/", "params/schema.json")
# As `execution.plan` finds them.
NOTEBOOK = re.compile(r"notebooks/[0-9][^/]*\.ipynb")
SCENARIO = re.compile(r"params/(?!parameters\.yml)[^/]+\.yml")


def nothing_to_say(old: Side, new: Side) -> bool:
    """Return whether two sides hold the same, texts included, and neither is older than its inputs."""
    return not (newer_inputs(old) or newer_inputs(new)) and is_equal(old, new)


def is_equal(old: Side, new: Side) -> bool:
    """Return whether two sides hold the same outputs, inputs and texts."""
    differing = chain(differing_texts(old, new), differing_inputs(old, new))
    return same_bytes(old, new) and not any(True for _ in differing)


def same_bytes(old: Side, new: Side) -> bool:
    """Return whether two sides hold the same outputs and the same inputs; times and commits do not count."""
    names = {name for name in old.files if name != MANIFEST}
    if names != {name for name in new.files if name != MANIFEST}:
        return False
    if any(not same_content(old.files[name], new.files[name]) for name in names):
        return False
    if not is_same(old.run.steady, new.run.steady) or old.problems or new.problems:
        return False
    manifests = [side.files[MANIFEST] for side in (old, new) if MANIFEST in side.files]
    # Two that differ in times alone are the same only as far as every program reads them so.
    if len(manifests) == 2 and same_content(*manifests):
        return True
    return not any(True for file in manifests for _ in ambiguities(file))


def newer_inputs(side: Side) -> tuple[str, ...]:
    """Return the paths of what was changed since the side's run was made; none where that is not known."""
    made_from, tree = side.run.files, side.tree
    if not made_from or tree is None:
        return ()
    changed = [path for path, content in made_from.items() if tree.blob(path) != content]
    added = [p for p in tree.paths("notebooks") if NOTEBOOK.fullmatch(p) and p not in made_from]
    if _reads_all_scenarios(side):
        added += [p for p in tree.paths("params") if SCENARIO.fullmatch(p) and p not in made_from]
    return tuple(sorted([*changed, *added]))


def _reads_all_scenarios(side: Side) -> bool:
    read = (name for made in side.run.notebooks.values() for name in made.parts.get("data", ()))
    return any(SCENARIO.fullmatch(name) for name in read)


def differing_texts(old: Side, new: Side) -> Iterator[str]:
    """Yield the paths of the report's own files whose contents differ, where both sides have some."""
    yield from _differing(old, new, _texts)


def differing_inputs(old: Side, new: Side) -> Iterator[str]:
    """Yield the paths of files of data and parameters whose contents differ, whoever reads them."""
    yield from _differing(old, new, _inputs)


def _differing(old: Side, new: Side, paths: Callable[[Tree], Iterable[str]]) -> Iterator[str]:
    if old.tree is None or new.tree is None or old.tree.commit == new.tree.commit:
        return
    for path in sorted({*paths(old.tree), *paths(new.tree)}):
        if old.tree.blob(path) != new.tree.blob(path):
            yield path


def _texts(tree: Tree) -> list[str]:
    return [*(path for path in tree.paths(REPORT) if not path.startswith(OTHERS)), SETTINGS]


def _inputs(tree: Tree) -> list[str]:
    names = (path for folder in ("data", "params") for path in tree.paths(folder))
    return [path for path in names if not path.startswith(NO_INPUTS)]
