"""The hash and the size of each data file, as `data/datapackage.json` holds them."""

import json
from pathlib import Path

from pressroom import files
from pressroom.errors import UserError
from pressroom.notebook.data import package
from pressroom.project import Project


def of(path: Path) -> str:
    """Return a file's hash as the Data Package standard writes it: `sha256:` and 64 hex digits."""
    return f"sha256:{files.digest_of(path)}"


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
