"""A new chapter: a notebook, its text in each language, its place in the report and its first key figure."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pressroom import files
from pressroom.checks import follows
from pressroom.checks.blanks import blank
from pressroom.errors import UserError, near
from pressroom.notebook import declarations, ipynb
from pressroom.notebook.written_values import literal
from pressroom.project import REFERENCE, Project
from pressroom.rendering import source
from pressroom.scenarios import load

NAME = re.compile(r"[a-z]+(_[a-z]+)*")
INCLUDE = re.compile(r"\{\{< include chapters/\d\d_\w+\.qmd >\}\}\n")
PREVIEWED = re.compile(r"  - report/chapters/\d\d_\w+\.qmd\n")
TEXT = f"""# {blank("heading")} {{#sec-%(key)s}}

**{blank("the answer in a sentence, with this number:")} {{{{< var %(key)s.result >}}}}.**

{blank("how it was found, in short sentences.")} {blank("what is seen in")} @fig-%(key)s.

{{{{< embed executed/%(stem)s.ipynb#fig-%(key)s >}}}}

{blank("what is found in")} @tbl-%(key)s.

{{{{< embed executed/%(stem)s.ipynb#tbl-%(key)s >}}}}
"""
DECLARATION = f"""%s.result:
  unit: antal
  label: "{blank("what the number is, in the report's own language")}"
"""
# Every report has facts: they stand for the chapter's data until these are there.
COMPUTE = f"""from pressroom import figures
from pressroom.language.text import t
from pressroom.notebook import data, results, tables

# {blank("load the data of the chapter, and call the model for what it tells.")}
rows = data.load("facts").groupby("unit", as_index=False)["id"].count()
result = len(rows)"""
FIGURE = f"""#| label: fig-%s
#| fig-cap: "{blank("what the figure shows, and its source.")}"
#| fig-alt: "{blank("what a sighted reader sees at a glance.")}"
title = t("{blank("the one message of the figure")}")
figures.show(figures.bars(rows, "unit", "id", unit="antal", title=title))"""
TABLE = f"""#| label: tbl-%s
#| tbl-cap: "{blank("what the table shows, and its source.")}"
columns = [
    tables.Column("unit", t("{blank("what each row is")}")),
    tables.Column("id", t("{blank("what the numbers are")}"), "antal"),
]
tables.show(rows, columns)"""


def write(project: Project, name: str, parameters: Sequence[str] = ()) -> list[Path]:
    """Write the files of a chapter with some parameters, and return them; none of them was there before."""
    key = _key(project, name)
    values = load(project, REFERENCE).values
    for each in parameters:
        if each not in values:
            raise UserError(f"'{each}' is not a parameter.", near(each, values))
    stem = f"{_number(project):02}_{name}"
    editions = [*source.editions(project).values()]
    first, *others = editions
    followed = [
        folder for folder in others if follows.is_current(folder / "report.qmd", first / "report.qmd")
    ]
    texts = {folder / "chapters" / f"{stem}.qmd": TEXT % {"key": key, "stem": stem} for folder in editions}
    texts |= {project.root / declarations.FILE: _declared(project) + DECLARATION % key}
    texts |= {folder / "report.qmd": _with_place(folder / "report.qmd", stem) for folder in editions}
    texts |= _previewed(project.root / "_quarto.yml", stem)
    own = "\n".join(f"{each} = {literal(values[each])}" for each in parameters)
    cells = json.dumps(_notebook(project, key, own), ensure_ascii=False, indent=1) + "\n"
    texts |= {project.notebooks / f"{stem}.ipynb": cells}
    for path in texts:
        path.parent.mkdir(parents=True, exist_ok=True)
    files.write_all(texts)
    # The new place stands in every edition; what the chapter says is for its author to say in each.
    for folder in followed:
        path = folder / "report.qmd"
        files.write(path, follows.following(texts[path], first / "report.qmd"))
    return list(texts)


def _key(project: Project, name: str) -> str:
    """Return what the ids of the chapter's key figures begin with: the first word of its name."""
    if not NAME.fullmatch(name):
        todo = "Use words of a to z with '_' between them, such as 'network_costs'."
        raise UserError(f"'{name}' cannot be the name of a chapter.", todo)
    key = name.partition("_")[0]
    if declarations.of_chapters(project, [key])[key]:
        todo = "Begin the name with another word; it is that of the chapter's key figures."
        raise UserError(f"{declarations.FILE} has key figures of '{key}' already.", todo)
    return key


def _number(project: Project) -> int:
    found = (re.match(r"(\d\d)_", path.name) for path in project.notebooks.glob("*.ipynb"))
    return max((int(match[1]) for match in found if match), default=0) + 1


def _declared(project: Project) -> str:
    return (project.root / declarations.FILE).read_text(encoding="utf-8").rstrip("\n") + "\n"


def _with_place(path: Path, stem: str) -> str:
    """Return a report's text with the chapter after the last one that has a notebook."""
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    end = max((match.end() for match in INCLUDE.finditer(text)), default=len(text))
    return f"{text[:end]}\n{{{{< include chapters/{stem}.qmd >}}}}\n{text[end:]}"


def _previewed(path: Path, stem: str) -> dict[Path, str]:
    """Return Quarto's settings with the chapter after the last one whose text `quarto preview` follows."""
    text = path.read_text(encoding="utf-8")
    end = max((match.end() for match in PREVIEWED.finditer(text)), default=None)
    return {} if end is None else {path: f"{text[:end]}  - report/chapters/{stem}.qmd\n{text[end:]}"}


def _notebook(project: Project, key: str, parameters: str) -> dict[str, Any]:
    others = sorted(project.notebooks.glob("*.ipynb"))
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    metadata = ipynb.read(others[0]).document.get("metadata", kernel) if others else kernel
    return {"cells": list(_cells(key, parameters)), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _cells(key: str, parameters: str) -> Iterator[dict[str, Any]]:
    heading = f"# {blank('heading')}\n\n{blank('what is asked, in a sentence.')}"
    yield {"cell_type": "markdown", "id": "intro", "metadata": {}, "source": _lines(heading)}
    yield _code("parameters", parameters, ipynb.PARAMETERS)
    if parameters:
        use = f'from pressroom.notebook import lab\n\nlab.use("{REFERENCE}")'
        yield _code("scenario", use, "scenario")
    yield _code("compute", COMPUTE)
    yield _code(f"fig-{key}", FIGURE % key)
    yield _code(f"tbl-{key}", TABLE % key)
    yield _code("key-figures", f'results.record("{key}", result=result)')


def _code(id: str, text: str, *tags: str) -> dict[str, Any]:
    about = {"tags": list(tags)} if tags else {}
    made: dict[str, Any] = {"cell_type": "code", "execution_count": None, "id": id, "metadata": about}
    return made | {"outputs": [], "source": _lines(text)}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
