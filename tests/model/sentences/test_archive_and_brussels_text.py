"""What the association archive lacks, and what is assumed of the Brussels office, in words."""

import pytest
from plain_text import plain

from energikontoret.sentences import agreement
from parameter_sets import EVERY


@pytest.mark.parametrize(
    ("unpaid", "since", "said"),
    [
        (
            656_000,
            None,
            "Föreningsarkivet 656 000 kronor mindre om året. Statens bidrag antas då minska med ungefär "
            "330 000 kronor om året (0–656 000).",
        ),
        (
            656_000,
            2026,
            "Föreningsarkivet stegvis mindre, och 656 000 kronor mindre om året från 2026. Statens",
        ),
        (0, None, "I scenariot får Föreningsarkivet lika mycket som förut."),
    ],
)
def test_the_archive_lacks_what_nobody_pays(unpaid, since, said):
    assert said in plain(agreement.archive(unpaid, (unpaid / 2, 0.0, unpaid), since))


@pytest.mark.parametrize(
    ("grant", "said"),
    [
        ((164_000, 0, 328_000), "antas då minska med ungefär 160 000 kronor om året (0–328 000)."),
        (
            (328_000, 164_000, 492_000),
            "antas då minska med ungefär 330 000 kronor om året (164 000–492 000).",
        ),
        ((328_000,) * 3, "antas då minska med 330 000 kronor om året."),
    ],
)
def test_a_grant_that_can_fall_by_less_than_the_archive_lacks_has_its_own_ends(grant, said):
    told = plain(agreement.archive(656_000, grant))
    assert told.endswith(f"Statens bidrag {said} Inget av det sker om Regionen betalar lika mycket.")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("equal", "Delades kostnaden lika får arkivet ungefär 160 000 kronor mindre."),
        ("population", "Delades kostnaden efter folkmängd får arkivet ungefär 160 000 kronor mindre."),
    ],
)
def test_what_the_archive_lacks_by_another_key_stands_after_what_the_scenario_gives(key, said):
    other = agreement.archive_by_other_key(key, 163_900)
    assert plain(other) == said
    told = plain(agreement.archive(57_300, (28_650.0,) * 3, other=other))
    assert told.startswith("I scenariot får Föreningsarkivet 57 000 kronor mindre om året. Statens bidrag")
    assert told.endswith(said)
    assert said not in plain(agreement.archive(57_300, (28_650.0,) * 3))


def test_what_the_archive_may_lose_in_all_years_has_its_range():
    said = plain(agreement.archive_horizon((2_624_000, 0, 5_248_000), 2023, 2030))
    assert said.startswith("Under 2023–2030 kan arkivet mista ungefär 2,6 miljoner kronor (0–5,2)")
    assert plain(agreement.archive_horizon((0.0, 0.0, 0.0), 2023, 2030)) == ""


def test_what_the_archive_may_lose_is_told_by_the_other_key_too_where_that_is_not_known():
    grant, other = (229_000, 0, 459_000), (656_000, 0, 1_312_000)
    assert plain(agreement.archive_horizon(grant, 2023, 2030, ("equal", other))) == (
        "Under 2023–2030 kan arkivet mista ungefär 230 000 kronor (0–460 000) i statsbidrag, utöver "
        "kommunernas pengar. Delades kostnaden lika är det ungefär 0,65 miljoner kronor (0–1,3)."
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Kommunerna betalar ingenting till Brysselkontoret från 2024. Regionen betalar i stället."),
        (
            {"region_cover_joint": 0.0},
            "Kommunerna betalar ingenting till Brysselkontoret från 2024. Ingen betalar i stället.",
        ),
        (
            {"municipal_share_joint": 0.4, "region_cover_joint": 0.5},
            "Kommunerna betalar 40 procent av sin del av Brysselkontoret från 2024. Regionen betalar 50 "
            "procent av det i stället.",
        ),
        ({"municipal_share_joint": 1.0}, "Kommunerna betalar lika mycket till Brysselkontoret som förut."),
        (
            {"municipal_share_joint": 1.0, "opted_out": ["2303"]},
            "De kommuner som står utanför betalar ingenting till Brysselkontoret från 2024. Regionen betalar "
            "i stället.",
        ),
    ],
)
def test_what_is_assumed_of_the_brussels_office_is_told_of_nothing_else(changed, said):
    assert plain(agreement.brussels(EVERY["base"] | changed, 2024)) == said
