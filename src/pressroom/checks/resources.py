"""The tables of a project, each read when somebody looks at it."""

from collections.abc import Iterator, Mapping

import pandas as pd

from pressroom.checks import Problem, description, table_files
from pressroom.errors import UserError
from pressroom.notebook import data
from pressroom.project import Project


def read(project: Project, name: str) -> pd.DataFrame:
    """Return a resource; UserError says what its file is where it is no table, else what `data.read` says."""
    path = project.data / data.entry_of(project, name)["path"]
    if not path.exists():
        other = next(
            (each for each in project.data.glob("*") if each.name.lower() == path.name.lower()), None
        )
        if other:
            raise UserError(
                f"data/{other.name}: data/datapackage.json calls it '{path.name}'.", "Rename one of the two."
            )
    if path.suffix == ".csv" and path.is_file() and path.stat().st_size <= data.MAX_BYTES:
        fault = table_files.fault(path)
        if fault:
            raise UserError(*fault)
    return data.read(project, name)


# What the engine itself reads: the list of sources, and the single values that a text may name.
NEEDED = {
    "sources": (
        "source_id", "title", "language", "publisher", "url", "licence", "published", "retrieved", "note"
    ),
    "facts": ("id", "value", "unit"),
}  # fmt: skip


class Tables(Mapping[str, pd.DataFrame]):
    """Every resource of the data package by its name; one that cannot be read raises UserError."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.names = [entry["name"] for entry in data.package(project)["resources"]]
        self.read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self.names:
            raise KeyError(name)
        if name not in self.read:
            self.read[name] = read(self.project, name)
        return self.read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def faults(self) -> Iterator[Problem]:
        """Yield what is wrong with each resource that cannot be read, and what every report must have.

        Where what is said of the files is wrong, they are not looked into.
        """
        if wrong := list(description.of_schemas(data.package(self.project)["resources"])):
            yield from wrong
            return
        for name in self.names:
            try:
                self[name]
            except UserError as error:
                yield Problem.of(error)
        for name, columns in NEEDED.items():
            entry = data.entry_of(self.project, name) if name in self.names else {}
            there = {field["name"] for field in entry.get("schema", {}).get("fields", [])}
            for column in (column for column in columns if column not in there):
                what = f"data/datapackage.json: there is no column '{column}' of a resource '{name}'."
                yield Problem(what, f"Every report has one: {', '.join(columns)}.")
