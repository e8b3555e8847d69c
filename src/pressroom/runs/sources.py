"""The sources of each key figure: the data resources that its code names, and `params` for parameters."""

import contextlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pressroom import files
from pressroom.files import digest, digest_of
from pressroom.notebook import ipynb
from pressroom.project import Project
from pressroom.runs import lineage

Figures = Iterable[Mapping[str, Any]]


def added(project: Project, path: Path, parts: Mapping[str, Any], figures: Figures) -> list[dict[str, Any]]:
    """Return a notebook's key figures with their `sources`; `parts` are those of its run key."""
    origins = _origins(project.runs / ".cache" / "sources", path, _key(parts))
    return [{**figure, "sources": _named(lineage.of_figure(figure["id"], origins))} for figure in figures]


def _key(parts: Mapping[str, Any]) -> str:
    read = {
        "notebook": parts["notebook"],
        "code": parts["code"],
        "reader": digest_of(Path(lineage.__file__)),
    }
    return digest(json.dumps(read, sort_keys=True).encode())


@cache
def _origins(folder: Path, path: Path, key: str) -> Mapping[str, set[str]]:
    """Return the origins by pattern; reading the code takes long enough to be kept beside the runs."""
    kept = folder / f"{path.stem}.json"
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        content = json.loads(kept.read_text(encoding="utf-8"))
        if content["key"] == key:
            return {pattern: set(names) for pattern, names in content["origins"].items()}
    origins = lineage.of_notebook(ipynb.read(path))
    content = {"key": key, "origins": {pattern: sorted(names) for pattern, names in origins.items()}}
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        files.write(kept, json.dumps(content))
    return origins


def _named(origins: set[str]) -> list[str]:
    data = sorted(name.removeprefix("data:") for name in origins if name.startswith("data:"))
    return [*data, *(["params"] if any(not name.startswith("data:") for name in origins) else [])]
