"""A project with the real parameters and data, and two short notebooks with a report on them."""

import json
from pathlib import Path

from pressroom.project import Project

ROOT = Path(__file__).parents[1]
PARAMETERS = "price_index = 0.025"
RESULT = "results.record('agreement', {name}={value})"
KEY_FIGURES = """agreement.one_sek: {unit: kr, label: Tal, label_en: Number}
agreement.two_sek: {unit: kr, label: Tal, label_en: Number}
"""
TABLE = """#| label: tbl-places
#| tbl-cap: "Kommunerna."
rows = data.load('municipalities')
columns = [tables.Column('name', t('Kommun', 'Municipality')), tables.Column('code', t('Kod', 'Code'))]
tables.show(rows, columns)"""
REPORT = """---
title: "Provrapport"
lang: sv-SE
---

# Inledning {#sec-start}

Summan är {{< var agreement.one_sek >}}, se @tbl-places.

{{< embed executed/01_first.ipynb#tbl-places >}}
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
        (root / name).mkdir()
        for path in filter(Path.is_file, (ROOT / name).iterdir()):
            (root / name / path.name).write_bytes(path.read_bytes())
    (root / "_quarto.yml").write_text("")
    (root / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (root / "report" / "key_figures.yml").write_text(KEY_FIGURES)
    made = Project(root)
    code = ["from pressroom.notebook import data, results", "len(data.load('population'))"]
    add_notebook(made, "01_first", *code, RESULT.format(name="one_sek", value="price_index * 1000"))
    second = RESULT.format(name="two_sek", value="first_year")
    add_notebook(made, "02_second", *code, second, parameters="first_year = 2023")
    return made


def build_with_report(root: Path) -> Project:
    """Write the project with a report of one chapter into the new folder `root`."""
    made = build(root)
    imports = "from pressroom.notebook import data, results, tables\nfrom pressroom.language.text import t"
    add_notebook(made, "01_first", imports, RESULT.format(name="one_sek", value="price_index * 1000"), TABLE)
    (made.report / "report.qmd").write_text(REPORT, encoding="utf-8")
    (made.report / "theme").symlink_to(ROOT / "report" / "theme")
    (root / "_quarto.yml").write_bytes((ROOT / "_quarto.yml").read_bytes())
    return made


def add_notebook(project: Project, name: str, *sources: str, **options: str) -> Path:
    """Write a notebook of these cells into the project."""
    path = project.notebooks / f"{name}.ipynb"
    path.write_text(notebook(*sources, **options), encoding="utf-8")
    return path
