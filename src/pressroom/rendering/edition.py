"""One edition of a report: whose run, which formats, which language, which renderer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pressroom.errors import UserError, near
from pressroom.project import Project
from pressroom.rendering import command
from pressroom.runs.fresh import fresh

FORMATS = ("html", "pdf", "docx")
LANGUAGES = ("sv", "en")
RENDERERS = ("auto", "quarto", "pandoc")


@dataclass(frozen=True)
class Edition:
    """What is asked for; `folder` is the name of a run under runs/."""

    folder: str
    formats: tuple[str, ...] = FORMATS
    lang: str = "sv"
    renderer: str = "auto"

    def __post_init__(self) -> None:
        for kind in self.formats:
            _refuse_unknown(kind, FORMATS, "--to")
        _refuse_unknown(self.lang, LANGUAGES, "--lang")
        _refuse_unknown(self.renderer, RENDERERS, "--renderer")

    @property
    def program(self) -> str:
        """What renders it here and now: "quarto" or "pandoc"."""
        if self.renderer != "auto":
            return self.renderer
        return "quarto" if command.find() else "pandoc"

    @property
    def stamp(self) -> str:
        """The name under which is kept what this edition was made from, and by what."""
        return f"{self.folder}.{self.lang}.{'-'.join(self.formats)}.{self.program}"

    @property
    def name(self) -> str:
        """The files' name without ending."""
        return "report" if self.lang == "sv" else f"report.{self.lang}"

    @property
    def files(self) -> list[str]:
        """The files' places from the project's root."""
        return [f"_report/{self.folder}/{self.name}.{kind}" for kind in self.formats]


def unchanged(
    project: Project, names: Sequence[str], overrides: Mapping[str, str], editions: Sequence[Edition]
) -> str:
    """Return the answer where runs and editions are as they would be made anew; empty where they are not."""
    stamps = [edition.stamp for edition in editions]
    if not (fresh(project, names, overrides) and fresh(project, stamps)):
        return ""
    return "\n  ".join(["Nothing has changed:", *(file for edition in editions for file in edition.files)])


def _refuse_unknown(value: str, allowed: tuple[str, ...], option: str) -> None:
    if value not in allowed:
        raise UserError(f"{option} {value}: there is no such choice.", near(value, allowed))
