"""The sentences on turnover and staff are right in every scenario."""

import pytest
from plain_text import plain

from energikontoret.sentences import office

OFFICE = {
    "turnover_change_share": -0.356,
    "turnover_final_fixed_sek": 4_346_750,
    "employees_final": 7.1,
    "full_effect_year": 2025,
}


@pytest.mark.parametrize(
    ("changes", "share", "said"),
    [
        ({}, 0.5, "Om hälften av de gemensamma kostnaderna är basfinansiering minskar Energikontorets"),
        ({}, 0.4, "Om 40 procent av de gemensamma kostnaderna är basfinansiering minskar"),
        ({}, 0.5, "med 35,6 procent i fasta priser, från 6,7 till 4,3 miljoner kronor."),
        ({}, 0.5, "Antalet anställda minskar från elva till ungefär sju. Hela minskningen syns från 2025."),
        ({"employees_final": 1.2}, 0.5, "från elva till ungefär ett."),
        ({"turnover_change_share": 0.2, "employees_final": 13.2}, 0.5, "ökar från elva till ungefär 13."),
        ({"turnover_change_share": -0.006, "employees_final": 10.9}, 0.5, "är då fortfarande ungefär elva."),
        ({"turnover_change_share": 0.0}, 0.5, "behåller Energikontoret sin omsättning"),
        ({"turnover_change_share": -1.0}, 0.5, "ingen personal kvar från 2025"),
    ],
)
def test_the_office_sentence_says_from_what_to_what(changes, share, said):
    assert said in plain(office.conclusion(OFFICE | changes, 6_746_750, 11, share))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            [-0.14, -0.57],
            "Om andelen är 20 procent minskar omsättningen med 14 procent, och vid 80 procent med 57",
        ),
        ([0.15, -0.16], "ökar omsättningen med 15 procent, och vid 80 procent minskar den med 16 procent."),
        ([0.0, -0.16], "är omsättningen oförändrad, och vid 80 procent minskar den med 16 procent."),
        ([-0.5, 0.0], "minskar omsättningen med 50 procent, och vid 80 procent är den oförändrad."),
        ([-0.5, -1.0], "minskar omsättningen med 50 procent, och vid 80 procent upphör den."),
        ([-1.0, -1.0], "detsamma vid alla andelar"),
    ],
)
def test_the_ends_of_the_unknown_share_are_said(changes, said):
    assert said in plain(office.at_other_shares([0.2, 0.8], changes))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([-0.569, -0.142], "minskar med mellan 14,2 och 56,9 procent"),
        ([0.02, 0.1], "ökar med mellan 2 och 10 procent"),
        ([-0.16, 0.149], "minskar med upp till 16 procent eller ökar med upp till 14,9 procent"),
        ([-1.0, -1.0], "minskar med 100 procent vid alla andelar"),
        ([0.0, 0.0], "är oförändrad vid alla andelar"),
    ],
)
def test_the_unknown_share_moves_turnover_up_or_down(changes, said):
    title = plain(office.sensitivity_title(changes))
    assert title == f"Omsättningen {said}"
