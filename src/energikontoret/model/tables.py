"""The rows of a table, where a table's own types end: what its columns hold is known when it is read."""

from collections.abc import Iterable
from typing import Any

import pandas as pd


def rows(table: pd.DataFrame) -> Iterable[Any]:
    """Return the rows as named tuples of the columns, with the index as `Index`."""
    return table.itertuples()


def by_id(column: pd.Series) -> dict[str, float]:
    """Return a column of numbers by the ids that it is indexed by."""
    return {str(id): float(value) for id, value in column.items()}
