"""The sentences on the decisions name those with an outcome, and what the sources rule out."""

import pandas as pd
import pytest
from plain_text import plain

from energikontoret.sentences import decisions
from pressroom.language.text import t
from pressroom.notebook import data


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("sv", "ett utfall för två av dem, Energikontoret och Brysselkontoret, men inga belopp i avtalen."),
        (
            "en",
            "an outcome for two of them, the energy office and the Brussels office, but no amounts in",
        ),
    ],
)
def test_the_decisions_with_an_outcome_are_named(lang, said):
    named = data.load("decisions")["label"].tolist()[:2]
    assert said in plain(decisions.conclusion(4, named), lang)


TESTS = pd.DataFrame(
    {
        "id": ["gone", "same", "size"],
        "statement": [t("Kontoret lades ned"), t("Allt var som förut"), t("Så många arbetade där")],
        "verdict": ["ruled_out", "consistent", "cannot_be_tested"],
        "evidence": [t("Det finns."), t("Det sägs."), t("Det är osäkert.")],
        "ask": [t(""), t(""), t("Regionen")],
    }
)
IMPLIED = pd.DataFrame({"scenario": ["close", "go_on", "close"], "presence_test": ["gone", "same", "size"]})
TITLES = {"close": t("Läggs ned"), "go_on": t("Fortsätter")}


def test_what_is_ruled_out_names_its_evidence_and_what_cannot_be_tested_whom_to_ask():
    shown = decisions.presence(TESTS)
    assert [plain(each) for each in shown["verdict"]] == ["Stämmer inte", "Inte känt"]
    assert [plain(each) for each in shown["evidence"]] == ["Det finns.", "Det är osäkert. Fråga: Regionen."]


@pytest.mark.parametrize(
    ("against", "said"),
    [
        (
            ["gone"],
            "Källorna visar att scenariot ”Läggs ned” inte inträffade, men som val finns det kvar.",
        ),
        (
            ["gone", "same"],
            "Källorna visar att scenariot ”Läggs ned” och scenariot ”Fortsätter” inte inträffade, men som "
            "val finns de kvar.",
        ),
        ([], "Källorna utesluter inget av scenarierna."),
    ],
)
def test_only_the_scenarios_that_the_sources_speak_against_are_ruled_out(against, said):
    verdicts = ["ruled_out" if id in against else "consistent" for id in TESTS["id"]]
    assert plain(decisions.ruled_out(TESTS.assign(verdict=verdicts), IMPLIED, TITLES)) == said
