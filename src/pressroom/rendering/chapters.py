"""The report's chapters: their order by the includes of its parts, their titles by their own headings."""

import re
from pathlib import Path

from pressroom.language.catalogue import SOURCE, printed
from pressroom.project import Project
from pressroom.rendering.edition import PARTS

INCLUDE = re.compile(r"\{\{<\s*include\s+(\S+)\s*>\}\}")
HEADING = re.compile(r"^#\s+(.*?)\s*(?:\{[^}]*\})?\s*$", re.MULTILINE)


def titles(project: Project, lang: str = SOURCE) -> dict[str, str]:
    """Return the title of each chapter by the name of its file, without ending, in the report's order."""
    folder = project.report if lang == SOURCE else project.report / lang
    files = dict.fromkeys(file for part in PARTS for file in INCLUDE.findall(_text(folder / f"{part}.qmd")))
    return {Path(file).stem: printed(_title(folder / file), lang) for file in files}


def title_of(notebook: str, titled: dict[str, str]) -> str:
    """Return the title of a notebook's chapter; a notebook without a chapter of its name is called by it."""
    return titled.get(notebook, notebook)


def _title(path: Path) -> str:
    heading = HEADING.search(_text(path))
    return heading[1] if heading else path.stem


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
