"""The panel's numbers are those of real runs: at the start, and at corners of the grid."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pressroom.notebook import mime

ROOT = Path(__file__).parents[2]
CORNERS = [
    {"retention_common_costs": 0.4, "price_index": 0.05, "retention_ramp_years": 3, "state_grant_ratio": 1.0},
    {"retention_common_costs": 1.0, "base_funding_share": 0.8, "sharing_key": "equal", "price_index": 0.0},
    {"base_funding_share": 0.2, "sharing_key": "mixed", "retention_ramp_years": 1, "state_grant_ratio": 0.25},
]


def panel_of(folder):
    notebook = json.loads((folder / "10_explore.ipynb").read_text(encoding="utf-8"))
    outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", []))
    return next(filter(None, (mime.data(output.get("data", {}), "panel") for output in outputs)))


def numbers_at(spec, given):
    """Return the panel's numbers where each axis has its given value or the scenario's."""
    places = [axis["values"].index(given.get(axis["name"], axis["start"])) for axis in spec["axes"]]
    found = {}
    for number in (number for group in spec["groups"] for number in group["numbers"]):
        index = 0
        for place, size in zip(places, number["shape"][:-1], strict=True):
            index = index * size + (place if size > 1 else 0)
        found[number["id"]] = float(spec["arrays"][number["array"]].split(" ")[index])
    return found


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    """Run the notebooks for each corner, and return the rows of the sweep's table."""
    declared = tmp_path_factory.mktemp("sweep") / "explored-corners.yml"
    declared.write_text(json.dumps({"sets": CORNERS}), encoding="utf-8")
    command = [sys.executable, "-m", "energikontoret", "sweep", str(declared)]
    environment = os.environ | {"PRESSROOM_ROOT": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    with (ROOT / "runs/sweep-explored-corners/results.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_panel_starts_at_the_key_figures_of_each_scenario(run):
    found = numbers_at(panel_of(run.folder), {})
    assert len(found) == 13
    assert found == pytest.approx({id: run.values[id] for id in found}, rel=1e-4, abs=0.51)


@pytest.mark.parametrize("corner", range(len(CORNERS)))
def test_a_point_of_the_grid_equals_a_run_with_these_parameters(runs, swept, corner):
    found = numbers_at(panel_of(runs["base"].folder), CORNERS[corner])
    assert found == pytest.approx({id: float(swept[corner][id]) for id in found}, rel=1e-4, abs=0.51)


def test_no_choice_or_slider_is_left_without_an_effect(runs):
    spec = panel_of(runs["base"].folder)
    shapes = [number["shape"] for group in spec["groups"] for number in group["numbers"]]
    assert all(any(shape[axis] > 1 for shape in shapes) for axis in range(len(spec["axes"])))
