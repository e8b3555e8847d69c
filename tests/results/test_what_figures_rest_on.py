"""What a key figure is said to rest on is what moves it: every parameter is moved in turn."""

from typing import Any

import pytest

from pressroom import figures, scenarios
from pressroom.notebook import data, ipynb, results, tables
from pressroom.project import find
from pressroom.runs import lineage

NOTEBOOKS = sorted(path.stem for path in find().notebooks.glob("*.ipynb"))
# Values that say more than a number a tenth larger.
OTHERS = {
    "emission_vintage": {"emission_vintage": "2026-01", "trend_from": 2020, "trend_to": 2023},
    "trend_from": {"trend_from": 2021},
    "trend_to": {"trend_to": 2023},
    "sharing_key": {"sharing_key": "equal"},
    "sharing_fixed_share": {"sharing_key": "mixed", "sharing_fixed_share": 0.7, "municipal_share_joint": 1.0},
    "opted_out": {"opted_out": ["2303"]},
    "population_year": {"population_year": 2021},
    "base_funding_share": {"base_funding_share": 0.4},
}
FEW = {"uncertainty_draws": 300, "weight_draws": 300}


def recorded(name: str, given: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Run the notebook's code without its figures and tables, and return each key figure's value."""
    found: dict[str, Any] = {}

    def record(chapter: str, **values: Any) -> None:
        found.update({f"{chapter}.{name}": str(value) for name, value in values.items()})

    monkeypatch.setattr(results, "record", record)
    for module in (figures, tables):
        monkeypatch.setattr(module, "show", lambda *arguments, **options: None)
    names: dict[str, Any] = {}
    for cell in ipynb.read(find().notebooks / f"{name}.ipynb").code_cells:
        # The cell for JupyterLab asks for a shell.
        if "scenario" not in cell.tags:
            exec(cell.python, names)
            if "parameters" in cell.tags:
                names |= {key: value for key, value in given.items() if key in names}
    return found


def moved(name: str, value: Any) -> dict[str, Any]:
    """Return another value of a parameter, with what else it needs to matter."""
    if name in OTHERS:
        return OTHERS[name]
    if isinstance(value, int):
        return {name: value + 1}
    return {name: value * 1.1 or 0.2}


@pytest.mark.slow
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_what_moves_a_key_figure_is_among_what_it_rests_on(name, monkeypatch):
    known = lineage.of_notebook(ipynb.read(find().notebooks / f"{name}.ipynb"))
    parameters = ipynb.read(find().notebooks / f"{name}.ipynb").parameters()
    unsaid = []
    for parameter, value in parameters.items():
        change = moved(parameter, value)
        before = {key: part for key, part in change.items() if key != parameter}
        old, new = (recorded(name, FEW | given, monkeypatch) for given in (before, change))
        changed = [id for id in old.keys() & new.keys() if old[id] != new[id]]
        unsaid += [
            (id, parameter) for id in changed if f"param:{parameter}" not in lineage.of_figure(id, known)
        ]
    assert unsaid == []


def test_every_key_figure_is_found_in_its_notebook(runs):
    known = {name: lineage.of_notebook(ipynb.read(find().notebooks / f"{name}.ipynb")) for name in NOTEBOOKS}
    found = {
        figure["id"]: lineage.of_figure(figure["id"], known[figure["notebook"]])
        for figure in runs["base"].figures
    }
    assert [id for id, origins in found.items() if not origins] == []


def test_every_origin_is_a_parameter_or_a_resource():
    resources = {entry["name"] for entry in data.package(find())["resources"]}
    names = {f"param:{name}" for name in scenarios.declared()} | {f"data:{name}" for name in resources}
    for name in NOTEBOOKS:
        notebook = ipynb.read(find().notebooks / f"{name}.ipynb")
        assert set().union(*lineage.of_notebook(notebook).values()) <= names | {lineage.SCENARIOS}
