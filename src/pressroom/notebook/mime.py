"""The MIME types under which a notebook carries its results as data."""

import re
from collections.abc import Mapping
from typing import Any, Literal, cast

from pressroom import publication

Kind = Literal["result", "table", "figure"]
NAME = re.compile(r"application/vnd\.[\w-]+\.(result|table|figure)\+json")


def of(kind: Kind) -> str:
    """Return the MIME type of one kind of data."""
    return f"application/vnd.{publication.name()}.{kind}+json"


def kind_of(name: str) -> Kind | None:
    """Return the kind of a MIME type, whatever the publication is called; None where it is no such type."""
    found = NAME.fullmatch(name)
    return cast(Kind, found[1]) if found else None


def data(bundle: Mapping[str, Any], kind: Kind) -> Any:
    """Return what an output carries of this kind, None where it carries none."""
    return next((content for name, content in bundle.items() if kind_of(name) == kind), None)
