"""The page on what a notebook calls: its cells run, and it names every figure."""

import re
from pathlib import Path

from pressroom import figures
from pressroom.execution.execute import execute
from pressroom.execution.job import Job
from pressroom.language.units import BASE
from pressroom.notebook import ipynb

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "notebooks.md").read_text(encoding="utf-8")
CHARTS = set(figures.__all__) - {"Chart", "redraw", "show"}


def test_the_cells_of_the_page_run_and_give_what_it_says():
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    cells = [
        {"cell_type": "code", "execution_count": None, "id": f"c{number}", "metadata": {}, "outputs": []}
        | {"source": block}
        for number, block in enumerate(blocks)
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    done = execute(Job("", "page", notebook, {}, str(ROOT), engine="kernel"))
    assert done.failure is None
    assert [figure["id"] for figure in done.figures] == ["emissions.latest_kt", "emissions.latest_year"]
    run = ipynb.parse("page", (done.text or "").encode())
    shown = [
        {kind for each in cell.outputs for kind in ("figure", "table") if each.carries(kind)}
        for cell in run.cells
    ]
    assert [each for each in shown if each] == [{"figure"}, {"table"}]


def test_the_page_names_every_figure_and_every_unit_of_the_engine():
    assert set(re.findall(r"^\| `figures\.(\w+)` \|", PAGE, re.MULTILINE)) == CHARTS
    said = PAGE.partition("Those that every report has (")[2].partition(")")[0]
    assert re.findall(r"`(\S+)`", said) == list(BASE)
