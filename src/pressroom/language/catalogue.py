"""What a message is called in another language: the catalogues (.po), read when a page is rendered.

A message is sought in the report's own catalogue, report/<language>/messages.po, and then in the engine's,
<language>.po beside this file. One that neither has stays in the source language, and is noted.
"""

import gettext
import math
import os
import re
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

SOURCE = "sv"
TERMINAL = "en"
"""In what language the command line speaks, and writes numbers."""
Count = float | Decimal
ENGINE = Path(__file__).parent
# The quotation mark that opens, where it is another than the one that closes.
_OPENING = {"en": "\u201c"}
_missing: dict[str, set[str]] = {}


class _Catalogue(NamedTuple):
    """The translations by (context, message): one wording, or one for each plural form."""

    words: dict[tuple[str, str], tuple[str, ...]]
    form: Callable[[int], int]


def translated(
    message: str, lang: str, context: str = "", plural: str = "", number: float | Decimal = 0
) -> str:
    """Return a message in `lang`; with `plural`, the form that suits `number`."""
    if lang == SOURCE:
        return plural if plural and number != 1 else message
    return find(message, lang, context, number) or _left(message, lang, plural, number)


def find(message: str, lang: str, context: str = "", number: float | Decimal = 0) -> str:
    """Return a message in `lang`, or nothing where no catalogue has it."""
    for catalogue in _read(files(lang), lang):
        forms = catalogue.words.get((context, message))
        if forms:
            return forms[0] if len(forms) == 1 else forms[catalogue.form(_whole(number))]
    return ""


def marked(message: str) -> str:
    """Return a message as it stands; by this call `make messages` knows that it is one."""
    return message


def missing(lang: str) -> list[str]:
    """Return the messages that were wanted in `lang` and stayed in the source language."""
    return sorted(_missing.get(lang, ()))


def files(lang: str) -> tuple[Path, ...]:
    """Return the catalogues of a language that exist: the report's own first, of the project at hand."""
    return _files(os.environ.get("PRESSROOM_ROOT", "") or os.getcwd(), lang)


def printed(words: str, lang: str) -> str:
    """Return words with printed apostrophes and quotation marks for those of a typewriter."""
    words = words.replace("'", "\u2019")
    if lang in _OPENING:
        words = re.sub(r'(^|[\s(\[])"', rf"\1{_OPENING[lang]}", words)
    return words.replace('"', "\u201d")


def _whole(number: float | Decimal) -> int:
    """Return the whole number whose form a number takes: 0.5 and 1.5 that of two."""
    size = number if number >= 0 else -number
    return int(size) if size == int(size) else max(2, math.ceil(size))


def _left(message: str, lang: str, plural: str, number: float | Decimal) -> str:
    _missing.setdefault(lang, set()).add(message)
    return plural if plural and number != 1 else message


@cache
def _files(folder: str, lang: str) -> tuple[Path, ...]:
    from pressroom import project
    from pressroom.errors import UserError

    places = [ENGINE / f"{lang}.po"]
    with suppress(UserError):  # outside of a project, the engine's own words are all there are
        places.insert(0, project.find(Path(folder)).report / lang / "messages.po")
    return tuple(path for path in places if path.is_file())


@cache
def _read(paths: tuple[Path, ...], lang: str) -> tuple[_Catalogue, ...]:
    import polib

    return tuple(_content(polib.pofile(str(path)), lang) for path in paths)


def _content(file: Any, lang: str) -> _Catalogue:
    rule = file.metadata.get("Plural-Forms", "plural=(n != 1);").partition("plural=")[2].strip(" ;")
    words = {}
    for entry in file:
        forms = tuple(entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)) or (entry.msgstr,)
        forms = tuple(printed(form, lang) for form in forms)
        if all(forms) and not entry.obsolete and not entry.fuzzy:
            words[entry.msgctxt or "", entry.msgid] = forms
    return _Catalogue(words, gettext.c2py(rule))
