"""What must hold in this report's data, and between its parameters and its data."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from pressroom.checks import Problem


def of_tables(tables: Mapping[str, pd.DataFrame]) -> Iterator[Problem]:
    """Yield a year of the past harvests that is missing."""
    years = tables["harvests"]["year"] if "harvests" in tables else ()
    for before, year in pairwise(years):
        if year != before + 1:
            what = f"data/harvests.csv: no harvest stands between {before} and {year}."
            yield Problem(what, "Add the row.")


def of_values(tables: Mapping[str, pd.DataFrame], values: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield that nothing is left to harvest."""
    if set(tables["varieties"]["code"]) == set(values["resting"]):
        yield Problem("every variety rests, so there is nothing to harvest.", "Take one out of 'resting'.")
