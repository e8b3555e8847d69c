"""Files that few commands read, so that a mistake in them would wait: Quarto's settings, terms, places."""

import re
from collections.abc import Iterator
from typing import Any

from pressroom import publication, yamlfile
from pressroom.checks import Problem
from pressroom.errors import near
from pressroom.project import Project
from pressroom.scenarios import declared

QUARTO, GLOSSARY, PLACES = "_quarto.yml", "report/glossary.yml", "report/places.yml"
NOT, CASE = "not_", "case"


def quarto(project: Project) -> Iterator[Problem]:
    """Yield nothing; raises UserError where the settings are no list of names and values."""
    if yamlfile.source(project.root / QUARTO, QUARTO).strip():
        yamlfile.read(project.root / QUARTO, QUARTO)
    yield from ()


def glossary(project: Project) -> Iterator[Problem]:
    """Yield each term that is not told by texts and by lists of regular expressions; there may be none."""
    if not (project.root / GLOSSARY).is_file():
        return
    file = yamlfile.read(project.root / GLOSSARY, GLOSSARY)
    source, *others = publication.of(project).languages
    parts = [*others, *(f"{NOT}{lang}" for lang in (source, *others)), CASE]
    for term, about in file.values.items():
        if not isinstance(about, dict):
            where = f"{GLOSSARY}, line {file.line(term)}"
            yield Problem(f"{where}: '{term}' is told nothing of.", f"Give it {', '.join(parts)}.")
            continue
        for part, value in about.items():
            where = f"{GLOSSARY}, line {file.line(term, part)}: '{part}'"
            if part not in parts:
                yield Problem(f"{where} says nothing of '{term}'.", near(part, parts))
            elif fault := _fault(part, value):
                yield Problem(f"{where} of '{term}' is {str(value)[:80]!r}, {fault[0]}.", fault[1])


def _fault(part: str, value: Any) -> tuple[str, str] | None:
    """Return what is wrong with a value of a term, and what to do."""
    if part == CASE:
        return None if isinstance(value, bool) else ("which is neither true nor false", "Write one of them.")
    if not part.startswith(NOT):
        is_text = isinstance(value, str) and value.strip()
        return None if is_text else ("which is no text", "Write the term in this language.")
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        return "which is no list of texts", "Write it as [text, 'text with signs']."
    for each in value:
        try:
            re.compile(each)
        except re.error as error:
            return (
                f"and '{each[:60]}' is no regular expression: {error}",
                "Mend it, or write \\ before the sign.",
            )
    return None


def places(project: Project) -> Iterator[Problem]:
    """Yield what is named in the known places and is not there: notebooks, parameters."""
    from pressroom.execution import places

    for notebook, inputs in places.read(project).items():
        where = f"{PLACES}: '{notebook}"
        stems = [path.stem for path in project.notebooks.glob("*.ipynb")]
        if notebook not in stems:
            yield Problem(f"{where}' is no notebook.", near(notebook, stems))
        for label in inputs:
            kind, _, name = label.partition(":")
            if kind == "param" and name not in declared(project):
                yield Problem(
                    f"{where}' has '{label}', and there is no such parameter.", near(name, declared(project))
                )
