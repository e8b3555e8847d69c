"""Four ways to organise the office, judged against the success factors of the board paper."""

import numpy as np
import pandas as pd


def matrix(scores: pd.DataFrame, column: str = "points") -> pd.DataFrame:
    """Return points as options (rows) by factors (columns), in the order in which they are listed."""
    table = scores.pivot(index="option", columns="factor", values=column)
    return table.reindex(index=scores["option"].unique(), columns=scores["factor"].unique())


def weighted(points: pd.DataFrame, weights: pd.Series) -> pd.Series:
    """Return each option's mean points (0-5) under weights that are indexed by factor.

    Raise ValueError where a factor has no weight, a weight is negative, or all are zero.
    """
    chosen = weights.reindex(points.columns)
    if chosen.isna().any():
        raise ValueError(f"No weight for factor: {', '.join(chosen.index[chosen.isna()])}.")
    if (chosen < 0).any() or chosen.sum() <= 0:
        raise ValueError("Weights must not be negative, and at least one must be above zero.")
    return points @ (chosen / chosen.sum())


def draw_weights(weights: pd.Series, concentration: float, draws: int, seed: int) -> np.ndarray:
    """Draw weights (draws x factors) from a Dirichlet distribution around the given ones.

    The higher the concentration, the closer to them; a factor without weight stays without.
    """
    alpha = concentration * weights.to_numpy(dtype=float) / weights.sum()
    drawn = np.zeros((draws, len(alpha)))
    drawn[:, alpha > 0] = np.random.default_rng(seed).dirichlet(alpha[alpha > 0], size=draws)
    return drawn


def draw_points(low: pd.DataFrame, high: pd.DataFrame, draws: int, seed: int) -> np.ndarray:
    """Draw points (draws x options x factors) evenly between the ends of each judgement's range."""
    generator = np.random.default_rng(seed)
    return generator.uniform(low.to_numpy(float), high.to_numpy(float), size=(draws, *low.shape))


def win_shares(totals: np.ndarray, names: pd.Index) -> pd.Series:
    """Return each option's share of the draws (draws x options) in which it is best; ties are split."""
    best = np.isclose(totals, totals.max(axis=1, keepdims=True), rtol=0, atol=1e-12)
    return pd.Series((best / best.sum(axis=1, keepdims=True)).mean(axis=0), index=names)


def rank_shares(totals: np.ndarray, names: pd.Index) -> pd.DataFrame:
    """Return how large a share of the draws gives each option (rows) each rank 1, 2 … (columns).

    Of options with equal totals the one listed first ranks first.
    """
    order = np.argsort(-totals, axis=1, kind="stable")
    ranks = np.argsort(order, axis=1, kind="stable")
    counts = [
        [(ranks[:, option] == rank).mean() for rank in range(len(names))] for option in range(len(names))
    ]
    return pd.DataFrame(counts, index=names, columns=range(1, len(names) + 1))


def stability(
    points: pd.DataFrame, weights: pd.Series, concentration: float, draws: int, seed: int
) -> np.ndarray:
    """Return each option's total (draws x options) under drawn weights and the points as they stand."""
    return draw_weights(weights.reindex(points.columns), concentration, draws, seed) @ points.T.to_numpy()
