"""How often a test tries: a part of the count that is asked for, and all of it by `make trials`."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

SEED = int(os.environ.get("TRIALS", "0"))
"""The seed of the full counts; 0 where the reduced ones are run."""


def count(full: int, reduced: int) -> int:
    """Return how often a test tries."""
    return full if SEED else reduced


def trial(of: str, full: int, reduced: int) -> Callable[[Any], Any]:
    """Mark a test as one of the trials; `of` says what is tried so often."""
    return pytest.mark.trial(of, count(full, reduced))


def random_sets(of: str, full: int, reduced: int) -> Callable[[Any], Any]:
    """Mark a test with @given as one of the trials; it stands above @given."""

    def decorated(test: Any) -> Any:
        often = settings(max_examples=count(full, reduced), deadline=None)
        return trial(of, full, reduced)(often(test))

    return decorated
