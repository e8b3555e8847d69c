"""The Content-Security-Policy of a page: what may run in it is named by its hash."""

import base64
import hashlib


def hash_of(code: str) -> str:
    """Return how a page's policy names a script or a style sheet that it allows."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
