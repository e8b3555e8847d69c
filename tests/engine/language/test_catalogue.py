"""The engine's own words have their English, and a language with few messages works."""

import polib
import pytest

import catalogue_sample
from pressroom.language import catalogue
from pressroom.language.catalogue import ENGINE
from pressroom.language.numbers import format_value, unit_header
from pressroom.language.text import joined, plural, t
from pressroom.language.words import enumeration
from pressroom.messages import catalogues, faults
from pressroom.messages.extract import merged

MESSAGES = {message[:2]: message for message in merged(catalogues.of_engine())}
ENTRIES = {(entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(ENGINE / "en.po"))}
SPANISH = {
    "Bortfallet är {loss:kr}.": "La pérdida es de {loss:kr}.",
    "År": "Año",
    "ja": "sí",
    "{names} och {last}": "{names} y {last}",
    "mellan {low} och {high}": "entre {low} y {high}",
}


def test_no_message_of_the_engine_is_without_english():
    assert [key for key in MESSAGES if key not in ENTRIES or not ENTRIES[key].translated()] == []


def test_no_message_is_left_that_the_engine_no_longer_says():
    assert [key for key in ENTRIES if key not in MESSAGES] == []


def test_a_translation_has_the_places_of_its_message():
    assert [fault for entry in ENTRIES.values() for fault in faults.of_entry(entry)] == []


@pytest.fixture
def spanish(project, monkeypatch):
    """A third language with a handful of messages, whose catalogue the engine has none for."""
    file = catalogue_sample.catalogue(SPANISH)
    file.append(
        polib.POEntry(
            msgctxt="in running text",
            msgid="{n}\u00a0miljon\u00a0kronor",
            msgid_plural="{n}\u00a0miljoner\u00a0kronor",
            msgstr_plural={0: "{n} millón de coronas", 1: "{n} millones de coronas"},
        )
    )
    (project.report / "es").mkdir()
    file.save(str(project.report / "es" / "messages.po"))
    monkeypatch.chdir(project.root)
    monkeypatch.setattr(catalogue, "_missing", {})
    return "es"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (t("Bortfallet är {loss:kr}.", loss=2_706_000), "La pérdida es de 2,7 millones de coronas."),
        (t("{ends:kr|between}", ends=(1e6, 2e6)), "entre 1 millón de coronas y 2 millones de coronas"),
        (joined(t("År"), t("{yes}", yes=True)), "Año sí"),
        (t("{names:|and}", names=["Åre", "Berg"]), "Åre y Berg"),
        (t("{day:|day}", day="2022-05-03"), "3 de mayo de 2022"),
        (t("{n:|word} till", n=3), "3 till"),
        (plural("ett mål", "{number:|word} mål", 2), "2 mål"),
    ],
)  # fmt: skip
def test_a_language_with_few_messages_says_the_rest_in_the_source_language(spanish, text, words):
    assert text.of(spanish).replace("\u00a0", " ") == words


def test_a_third_language_has_its_own_signs_in_numbers(spanish):
    assert format_value(1_234_567.5, "kvot", "es", "table") == "1.234.567,5"
    assert format_value(0.5, "andel", "de-CH", "table") == "50.0"


def test_what_stays_in_the_source_language_is_counted(spanish):
    assert unit_header("kr", "es") == "kronor"
    t("Summa {n}", n=1).of("es")
    assert {"Summa {n}", "kronor"} <= set(catalogue.missing("es"))


@pytest.mark.parametrize(
    ("number", "form"), [(0, 0), (1, 1), (-1, 1), (0.5, 2), (1.5, 2), (2.1, 3), (-0.5, 2)]
)
def test_a_broken_number_takes_the_form_of_the_next_whole_one_two_at_least(monkeypatch, number, form):
    forms = ("noll", "ett", "två", "tre")
    known = catalogue._Catalogue({("", "mål"): forms}, lambda whole: whole)
    monkeypatch.setattr(catalogue, "_read", lambda files, lang: [known])
    assert catalogue.translated("mål", "sl", plural="flera mål", number=number) == forms[form]


@pytest.mark.parametrize("lang", ["sv", "es"])
def test_without_a_number_the_plural_is_meant(spanish, lang):
    assert catalogue.translated("ett hus", lang, plural="många hus") == "många hus"


def test_names_without_a_last_word_need_no_translation(spanish):
    assert enumeration(["Åre", "Berg", "Krokom"], "", spanish) == "Åre, Berg, Krokom"
    assert catalogue.missing(spanish) == []
