"""What the model takes from the data: the paper's amounts, the office of 2022, the inhabitants."""

from collections.abc import Mapping

import pandas as pd

from energikontoret.model.cost import Facts
from energikontoret.model.tables import by_id
from pressroom.notebook import data


def facts(population_year: int) -> Facts:
    """Return what does not depend on the assumptions, with the municipalities' inhabitants of a year."""
    posts = data.load("agreement_posts").set_index("id")["amount_sek"].astype(float)
    office = data.load("office_facts").set_index("id")["value"].astype(float)
    people = data.load("population").query("year == @population_year").set_index("area_code")["population"]
    codes = data.load("municipalities")["code"]
    return Facts(by_id(posts), by_id(office), people.reindex(codes).astype(float))


def as_arguments(facts: Facts) -> tuple[Mapping[str, float], Mapping[str, float], pd.Series]:
    """Return the facts as `model.figures.figures` takes them."""
    return facts.amounts, facts.office, facts.population
