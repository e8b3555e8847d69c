"""Write the hash and the size of each data file into `data/datapackage.json`."""

import hashlib
import json
import os
import sys
from pathlib import Path

from pressroom.errors import UserError
from pressroom.notebook.data import package
from pressroom.project import Project, find


def of(path: Path) -> str:
    """Return a file's hash as the Data Package standard writes it: `sha256:` and 64 hex digits."""
    with path.open("rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()


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
        _write(project.data / "datapackage.json", json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    return changed


def _write(path: Path, text: str) -> None:
    """Replace a file as a whole, so that an interruption leaves the old one."""
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)


def main() -> int:
    """Update the hashes of the project around the working folder, and say which changed."""
    try:
        changed = update(find())
    except UserError as error:
        print(error, file=sys.stderr)
        return error.code
    print(f"New hash: {', '.join(changed)}." if changed else "Every hash was up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
