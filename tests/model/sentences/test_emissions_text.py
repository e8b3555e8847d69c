"""The sentences on emissions follow the figures, and say no more than these."""

import pytest
from plain_text import plain

from energikontoret.sentences import emissions
from pressroom.language.text import t

FALLING = {
    "trend_rate_share": -0.04,
    "trend_rate_low_share": -0.06,
    "trend_rate_high_share": -0.02,
    "projected_2030_kt": 305.0,
    "projected_2030_low_kt": 212.0,
    "projected_2030_high_kt": 438.0,
}
TARGETS = {2020: 150.0, 2022: 180.0, 2024: 220.0}
TRANSPORT, MACHINES = t("Transporter"), t("Arbetsmaskiner")


@pytest.mark.parametrize(
    ("changes", "targets", "said"),
    [
        ({}, TARGETS, "minskade med 4 procent om året 2018–2023"),
        (
            {"trend_rate_share": 0.04, "trend_rate_low_share": 0.01, "trend_rate_high_share": 0.1},
            TARGETS,
            "ökade",
        ),
        ({"trend_rate_high_share": 0.01}, TARGETS, "visar ingen säker trend 2018–2023"),
        ({}, TARGETS, "blir de 305 tusen ton koldioxidekvivalenter år 2030"),
        (
            {},
            TARGETS,
            "Det är mellan 85 och 155 tusen ton mer än målet, beroende på vilket år målets bana börjar.",
        ),
        ({}, {2020: 400.0, 2024: 420.0}, "mellan 95 och 115 tusen ton mindre än målet"),
        ({}, {2020: 300.0, 2024: 330.0}, "mellan 25 tusen ton mindre och 5 tusen ton mer än målet"),
        ({}, {2020: 100.0, 2024: 110.0}, "ligger mellan 212 och 438 tusen ton."),
        ({}, TARGETS, "438 tusen ton och rymmer målet bara om banan börjar 2024."),
        ({}, TARGETS | {2022: 212.0}, "bara om banan börjar 2022 eller 2024."),
        ({}, {2020: 250.0, 2024: 300.0}, "438 tusen ton och rymmer även målet."),
    ],
)
def test_the_conclusion_follows_the_trend_and_every_start_of_the_target(changes, targets, said):
    assert said in plain(emissions.conclusion(FALLING | changes, 2018, 2023, targets))


@pytest.mark.parametrize(
    ("gap", "said"), [(195.03, "saknas 195 tusen ton"), (-20.0, "nås målet 2030 med 20 tusen")]
)
def test_the_title_of_the_trend_keeps_its_reservation(gap, said):
    title = plain(emissions.trend_title(gap))
    assert said in title
    assert title.startswith("Om den osäkra trenden håller")


@pytest.mark.parametrize(
    ("before", "latest", "said"),
    [
        (400, 476, "Från 2023 till 2024 ökade utsläppen med 19 procent"),
        (400, 396, "minskade utsläppen med 1 procent"),
    ],
)
def test_the_latest_step_is_told_as_a_rise_or_a_fall(before, latest, said):
    change = latest - before
    sectors = [(TRANSPORT, 0.8 * change), (MACHINES, 0.2 * change)]
    sentence = plain(emissions.last_step(before, latest, 2024, sectors))
    assert said in sentence
    assert sentence.endswith(", mest inom transporter")


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (33.6, ", mest inom transporter och arbetsmaskiner"),
        (20.5, ", mest inom transporter och arbetsmaskiner"),
        (20.4, ", mest inom transporter"),
        (-30.0, ", mest inom transporter"),
    ],
)
def test_a_second_sector_is_named_when_it_changed_at_least_half_as_much(second, said):
    sectors = [(TRANSPORT, 41.0), (MACHINES, second)]
    assert plain(emissions.last_step(400, 476, 2024, sectors)).endswith(said)


@pytest.mark.parametrize(
    ("machines", "said"),
    [
        ((78.0, 111.5), "och arbetsmaskinernas med 33,5 tusen ton (43 procent)."),
        ((78.0, 58.5), "medan arbetsmaskinernas minskade med 19,5 tusen ton (25 procent)."),
    ],
)
def test_the_steps_of_two_sectors_have_a_direction_and_a_share(machines, said):
    first, second = t("transporternas"), t("arbetsmaskinernas")
    sentence = plain(emissions.sector_steps(2024, (first, 172.0, 213.0), (second, *machines)))
    assert (
        sentence == f"Från 2023 till 2024 ökade transporternas utsläpp med 41 tusen ton (24 procent) {said}"
    )


def test_the_pace_needed_is_told_as_a_fall():
    said = plain(emissions.required(-0.1, -0.146, 2024))
    assert "minska med 10 procent om året från 2024" in said
    assert said.endswith("minska med 14,6 procent om året.")
    assert "redan lägre" in plain(emissions.required(0.02, 0.03, 2024))


def test_a_saving_is_told_in_tonnes_and_never_as_a_part_of_what_is_missing():
    sentence = plain(emissions.savings(0.5, 4.5, (195.0, 294.0)))
    assert sentence.startswith("Besparingen motsvarar mellan 0,5 och 4,5 tusen ton,")
    assert sentence.endswith("Till målet 2030 saknas mellan 195 och 294 tusen ton.")
    assert "procent" not in sentence


def test_a_saving_is_not_set_beside_a_gap_that_is_not_there():
    assert "saknas" not in plain(emissions.savings(0.5, 4.5, (-3.0, 10.0)))
