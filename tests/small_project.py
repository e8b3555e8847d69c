"""A small project: the sample's parameters and data, and two short notebooks with a report on them."""

import json
import shutil
from pathlib import Path

from places import ROOT, SAMPLE
from pressroom.project import Project
from pressroom.scenarios.schema import schema

# Beside the sample's own parameters, one of each kind that it lacks.
MORE = """
years:
  {type: integer, unit: antal, range: [1, 20], status: choice, label: År, reason: Valt.}
since:
  {type: integer, unit: år, range: [1900, 2030], status: choice, same: true, label: Sedan,
   reason: Valt.}
fenced:
  {type: boolean, status: choice, label: Stängsel, reason: Valt.}
market:
  {type: word, choices: {square: torget, fair: byfesten},
   status: choice, label: Var, reason: Valt.}
"""
VALUES = "years: 8\nsince: 1998\nmarket: square\nfenced: true\n"
PARAMETERS = "sold_share = 0.6"
RESULT = "results.record('sum', {name}={value})"
KEY_FIGURES = """sum.one_sek: {unit: kr, label: Tal}
sum.two_sek: {unit: kr, label: Tal}
"""
TABLE = """#| label: tbl-varieties
#| tbl-cap: "Sorterna."
rows = data.load('varieties')
columns = [tables.Column('name', t('Sort')), tables.Column('code', t('Kod'))]
tables.show(rows, columns)"""
REPORT = """---
title: "Provrapport"
lang: sv-SE
---

# Inledning {#sec-start}

Summan är {{< var sum.one_sek >}}, se @tbl-varieties.

{{< embed executed/01_first.ipynb#tbl-varieties >}}
"""


def notebook(*sources: str, parameters: str = PARAMETERS) -> str:
    """Return a notebook of code cells, the parameters cell first."""
    cells = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"c{number}",
            "metadata": {"tags": ["parameters"]} if number == 0 else {},
            "outputs": [],
            "source": source,
        }
        for number, source in enumerate([parameters, *sources])
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps(
        {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    )


def build(root: Path) -> Project:
    """Write the project, without its report, into the new folder `root`."""
    for name in ("notebooks", "report"):
        (root / name).mkdir(parents=True)
    for name in ("params", "data"):
        shutil.copytree(SAMPLE / name, root / name)
    for name, text in {"parameters": MORE, "base": VALUES}.items():
        with (root / "params" / f"{name}.yml").open("a", encoding="utf-8") as file:
            file.write(text)
    (root / "params" / "schema.json").write_text(schema(Project(root)), encoding="utf-8")
    (root / "_quarto.yml").write_text("")
    shutil.copy(SAMPLE / "pyproject.toml", root)
    (root / "report" / "key_figures.yml").write_text(KEY_FIGURES)
    made = Project(root)
    code = ["from pressroom.notebook import data, results", "len(data.load('harvests'))"]
    add_notebook(made, "01_first", *code, RESULT.format(name="one_sek", value="sold_share * 1000"))
    second = RESULT.format(name="two_sek", value="kg_per_tree")
    add_notebook(made, "02_second", *code, second, parameters="kg_per_tree = 40.0\nresting = []")
    return made


def build_with_report(root: Path) -> Project:
    """Write the project with a report of one chapter into the new folder `root`."""
    made = build(root)
    imports = "from pressroom.notebook import data, results, tables\nfrom pressroom.language.text import t"
    add_notebook(made, "01_first", imports, RESULT.format(name="one_sek", value="sold_share * 1000"), TABLE)
    (made.report / "report.qmd").write_text(REPORT, encoding="utf-8")
    (made.report / "theme").symlink_to(ROOT / "report" / "theme")
    shutil.copy(ROOT / "_quarto.yml", root)
    return made


def add_notebook(project: Project, name: str, *sources: str, **options: str) -> Path:
    """Write a notebook of these cells into the project."""
    path = project.notebooks / f"{name}.ipynb"
    path.write_text(notebook(*sources, **options), encoding="utf-8")
    return path
