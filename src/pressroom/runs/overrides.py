"""What `-p NAME=VALUE` says on the command line: which parameters, and their values as they were typed."""

import re
import unicodedata
from collections.abc import Iterable

from pressroom.errors import UserError

APART = re.compile(r"[-+]?\d[\d_]*_[\d_]*(\.\d*)?")
"""A number that Python reads and a scenario file refuses."""


def read(given: Iterable[str]) -> dict[str, str]:
    """Return the values by name; UserError says which cannot be what somebody means."""
    overrides: dict[str, str] = {}
    for text in given:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not sign:
            raise UserError(f"-p {text}: there is no '='.", "Write -p NAME=VALUE.")
        if name in overrides:
            raise UserError(f"-p {text}: '{name}' is given twice.", "Give it once.")
        _refuse_strange(text, name, value)
        overrides[name] = value
    return overrides


def _refuse_strange(text: str, name: str, value: str) -> None:
    """Refuse digits that are numbers for Python and for no scenario file."""
    strange = next((sign for sign in value if _is_digit_of_another_script(sign)), "")
    if strange:
        raise UserError(f"-p {text}: '{strange}' is a digit of another script.", "Write 0 to 9.")
    if APART.fullmatch(value):
        raise UserError(
            f"-p {text}: there is a '_' in the number.", f"Write -p {name}={value.replace('_', '')}."
        )


def _is_digit_of_another_script(sign: str) -> bool:
    return not sign.isascii() and unicodedata.category(sign) == "Nd"
