"""What would keep those who read a text busy without end, and what git leaves in one."""

import re
from typing import NamedTuple

LONGEST = 10_000
"""Characters in a line; the longest paragraph of a report has some hundreds."""
NESTED = re.compile(r"(?:[\[>({*_^~]\s?){40}")
CONFLICT = re.compile(r"(<{7}|>{7})( |$)")


class Beyond(NamedTuple):
    """A line that is not read further, and what to do."""

    number: int
    what: str
    todo: str


def conflict(number: int, line: str) -> Beyond | None:
    """Return what is wrong with a line in which git marks one side of a conflict, whatever the file is."""
    found = CONFLICT.match(line)
    if found is None:
        return None
    what = f"git has left a conflict here ('{found[1]}')."
    return Beyond(number, what, "Keep one of the two sides, and take git's marks out.")


def beyond(text: str) -> Beyond | None:
    """Return the first line of a text that no reader should have to take in."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := conflict(number, line):
            return found
        if len(line) > LONGEST:
            return Beyond(number, f"the line has {len(line)} characters.", "Make paragraphs of it.")
        if NESTED.search(line):
            return Beyond(number, "marks stand within marks, forty deep.", "Take them out.")
    return None
