"""The key figures of every scenario: all are there, and plain arithmetic gives the same."""

import json
import math

import pytest

from pressroom.notebook import declarations, mime
from pressroom.project import find

KRONA = 0.5


def kept(p, year, final):
    """Return the share of a post that is still paid in `year`."""
    step, ramp = year - p["first_year"] + 1, p["retention_ramp_years"]
    if step <= 0:
        return 1.0
    return final if step > ramp else 1 - (1 - final) * step / (ramp + 1)


def span(p):
    return range(p["first_year"], p["first_year"] + p["horizon_years"])


def missing(p, amounts, year):
    """Return the kronor missing in `year`, by post."""
    level = (1 + p["price_index"]) ** (year - 2022)
    return {
        post: amount * level * (1 - kept(p, year, p[f"retention_{post}"])) for post, amount in amounts.items()
    }


def agreement(p, amounts, inhabitants):
    """Return part 1 by its closed forms."""
    years = {year: missing(p, amounts, year) for year in span(p)}
    sums = {year: sum(gap.values()) for year, gap in years.items()}
    grant = p["state_grant_ratio"] * sum(gap["archive"] for gap in years.values())
    notice = p["position_cost_sek"] * p["notice_months"] / 12
    redundancy = p["redundant_positions"] * notice * (1 - p["redeployed_share"])
    worth = sum(gap / (1 + p["discount_rate"]) ** (year - 2022) for year, gap in sums.items())
    return {
        "known_total_sek": sum(amounts.values()),
        "gap_first_year_sek": sums[p["first_year"]],
        "gap_horizon_sek": sum(sums.values()),
        "gap_horizon_present_value_sek": worth,
        "gap_per_inhabitant_sek": sums[p["first_year"]] / inhabitants,
        "state_grant_loss_horizon_sek": grant,
        "redundancy_cost_sek": redundancy,
        "consequence_horizon_sek": sum(sums.values()) + grant + redundancy,
    }


def office(p, joint, turnover, employees):
    """Return part 2 by its closed forms, in its last year."""
    whole = p["base_funding_share"] * joint

    def level(year):
        return (1 + p["price_index"]) ** (year - 2022)

    def base(year):
        top_up = p["region_top_up_sek"] if year >= p["first_year"] else 0
        return (whole * kept(p, year, p["retention_common_costs"]) + top_up) * level(year)

    def projects(year):
        own = [
            max(0.0, base(y) - p["core_task_share"] * whole * level(y))
            for y in range(year - p["project_lag_years"], year + 1)
        ]
        return sum(own) / len(own) / p["own_contribution_share"]

    other = turnover - whole - (1 - p["core_task_share"]) * whole / p["own_contribution_share"]
    last = span(p)[-1]
    final = base(last) + projects(last) + other * p["other_income_retained_share"] * level(last)
    change = final / level(last) / turnover - 1
    return {
        "base_funding_sek": whole,
        "leverage_ratio": turnover / whole,
        "turnover_final_sek": final,
        "turnover_change_share": change,
        "employees_final": employees * (1 + change),
    }


def sharing(p, people, cost):
    """Return part 5: who pays, by largest remainder."""
    members = {code: number for code, number in people.items() if code not in p["opted_out"]}
    equal = {"population": 0.0, "equal": 1.0, "mixed": p["sharing_fixed_share"]}[p["sharing_key"]]
    weights = {
        code: equal / len(members) + (1 - equal) * number / sum(members.values())
        for code, number in members.items()
    }
    quota = {code: cost * (1 - p["region_share"]) * weight for code, weight in weights.items()}
    quota["region"] = cost * p["region_share"]
    whole = {party: math.floor(amount + 1e-9) for party, amount in quota.items()}
    for party in sorted(quota, key=lambda party: whole[party] - quota[party])[
        : round(cost) - sum(whole.values())
    ]:
        whole[party] += 1
    return whole


@pytest.fixture(scope="session")
def amounts(bare):
    return {row["id"]: int(row["amount_sek"]) for row in bare("agreement_posts")}


@pytest.fixture(scope="session")
def stated(bare):
    return {row["id"]: float(row["value"]) for row in bare("office_facts")}


@pytest.fixture(scope="session")
def people(bare):
    """The population by year and area."""
    return {(int(row["year"]), row["area_code"]): int(row["population"]) for row in bare("population")}


def test_the_scenarios_record_every_key_figure_that_is_declared(runs):
    assert {id for run in runs.values() for id in run.values} == set(declarations.declared(find()))


def test_every_number_is_one(run):
    numbers = [value for value in run.values.values() if isinstance(value, float)]
    assert [value for value in numbers if not math.isfinite(value)] == []


def test_every_key_figure_names_its_sources(run):
    assert [figure["id"] for figure in run.figures if not figure["sources"]] == []


def test_part_1_agrees_with_its_closed_form(run, amounts, people):
    expected = agreement(run.parameters, amounts, people[2022, "23"])
    found = {name: run.values[f"agreement.{name}"] for name in expected}
    assert found == pytest.approx(expected, abs=0.01)


def test_part_2_agrees_with_its_closed_form(run, amounts, stated):
    expected = office(run.parameters, amounts["common_costs"], stated["turnover_sek"], stated["employees"])
    found = {name: run.values[f"office.{name}"] for name in expected}
    assert found == pytest.approx(expected, abs=0.01)


def test_part_5_agrees_with_its_closed_form(run, amounts, people):
    p = run.parameters
    costs = {
        "base_funding": p["base_funding_share"] * amounts["common_costs"],
        "known_agreement": sum(amounts.values()),
        "amount": p["shared_amount_sek"],
    }
    year = p["population_year"]
    living = {code: number for (y, code), number in people.items() if y == year and code != "23"}
    expected = sharing(p, living, costs[p["shared_cost"]])
    found = {
        party: run.values["sharing.region_sek" if party == "region" else f"sharing.municipality_{party}_sek"]
        for party in expected
    }
    assert found == pytest.approx(expected, abs=1)
    assert sum(found.values()) == pytest.approx(costs[p["shared_cost"]], abs=1e-6)


def test_who_opted_out_pays_nothing(run):
    assert [run.values[f"sharing.municipality_{code}_sek"] for code in run.parameters["opted_out"]] == [
        0.0 for code in run.parameters["opted_out"]
    ]


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("agreement.known_total_sek", 1_600_000 + 450_000 + 656_000),
        ("agreement.gap_first_year_sek", 2_773_650),
        ("office.turnover", 6_746_750),
        ("office.employees", 11),
        ("goals.count", 5),
    ],
)
def test_the_reference_scenario_holds_the_papers_figures_to_the_krona(runs, name, figure):
    assert runs["base"].values[name] == pytest.approx(figure, abs=1e-6)


def test_nothing_is_missing_where_the_municipalities_go_on_paying(runs):
    values = runs["municipalities_continue"].values
    assert values["agreement.consequence_horizon_sek"] == pytest.approx(0, abs=KRONA)


def test_an_office_that_closes_has_nobody_left(runs):
    assert runs["office_closes"].values["office.employees_final"] == pytest.approx(0, abs=1e-9)


def test_the_two_that_leave_are_the_share_the_scenario_says(runs, people):
    p = runs["two_municipalities_leave"].parameters
    stay = 1 - sum(people[2022, code] for code in p["opted_out"]) / people[2022, "23"]
    assert p["retention_common_costs"] == pytest.approx(stay, abs=0.0005)


def test_the_comparison_holds_each_scenarios_own_key_figures(runs):
    notebook = json.loads((runs["base"].folder / "09_scenario_comparison.ipynb").read_text(encoding="utf-8"))
    outputs = next(cell for cell in notebook["cells"] if cell["id"] == "tbl-scenarios")["outputs"]
    kind = mime.of("table")
    table = next(output["data"][kind] for output in outputs if kind in output.get("data", {}))
    names = [column["key"] for column in table["columns"]][1:]
    shown = sorted(tuple(row[1:]) for row in table["rows"])
    chapters = {name: "agreement" if "gap" in name or "consequence" in name else "office" for name in names}
    own = sorted(tuple(run.values[f"{chapters[name]}.{name}"] for name in names) for run in runs.values())
    assert len(shown) == len(own)
    for one, other in zip(shown, own, strict=True):
        assert one == pytest.approx(other, abs=1e-4)
