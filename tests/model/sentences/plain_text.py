"""The words of a text without the spaces that keep a number and its unit on one line."""

from pressroom.language.text import Text


def plain(text: Text, lang: str = "sv") -> str:
    return text.of(lang).replace("\u00a0", " ")
