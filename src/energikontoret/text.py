"""Strings in both languages of the report."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Text(NamedTuple):
    """One message in Swedish and in English."""

    sv: str
    en: str


def t(sv: str, en: str) -> Text:
    """Return the message in both languages."""
    return Text(sv, en)


def typographic(words: Any) -> Any:
    """Return English words with printed apostrophes, in a mapping of texts too."""
    if isinstance(words, Mapping):
        return {key: typographic(word) for key, word in words.items()}
    return words.replace("'", "\u2019") if isinstance(words, str) else words
