"""Sentences on how much of a whole there is, where "0 procent" or "3 av 3" would read oddly."""

from collections.abc import Mapping, Sequence

from pressroom.language.numbers import format_value
from pressroom.language.text import Text, t
from pressroom.language.words import counted

_NOTHING, _ALL = 0.0005, 0.9995
# What nothing, everything and a part of each kind of income is called.
_INCOME = {
    "base": (
        t("ingen basfinansiering", "no base funding"),
        t("hela basfinansieringen", "the whole base funding"),
        t("{} av basfinansieringen", "{} of the base funding"),
    ),
    "project": (
        t("inga projekt", "no projects"),
        t("alla projekt", "all projects"),
        t("{} av projekten", "{} of the projects"),
    ),
    "grant": (
        t("inga övriga intäkter", "no other income"),
        t("alla övriga intäkter", "all other income"),
        t("{} av de övriga intäkterna", "{} of the other income"),
    ),
}


def out_of(part: int, whole: int, neuter: bool = False) -> Text:
    """Return "tre av fem", "alla fem" or "ingen av fem"; `neuter` is the gender of the Swedish noun."""
    few, many = counted(part), counted(whole)
    if part == 0:
        return t(f"{'inget' if neuter else 'ingen'} av {many.sv}", f"none of {many.en}")
    if part == whole:
        return t(f"alla {many.sv}", f"all {many.en}")
    one = few.sv if part > 1 or neuter else "en"
    return t(f"{one} av {many.sv}", f"{few.en} of {many.en}")


def capital(words: Text) -> Text:
    """Return the words as the beginning of a sentence."""
    return Text(*(word[:1].upper() + word[1:] for word in words))


def goals(part: int, whole: int) -> Text:
    """Return "Tre av fem mål har", to begin a sentence with."""
    some, verb = capital(out_of(part, whole, neuter=True)), "has" if part == 1 else "have"
    return t(f"{some.sv} mål har", f"{some.en} goals {verb}")


def on_track(part: int, whole: int) -> Text:
    """Say how many of the judged indicators are on track."""
    some, verb = capital(out_of(part, whole)), "is" if part == 1 else "are"
    return t(f"{some.sv} bedömda indikatorer är i fas.", f"{some.en} indicators judged {verb} on track.")


def ended(number: int, whole: int, years: tuple[int, int], share: float, new: int) -> Text:
    """Say how many activities of a year have ended, and the last of them in what year, their share (0-1) of
    the contributions, and how many are new.
    """
    (first, last_year), some, later = years, capital(out_of(number, whole)), counted(new)
    sv, en = (format_value(share, "andel", lang) for lang in Text._fields)
    return t(
        f"{some.sv} verksamheter har avslutats, de sista {last_year}. De stod för {sv} av bidragen {first}. "
        f"Efter {first} tillkommer {later.sv} nya i källorna.",
        f"{some.en} activities have ended, the last in {last_year}. They made {en} of the contributions "
        f"of {first}. After {first} the sources name {later.en} new ones.",
    )


def left_of_ended(share: float, names: Sequence[Text]) -> Text:
    """Say how much (0-1) of what remains belongs to activities that have ended, by name where it is one."""
    if not names:
        return t(
            "Av de avslutade verksamheternas bidrag återstår då inget.",
            "Nothing then remains of the contributions of the activities that have ended.",
        )
    sv, en = (format_value(share, "andel", lang) for lang in Text._fields)
    whose = names[0] if len(names) == 1 else t("verksamheter", "activities")
    verb, relative = ("has", ", which") if len(names) == 1 else ("have", " that")
    return t(
        f"Av det som återstår hör {sv} till {whose.sv}{',' if len(names) == 1 else ''} som har avslutats.",
        f"Of what remains, {en} belongs to {whose.en}{relative} {verb} ended.",
    )


def remaining(shares: Mapping[str, float]) -> Text:
    """Say what remains in the last year; `shares` are 0-1 by kind of income: "base", "project", "grant"."""
    base, project, grant = (_remains(kind, shares[kind]) for kind in _INCOME)
    return t(
        f"Sista året återstår {base.sv}, {project.sv} och {grant.sv}.",
        f"In the last year {base.en}, {project.en} and {grant.en} remain.",
    )


def _remains(kind: str, share: float) -> Text:
    nothing, everything, some = _INCOME[kind]
    if share < _NOTHING:
        return nothing
    if share > _ALL:
        return everything
    values = (format_value(share, "andel", lang) for lang in Text._fields)
    return Text(*(words.format(value) for words, value in zip(some, values, strict=True)))


def rejected(share: float) -> Text:
    """Say how many draws contradict what is known, 0-1."""
    if share == 0:
        return t("I scenariot finns inga sådana.", "In the scenario there are none.")
    sv, en = (format_value(share, "andel", lang) for lang in Text._fields)
    return t(f"I scenariot är det {sv} av dragningarna.", f"In the scenario they are {en} of the draws.")
