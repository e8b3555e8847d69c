"""One edition of a report: whose run, which formats, which language, which renderer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from pressroom.language.catalogue import SOURCE
from pressroom.project import Project
from pressroom.rendering.quarto_command import quarto_command
from pressroom.runs.fresh import Request, fresh

Format = Literal["html", "pdf", "docx"]
Renderer = Literal["auto", "quarto", "pandoc"]
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True)
class Edition:
    """What is asked for; `folder` is the name of a run under runs/."""

    folder: str
    formats: tuple[Format, ...] = FORMATS
    lang: str = SOURCE
    renderer: Renderer = "auto"

    @property
    def program(self) -> str:
        """What renders it here and now: "quarto" or "pandoc"."""
        if self.renderer != "auto":
            return self.renderer
        return "quarto" if quarto_command() else "pandoc"

    @property
    def stamp(self) -> str:
        """The name under which is kept what this edition was made from, and by what."""
        return f"{self.folder}.{self.lang}.{'-'.join(self.formats)}.{self.program}"

    @property
    def name(self) -> str:
        """The files' name without ending."""
        return "report" if self.lang == SOURCE else f"report.{self.lang}"

    @property
    def files(self) -> list[str]:
        """The files' places from the project's root."""
        return [f"_report/{self.folder}/{self.name}.{kind}" for kind in self.formats]


def unchanged(project: Project, request: Request, editions: Sequence[Edition]) -> str:
    """Return the answer where runs and editions are as they would be made anew; empty where they are not.

    A run under a name of its own is planned each time, as any scenario may have been run under it.
    """
    if request.run_as or not fresh(project, [*request.folders, *(edition.stamp for edition in editions)]):
        return ""
    return "\n  ".join(["Nothing has changed:", *(file for edition in editions for file in edition.files)])
