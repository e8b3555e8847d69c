"""Where the parts of the project lie."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pressroom.errors import UserError

ROOT = "PRESSROOM_ROOT"
REFERENCE = "base"
"""The scenario that the others are compared with."""
PARAMETERS = "parameters.yml"


@dataclass(frozen=True)
class Project:
    """The folders of one checkout."""

    root: Path

    @property
    def params(self) -> Path:
        return self.root / "params"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def notebooks(self) -> Path:
        return self.root / "notebooks"

    @property
    def report(self) -> Path:
        return self.root / "report"

    @property
    def executed(self) -> Path:
        return self.report / "executed"

    @property
    def theme(self) -> Path:
        return self.report / "theme"

    @property
    def runs(self) -> Path:
        return self.root / "runs"

    @property
    def output(self) -> Path:
        return self.root / "_report"

    def scenarios(self) -> list[str]:
        """Return the scenarios' names by their files in params/, the reference first."""
        found = (path.stem for path in self.params.glob("*.yml") if path.name != PARAMETERS)
        return sorted(found, key=lambda name: (name != REFERENCE, name))


def find(start: Path | None = None) -> Project:
    """Return the project that `start` (default: the working folder) lies in.

    The variable PRESSROOM_ROOT decides where it is set.
    """
    named = os.environ.get(ROOT)
    here = Path(named or start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "_quarto.yml").is_file() and (folder / "params").is_dir():
            return Project(folder)
    raise UserError(
        f"'{here}' is not inside the project: no folder above it holds _quarto.yml and params/.",
        f"Change to the project's folder, or set {ROOT} to it.",
    )


def here() -> Project:
    """Return the project that the working folder lies in, for what asks often: it is sought once a folder."""
    return _here(os.environ.get(ROOT), os.getcwd())


@cache
def _here(root: str | None, folder: str) -> Project:
    return find()
