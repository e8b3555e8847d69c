"""A message and its values, in JSON and in words; printed signs instead of those of a typewriter."""

import json

import pytest

from pressroom.language.catalogue import printed
from pressroom.language.text import Text, in_language, joined, plural, quantity, t


@pytest.mark.parametrize(
    ("words", "lang", "expected"),
    [
        ("the others' cost", "en", "the others\u2019 cost"),
        ('the "gap" ("loss")', "en", "the \u201cgap\u201d (\u201closs\u201d)"),
        ('kallas "gapet"', "sv", "kallas \u201dgapet\u201d"),
    ],
)
def test_words_get_printed_signs(words, lang, expected):
    assert printed(words, lang) == expected


def words(text: Text, lang: str = "sv") -> str:
    return text.of(lang).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("message", "values", "expected"),
    [
        ("Det är {loss:kr} {year}.", {"loss": 2_706_000, "year": 2023}, "Det är 2,7 miljoner kronor 2023."),
        ("{loss:kr|exact}", {"loss": 2_706_000}, "2 706 000 kronor"),
        ("{loss:kr|short}", {"loss": 2_706_000}, "2,7 mnkr"),
        ("{loss:kr|table}", {"loss": 2_706_000}, "2 706 000"),
        ("{ends:kr|between}", {"ends": (10_300_000, 20_100_000)}, "mellan 10,3 och 20,1 miljoner kronor"),
        ("{ends:kr|from-to}", {"ends": (6_700_000, 4_300_000)}, "från 6,7 till 4,3 miljoner kronor"),
        ("{n:|word} av {m:|word}", {"n": 3, "m": 13}, "tre av 13"),
        ("{n:|word|capital} av fem", {"n": 3}, "Tre av fem"),
        ("den {day:|day}", {"day": "2022-05-03"}, "den 3 maj 2022"),
        ("{names:|and}", {"names": ["Berg", "Bräcke", "Krokom"]}, "Berg, Bräcke och Krokom"),
        ("{names:|or}", {"names": ("Berg",)}, "Berg"),
        ("{names:|lower|or}", {"names": ("El", "Värme")}, "el eller värme"),
        ("{what:|capital}", {"what": t("inga {n:|word}", n=2)}, "Inga två"),
        ("{missing} {yes}", {"missing": None, "yes": True}, "– ja"),
        ("{{{n}}}", {"n": 1}, "{1}"),
    ],
)  # fmt: skip
def test_a_place_is_written_in_its_unit_and_style(message, values, expected):
    assert words(t(message, **values)) == expected


def test_a_message_without_values_is_taken_as_it_stands():
    assert t("{{< var agreement.last_year >}} {n}").of("sv") == "{{< var agreement.last_year >}} {n}"


@pytest.mark.parametrize(
    ("message", "values", "problem"),
    [
        ("{loss:kr}", {"los": 1}, "there is no value 'loss'.*'los'"),
        ("{loss:kr}", {"loss": 1, "year": 2}, "no place for 'year'"),
        ("{loss:kronr}", {"loss": 1}, "no unit 'kronr'"),
        ("{loss:kr|sort}", {"loss": 1}, "no style 'sort'.*'short'"),
        ("{loss}", {"loss": object()}, "neither a text, a number nor a list"),
    ],
)
def test_a_message_that_does_not_fit_its_values_is_refused(message, values, problem):
    with pytest.raises(ValueError, match=problem):
        t(message, **values)


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "en kommun"), (2, "två kommuner"), (0, "noll kommuner")]
)
def test_the_form_follows_the_number(number, expected):
    assert plural("en kommun", "{number:|word} kommuner", number).of("sv") == expected


def test_texts_are_joined_without_those_that_are_empty():
    assert words(joined(t("Ett."), "", t(""), quantity(0.5, "andel"))) == "Ett. 50 procent"


@pytest.mark.parametrize(
    "text",
    [
        t(""),
        t("Bara ord"),
        t("Ord", context="rubrik"),
        plural("{number} mål av {whole}", "{number} mål av {whole}", 3, whole=5),
        joined(t("{ends:kr|between}", ends=(1.5, None)), t("{names:|and}", names=[t("a"), "b"])),
    ],
)
def test_a_text_travels_as_json(text):
    again = Text.from_json(json.loads(json.dumps(text.as_json())))
    assert again == text
    assert hash(again) == hash(text)


def test_texts_among_json_values_become_words():
    content = {"rows": [1, t("{n:|word} mål", n=3).as_json()], "head": "kr"}
    assert in_language(content, "sv") == {"rows": [1, "tre mål"], "head": "kr"}


def test_a_number_without_a_unit_is_a_whole_one():
    assert t("{n} mål", n=2.0).of("sv") == "2 mål"
    with pytest.raises(ValueError, match=r"2\.5 needs a unit"):
        t("{n} mål", n=2.5).of("sv")


def test_a_number_is_no_message() -> None:
    with pytest.raises(ValueError, match=r"^2030 is no message\. Name it, and give it: t\("):
        t(2030)  # type: ignore[arg-type]
