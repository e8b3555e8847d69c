"""What would stop a notebook or the report later is refused before the first notebook starts."""

import re
from collections.abc import Mapping
from typing import Any

from energikontoret import data, params
from energikontoret.errors import UserError
from energikontoret.model import emissions, office
from energikontoret.params import Scenario
from energikontoret.project import Project

Values = Mapping[str, Any]


EMBEDDED = re.compile(r"\bexecuted/(\w+\.ipynb)#")


def check_shared(project: Project) -> None:
    """Raise UserError for what every run reads: data, notebooks, and the scenarios that are compared."""
    for entry in data.package(project)["resources"]:
        data.read(project, entry["name"])
    check_notebooks(project)
    for scenario in params.load_all(project):
        check(project, scenario)


def check_notebooks(project: Project) -> None:
    """Raise UserError for a notebook that the report shows outputs of and that is not there."""
    for path in sorted(project.report.rglob("*.qmd")):
        for name in EMBEDDED.findall(path.read_text(encoding="utf-8")):
            if not (project.notebooks / name).is_file():
                raise UserError(
                    f"notebooks/{name} is missing; {path.relative_to(project.root)} shows outputs of it.",
                    "Restore the notebook from git, or take the embeds out of the text.",
                )


def check(project: Project, scenario: Scenario) -> None:
    """Raise UserError where the parameters contradict the data or each other."""
    rules = {
        _office_adds_up: "Change base_funding_share, core_task_share or own_contribution_share.",
        _trend_can_be_read: "Use 2018-2023 with vintage '2026-01', or 2020-2024 with vintage '2026-06'.",
        _weights_weigh: "Give at least one weight_… a value above 0.",
        _someone_pays: "Change opted_out or region_share; 'data/municipalities.csv' lists the codes.",
    }
    for rule, todo in rules.items():
        try:
            rule(project, scenario.values)
        except ValueError as error:
            raise UserError(f"Scenario '{scenario.name}': {error}", todo) from None


def _office_adds_up(project: Project, values: Values) -> None:
    facts, posts = data.read(project, "office_facts"), data.read(project, "agreement_posts")
    office.check(office.funding(facts, posts, values))


def _trend_can_be_read(project: Project, values: Values) -> None:
    rows = data.read(project, "emissions")
    county = rows[(rows.area_code == "23") & (rows.sector == "total")]
    chosen = county[county.vintage == values["emission_vintage"]]
    emissions.check_span(chosen, values["trend_from"], values["trend_to"])


def _weights_weigh(project: Project, values: Values) -> None:
    factors = data.read(project, "success_factors")["id"]
    if not any(values[f"weight_{factor}"] for factor in factors):
        raise ValueError("every weight of the success factors is 0.")


def _someone_pays(project: Project, values: Values) -> None:
    codes = set(data.read(project, "municipalities")["code"])
    unknown = sorted(set(values["opted_out"]) - codes)
    if unknown:
        raise ValueError(f"'{unknown[0]}' in opted_out is not a municipality of the county.")
    if codes == set(values["opted_out"]) and values["region_share"] < 1:
        raise ValueError("all municipalities have opted out, yet they are to pay a part.")
