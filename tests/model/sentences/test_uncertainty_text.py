"""The sentences on the uncertainty are right in every scenario."""

import numpy as np
import pandas as pd
import pytest
from plain_text import plain

from energikontoret.model import bands
from energikontoret.model.switching import CONCLUSIONS
from energikontoret.sentences import uncertainty
from pressroom.language.text import t


def band(value, p10, p90):
    return bands.band(np.array([p10] * 11 + [value] * 79 + [p90] * 11, dtype=float), float(value))


WIDE, FLAT = band(12.2e6, 10.3e6, 14.6e6), band(0, 0, 0)


def test_the_regions_cost_is_told_with_its_span_or_as_resting_on_nothing():
    assert plain(uncertainty.net(WIDE, 2030, has_once=False)) == (
        "Till och med 2030 kostar förändringen Regionen ungefär 12 miljoner kronor (10–15) i löpande priser. "
        "Åtta beräkningar av tio hamnar inom spannet."
    )
    assert plain(uncertainty.net(FLAT, 2030, has_once=False)) == (
        "I beräkningen kostar förändringen Regionen ingenting, också när antagandena varieras."
    )
    assert plain(uncertainty.net(band(2e6, 2e6, 2e6), 2030, has_once=False)) == (
        "Till och med 2030 kostar förändringen Regionen 2 miljoner kronor, också när antagandena varieras."
    )


def test_the_regions_cost_of_all_years_is_told_to_hold_what_comes_once_where_it_does():
    assert "(10–15) i löpande priser, med engångskostnader. Åtta" in plain(
        uncertainty.net(WIDE, 2030, has_once=True)
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (band(7.87, 5.66, 8.53), "År 2030 har kontoret ungefär åtta (6–9) anställda."),
        (
            band(11, 11, 11),
            "Antalet anställda är elva om övriga intäkter finns kvar, för basfinansieringen är oförändrad.",
        ),
        (band(8, 8, 8), "I beräkningen är antalet anställda åtta."),
        (band(11, 9, 11), "År 2030 har kontoret ungefär elva (9–11) anställda."),
        (band(0, 0, 0), ""),
    ],
)
def test_a_number_of_employees_without_a_span_is_not_told_as_uncertain(given, said):
    assert plain(uncertainty.office(given, 11.0, 2030)) == said


LABELS = {"price_index": t("Årlig uppräkning"), "core_task_share": t("Kärnuppgifternas del")}


@pytest.mark.parametrize(
    ("total", "said"),
    [(0.72, "ungefär 70 procent av osäkerheten"), (0.96, "95 procent av"), (0.98, "nästan hela osäkerheten")],
)
def test_the_first_of_the_indices_is_told(total, said):
    table = pd.DataFrame({"total": [total, 0.2]}, index=["core_task_share", "price_index"])
    told = plain(uncertainty.matters_most(table, LABELS, t("merkostnaden")))
    begins = "Av det som varieras har antagandet ”Kärnuppgifternas del” störst betydelse för merkostnaden."
    assert told.startswith(f"{begins} Det står för ")
    assert said in told


def test_assumptions_that_matter_about_equally_are_named_together():
    table = pd.DataFrame({"total": [0.38, 0.35]}, index=["core_task_share", "price_index"])
    assert plain(uncertainty.matters_most(table, LABELS, t("merkostnaden"))) == (
        "Av det som varieras betyder flera antaganden ungefär lika mycket för merkostnaden: "
        "”Kärnuppgifternas del” och ”Årlig uppräkning”."
    )


def test_what_all_years_cost_by_the_other_key_is_told_with_its_range():
    told = plain(uncertainty.net_by_key(("population", "equal"), band(3.2e6, 2.5e6, 3.8e6)))
    assert told == (
        "Det gäller om kostnaden delades efter folkmängd. Delades den lika är kostnaden ungefär 3,2 miljoner "
        "kronor (2,5–3,8)."
    )


def test_that_nothing_matters_is_told():
    assert plain(uncertainty.matters_most(pd.DataFrame({"total": []}), LABELS, t("merkostnaden"))) == (
        "Inget av det som varieras påverkar merkostnaden i det här scenariot."
    )


def test_the_first_question_is_told_with_who_can_answer_and_where_it_may_stand():
    asked = pd.DataFrame(
        {"question": [t("Hur stor är andelen?")], "ask": [t("Regionen")], "place": [t("Bilagan")]}
    )
    assert plain(uncertainty.ask_first(asked)) == (
        "Hur stor är andelen? Regionen kan svara. Möjlig källa: Bilagan."
    )


def test_whom_to_ask_for_the_offices_share_is_told_where_another_question_comes_first():
    asked = pd.DataFrame({"ask": [t("Banken"), t("Regionen")]}, index=["sharing_key", "base_funding_share"])
    said = plain(uncertainty.ask_share(asked))
    assert said == "Fråga också Regionen hur stor basfinansieringen är."
    assert plain(uncertainty.ask_share(asked.iloc[::-1])) == ""


def test_every_conclusion_of_the_model_has_its_words():
    assert set(uncertainty.CONCLUSIONS) == {conclusion.id for conclusion in CONCLUSIONS}


@pytest.mark.parametrize(
    ("value", "assumed", "unit", "said"),
    [
        (0.375, 0.3, "andel", "mer än 37,5 procent"),
        (0.4392, 0.5, "andel", "mindre än 44 procent"),
        (612_345.0, 600_000.0, "kr", "mer än 610 000 kronor"),
        (2.4745, 6.0, "månader", "mindre än 2,5 månader"),
        (3, 2, "antal", "mer än 3"),
    ],
)
def test_a_turning_point_is_written_in_the_unit_of_its_assumption(value, assumed, unit, said):
    found = pd.DataFrame({"conclusion": ["other_money"], "parameter": ["x"], "value": [value]})
    (row,) = uncertainty.turns(found, {"x": (t("Antagandet"), unit)}, {"x": assumed}).itertuples()
    assert plain(row.limit) == said
    assert plain(row.conclusion).startswith("Varje krona till kontoret")


def test_a_table_without_turning_points_keeps_its_columns():
    none = pd.DataFrame({"conclusion": [], "parameter": [], "value": []})
    columns = ["conclusion", "assumption", "assumed", "limit", "assumed_value", "limit_value", "unit"]
    assert list(uncertainty.turns(none, {}, {}).columns) == columns


def test_titles_name_the_ends_of_all_scenarios_and_the_last_year():
    assert plain(uncertainty.net_title({"a": FLAT, "b": WIDE})) == (
        "Alla år tillsammans kostar scenarierna Regionen mellan 0 och 12 miljoner kronor"
    )
    assert plain(uncertainty.fan_title(band(7.87, 5.66, 8.53), 11, 2030)) == (
        "År 2030 finns ungefär åtta av elva anställda kvar"
    )
    assert plain(uncertainty.fan_title(band(10.6, 10.4, 10.8), 11, 2030)) == (
        "År 2030 finns nästan alla elva anställda kvar"
    )


def test_the_dearest_scenario_stands_last():
    assert list(uncertainty.rows({"b": WIDE, "a": FLAT})["scenario"]) == ["a", "b"]
