"""The sentences on the goals are right in every scenario."""

import pandas as pd
import pytest
from plain_text import plain

from energikontoret.sentences import goals
from pressroom.language.text import t

FIGURES = {"count": 5, "measurable": 3, "own_target": 1, "judged": 4, "on_track": 1, "on_track_own": 0}
FIGURES |= {"contribution_retained_share": 0.186, "ended": 6, "current": 9}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Ett av fem mål har ett eget målvärde som går att följa, och två till har lånade."),
        ({"measurable": 2}, "ett eget målvärde som går att följa, och ett till har ett lånat."),
        ({"own_target": 3}, "Tre av fem mål har ett eget målvärde som går att följa. "),
        ({}, "En av fyra bedömda indikatorer är i fas, mätt mot ett lånat mål."),
        ({"on_track": 2}, "Två av fyra bedömda indikatorer är i fas, mätt mot lånade mål."),
        ({"on_track_own": 1}, "En av fyra bedömda indikatorer är i fas. "),
        ({"on_track": 0}, "Ingen av fyra bedömda indikatorer är i fas. "),
        ({}, "År 2030 återstår 19 procent av bidragen till målen, räknat på 2022 års verksamheter."),
        ({"contribution_retained_share": 1.0}, "Bidragen till målen består till 2030, räknat på 2022 års"),
        ({"contribution_retained_share": 0.0}, "År 2030 återstår inget av bidragen till målen, räknat på"),
        ({}, "räkneexempel: bidragen är bedömda, och sex av nio verksamheter har avslutats."),
    ],
)
def test_the_sentence_follows_the_figures(changes, said):
    assert said in plain(goals.conclusion(FIGURES | changes, 2030))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "One of five goals has a target of its own that can be followed, and two more have borrowed"),
        (
            {"own_target": 2},
            "Two of five goals have a target of their own that can be followed, and one more",
        ),
        ({}, "One of four indicators judged is on track, measured by a borrowed target"),
        ({"on_track": 2}, "Two of four indicators judged are on track, measured by borrowed targets"),
    ],
)
def test_the_english_verb_follows_the_number(changes, said):
    assert said in plain(goals.conclusion(FIGURES | changes, 2030), "en")


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((0, 0, 1), "ingen basfinansiering, inga projekt och alla övriga intäkter."),
        ((1, 0.976, 1), "hela basfinansieringen, 97,6 procent av projekten och alla övriga intäkter."),
        ((0.915, 1, 0), "91,5 procent av basfinansieringen, alla projekt och inga övriga intäkter."),
    ],
)
def test_what_remains_has_no_zero_per_cent(shares, said):
    kinds = dict(zip(("base", "project", "grant"), shares, strict=True))
    assert plain(goals.remaining(kinds)) == f"Sista året återstår {said}"


def test_what_has_ended_is_told_with_its_share_and_what_is_new():
    assert plain(goals.ended(6, 9, (2022, 2023), 0.72, 5)) == (
        "Sex av nio verksamheter har avslutats, de sista 2023. De stod för 72 procent av bidragen 2022. "
        "Efter 2022 tillkommer fem nya i källorna."
    )


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "Av de avslutade verksamheternas bidrag återstår då inget."),
        (["A"], "Av det som återstår hör 50 procent till A, som har avslutats."),
        (["A", "B"], "Av det som återstår hör 50 procent till verksamheter som har avslutats."),
    ],
)
def test_what_remains_of_ended_activities_is_named_where_it_is_one(names, said):
    assert plain(goals.left_of_ended(0.5, [t("{name}", name=name) for name in names])) == said


@pytest.mark.parametrize(
    ("value", "unit", "year", "cell"),
    [
        (0.59, "andel", 1999, "59 % (1999)"),
        (-0.1, "andel", float("nan"), "−10 %"),
        (float("nan"), "antal", 2020, "–"),
    ],
)
def test_a_cell_shows_the_value_with_its_year(value, unit, year, cell):
    columns = {"baseline_value": value, "baseline_year": year, "unit": unit, "status": "no_target"}
    columns |= {f"{end}_{part}": None for end in ("latest", "target") for part in ("value", "year")}
    judged = pd.DataFrame([columns | {"target_owner": "own"}])
    assert plain(goals.indicator_cells(judged)["baseline"].item()) == cell


@pytest.mark.parametrize(("owner", "said"), [("own", "60 %"), ("other", "60 %, lånat")])
def test_a_target_that_is_borrowed_says_so(owner, said):
    columns = {f"{end}_{part}": None for end in ("baseline", "latest") for part in ("value", "year")}
    columns |= {"target_value": 0.6, "target_year": None, "unit": "andel", "status": "off_track"}
    judged = pd.DataFrame([columns | {"target_owner": owner}])
    assert plain(goals.indicator_cells(judged)["target"].item()) == said
