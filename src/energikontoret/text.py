"""Strings in both languages of the report."""

from typing import NamedTuple


class Text(NamedTuple):
    """One message in Swedish and in English."""

    sv: str
    en: str


def t(sv: str, en: str) -> Text:
    """Return the message in both languages."""
    return Text(sv, en)
