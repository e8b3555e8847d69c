"""Strings in both languages of the report."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple


class Text(NamedTuple):
    """One message in Swedish and in English."""

    sv: str
    en: str


def t(sv: str, en: str) -> Text:
    """Return the message in both languages."""
    return Text(sv, en)


def typographic(words: Any, lang: str = "en") -> Any:
    """Return words with printed apostrophes and quotation marks, in a mapping of texts too."""
    if isinstance(words, Mapping):
        return {key: typographic(word, lang) for key, word in words.items()}
    if not isinstance(words, str):
        return words
    words = words.replace("'", "\u2019")
    if lang == "en":
        words = re.sub(r'(^|[\s(\[])"', "\\1\u201c", words)
    return words.replace('"', "\u201d")
