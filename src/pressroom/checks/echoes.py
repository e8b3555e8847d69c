"""What one check says again of what another has told: a mistake is told once, with its first reason."""

import re
from collections.abc import Sequence

from pressroom.checks import Problem

NOTEBOOK = re.compile(r"notebooks/[^,:]*\.ipynb")
IN_TEXT = re.compile(r"[^:]*\.qmd, line \d+(?=: )")
CHANGED = re.compile(r"(.*): differs from its hash ")
MISSING = re.compile(r"notebooks/(.*\.ipynb) is missing;")
EMBED = "there is no executed notebook 'executed/{}'"
TYPED = "is typed by hand."


def without(found: Sequence[Problem]) -> Sequence[Problem]:
    """Return the problems but those that say again what another does, or that a told file changed."""
    missing = [EMBED.format(match[1]) for each in found if (match := MISSING.match(each.what))]
    # What keeps a line from being text is the reason, not the numbers in it.
    others = {_place(each) for each in found if not each.what.endswith(TYPED)}
    kept = [
        each
        for each in found
        if not any(said in each.what for said in missing)
        and not (each.what.endswith(TYPED) and _place(each) in others)
    ]
    return _to_be_mended([each for each in kept if not _is_known_change(each, kept)])


def _to_be_mended(found: Sequence[Problem]) -> Sequence[Problem]:
    """Return the problems without what only waits for results to be accepted, as long as there are others.

    Accepting comes last: it is refused before they are mended, or would have to be done again.
    """
    from pressroom.rendering import source  # `run` says nothing of this, and need not load it.

    return [each for each in found if each.todo != source.take_over()] or found


def unsaid(found: Sequence[Problem], told: Sequence[Problem]) -> list[Problem]:
    """Return the problems of a text's form in lines of which nothing but a number is told."""
    lines = {_place(each) for each in told if not each.what.endswith(TYPED)}
    return [each for each in found if _place(each) not in lines]


def of_sound_notebooks(found: Sequence[Problem], told: Sequence[Problem]) -> list[Problem]:
    """Return the problems of notebooks of which nothing is told: one mistake has others in its wake."""
    unsound = {match[0] for each in told if (match := NOTEBOOK.match(each.what))}
    return [each for each in found if not any(each.what.startswith(name) for name in unsound)]


def _place(problem: Problem) -> str:
    """Return the file and the line of a mistake in a text; of another the whole of it."""
    place = IN_TEXT.match(problem.what)
    return place[0] if place else problem.what


def _is_known_change(problem: Problem, every: Sequence[Problem]) -> bool:
    """Return whether a problem is that a file has changed of which another says how."""
    changed = CHANGED.match(problem.what)
    name = changed[1] if changed else ""
    return bool(name) and any(
        each is not problem and each.what.startswith((f"{name},", f"{name}:")) for each in every
    )
