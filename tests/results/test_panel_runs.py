"""What the panel says of values that somebody tried is what a run says of the draft made from them."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import panel_twin
from energikontoret import panel
from pressroom import publication, scenarios
from pressroom.checks import checklist
from pressroom.project import Project, find
from trials import SEED, count, trial

SETS = count(50, 2)
# Those that record what the panel computes.
NOTEBOOKS = ("01_agreement_finances", "02_office_funding", "05_cost_sharing")
PARTS = ("params", "data", "report/theme", "report/key_figures.yml", "report/en/messages.po")
FILES = ("_quarto.yml", "pyproject.toml", "requirements.lock")
ORE = 0.01


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project with these notebooks alone."""
    root = tmp_path_factory.mktemp("project")
    for part in (*PARTS, *FILES, *(f"notebooks/{name}.ipynb" for name in NOTEBOOKS)):
        (root / part).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (find().root / part).is_dir() else shutil.copyfile
        copy(find().root / part, root / part)
    (root / "src").symlink_to(find().root / "src")
    return Project(root)


@pytest.fixture(scope="module")
def page():
    """What the page of the reference scenario has from Python."""
    return panel.content(scenarios.load(find(), "base").values, "sv")


def tried(page, chance, moved):
    """Return values as somebody might set them: so many moved, within their ranges, that go together."""
    base = scenarios.load(find(), "base")
    while True:
        names = chance.sample(list(page["parameters"]), moved)
        values = {name: _value(page["parameters"][name], chance) for name in names}
        every = scenarios.validate(find(), base.values | values, lambda name: "tried")
        if not checklist.of_scenario(find(), scenarios.Scenario("tried", "", "", every)):
            return {name: every[name] for name in page["parameters"]}


def _value(about, chance):
    match about["type"]:
        case "boolean":
            return chance.random() < 0.7
        case "word":
            return chance.choice(list(about["choices"]))
        case "codes":
            return sorted(chance.sample(list(about["choices"]), chance.randint(0, 7)))
        case "integer":
            return chance.randint(int(about["low"]), int(about["high"]))
    return round(chance.uniform(about["low"], about["high"]), 4)


def command(project, *words):
    environment = os.environ | {"PRESSROOM_ROOT": str(project.root)}
    done = subprocess.run(
        [sys.executable, "-m", "energikontoret", *words], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@trial("the panel against `energikontoret run` of the drafts it saved", 50, 2)
def test_a_run_of_what_was_saved_says_what_the_panel_said(project: Project, page, tmp_path: Path) -> None:
    chance, sets = random.Random(SEED), {}
    for number in range(SETS):
        name = f"tried{number}"
        # In the first one everything is moved: nothing of it is drawn.
        moved = chance.randint(1, 12) if number else len(page["parameters"])
        sets[name] = tried(page, chance, moved)
        content = {"publication": publication.current().name, "scenario": "base", "values": sets[name]}
        saved = tmp_path / f"{name}.json"
        saved.write_text(json.dumps(content), encoding="utf-8")
        command(project, "new", "scenario", name, "--from-panel", str(saved))
        draft = project.scenario_file(name)
        text = draft.read_text(encoding="utf-8").replace("Beskriv vad", "Ett prov av vad")
        draft.write_text(text, encoding="utf-8")
    command(project, "run", *sets)
    with panel_twin.twin(page["facts"], page["drawn"]) as twin:
        for name, values in sets.items():
            found = twin.ask("numbers", page["values"] | values)["figures"]
            results = json.loads((project.runs / name / "results.json").read_text(encoding="utf-8"))
            said = {row["id"]: row["value"] for row in results["results"]}
            assert {id: found[id] for id in found} == pytest.approx({id: said[id] for id in found}, abs=ORE)
