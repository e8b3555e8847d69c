"""How often a test tries: a part of the count that is asked for, and all of it by `make trials`."""

import os
import platform
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import settings

SEED = int(os.environ.get("TRIALS", "0"))
"""The seed of the full counts; 0 where the reduced ones are run."""

PAGE = os.environ.get("TRIALS_PAGE", "")
"""Where the table is written when all has passed."""
Ended = tuple[str, int, bool, float]
"""A test: what it tries, how often, whether it failed, and its seconds."""


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


def table(ended: Sequence[Ended]) -> str:
    """Return what was tried how often, and how it ended, as Markdown."""
    lines = [
        "| What is tried | Tests | Times each | Failed | Seconds |",
        "| :--- | ---: | ---: | ---: | ---: |",
    ]
    for of in dict.fromkeys(row[0] for row in ended):
        rows = [row for row in ended if row[0] == of]
        failed, seconds = sum(row[2] for row in rows), sum(row[3] for row in rows)
        lines.append(f"| {of} | {len(rows)} | {rows[0][1]} | {failed} | {seconds:.0f} |")
    return "\n".join(lines)


def page(written: str) -> str:
    """Return docs/trials.md."""
    where = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    return f"""# What was tried at random

Written by `make trials` when all of it had passed: {date.today()}, seed {SEED}, {where}. `make test` runs the
same tests, the costly ones less often; `make trials SEED={SEED}` tries the same again, and without `SEED`
something new. A test tries so many times in each run of it. [mutants.md](mutants.md) tells how often a change
of the code itself is noticed.

{written}
"""
