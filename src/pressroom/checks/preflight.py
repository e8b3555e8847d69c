"""What would stop a notebook or the report later is refused before the first notebook starts."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from energikontoret.model import emissions, office
from pressroom.checks import key_figures
from pressroom.errors import UserError
from pressroom.notebook import data
from pressroom.project import Project
from pressroom.scenarios import Scenario, load_all

Values = Mapping[str, Any]
Tables = Mapping[str, pd.DataFrame]

EMBEDDED = re.compile(r"\bexecuted/(\w+\.ipynb)#")


def check_all(project: Project, chosen: Iterable[Scenario]) -> None:
    """Raise UserError for the chosen scenarios, or what every run reads: data, notebooks, all scenarios."""
    tables = data.read_all(project)
    check_notebooks(project)
    key_figures.refuse_unknown(project)
    for scenario in [*load_all(project), *chosen]:
        check(tables, scenario)


def check_notebooks(project: Project) -> None:
    """Raise UserError for a notebook that the report shows outputs of and that is not there."""
    for path in sorted(project.report.rglob("*.qmd")):
        for name in EMBEDDED.findall(path.read_text(encoding="utf-8")):
            if not (project.notebooks / name).is_file():
                raise UserError(
                    f"notebooks/{name} is missing; {path.relative_to(project.root)} shows outputs of it.",
                    "Restore the notebook from git, or take the embeds out of the text.",
                )


def check(tables: Tables, scenario: Scenario) -> None:
    """Raise UserError where the parameters contradict the data or each other."""
    rules = {
        _office_adds_up: "Change base_funding_share, core_task_share or own_contribution_share.",
        _trend_can_be_read: "Use 2018-2023 with vintage '2026-01', or 2020-2024 with vintage '2026-06'.",
        _weights_weigh: "Give at least one weight_… a value above 0.",
        _someone_pays: "Change opted_out or region_share; 'data/municipalities.csv' lists the codes.",
    }
    for rule, todo in rules.items():
        try:
            rule(tables, scenario.values)
        except ValueError as error:
            raise UserError(f"Scenario '{scenario.name}': {error}", todo) from None


def _office_adds_up(tables: Tables, values: Values) -> None:
    office.check(office.funding(tables["office_facts"], tables["agreement_posts"], values))


def _trend_can_be_read(tables: Tables, values: Values) -> None:
    rows = tables["emissions"]
    county = rows[(rows.area_code == "23") & (rows.sector == "total")]
    chosen = county[county.vintage == values["emission_vintage"]]
    emissions.check_span(chosen, values["trend_from"], values["trend_to"])


def _weights_weigh(tables: Tables, values: Values) -> None:
    factors = tables["success_factors"]["id"]
    if not any(values[f"weight_{factor}"] for factor in factors):
        raise ValueError("every weight of the success factors is 0.")


def _someone_pays(tables: Tables, values: Values) -> None:
    codes = set(tables["municipalities"]["code"])
    if codes == set(values["opted_out"]) and values["region_share"] < 1:
        raise ValueError("all municipalities have opted out, yet they are to pay a part.")
