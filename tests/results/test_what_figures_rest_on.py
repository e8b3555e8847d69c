"""What figures are said to rest on was measured with the code that is there, and holds elsewhere."""

import pytest

import trials
from pressroom.execution import places
from pressroom.execution.measure import TRIAL_SEEDS
from pressroom.execution.world import Bench
from pressroom.project import find
from pressroom.runs import dependence
from pressroom.runs.keys import Inputs
from pressroom.scenarios import load

PROJECT = find()
NOTEBOOKS = sorted(path.stem for path in PROJECT.notebooks.glob("*.ipynb"))
SEED = TRIAL_SEEDS[-1]
PLACES = trials.count(200, 4)


@pytest.fixture(scope="module")
def parts():
    inputs, values = Inputs(PROJECT), load(PROJECT, "base").values
    return {name: inputs.parts_of(PROJECT.notebooks / f"{name}.ipynb", values) for name in NOTEBOOKS}


@pytest.fixture(scope="module")
def rests(parts):
    return {name: dependence.measured(PROJECT, name, parts[name]) for name in NOTEBOOKS}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_code_that_is_there_was_measured(rests, name):
    assert rests[name] is not None, "run 'energikontoret accept', or 'energikontoret dependence'"


def test_every_published_key_figure_was_measured(runs, rests):
    assert [f["id"] for f in runs["base"].figures if f["id"] not in rests[f["notebook"]]] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_other_input_moves_a_figure_at_random_places(parts, rests, name):
    bench = Bench(PROJECT, PROJECT.notebooks / f"{name}.ipynb", parts[name], SEED)
    unsaid = [
        (label, output)
        for label, changed in places.trials(bench)
        for output in changed
        if label not in rests[name].get(output, ())
    ]
    assert unsaid == []


@trials.trial("single inputs at random places, against what figures are said to rest on", 200, 4)
@pytest.mark.slow
def test_no_input_moves_what_is_not_said_to_rest_on_it(parts, rests):
    unsaid = []
    for seed in range(trials.SEED, trials.SEED + PLACES):
        name = NOTEBOOKS[seed % len(NOTEBOOKS)]
        bench = Bench(PROJECT, PROJECT.notebooks / f"{name}.ipynb", parts[name], seed)
        for label, changed in places.trial(bench):
            unsaid += [
                (name, seed, label, output) for output in changed if label not in rests[name].get(output, ())
            ]
    assert unsaid == [], "run 'energikontoret dependence --search 300', or more"


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("agreement.last_year", {"param:first_year", "param:horizon_years"}),
        ("agreement.known_total_sek", {"data:agreement_posts"}),
        ("office.employees", {"data:office_facts"}),
        ("office.base_funding_sek", {"data:agreement_posts", "param:base_funding_share"}),
        ("keep.cost_year_sek", {"data:agreement_posts", "param:base_funding_share"}),
        ("goals.count", {"data:goals"}),
        (
            "agreement.gap_horizon_present_value_fixed_sek",
            {"param:discount_rate", "param:first_year", "param:horizon_years", "data:agreement_posts"},
        ),
    ],
)
def test_a_figure_rests_on_what_its_formula_names(runs, rests, id, expected):
    notebook = next(figure["notebook"] for figure in runs["base"].figures if figure["id"] == id)
    found = set(rests[notebook][id])
    if id.startswith("agreement.gap"):
        # The shares of the posts, the key and who is outside decide it too; an index of prices does not.
        assert expected <= found
        assert "param:price_index" not in found
    else:
        assert found == expected


def test_every_resource_moves_something(parts, rests):
    read = {(name, resource) for name in NOTEBOOKS for resource in parts[name]["data"] if "/" not in resource}
    moving = {
        (name, label.removeprefix("data:"))
        for name in NOTEBOOKS
        for found in rests[name].values()
        for label in found
    }
    idle = {resource for _, resource in read} - {resource for _, resource in moving}
    assert idle == set()


def test_what_stands_there_is_written_as_it_stands():
    assert dependence.text(find(), {}) == dependence.path(find()).read_text(encoding="utf-8")
