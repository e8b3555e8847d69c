"""One run in a folder of its own, with a package that only tells what it was asked."""

import subprocess

import pytest
from handmade import put

from pressroom.review import rerun
from pressroom.runs import Run

STAND_IN = {
    "src/pressroom/__init__.py": "",
    "src/pressroom/execution/__init__.py": "",
    "src/pressroom/project.py": "class Project:\n    def __init__(self, root): self.root = root\n",
    "src/pressroom/scenarios.py": """
class Scenario:
    def __init__(self, name, values, title): self.name, self.values, self.title = name, values, title
""",
    "src/pressroom/execution/run.py": """
import json, os
from pathlib import Path
def run(project, scenarios, notebooks):
    [one] = scenarios
    told = [one.values, one.title, notebooks, str(project.root), os.getcwd(), os.environ["PRESSROOM_ROOT"]]
    folder = Path("runs", one.name)
    folder.mkdir(parents=True)
    results = {"results": [{"id": str(n), "value": each} for n, each in enumerate(told)]}
    (folder / "results.json").write_text(json.dumps(results))
    (folder / "manifest.json").write_text("{}")
""",
}


def test_a_run_is_made_with_the_package_and_the_files_of_its_folder(tmp_path, capfd):
    put(tmp_path, STAND_IN)
    run = rerun.execute(tmp_path, {"name": "x", "parameters": {"rate": 1}, "more": 2}, ["n", "m"])
    assert run == tmp_path / "runs" / "x"
    found = [figure["value"] for figure in Run.read(run).figures]
    assert found == [{"rate": 1}, "", ["n", "m"], *[str(tmp_path)] * 3]
    assert capfd.readouterr() == ("", "")


def test_a_run_that_ends_badly_says_why(tmp_path):
    put(tmp_path, STAND_IN | {"src/pressroom/execution/run.py": "raise ValueError('never')\n"})
    with pytest.raises(subprocess.CalledProcessError) as error:
        rerun.execute(tmp_path, {"name": "x", "parameters": {}}, [])
    assert error.value.stderr.endswith("ValueError: never\n")
