"""A catalogue of messages in a language whose plural is that of English, for the tests."""

from collections.abc import Mapping

import polib
import pytest

from pressroom.language import catalogue as language


def catalogue(messages: Mapping[str, str]) -> polib.POFile:
    """Return the catalogue that translates these messages."""
    file = polib.POFile()
    file.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    file.extend(polib.POEntry(msgid=message, msgstr=words) for message, words in messages.items())
    return file


def translate(patch: pytest.MonkeyPatch, messages: Mapping[str, str]) -> None:
    """Let every language but the sources' say these messages so."""
    find = language.find
    patch.setattr(language, "find", lambda message, *how: messages.get(message) or find(message, *how))
