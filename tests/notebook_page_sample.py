"""A page of the sample report's notebook with more in it: every kind of output, and what would do harm."""

import base64
import json
import shutil
from pathlib import Path

import report_sample
from pressroom.notebook import mime
from pressroom.project import Project
from pressroom.rendering import notebooks, staging
from pressroom.rendering.edition import Edition

NAME = "01_sample"
PIXEL = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
    )
).decode()
KEY_FIGURES = """sample.gap_sek: {unit: kr, label: Underskott}
sample.grows: {unit: villkor, label: Växer}
sample.change_share: {unit: andel, label: Förändring}
"""


def page(folder: Path, *cells: dict, lang: str = "sv", coming: tuple[str, ...] = ()) -> Path:
    """Make the page of a notebook that holds the sample's cells and these, and return it."""
    project = report_sample.project(folder / "project")
    (project.report / "key_figures.yml").write_text(KEY_FIGURES, encoding="utf-8")
    if lang != "sv":
        shutil.copytree(project.report / "chapters", project.report / lang / "chapters")
        shutil.copy(project.report / "report.qmd", project.report / lang)
    add(project, *cells)
    staged = staging.stage(project, project.runs / "base", folder / "staged", lang)
    edition = Edition("base", lang=lang, parts=("notebooks",), notebooks=(NAME,))
    return notebooks.render(project, edition, staged, folder, {*edition.files, *coming})[0]


def add(project: Project, *cells: dict) -> None:
    """Put cells after those of the run's notebook."""
    path = project.runs / "base" / f"{NAME}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"] += cells
    path.write_text(json.dumps(notebook), encoding="utf-8")


def prose(source: str) -> dict:
    return {"cell_type": "markdown", "id": "prose", "metadata": {}, "source": source}


def code(source: str, *bundles: dict, outputs: tuple[dict, ...] = ()) -> dict:
    """Return a code cell that displays these bundles, and has these outputs besides."""
    displayed = [{"output_type": "display_data", "metadata": {}, "data": bundle} for bundle in bundles]
    return {
        "cell_type": "code",
        "id": "code",
        "metadata": {},
        "execution_count": None,
        "source": source,
        "outputs": [*displayed, *outputs],
    }


def recorded(id: str, value: object) -> dict:
    """Return the bundle of a key figure."""
    return {mime.of("result"): {"id": id, "value": value, "label": "<b>x</b>"}, "text/plain": "not shown"}


def figure(label: str, more: str) -> dict:
    """Return the cell of a figure whose drawing has this in it as well."""
    cell = report_sample.figure(label, "Mer.")
    bundle = cell["outputs"][0]["data"]
    bundle["image/svg+xml"] = bundle["image/svg+xml"].replace("</svg>", f"{more}</svg>")
    return cell
