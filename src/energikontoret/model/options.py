"""Four ways to organise the office, judged against the success factors of the board paper."""

from typing import Any

import numpy as np
import pandas as pd

from energikontoret.model import triangle


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


def draw_points(scores: pd.DataFrame, draws: int, seed: int) -> np.ndarray:
    """Draw points (draws x options x factors) within each judgement's span, the stated points most likely."""
    low, points, high = (matrix(scores, end).to_numpy(float) for end in ("low", "points", "high"))
    uniform = np.random.default_rng(seed).random((draws, *points.shape))
    return triangle.inverse(low, points, high, uniform)


def draw_totals(
    scores: pd.DataFrame, weights: pd.Series, concentration: float, draws: int, seed: int
) -> np.ndarray:
    """Draw each option's total (draws x options), weights and points together."""
    drawn = draw_weights(weights.reindex(matrix(scores).columns), concentration, draws, seed)
    return np.einsum("df,dof->do", drawn, draw_points(scores, draws, seed + 1))


def leads(
    scores: pd.DataFrame, weights: pd.Series, concentration: float, draws: int, seed: int
) -> pd.DataFrame:
    """Return option × (lead, p10, p90, equal): how far the best option is ahead of each other one.

    p10 and p90 are of the draws. A lead that is not above 0 in nine draws of ten is noise: the two are equal.
    """
    points = weighted(matrix(scores), weights).sort_values(ascending=False, kind="stable")
    totals = pd.DataFrame(
        draw_totals(scores, weights, concentration, draws, seed), columns=matrix(scores).index
    )
    best, *others = points.index
    ahead = totals[others].rsub(totals[best], axis=0)
    low, high = ahead.quantile(0.1), ahead.quantile(0.9)
    table = pd.DataFrame({"lead": points[best] - points[others], "p10": low, "p90": high, "equal": low <= 0})
    return table.rename_axis("option")


def win_shares(totals: np.ndarray, names: pd.Index) -> pd.Series:
    """Return each option's share of the draws (draws x options) in which it is best; ties are split."""
    best = np.isclose(totals, totals.max(axis=1, keepdims=True), rtol=0, atol=1e-12)
    return pd.Series((best / best.sum(axis=1, keepdims=True)).mean(axis=0), index=names)


def stability(
    points: pd.DataFrame, weights: pd.Series, concentration: float, draws: int, seed: int
) -> np.ndarray:
    """Return each option's total (draws x options) under drawn weights and the points as they stand."""
    return draw_weights(weights.reindex(points.columns), concentration, draws, seed) @ points.T.to_numpy()


def win_table(
    scores: pd.DataFrame, weights: pd.Series, concentration: float, draws: int, seed: int
) -> pd.DataFrame:
    """Return option × (points, weights, points_too): weighted points and two win shares.

    The first win share draws the weights only, the second the points within their ranges as well.
    """
    points = matrix(scores)
    by_weights = stability(points, weights, concentration, draws, seed)
    by_both = draw_totals(scores, weights, concentration, draws, seed)
    return pd.DataFrame(
        {
            "points": weighted(points, weights),
            "weights": win_shares(by_weights, points.index),
            "points_too": win_shares(by_both, points.index),
        }
    )


def key_figures(wins: pd.DataFrame, ahead: pd.DataFrame) -> dict[str, Any]:
    """Return the key figures of the options by name from `win_table` and `leads`.

    best and runner_up are ids of options; `equal` says whether the lead is inside the noise.
    """
    ranked = wins.sort_values("points", ascending=False, kind="stable")
    best, second = ranked.iloc[0], ranked.iloc[1]
    span = ahead.T[str(second.name)]
    return {
        "best": best.name,
        "runner_up": second.name,
        "lead_points": float(best["points"] - second["points"]),
        "lead_p10_points": float(span["p10"]),
        "lead_p90_points": float(span["p90"]),
        "equal": bool(span["equal"]),
        "best_win_share": float(best["weights"]),
        "best_win_drawn_points_share": float(best["points_too"]),
        **{f"score_{option}": float(points) for option, points in wins["points"].items()},
    }
