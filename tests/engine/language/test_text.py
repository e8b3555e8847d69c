"""Printed signs instead of those of a typewriter."""

import pytest

from pressroom.language.text import typographic


@pytest.mark.parametrize(
    ("words", "lang", "expected"),
    [
        ("the others' cost", "en", "the others\u2019 cost"),
        ('the "gap" ("loss")', "en", "the \u201cgap\u201d (\u201closs\u201d)"),
        ('kallas "gapet"', "sv", "kallas \u201dgapet\u201d"),
        ({"title": "it's"}, "en", {"title": "it\u2019s"}),
        (None, "en", None),
    ],
)
def test_words_get_printed_signs(words, lang, expected):
    assert typographic(words, lang) == expected
