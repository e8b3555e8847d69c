"""One edition of a report: whose run, which parts and formats, which language, which renderer."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from pressroom import publication
from pressroom.errors import UserError, near
from pressroom.language.catalogue import SOURCE
from pressroom.project import Project
from pressroom.rendering.quarto_command import quarto_command, unfit
from pressroom.runs.fresh import Request, fresh

Format = Literal["html", "pdf", "docx", "pptx", "xlsx"]
Renderer = Literal["auto", "quarto", "pandoc"]
Part = Literal["report", "brief", "annex", "accessibility", "slides", "workbook", "notebooks"]
FORMATS: tuple[Format, ...] = get_args(Format)
PARTS: Mapping[Part, tuple[Format, ...]] = {
    "report": ("html", "pdf", "docx"),
    "brief": ("pdf", "docx"),
    "annex": ("html", "pdf"),
    "accessibility": ("html",),
    "slides": ("pptx",),
    "workbook": ("xlsx",),
    "notebooks": ("html",),
}
"""The formats of each part; the web page of the report begins with what the brief says."""
EVERY = "all"
WORKBOOK: Part = "workbook"
"""Holds the numbers of the other parts."""
NOTEBOOKS: Part = "notebooks"
"""A page for each executed notebook, with the notebook itself beside it."""
UNWRITTEN = (WORKBOOK, NOTEBOOKS)
"""The parts that no text is written for."""


@dataclass(frozen=True)
class Edition:
    """What is asked for; `folder` is the name of a run under runs/."""

    folder: str
    formats: tuple[Format, ...] = FORMATS
    lang: str = SOURCE
    renderer: Renderer = "auto"
    parts: tuple[Part, ...] = ("report",)
    # The codes of the pages of `publication.Each` to make.
    each: tuple[str, ...] = ()
    # The names of the notebooks, where their pages are among the parts.
    notebooks: tuple[str, ...] = ()

    @property
    def program(self) -> str:
        """What renders it here and now: "quarto" or "pandoc"."""
        if self.renderer != "auto":
            return self.renderer
        command = quarto_command()
        return "pandoc" if command is None or unfit(command) else "quarto"

    @property
    def stamp(self) -> str:
        """The name under which is kept what this edition was made from, and by what."""
        asked = ["-".join(self.parts), "-".join(self.formats)]
        if self.each:
            asked.append(f"each-{hashlib.sha256('-'.join(self.each).encode()).hexdigest()[:8]}")
        return ".".join([self.folder, self.lang, *asked, self.program])

    @property
    def formats_of(self) -> dict[Part, list[Format]]:
        """The formats to make of each part; a part that has none of them is left out."""
        asked = {part: [kind for kind in self.formats if kind in PARTS[part]] for part in self.parts}
        return {part: formats for part, formats in asked.items() if formats}

    @property
    def documents(self) -> dict[Part, list[Format]]:
        """What of `formats_of` a renderer makes out of text."""
        return {part: formats for part, formats in self.formats_of.items() if part not in UNWRITTEN}

    @property
    def files(self) -> list[str]:
        """The files' places from the project's root."""
        made = [
            f"{stem(part, self.lang)}.{kind}"
            for part, formats in self.formats_of.items()
            for kind in formats
            if part != NOTEBOOKS
        ]
        pages = [page_of(code, self.lang) for code in self.each]
        for name in self.notebooks:
            pages += [notebook_page(name, self.lang), notebook_file(name, self.lang)]
        return [f"_report/{self.folder}/{name}" for name in (*made, *pages)]


def chosen_parts(project: Project, given: str, formats: Sequence[Format] = FORMATS) -> tuple[Part, ...]:
    """Return the parts that "all" or "PART,…" names.

    Raises UserError for a part that the report does not have, or not in any of these formats.
    """
    # What is told of a report without report.qmd is told where it is read.
    always = ("report", *UNWRITTEN)
    written = [part for part in PARTS if part in always or (project.report / f"{part}.qmd").is_file()]
    if given == EVERY:
        return tuple(part for part in written if set(PARTS[part]) & set(formats))
    parts: list[Part] = []
    for word in dict.fromkeys(given.split(",")):
        part = next((each for each in written if each == word), None)
        if word == EVERY:
            raise UserError(f"--part {given}: 'all' stands by itself.", "Write --part all.")
        if part is None:
            raise UserError(f"--part {word}: there is no such choice.", near(word, [*written, EVERY]))
        if not set(PARTS[part]) & set(formats):
            raise UserError(
                f"--part {part} --to {','.join(formats)}: this part is made as {' and '.join(PARTS[part])}.",
                "Name one of these formats, or leave --to out.",
            )
        parts.append(part)
    return tuple(parts)


def stem(part: str, lang: str) -> str:
    """Return the name without ending of a part's files."""
    return part if lang == SOURCE else f"{part}.{lang}"


def page_of(code: str, lang: str) -> str:
    """Return the name of the file of one page of `publication.Each`."""
    each = publication.current().each
    return f"{stem(f'{each.stem}-{code}', lang)}.html" if each else ""


def notebook_names(
    project: Project, parts: Sequence[Part], formats: Sequence[Format] = FORMATS
) -> tuple[str, ...]:
    """Return the names of the notebooks where a page of each is asked for, else none."""
    if NOTEBOOKS not in parts or not set(PARTS[NOTEBOOKS]) & set(formats):
        return ()
    return tuple(sorted(path.stem for path in project.notebooks.glob("[0-9]*.ipynb")))


def notebook_page(name: str, lang: str) -> str:
    """Return the name of the file of a notebook's page."""
    return f"{stem(f'notebook-{name}', lang)}.html"


def notebook_file(name: str, lang: str) -> str:
    """Return the name of the executed notebook beside its page."""
    return f"{stem(name, lang)}.ipynb"


def quick(renderer: Renderer) -> Renderer:
    """Return the renderer for somebody who tries something: no slower one than was asked for by name."""
    return "pandoc" if renderer == "auto" else renderer


def unchanged(project: Project, request: Request, editions: Sequence[Edition]) -> str:
    """Return the answer where runs and editions are as they would be made anew; empty where they are not.

    A run under a name of its own is planned each time, as any scenario may have been run under it.
    """
    if request.run_as or not fresh(project, [*request.folders, *(edition.stamp for edition in editions)]):
        return ""
    return "\n  ".join(["Nothing has changed:", *(file for edition in editions for file in edition.files)])
