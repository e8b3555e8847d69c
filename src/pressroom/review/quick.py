"""The answer to a plain `diff` of two equal runs, before anything else is imported."""

from pressroom.errors import UserError
from pressroom.project import find
from pressroom.review import sides


def answer(arguments: list[str]) -> str:
    """Return what `diff A B` says where both sides have the same bytes; empty where they must be compared."""
    if len(arguments) != 3 or arguments[0] != "diff" or any(text.startswith("-") for text in arguments):
        return ""
    try:
        project = find()
        old, new = (sides.find(project, given) for given in arguments[1:])
        if not sides.same_bytes(old, new):
            return ""
    except (UserError, OSError):
        return ""
    count = len(new.notebooks)
    return f"{old.title} → {new.title}\nNo difference.\nUnchanged: {count} notebook{'s' * (count != 1)}"
