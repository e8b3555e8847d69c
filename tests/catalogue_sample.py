"""A catalogue of messages in a language whose plural is that of English, for the tests."""

from collections.abc import Mapping

import polib


def catalogue(messages: Mapping[str, str]) -> polib.POFile:
    """Return the catalogue that translates these messages."""
    file = polib.POFile()
    file.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    file.extend(polib.POEntry(msgid=message, msgstr=words) for message, words in messages.items())
    return file
