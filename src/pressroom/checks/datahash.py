"""The hash and the size of each data file, as `data/datapackage.json` holds them."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pressroom import files, publication
from pressroom.errors import UserError
from pressroom.notebook.data import package
from pressroom.project import Project


def of(path: Path) -> str:
    """Return a file's hash as the Data Package standard writes it: `sha256:` and 64 hex digits."""
    return f"sha256:{files.digest_of(path)}"


def differing(project: Project, entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the files of these resources that are not as their hashes say."""
    paths = {f"data/{entry['path']}": entry.get("hash") for entry in entries}
    return [
        name for name, hash in paths.items() if (path := project.root / name).is_file() and of(path) != hash
    ]


def tell(project: Project) -> None:
    """Say in a line on standard error which data a run takes as they are: who edits them tries them, too."""
    changed = differing(project, package(project)["resources"])
    if changed:
        verb = "differ from their hashes" if len(changed) > 1 else "differs from its hash"
        mend = publication.command("check --fix")
        what = f"{', '.join(changed)} {verb} in data/datapackage.json; the run takes what is there"
        print(f"{what} ('{mend}' writes the hash).", file=sys.stderr)


def update(project: Project) -> list[str]:
    """Bring the hashes up to date; return the names of the resources whose file had changed."""
    content = package(project)
    changed = []
    for entry in content["resources"]:
        path = project.data / entry["path"]
        if not path.is_file():
            raise UserError(
                f"data/{entry['path']}: no such file.", "Restore it from git, or take out its resource."
            )
        fresh = {"bytes": path.stat().st_size, "hash": of(path)}
        if fresh != {key: entry.get(key) for key in fresh}:
            entry.update(fresh)
            changed.append(entry["name"])
    if changed:
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        files.write(project.data / "datapackage.json", text)
    return changed
