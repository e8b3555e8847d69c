"""What a run left: its scenario, its notebooks and its key figures. Only this module opens the files."""

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from pressroom.errors import UserError

MANIFEST, RESULTS = "manifest.json", "results.json"
FILES = (MANIFEST, RESULTS)
# What two equal runs may differ in; the published run is kept without it.
VOLATILE = {"started", "finished", "git", "seconds", "engine", "host", "workers"}


class Made(NamedTuple):
    """How a notebook was made: the run key and its parts, the hash of its output, the seconds it took."""

    key: str
    parts: Mapping[str, Any]
    output: str
    seconds: float


@dataclass(frozen=True)
class Run:
    """The contents of a run's two files; what is not there, or not of the form it should be, is empty.

    A run that somebody else made can so be read without trusting it.
    """

    manifest: Mapping[str, Any]
    results: Mapping[str, Any]
    folder: Path | None = None

    @classmethod
    def read(cls, folder: Path) -> "Run":
        """Return the run in a folder; a UserError says that there is none, or that it is damaged."""
        return cls(_read(folder / MANIFEST), _read(folder / RESULTS), folder)

    @classmethod
    def find(cls, folder: Path) -> "Run | None":
        """Return what can be read of the run in a folder, None where nothing can."""
        documents: list[Mapping[str, Any]] = []
        for name in FILES:
            try:
                documents.append(_read(folder / name))
            except UserError:
                documents.append({})
        manifest, results = documents
        return cls(manifest, results, folder) if any(documents) else None

    @classmethod
    def all_in(cls, runs: Path) -> "Iterator[Run]":
        """Yield every run under runs/ of which something can be read, by the name of its folder."""
        for folder in sorted(runs.glob("[!.]*")):
            if run := cls.find(folder):
                yield run

    @property
    def about(self) -> Mapping[str, Any]:
        """Return what the scenario says of itself: its name, title and description, in each language."""
        return _mapping(self.manifest.get("scenario"))

    @property
    def parameters(self) -> Mapping[str, Any]:
        """Return the value of each parameter by its name."""
        return _mapping(self.about.get("parameters"))

    @cached_property
    def notebooks(self) -> dict[str, Made]:
        """Return how each notebook was made, by its name."""
        entries = _mapping(self.manifest.get("notebooks"))
        return {name: _made(_mapping(entry)) for name, entry in entries.items()}

    @property
    def files(self) -> Mapping[str, Any]:
        """Return the ids, as git names contents, of the files that the run was made from, by path."""
        return _mapping(self.manifest.get("files"))

    @property
    def packages(self) -> Mapping[str, Any]:
        """Return the version of each package that the outputs may rest on, by name."""
        return _mapping(self.manifest.get("packages"))

    @property
    def has_results(self) -> bool:
        """Return whether key figures were collected, be it none."""
        return isinstance(self.results.get("results"), list)

    @cached_property
    def figures(self) -> list[Mapping[str, Any]]:
        """Return the key figures in order: id, value, unit, label, notebook and sources of each."""
        return (
            [entry for entry in self.results["results"] if isinstance(entry, dict)]
            if self.has_results
            else []
        )

    @property
    def by_id(self) -> dict[str, Mapping[str, Any]]:
        """Return the key figures by their id."""
        return {figure["id"]: figure for figure in self.figures}

    @property
    def commit(self) -> str | None:
        """Return the git commit at which the run was made, as far as it is known."""
        named = _mapping(self.manifest.get("git")).get("commit")
        return named if isinstance(named, str) else None

    @property
    def is_dirty(self) -> bool:
        """Return whether files that no commit holds went into the run."""
        return _mapping(self.manifest.get("git")).get("clean") is False

    @property
    def is_published(self) -> bool:
        """Return whether this is the run as the report embeds it, captions filled in and without times."""
        return "started" not in self.manifest

    @property
    def steady(self) -> dict[str, Any]:
        """Return the manifest without what differs between two equal runs."""
        notebooks = _mapping(self.manifest.get("notebooks"))
        steady_notebooks = {name: _without_times(entry) for name, entry in notebooks.items()}
        return _without_times(self.manifest) | ({"notebooks": steady_notebooks} if steady_notebooks else {})

    def published(self) -> dict[str, str]:
        """Return the two files by name as report/executed/ holds them: equal for equal runs."""
        return {RESULTS: _dumps(self.results), MANIFEST: _dumps(self.steady)}


def results_text(scenario: str, figures: Iterable[Mapping[str, Any]]) -> str:
    """Return the text of results.json, sorted by id; raises ValueError where two figures have one id."""
    ordered = sorted(figures, key=lambda figure: figure["id"])
    for first, second in itertools.pairwise(ordered):
        if first["id"] == second["id"]:
            raise ValueError(f"{first['id']} is recorded twice: {first['notebook']} and {second['notebook']}")
    return _dumps({"scenario": scenario, "results": ordered})


def manifest_text(
    about: Mapping[str, Any],
    notebooks: Mapping[str, Made],
    times: tuple[str, str],
    git: Mapping[str, Any],
    files: Mapping[str, str],
    packages: Mapping[str, str],
) -> str:
    """Return the text of manifest.json.

    `times` are start and end, `files` the ids of the inputs by path, `packages` versions by name.
    """
    started, finished = times
    made = {name: each._asdict() | {"seconds": round(each.seconds, 3)} for name, each in notebooks.items()}
    content = {"scenario": about, "notebooks": made, "started": started, "finished": finished, "git": git}
    return _dumps(content | {"files": files, "packages": packages})


def _read(path: Path) -> Mapping[str, Any]:
    # Not what a run that has not changed waits for.
    from pressroom import publication

    name = path.parent.name
    todo = f"Run it first: {publication.command('run')} {name}"
    try:
        return _mapping(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise UserError(f"'{path}' does not exist: the scenario '{name}' has not been run.", todo) from None
    except (OSError, ValueError) as error:
        raise UserError(f"'{path}' cannot be read: {error}.", todo) from None


def _made(entry: Mapping[str, Any]) -> Made:
    seconds = entry.get("seconds")
    return Made(
        str(entry.get("key", "")),
        _mapping(entry.get("parts")),
        str(entry.get("output", "")),
        seconds if isinstance(seconds, int | float) else 0.0,
    )


def _without_times(entry: Any) -> Any:
    if not isinstance(entry, dict):
        return entry
    return {key: value for key, value in entry.items() if key not in VOLATILE}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _dumps(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
