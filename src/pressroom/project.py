"""Where the parts of the project lie."""

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from pressroom.errors import UserError

ROOT = "PRESSROOM_ROOT"
CHECKED = "PRESSROOM_CHECKED"
"""Set where a run gives a notebook values that were checked before anything ran."""
REFERENCE = "base"
"""The scenario that the others are compared with."""
PARAMETERS = "parameters.yml"
DRAFTS = "drafts"
"""The folder in params/ of scenarios that are read only where a command names them."""


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

    def drafts(self) -> list[str]:
        """Return the names of the scenarios that are read only where a command names them."""
        return sorted(path.stem for path in (self.params / DRAFTS).glob("*.yml"))

    def named(self) -> list[str]:
        """Return every name that stands for a scenario where a command names it."""
        return [*self.scenarios(), *self.drafts()]

    def scenario_file(self, name: str) -> Path:
        """Return the file of a scenario or a draft, be it there or not."""
        draft = self.params / DRAFTS / f"{name}.yml"
        published = self.params / f"{name}.yml"
        return draft if os.path.lexists(draft) and not published.exists() else published

    def scenario_name(self, given: str) -> str:
        """Return the name of the scenario whose file a person has named, as a shell completes it.

        What is no such file is returned as it is.
        """
        folders = (self.params.resolve(), (self.params / DRAFTS).resolve())
        in_params = given.endswith(".yml") and Path(given).parent.resolve() in folders
        return unicodedata.normalize("NFC", Path(given).stem if in_params else given)


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
