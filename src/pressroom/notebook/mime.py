"""The MIME types under which a notebook carries its results as data."""

from typing import Literal

from pressroom import publication


def of(kind: Literal["result", "table", "figure", "panel"]) -> str:
    """Return the MIME type of one kind of data."""
    return f"application/vnd.{publication.name()}.{kind}+json"
