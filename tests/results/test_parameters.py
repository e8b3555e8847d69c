"""The report's parameters: declared once, with a value in the reference and a source that is listed."""

from places import ROOT
from pressroom import scenarios
from pressroom.notebook import data
from pressroom.project import Project

PROJECT = Project(ROOT)
DECLARED = scenarios.declared(PROJECT)


def test_every_scenario_loads_with_the_reference_first():
    assert next(s.name for s in scenarios.load_all(PROJECT)) == "base"
    assert len(scenarios.load_all(PROJECT)) >= 6


def test_the_reference_file_states_every_parameter():
    assert set(scenarios.load(PROJECT, "base").values) == set(DECLARED)


def test_a_drawn_range_holds_the_reference_value():
    values = scenarios.load(PROJECT, "base").values
    drawn = {
        name: about for name, about in DECLARED.items() if about.status == "assumption" and about.is_number
    }
    assert [name for name, about in drawn.items() if not about.low <= values[name] <= about.high] == []


def test_the_source_of_each_parameter_is_in_the_list_of_sources():
    listed = set(data.read(PROJECT, "sources")["source_id"])
    assert {about.source for about in DECLARED.values()} - {""} <= listed
