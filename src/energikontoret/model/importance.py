"""Which assumption matters most: Sobol' indices of each result, from the bands' own distributions."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from energikontoret.model import bands, chance, tables

COLUMNS = ["first_order", "total", "first_order_error", "total_error"]
NONE = pd.DataFrame(columns=COLUMNS, index=pd.Index([], name="parameter"), dtype=float)


def sample(table: pd.DataFrame, samples: int, seed: int) -> pd.DataFrame:
    """Return the sets that indices are computed from, a column for each parameter of `chance.distributions`.

    `samples` is a power of 2. SALib refuses a triangle with its peak at an end, so it samples evenly and the
    numbers go through `chance.inverse`.
    """
    if not len(table):
        return pd.DataFrame(index=[0])
    from SALib.sample import sobol

    uniform = sobol.sample(_problem(table), samples, calc_second_order=False, seed=seed)
    columns = enumerate(tables.rows(table))
    return pd.DataFrame({row.Index: chance.inverse(row, uniform[:, place]) for place, row in columns})


def indices(table: pd.DataFrame, results: np.ndarray, seed: int) -> pd.DataFrame:
    """Return parameter × (first_order, total, and their 95 % errors), the largest total first.

    `results` are those of the sets that `sample` gives for the table, NaN for one that cannot be. Empty where
    the result does not vary.
    """
    result = _whole_blocks(results, len(table) + 2) if len(table) else results[:0]
    if not len(result) or np.ptp(result) <= bands.NOISE * max(1.0, np.abs(result).max()):
        return NONE
    from SALib.analyze import sobol as analysis

    sobol = analysis.analyze(_problem(table), result, calc_second_order=False, seed=seed)
    columns = dict(zip(COLUMNS, (sobol[name] for name in ("S1", "ST", "S1_conf", "ST_conf")), strict=True))
    frame = pd.DataFrame(columns, index=pd.Index(table.index, name="parameter"))
    return frame.sort_values("total", ascending=False, kind="stable")


def first_question(indices_of: pd.DataFrame, askable: Mapping[str, str]) -> pd.DataFrame:
    """Return the parameters that somebody can answer, the largest first-order index first.

    `askable` says whom to ask, by parameter: the column `ask`.
    """
    rows = indices_of[indices_of.index.isin(list(askable))].sort_values(
        "first_order", ascending=False, kind="stable"
    )
    return rows.assign(ask=[askable[name] for name in rows.index])


def _problem(table: pd.DataFrame) -> dict[str, Any]:
    """Return as many even numbers as there are parameters, as SALib asks for them."""
    return {"num_vars": len(table), "names": list(table.index), "bounds": [[0.0, 1.0]] * len(table)}


def _whole_blocks(result: np.ndarray, rows: int) -> np.ndarray:
    """Return the results without the blocks in which a set cannot be: an index compares within a block."""
    blocks = np.reshape(result, (-1, rows))
    return blocks[~np.isnan(blocks).any(axis=1)].ravel()
