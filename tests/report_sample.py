"""A small project with one of everything that a report may hold, for the tests of the renderers."""

import base64
import io
import json
import shutil
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from places import ROOT, SAMPLE
from pressroom.notebook import declarations, mime
from pressroom.project import Project

COLUMNS = [
    {"key": "post", "label": {"message": "Post"}, "unit": "text", "align": "left", "decimals": 0},
    {"key": "sek", "label": {"message": "Belopp"}, "unit": "kr", "align": "right", "decimals": 0},
]
ROWS = [["Gemensamma kostnader", 1600000], ["Regionstyrelsen", 450000], ["Föreningsarkivet", 656000]]
RESULTS = [
    {"id": "sample.gap_sek", "value": 2706000, "unit": "kr", "label": "Underskott", "sources": []},
    {"id": "sample.grows", "value": False, "unit": "villkor", "label": "Växer", "sources": []},
    {"id": "sample.silent", "value": "", "unit": "text", "label": "Tyst", "sources": []},
    {"id": "sample.change_share", "value": -0.123, "unit": "andel", "label": "Förändring", "sources": []},
]
FOLDS = {
    "provenance.json": json.dumps(
        {
            row[
                "id"
            ]: f"<details><summary>{row['label']}</summary><dl><dt>Värde</dt><dd>1</dd></dl></details>"
            for row in RESULTS
        }
    )
}
REPORT = """---
title: "Provrapport om kostnader"
subtitle: "Allt en rapport kan innehålla"
series: "Prov"
author: "Provförfattaren"
edition: "Version {{< var edition.version >}} av provet"
format:
  html: default
  typst: default
  docx: default
lang: sv-SE
---

# Inledning {#sec-start}

**Underskottet är {{< var sample.gap_sek >}}.** Det motsvarar ({{< var sample.change_share >}}), se @fig-gap
och @sec-details. Mer finns i @tbl-posts, [@fig-gap; @fig-change] och i fotnoten.[^1]
Det kallas [base funding]{lang=en}. {{< var sample.silent >}} Ett värde är tomt.

[^1]: En fotnot om "citat" med {{< var sample.gap_sek_exact >}}.

{{< embed executed/01_sample.ipynb#fig-gap >}}

{{< include chapters/details.qmd >}}

# Onumrerat {.unnumbered #sec-last}

@Fig-change och @sec-last. Se @tbl-typed.
"""
CHAPTER = """# Detaljer {#sec-details}

::: {.callout-note title="Så är det räknat" collapse="true"}
Metoden på *ett* stycke.
:::

::: {.callout-important}
Detta är viktigt.
:::

::: {when="sample.grows"}
Underskottet växer, se @fig-change.
:::

::: {unless="sample.grows"}
Underskottet växer inte.
:::

## Tabeller {#sec-tables}

Översikt.

## Åtgärder

{{< embed executed/01_sample.ipynb#tbl-posts >}}

{{< embed executed/01_sample.ipynb#fig-change >}}

| Nyckeltal  | Värde |
|:-----------|------:|
| Underskott | {{< var sample.gap_sek >}} |
| [Åtgärder](#sec-tables) | se där |

: En skriven tabell. {#tbl-typed}

1. Först.
2. Sedan, enligt @sec-tables.
"""


def project(folder: Path) -> Project:
    """Write the sample project with a run of its scenario `base` into `folder`, and what the run is of."""
    for name, text in {"report/report.qmd": REPORT, "report/chapters/details.qmd": CHAPTER}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "_quarto.yml", folder)
    shutil.copy(SAMPLE / "pyproject.toml", folder)
    (folder / "report" / "theme").symlink_to(ROOT / "report" / "theme")
    for name in ("params", "data", "src"):
        (folder / name).symlink_to(SAMPLE / name)
    run = folder / "runs" / "base"
    run.mkdir(parents=True)
    cells = [figure("fig-gap", "Underskottet är {{< var sample.gap_sek >}}."), _table()]
    cells.append(figure("fig-change", "Förändringen."))
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    _write(run / "01_sample.ipynb", notebook)
    (folder / "notebooks").mkdir()
    names = ", ".join(f"{row['id'].partition('.')[2]}=0" for row in RESULTS)
    recording = _cell("recorded", f"results.record('sample', {names})", {})
    _write(folder / "notebooks" / "01_sample.ipynb", notebook | {"cells": [*cells, recording]})
    declared = {row["id"]: {"unit": row["unit"], "label": row["label"]} for row in RESULTS}
    _write(folder / declarations.FILE, declared)
    _write(
        run / "results.json",
        {"scenario": "base", "results": [r | {"notebook": "01_sample"} for r in RESULTS]},
    )
    _write(run / "manifest.json", {"scenario": {"name": "base", "title": "Referens", "parameters": {}}})
    return Project(folder)


def figure(label: str, caption: str) -> dict:
    plt.rcParams["svg.hashsalt"] = "sample"
    figure, axes = plt.subplots(figsize=(6, 3))
    axes.barh([row[0] for row in ROWS], [row[1] for row in ROWS], color="#1f3a4c")
    svg, png = io.StringIO(), io.BytesIO()
    figure.tight_layout()
    figure.savefig(svg, format="svg", metadata={"Date": None})
    figure.savefig(png, format="png", dpi=150)
    plt.close(figure)
    alt = "Staplar över {{< var sample.gap_sek >}}."
    source = f'#| label: {label}\n#| fig-cap: "{caption}"\n#| fig-alt: "{alt}"\nshow()'
    bundle = {
        "image/svg+xml": svg.getvalue(),
        "image/png": base64.b64encode(png.getvalue()).decode(),
        "text/plain": "figur",
        mime.of("figure"): {
            "chart": "bars",
            "data": {"columns": ["post", "sek"], "rows": ROWS},
            "text": {"title": {"message": "Posterna"}, "labels": {}},
            "options": {"roles": {"category": "post", "value": "sek"}, "units": {"value": "kr"}},
        },
    }
    return _cell(label, source, bundle)


def _table() -> dict:
    from pressroom.notebook import tables

    spec = {"columns": COLUMNS, "rows": [*ROWS, ["Summa", 2706000]], "key": ["post"], "total": True}
    bundle = {
        "text/html": tables.render(spec),
        "text/markdown": tables.render(spec, "sv", "markdown"),
        mime.of("table"): spec,
    }
    return _cell("tbl-posts", '#| label: tbl-posts\n#| tbl-cap: "Posterna."\nshow()', bundle)


def _cell(name: str, source: str, bundle: dict) -> dict:
    output = {"output_type": "display_data", "metadata": {}, "data": bundle}
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {},
        "source": source,
        "outputs": [output],
        "execution_count": 1,
    }


def _write(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
