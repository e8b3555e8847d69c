"""Source notebooks are stored without outputs."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = {"cell_type": "code", "id": "a", "metadata": {}, "source": "1", "execution_count": None, "outputs": []}


@pytest.fixture
def script():
    spec = importlib.util.spec_from_file_location("bare_notebooks", ROOT / "scripts" / "bare_notebooks.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def store(folder: Path, cell: dict, **metadata: object) -> Path:
    path = folder / "01_test.ipynb"
    path.write_text(json.dumps({"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}))
    return path


@pytest.mark.parametrize(
    "change",
    [
        {"outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}]},
        {"execution_count": 3},
        {"metadata": {"execution": {"iopub.execute_input": "2026-11-23"}}},
    ],
)
def test_traces_of_a_run_are_named_and_taken_out(tmp_path, script, capsys, change):
    path = store(tmp_path, CODE | change)
    assert script.main([str(path)]) == 1
    assert "01_test.ipynb: carries outputs" in capsys.readouterr().out
    script.main(["--fix", str(path)])
    assert script.main([str(path)]) == 0


def test_a_bare_notebook_passes_untouched(tmp_path, script):
    path = store(tmp_path, CODE | {"metadata": {"tags": ["parameters"]}}, kernelspec={"name": "python3"})
    before = path.read_bytes()
    assert script.main(["--fix", str(path)]) == 0
    assert path.read_bytes() == before


def test_the_projects_notebooks_carry_no_outputs(script):
    assert script.main([str(path) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]) == 0
