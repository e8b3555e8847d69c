import numpy as np
import pandas as pd
import pytest

from energikontoret.model import options

POINTS = pd.DataFrame({"together": [5, 2], "funding": [1, 4]}, index=["stay", "move"])
EVEN = pd.Series({"together": 1.0, "funding": 1.0})


def test_points_become_options_by_factors_in_their_listed_order():
    rows = pd.DataFrame(
        {"option": ["b", "b", "a", "a"], "factor": ["y", "x", "y", "x"], "points": [1, 2, 3, 4]}
    )
    table = options.matrix(rows)
    assert table.index.tolist() == ["b", "a"]
    assert table.columns.tolist() == ["y", "x"]
    assert table.loc["a", "x"] == 4


def test_the_total_is_the_weighted_mean():
    assert options.weighted(POINTS, pd.Series({"together": 3, "funding": 1})).tolist() == [4.0, 2.5]


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"together": 1}, "No weight for factor: funding"),
        ({"together": -1, "funding": 2}, "must not be negative"),
        ({"together": 0, "funding": 0}, "at least one"),
    ],
)
def test_weights_that_do_not_weigh_are_refused(weights, message):
    with pytest.raises(ValueError, match=message):
        options.weighted(POINTS, pd.Series(weights))


def test_drawn_weights_add_up_to_one_and_centre_on_the_given_ones():
    drawn = options.draw_weights(pd.Series([3.0, 1.0, 0.0]), concentration=20, draws=20_000, seed=1)
    assert drawn.sum(axis=1) == pytest.approx(1.0)
    assert drawn.mean(axis=0) == pytest.approx([0.75, 0.25, 0.0], abs=0.01)


def test_the_same_seed_draws_the_same():
    assert np.array_equal(options.draw_weights(EVEN, 6, 10, 7), options.draw_weights(EVEN, 6, 10, 7))


def judged(rows):
    return pd.DataFrame(rows, columns=["option", "factor", "points", "low", "high"])


LEVEL = judged([("a", "x", 4, 3, 5), ("a", "y", 4, 4, 4), ("b", "x", 4, 2, 4), ("b", "y", 3.5, 3, 5)])
PAIR = pd.Series({"x": 1.0, "y": 1.0})


def test_drawn_points_stay_inside_their_span_and_the_stated_points_are_the_most_likely():
    drawn = options.draw_points(LEVEL, draws=20_000, seed=3)
    assert drawn.shape == (20_000, 2, 2)
    low, high = options.matrix(LEVEL, "low").to_numpy(), options.matrix(LEVEL, "high").to_numpy()
    assert ((low <= drawn) & (drawn <= high)).all()
    middle = (low + high + options.matrix(LEVEL).to_numpy()) / 3
    assert drawn.mean(axis=0) == pytest.approx(middle, abs=0.02)
    assert (drawn[:, 0, 1] == 4).all()


def test_weights_and_points_vary_together():
    totals = options.draw_totals(LEVEL, PAIR, 6, 500, 1)
    weights = options.draw_weights(PAIR, 6, 500, 1)
    points = options.draw_points(LEVEL, 500, 2)
    for draw in (0, 499):
        assert totals[draw] == pytest.approx(points[draw] @ weights[draw])


def test_a_lead_inside_the_noise_is_called_equal():
    ahead = options.leads(LEVEL, PAIR, 12, 4000, 1)
    assert list(ahead.index) == ["b"]
    assert ahead.loc["b", "lead"] == pytest.approx(0.25)
    assert ahead.loc["b", "p10"] < 0 < ahead.loc["b", "p90"]
    assert ahead.loc["b", "equal"]


def test_a_lead_beyond_the_noise_is_a_lead():
    rows = judged([("b", "x", 1, 0, 2), ("a", "x", 4, 3, 5), ("c", "x", 3.5, 3, 4.5)])
    ahead = options.leads(rows, pd.Series({"x": 1.0}), 12, 4000, 1)
    assert ahead["equal"].to_dict() == {"c": True, "b": False}
    assert ahead["lead"].to_dict() == {"c": 0.5, "b": 3.0}
    drawn = options.draw_totals(rows, pd.Series({"x": 1.0}), 12, 4000, 1)
    assert ahead.loc["b", "p10"] == pytest.approx(np.percentile(drawn[:, 1] - drawn[:, 0], 10))
    assert ahead.loc["b", "p90"] == pytest.approx(np.percentile(drawn[:, 1] - drawn[:, 0], 90))


def test_a_tie_is_split_between_the_best():
    shares = options.win_shares(np.array([[1.0, 1.0, 0.0], [2.0, 1.0, 0.0]]), pd.Index(["a", "b", "c"]))
    assert shares.tolist() == [0.75, 0.25, 0.0]


def test_a_dominating_option_always_wins():
    points = pd.DataFrame({"x": [4, 3], "y": [5, 4]}, index=["good", "less"])
    totals = options.stability(points, pd.Series({"x": 1, "y": 1}), 6, 1000, seed=5)
    assert options.win_shares(totals, points.index)["good"] == 1.0


def test_the_key_figures_name_best_runner_up_and_lead():
    rows = [("a", "x", 4, 4, 4), ("a", "y", 4, 4, 4), ("b", "x", 5, 5, 5), ("b", "y", 1, 1, 1)]
    changes = (judged(rows), PAIR, 12, 2000, 1)
    figures = options.key_figures(options.win_table(*changes), options.leads(*changes))
    assert (figures["best"], figures["runner_up"], figures["lead_points"]) == ("a", "b", 1.0)
    assert figures["best_win_share"] == figures["best_win_drawn_points_share"]
    assert figures["score_b"] == 3.0
    assert 0 < figures["lead_p10_points"] < 1 < figures["lead_p90_points"]
    assert figures["equal"] is False
