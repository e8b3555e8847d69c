"""How others pay: what the rows say has a source, and the sums follow from the numbers they name."""

from pathlib import Path

import pytest

from pressroom.notebook import data
from pressroom.project import Project

PROJECT = Project(Path(__file__).parents[2])
ROWS, EVIDENCE = data.read(PROJECT, "comparators"), data.read(PROJECT, "comparator_evidence")
FACTS = data.read(PROJECT, "facts").set_index("id")["value"]
COLUMNS = {
    "host": "host",
    "payers": "payers",
    "key": "key",
    "followed": "followed",
    "amount": "sek_per_inhabitant",
    "inhabitants": "inhabitants",
}
NOTHING_TO_SHOW = ("Framgår inte", "En betalare")


def population(area: str) -> int:
    people = data.read(PROJECT, "population").query("area == @area and year == 2021")
    return people["population"].item()


@pytest.mark.parametrize("aspect", COLUMNS)
def test_what_a_row_says_has_a_source_and_nothing_else_has(aspect):
    cells = ROWS.set_index("id")[COLUMNS[aspect]]
    said = cells[cells.notna() & ~cells.isin(NOTHING_TO_SHOW)]
    assert set(EVIDENCE.query("aspect == @aspect")["comparator"]) == set(said.index)


def test_the_source_of_a_row_is_among_its_evidence():
    pairs = set(zip(EVIDENCE["comparator"], EVIDENCE["source_id"], strict=True))
    assert set(zip(ROWS["id"], ROWS["source_id"], strict=True)) <= pairs


def test_kronor_per_inhabitant_are_the_amount_divided_by_the_inhabitants():
    rows = ROWS.dropna(subset=["amount_sek"])
    per_inhabitant = rows["amount_sek"] / rows["inhabitants"]
    assert rows["sek_per_inhabitant"].to_numpy() == pytest.approx(per_inhabitant.to_numpy(), abs=0.05)
    assert (rows["amount_basis"] == "derived").all()


def test_an_amount_says_of_which_year_it_is_and_whether_it_was_paid():
    named = ROWS[["sek_per_inhabitant", "amount_year", "amount_basis", "amount_stage"]].notna()
    assert named.eq(named["sek_per_inhabitant"], axis=0).all(axis=None)


def test_the_joint_board_costs_its_fee_times_its_parties():
    row = ROWS.set_index("id").loc["joint_board"]
    fee, parties = int(FACTS["facts.joint_board_fee_sek"]), int(FACTS["facts.joint_board_parties"])
    assert row["amount_sek"] == fee * parties
    assert row["inhabitants"] == population("Jämtlands län")


def test_bracke_paid_two_and_a_half_times_as_much_for_rescue_services_as_ostersund():
    bracke = int(FACTS["facts.rescue_bracke_sek"]) / population("Bräcke")
    ostersund = int(FACTS["facts.rescue_ostersund_sek"]) / population("Östersund")
    assert bracke / ostersund == pytest.approx(2.5, abs=0.1)
    assert "två och en halv gånger" in ROWS.set_index("id").loc["rescue_services", "key"]
