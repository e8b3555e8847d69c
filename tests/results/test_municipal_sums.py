"""The municipalities' pages say together what the report says of all of them."""

import pytest

from energikontoret import known, municipal, publication
from energikontoret.model import breakdown
from pressroom.language.text import Text
from pressroom.notebook import data
from pressroom.project import find
from pressroom.scenarios import load

SHOWN = ("tbl-each-scenarios", "tbl-each-agreement", "fig-each-emissions")


@pytest.fixture(scope="module")
def pages(run):
    """The pages of a scenario's run."""
    return municipal.pages(run.parameters, list(data.load("municipalities")["code"]))


def rows(pages, label):
    """Yield each page's rows of a table or of a figure's data, in the order of the pages."""
    for page in pages.values():
        [content] = [shown.content for shown in page.shown if shown.label == label]
        yield content["rows"] if "rows" in content else content["data"]["rows"]


def test_every_page_has_what_the_text_embeds(pages):
    assert len(pages) == 8
    for page in pages.values():
        assert sorted(shown.label for shown in page.shown) == sorted(SHOWN) == sorted(publication.each.shown)
        assert sorted(page.values) == sorted(publication.each.values)


def test_the_pages_add_up_to_what_the_municipalities_pay_in_the_run(run, pages):
    paid = breakdown.every_payment(run.parameters, known.facts(run.parameters["population_year"]))
    by_code = paid[paid["payer"] == "municipalities"].groupby("area_code")["fixed_sek"].sum()
    title = load(find(), run.folder.name).title
    for code, page in zip(pages, rows(pages, SHOWN[0]), strict=True):
        [own] = [row for row in page if Text.from_json(row[0]).of("sv") == title]
        assert own[1] == pytest.approx(run.values[f"sharing.municipality_{code}_sek"], abs=0.01)
        assert own[2] == pytest.approx(by_code[code], abs=0.01)


def test_the_scenarios_of_all_pages_add_up_to_the_scenario(pages):
    every = list(rows(pages, "tbl-each-scenarios"))
    titles = [Text.from_json(row[0]).of("sv") for row in every[0]]
    whole = {title: sum(page[at][1] for page in every) for at, title in enumerate(titles)}
    assert whole["Kommunerna fortsätter betala"] == pytest.approx(2_706_000)
    assert whole["Regionen täcker inte kontoret"] == pytest.approx(0)
    assert whole["Delad finansiering från 2024"] == pytest.approx(400_000)


def test_each_key_shares_the_whole_agreement(pages):
    for place in range(3):
        parts = [page[place] for page in rows(pages, "tbl-each-agreement")]
        assert sum(part[1] for part in parts) == pytest.approx(2_706_000)
        assert sum(part[3] for part in parts) == pytest.approx(1)


def test_the_emissions_of_the_pages_add_up_to_the_county(run, pages):
    table = data.load("emissions")
    county = table[
        (table["vintage"] == run.parameters["emission_vintage"])
        & (table["area_code"] == municipal.COUNTY)
        & (table["sector"] == "total")
    ].set_index("year")["kt_co2e"]
    by_year: dict[int, float] = {}
    for page in rows(pages, "fig-each-emissions"):
        for year, _, kt in page:
            by_year[year] = by_year.get(year, 0) + kt
    assert min(by_year) > 2017
    for year, kt in by_year.items():
        assert kt == pytest.approx(county[year], abs=0.01)


def test_values_that_no_scenario_has_stand_first(run):
    values = {**run.parameters, "municipal_share_office": 0.35}
    [shown] = [shown for shown in municipal.pages(values, ["2380"])["2380"].shown if shown.label == SHOWN[0]]
    assert Text.from_json(shown.content["rows"][0][0]).of("sv") == "Den här rapportens värden"


def test_who_stays_outside_is_said_where_others_pay(run):
    others_pay = (
        run.parameters["transition_years"] + run.parameters["ramp_years"] > 0 or run.values["sharing.pays"]
    )
    page = municipal.pages({**run.parameters, "opted_out": ["2303"]}, ["2303", "2380"])
    said = {code: each.values["scenario"][0].of("sv") for code, each in page.items()}
    assert ("står Ragunda utanför" in said["2303"]) == others_pay
    assert "utanför" not in said["2380"]
