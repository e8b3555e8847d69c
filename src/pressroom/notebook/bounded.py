"""JSON out of a file that nobody vouches for: not too large, not too deep."""

import json
from collections.abc import Iterator

DEEPEST = 60
LARGEST = 256 * 1024 * 1024


class Refused(Exception):
    """The file cannot be used; the message says why, and follows the file's name."""


def refuse_large(size: int) -> None:
    """Raise Refused for a file of too many bytes."""
    if size > LARGEST:
        raise Refused(f"is too large to compare ({size // 2**20} MB)")


def loads(raw: bytes, once: bool = False) -> object:
    """Return the JSON in `raw`; raises Refused where it is too large, broken or nested too deep.

    Of a name that an object gives twice the last counts, as for most programs; with `once` it is refused.
    """
    refuse_large(len(raw))
    try:
        document = json.loads(raw, object_pairs_hook=_named_once if once else None)
    except RecursionError:
        raise Refused("is nested too deep") from None
    except ValueError as error:
        raise Refused(f"is not valid JSON ({str(error)[:120]})") from None
    level, depth = [document], 0
    while level:
        if depth > DEEPEST:
            raise Refused(f"is nested deeper than {DEEPEST} levels")
        level = [child for parent in level for child in _children(parent)]
        depth += 1
    return document


def _named_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made: dict[str, object] = {}
    for name, value in pairs:
        if name in made:
            raise Refused(f"gives '{name[:60]}' twice")
        made[name] = value
    return made


def _children(value: object) -> Iterator[object]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return (child for child in inner if isinstance(child, dict | list))
