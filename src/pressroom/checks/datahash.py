"""Write the hash and the size of each data file into `data/datapackage.json`."""

import json
import sys
from pathlib import Path

from pressroom import files
from pressroom.errors import UserError
from pressroom.notebook.data import package
from pressroom.project import Project, find


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
