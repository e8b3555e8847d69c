"""The two packages whose code a notebook's outputs rest on: the engine and the report, wherever they lie."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from pressroom import publication
from pressroom.project import Project

ENGINE = "pressroom"


@dataclass(frozen=True)
class Packages:
    """The packages by name, each with the folder that it lies in; a module is looked for once."""

    places: Mapping[str, Path]
    _files: dict[str, Path | None] = field(default_factory=dict, compare=False, repr=False)

    @property
    def folders(self) -> list[Path]:
        return [place / name for name, place in self.places.items()]

    def file_of(self, module: str) -> Path | None:
        """Return the file of a module of the packages; None where there is no such module."""
        if module not in self._files:
            self._files[module] = self._find(module)
        return self._files[module]

    def _find(self, module: str) -> Path | None:
        place = self.places.get(module.partition(".")[0])
        if place is None:
            return None
        path = place.joinpath(*module.split("."))
        return next((p for p in (path.with_suffix(".py"), path / "__init__.py") if p.is_file()), None)

    def label(self, path: Path) -> str:
        """Return how a file of the packages is named wherever they lie, such as "pressroom/runs/keys.py"."""
        return next(
            path.relative_to(place).as_posix() for place in self.places.values() if path.is_relative_to(place)
        )

    def path_of(self, label: str) -> Path:
        """Return the file that has this label."""
        return self.places[label.partition("/")[0]] / label


def packages(project: Project) -> Packages:
    """Return the packages that the notebooks of a project import."""
    names = dict.fromkeys([ENGINE, publication.of(project).package])
    return Packages({name: _place(name) for name in names})


def _place(package: str) -> Path:
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    assert folders, f"{package} is no package"
    return Path(folders[0]).parent
