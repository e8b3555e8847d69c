"""What is said: a message in the source language with named, formatted places, and its values.

A place is `{name}`, `{name:unit}` or `{name:unit|style}`; several styles are applied in their order, those
of an item before that of its list: `{names:|lower|and}`. Units are those of the report; styles are

- of a value in a unit: running (without a style), exact, short, table; of a pair of values: between, from-to;
- of a whole number: word ("tre"), of an ISO day: day ("3 maj 2022");
- of a list: and, or; of words: capital, lower (their first letter).

A message without values is taken as it stands, braces included; in others `{{` is a brace.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import Any, NamedTuple

from pressroom.errors import NoSuchName
from pressroom.language import catalogue, words
from pressroom.language.catalogue import SOURCE
from pressroom.language.numbers import unit_named

_PLACE = re.compile(r"\{\w+(:[^{}]*)?\}")
STYLES = (
    "exact", "short", "table", "between", "from-to", "word", "day", "and", "or", "capital", "lower"
)  # fmt: skip


class Place(NamedTuple):
    """Where a value stands in a message: its name, its unit ("" without one), its styles in order."""

    name: str
    unit: str
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One message and its values; `of` writes it in a language."""

    message: str
    values: tuple[tuple[str, Any], ...] = ()
    context: str = ""
    plural: str = ""

    def of(self, lang: str) -> str:
        """Return the words in `lang`; what its catalogue lacks stays in the source language."""
        values = dict(self.values)
        message = self._message(lang, values.get("number"))
        if not values:
            return message
        return "".join(
            before + (_words(values[place.name], place, lang) if place else "")
            for before, place in parts(message)
        )

    def as_json(self) -> dict[str, Any]:
        """Return the text as plain JSON values: {"message", "values"?, "context"?, "plural"?}."""
        content = {
            "values": {name: _as_json(value) for name, value in self.values},
            "context": self.context,
            "plural": self.plural,
        }
        given = {name: value for name, value in content.items() if value not in ("", {})}
        return {"message": self.message} | given

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "Text":
        """Return the text that `as_json` wrote."""
        values = tuple((name, _from_json(value)) for name, value in content.get("values", {}).items())
        return cls(content["message"], values, content.get("context", ""), content.get("plural", ""))

    def __str__(self) -> str:
        """Return the words in the source language, as a frame of pandas shows them."""
        return self.of(SOURCE)

    def _message(self, lang: str, number: float | None) -> str:
        if has_words(self.message):
            return catalogue.translated(self.message, lang, self.context, self.plural, number or 0)
        return self.message


def t(message: str, /, *, context: str = "", **values: Any) -> Text:
    """Return a message with its values.

    `context` tells homonyms apart. Raises ValueError where places and values do not fit, or for an unknown
    unit or style.
    """
    if not isinstance(message, str):
        raise ValueError(f'{message!r} is no message. Name it, and give it: t("{{n}} träd", n=number)')
    if values:
        _check(message, values)
    return Text(message, _frozen(values), context)


def plural(one: str, many: str, number: float, /, *, context: str = "", **values: Any) -> Text:
    """Return a message whose form follows `number`, which has the place {number}."""
    values = {"number": number} | values
    for message in (one, many):
        _check(message, values, all_used=False)
    return Text(one, _frozen(values), context, many)


def joined(*texts: Any, separator: str = " ") -> Text:
    """Return texts after each other; one that is empty is left out."""
    present = [text for text in texts if text not in ("", None, Text(""))]
    names = [f"part{number}" for number in range(1, len(present) + 1)]
    return Text(
        separator.join(f"{{{name}}}" for name in names),
        values=_frozen(dict(zip(names, present, strict=True))),
    )


@lru_cache(maxsize=4096)
def parts(message: str) -> tuple[tuple[str, Place | None], ...]:
    """Return a message in pieces: words, and the place that follows them."""
    return tuple(
        (words, _place(name, spec or "") if name is not None else None)
        for words, name, spec, _ in Formatter().parse(message)
    )


def places(message: str) -> list[Place]:
    """Return the places of a message, in their order."""
    return [place for _, place in parts(message) if place]


def has_words(message: str) -> bool:
    """Return whether a message has what languages write differently outside its places: letters, %, ”."""
    return any(sign.isalpha() or sign in "%”" for sign in _PLACE.sub("", message))


def in_language(content: Any, lang: str) -> Any:
    """Return plain JSON values with the words in `lang` for every text among them."""
    if isinstance(content, list):
        return [in_language(item, lang) for item in content]
    if not isinstance(content, dict):
        return content
    if "message" in content:
        return Text.from_json(content).of(lang)
    return {name: in_language(item, lang) for name, item in content.items()}


def _place(name: str, spec: str) -> Place:
    unit, *styles = spec.split("|")
    for style in styles:
        if style not in STYLES:
            raise NoSuchName(f"There is no style '{style}' of a place", style, STYLES)
    return Place(name, unit, tuple(styles))


def _check(message: str, values: Mapping[str, Any], all_used: bool = True) -> None:
    found = places(message)
    for place in found:
        if place.name not in values:
            raise NoSuchName(f"'{message}': there is no value '{place.name}'", place.name, values)
        if place.unit:
            unit_named(place.unit)
    names = {place.name for place in found}
    for name in sorted(values.keys() - names) if all_used else ():
        raise NoSuchName(f"'{message}': there is no place for '{name}'", name, names)


def message_of(name: str, value: Any) -> Text:
    """Return a value that is to be a message; ValueError says under which name it is none."""
    if not isinstance(value, Text):
        raise ValueError(f"'{name}' is {value!r}, and no message. Write t(\"…\"), with the words in it")
    return value


def _frozen(values: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, _plain(value)) for name, value in values.items())


def _plain(value: Any) -> Any:
    """Return a value that is hashable and travels as JSON: missing and NaN are None."""
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list | tuple):
        return tuple(_plain(item) for item in value)
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if value is not None and not isinstance(value, bool | int | float):
        raise ValueError(f"{value!r} is neither a text, a number nor a list of them")
    return value


def _as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_as_json(item) for item in value]
    return value.as_json() if isinstance(value, Text) else value


def _from_json(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_from_json(item) for item in value)
    return Text.from_json(value) if isinstance(value, dict) else value


def _words(value: Any, place: Place, lang: str) -> str:
    """Return a value as its place wants it."""
    *first, last = place.styles or ("",)
    before = place._replace(styles=tuple(first))
    if last in ("capital", "lower"):
        said = _words(value, before, lang)
        return (said[:1].upper() if last == "capital" else said[:1].lower()) + said[1:]
    if isinstance(value, Text):
        return value.of(lang)
    if isinstance(value, tuple) and last in ("", "and", "or"):
        return words.enumeration([_words(item, before, lang) for item in value], last, lang)
    return words.formatted(value, place.unit, last, lang)


def quantity(value: float | None, unit: str, style: str = "") -> Text:
    """Return a value in its unit as a text of its own."""
    return t(f"{{value:{unit}|{style}}}" if style else f"{{value:{unit}}}", value=value)
