"""The judgements of the organisation options are complete and traceable."""

from pathlib import Path

import pandas as pd

from energikontoret.model import options
from pressroom.notebook import data
from pressroom.project import Project

PROJECT = Project(Path(__file__).parents[2])
SCORES = data.read(PROJECT, "option_scores")


def test_every_option_has_points_for_every_success_factor():
    points = options.matrix(SCORES)
    assert sorted(points.index) == sorted(data.read(PROJECT, "options")["id"])
    assert sorted(points.columns) == sorted(data.read(PROJECT, "success_factors")["id"])
    assert points.notna().all(axis=None)


def test_points_lie_inside_their_range():
    assert ((SCORES["low"] <= SCORES["points"]) & (SCORES["points"] <= SCORES["high"])).all()


def test_every_judgement_has_a_motivation_of_its_own():
    assert SCORES["motivation"].str.len().min() > 20
    assert SCORES["motivation"].is_unique


def test_every_judgement_rests_on_a_source():
    evidence = data.read(PROJECT, "option_evidence")
    judged = set(SCORES[["option", "factor"]].itertuples(index=False, name=None))
    assert set(evidence[["option", "factor"]].itertuples(index=False, name=None)) == judged
    assert set(evidence["source_id"]) <= set(data.read(PROJECT, "sources")["source_id"])


def test_the_lead_of_staying_is_noise_once_the_points_vary_within_their_spans():
    weights = pd.Series(1.0, index=SCORES["factor"].unique())
    ahead = options.leads(SCORES, weights, 12.0, 20000, 59)
    first = ahead.iloc[0]
    assert ahead.index[0] == "stand_alone"
    assert round(first["lead"], 2) == 0.17
    assert (round(first["p10"], 1), round(first["p90"], 1)) == (-0.3, 0.8)
    assert first["equal"]
    assert not ahead["equal"]["split_up"]
