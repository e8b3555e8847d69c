"""Run keys: the hash of everything that can change an executed notebook."""

import json
import platform
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pressroom import publication
from pressroom.errors import UserError
from pressroom.files import digest, digest_of
from pressroom.notebook import declarations, ipynb, recorded
from pressroom.project import Project
from pressroom.runs import fresh, reads, uses
from pressroom.runs.packages import Packages, packages
from pressroom.scenarios import declare

# Figures are drawn with the report's fonts and colours.
THEME = ("brand.yml", "fonts/*")


def key_of(parts: dict[str, Any]) -> str:
    """Return the run key of a notebook with these parts."""
    return digest(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode())


class Inputs:
    """The inputs of one project's notebooks, each looked at once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.packages = packages(project)
        self.entries = _package(project)
        self._fixed: dict[Path, dict[str, Any]] = {}
        self._names: dict[Path, list[str]] = {}
        # Most notebooks rest on the same modules.
        self._digest_of_code = cache(digest_of)

    def parts_of(self, path: Path, values: dict[str, Any]) -> dict[str, Any]:
        """Return all that decides what the notebook at `path` gives with these parameter values."""
        if path not in self._fixed:
            notebook = ipynb.read(path)
            _refuse_other_language(path, notebook.document.get("metadata", {}))
            with _mistakes(path, self.packages):
                self._names[path] = sorted(notebook.parameters())
                named = reads.reads_of_notebook(notebook, self.packages)
                chapters = {id.partition(".")[0] for id in recorded.ids(notebook)}
                imported = reads.outside(notebook, self.packages)
            fixed = self._parts_of_notebook(path, named, chapters)
            about = {"cells": _digest_of_cells(notebook), "packages": uses.used(imported, self._versions)}
            self._fixed[path] = fixed | about
        unknown = [name for name in self._names[path] if name not in values]
        if unknown:
            raise UserError(
                f"notebooks/{path.name}: '{unknown[0]}' in its parameters cell is not a parameter.",
                "Take it out of the cell, or declare it in params/parameters.yml.",
            )
        return {**self._fixed[path], "parameters": {name: values[name] for name in self._names[path]}}

    def files_of(self, parts: dict[str, Any]) -> set[Path]:
        """Return the files that a notebook with these parts may open: data, declarations, the theme."""
        root, data = self.project.root, self.project.data
        found = {data / self.entries[name]["path"] for name in parts["data"] if name in self.entries}
        found |= {root / name for name in parts["data"] if "/" in name}
        found |= {root / declarations.FILE} if parts["key_figures"] else set()
        return found | set(_theme_files(self.project))

    def local(self, parts: dict[str, Any]) -> dict[str, Any]:
        """Return those of the parts that a checkout decides, as this one has them."""
        code = {label: self.packages.path_of(label) for label in parts["code"]}
        files = {name for name in parts["data"] if "/" in name}
        everything = {reads.DECLARATIONS} if declare.FILE in files else set()
        everything |= {reads.ALL_PARAMETERS} if files - {declare.FILE} else set()
        return {
            "data": data_digests(self.project, set(parts["data"]) | everything, "a notebook"),
            "code": {label: digest_of(path) for label, path in code.items() if path.is_file()},
            "key_figures": self._declared(parts["key_figures"]),
            **self._common,
        }

    def _parts_of_notebook(self, path: Path, named: reads.Reads, chapters: set[str]) -> dict[str, Any]:
        files = sorted(filter(None, map(self.packages.file_of, named.modules)))
        return {
            "notebook": digest_of(path),
            "data": data_digests(self.project, named.resources, path.name),
            "code": {self.packages.label(file): self._digest_of_code(file) for file in files},
            "key_figures": self._declared(chapters),
            **self._common,
        }

    def _declared(self, chapters: Collection[str]) -> dict[str, str]:
        """Return a hash of what is declared of each chapter's key figures."""
        if not chapters:
            return {}
        found = declarations.of_chapters(self.project, chapters)
        return {chapter: digest(json.dumps(figures).encode()) for chapter, figures in found.items()}

    @cached_property
    def _versions(self) -> dict[str, str]:
        return fresh.versions(self.project, publication.of(self.project).name)

    @cached_property
    def _common(self) -> dict[str, str]:
        return {
            "theme": theme_digest((path.name, digest_of(path)) for path in _theme_files(self.project)),
            "lock": lock_digest(self.project),
            "python": platform.python_version(),
            "installed": fresh.installed(self.project, publication.of(self.project).name),
        }


def _refuse_other_language(path: Path, metadata: Mapping[str, Any]) -> None:
    spec, info = metadata.get("kernelspec") or {}, metadata.get("language_info") or {}
    language = str(spec.get("language") or info.get("name") or "python")
    if language.lower() != "python":
        raise UserError(
            f"notebooks/{path.name}: it is written for a kernel of {language}.",
            "Choose a Python kernel in JupyterLab, and save it.",
        )


@contextmanager
def _mistakes(path: Path, packages: Packages) -> Iterator[None]:
    """Say in two lines that a notebook's code, or that of a module it imports, cannot be read."""
    try:
        yield
    except SyntaxError as error:
        module = Path(error.filename or "")
        place = f"src/{packages.label(module)}" if module.is_absolute() else error.filename
        wrong = f"{place}, line {error.lineno}: {error.msg}"
    except ValueError as error:
        wrong = str(error)
    else:
        return
    raise UserError(f"notebooks/{path.name}, {wrong}.", "Mend it, and save it.")


def _digest_of_cells(notebook: ipynb.Notebook) -> str:
    """Return a hash of the cells' code and of the parameters' names: not of words, nor of the values."""
    code = [
        (cell.options.get("label", cell.id), cell.code)
        for cell in notebook.code_cells
        if ipynb.PARAMETERS not in cell.tags
    ]
    return digest(json.dumps([sorted(notebook.parameters()), code]).encode())


def data_digests(project: Project, resources: set[str], notebook: str) -> dict[str, str]:
    """Return a hash of each data resource: its file and what datapackage.json says about it."""
    entries = _package(project)
    names, found = set(resources), {}
    if reads.ALL_DATA in names:
        names |= set(entries)
    if reads.ALL_PARAMETERS in names:
        paths = (project.params / f"{name}.yml" for name in sorted(project.scenarios()))
        found = {f"params/{path.name}": digest_of(path) for path in paths}
        # A scenario's codes are looked up in the data.
        names |= {about.codes_of for about in declare.declared(project).values()}
    if reads.DECLARATIONS in names:
        found[declare.FILE] = digest_of(project.root / declare.FILE)
    for name in sorted(names & set(entries)):
        found[name] = _digest_of_resource(project, entries[name], notebook)
    return found


def _digest_of_resource(project: Project, entry: dict[str, Any], notebook: str) -> str:
    path = project.data / entry["path"]
    if not path.is_file():
        raise UserError(
            f"data/{path.name} is missing; notebooks/{notebook} reads it.", "Restore it from git."
        )
    return resource_digest(entry, digest_of(path))


def resource_digest(entry: Any, content: str) -> str:
    """Return the hash of a data resource: of its description, and of its file by the hash of the content."""
    return digest(json.dumps(entry, sort_keys=True).encode() + content.encode())


def _package(project: Project) -> dict[str, dict[str, Any]]:
    path = project.data / "datapackage.json"
    if not path.exists():
        return {}
    try:
        resources = json.loads(path.read_text(encoding="utf-8"))["resources"]
        return {entry["name"]: entry for entry in resources}
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(f"data/datapackage.json cannot be read: {error}.", "Restore it from git.") from None


def theme_digest(contents: Iterable[tuple[str, str]]) -> str:
    """Return the hash of what figures take their looks from: each file's name and the hash of its content."""
    return digest("".join(f"{name} {content}\n" for name, content in contents).encode())


def _theme_files(project: Project) -> list[Path]:
    return sorted(path for pattern in THEME for path in project.theme.glob(pattern) if path.is_file())


def lock_digest(project: Project) -> str:
    """Return the hash of requirements.lock, empty where there is none."""
    path = project.root / "requirements.lock"
    return digest_of(path) if path.is_file() else ""
