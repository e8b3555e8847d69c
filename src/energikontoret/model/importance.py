"""Which assumption matters most: Sobol' indices of each result, from the bands' own distributions."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from energikontoret.model import bands, chance, tables

COLUMNS = ["first_order", "total", "first_order_error", "total_error"]
NONE = pd.DataFrame(columns=COLUMNS, index=pd.Index([], name="parameter"), dtype=float)


def indices(
    table: pd.DataFrame, results: Callable[[pd.DataFrame], np.ndarray], samples: int, seed: int
) -> pd.DataFrame:
    """Return parameter × (first_order, total, and their 95 % errors), the largest total first.

    `table` is chance.distributions', `results` gives one value a row of parameters and NaN for a set that
    cannot be, `samples` is a power of 2. SALib refuses a triangle with its peak at an end, so it samples
    evenly and the numbers go through `chance.inverse`. Empty where the result does not vary.
    """
    from SALib.analyze import sobol as analysis
    from SALib.sample import sobol as sampling

    problem = {"num_vars": len(table), "names": list(table.index), "bounds": [[0.0, 1.0]] * len(table)}
    if not len(table):
        return NONE
    uniform = sampling.sample(problem, samples, calc_second_order=False, seed=seed)
    result = _whole_blocks(results(_parameters(table, uniform)), len(table) + 2)
    if not len(result) or np.ptp(result) <= bands.NOISE * max(1.0, np.abs(result).max()):
        return NONE
    sobol = analysis.analyze(problem, result, calc_second_order=False, seed=seed)
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


def _parameters(table: pd.DataFrame, uniform: np.ndarray) -> pd.DataFrame:
    columns = enumerate(tables.rows(table))
    return pd.DataFrame({row.Index: chance.inverse(row, uniform[:, place]) for place, row in columns})


def _whole_blocks(result: np.ndarray, rows: int) -> np.ndarray:
    """Return the results without the blocks in which a set cannot be: an index compares within a block."""
    blocks = np.reshape(result, (-1, rows))
    return blocks[~np.isnan(blocks).any(axis=1)].ravel()
