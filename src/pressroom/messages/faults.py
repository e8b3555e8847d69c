"""What is wrong with a translation: places that its message does not have, or has and it leaves out."""

import re
from collections import Counter
from collections.abc import Iterator

import polib

from pressroom.language.text import places

SHORTCODE = re.compile(r"\{\{<.*?>\}\}")


def of_entry(entry: polib.POEntry) -> Iterator[str]:
    """Yield what is wrong with the translation of one message; nothing where there is none."""
    source = _places(entry.msgid) | _places(entry.msgid_plural)
    for words in wordings(entry):
        try:
            found = _places(words)
        except ValueError as error:
            yield f"'{words}': {error}"
            continue
        for name in sorted(source.keys() | found.keys()):
            # A form that is used with one number only may leave the number out.
            if words and source[name] != found[name] and (name != "number" or found[name] > source[name]):
                yield f"'{words}' has '{name}' {found[name]} times, its message {source[name]} times."


def wordings(entry: polib.POEntry) -> list[str]:
    """Return the translation of a message: one wording, or one for each plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def line_of(entry: polib.POEntry, text: str) -> int:
    """Return the line of a catalogue on which a translation begins; polib tells where its comments do."""
    lines = text.split("\n")
    below = range(entry.linenum, len(lines) + 1)
    return next((number for number in below if lines[number - 1].startswith("msgstr")), entry.linenum)


def _places(message: str) -> Counter[str]:
    """Return how often a message has a value of each name, and each shortcode of the report."""
    return Counter({name for name in _names(message) if name}) + Counter(
        [*SHORTCODE.findall(message), *("" for name in _names(message) if not name)]
    )


def _names(message: str) -> list[str]:
    return [place.name for place in places(SHORTCODE.sub("", message))]
