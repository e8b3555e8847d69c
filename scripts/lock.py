"""Resolve all dependencies once, and write them as lists: the report's packages, and what each purpose adds.

Needs uv. A version moves only where pyproject.toml asks for it, or an argument: `--upgrade-package numpy`.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "requirements.lock"
# The extras of pyproject.toml that are installed on top of the report's list, each when it is asked for.
ADDED = ("bench", "cluster", "fetch", "lab", "test", "translate")
# What ipykernel names and only JupyterLab's debugger uses: 15 MB that no report needs.
ONLY_LAB = "debugpy=="
# One version of a package for every Python, so that a report is the same under each.
UV = (
    *(os.environ.get("UV", "uv"), "pip", "compile", "-q", "--universal", "--python-version", "3.11"),
    *("--fork-strategy", "fewest", "--no-header", "--no-annotate", "--generate-hashes"),
)
PROJECT = ("--no-emit-package", "energikontoret", "pyproject.toml")


def main(arguments: list[str]) -> int:
    """Write every list anew."""
    lists = {name: ROOT / f"requirements-{name}.lock" for name in ADDED}
    with tempfile.TemporaryDirectory() as folder:
        # What is locked so far is what uv keeps to.
        versions = Path(folder, "versions.txt")
        versions.write_text("\n".join(pins(REPORT, *lists.values())), encoding="utf-8")
        compiled(*PROJECT, "--all-extras", "-o", str(versions), *arguments)
        versions.write_text("\n".join(pins(versions)), encoding="utf-8")
        report = without(ONLY_LAB, blocks(compiled(*PROJECT, "--extra", "build", "-c", str(versions))))
        write(REPORT, report)
        for name, path in lists.items():
            packages = blocks(compiled(*PROJECT, "--extra", name, "-c", str(versions)))
            added = {line: block for line, block in packages.items() if report.get(line) != block}
            write(path, added if name == "lab" else without(ONLY_LAB, added))
    for group in ("quarto", "uv"):
        write(ROOT / f"requirements-{group}.lock", blocks(compiled("--no-deps", "--group", group)))
    return 0


def compiled(*arguments: str) -> str:
    """Return what uv prints for these arguments."""
    return subprocess.run([*UV, *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def pins(*paths: Path) -> list[str]:
    """Return the lines of lists that name a package, its version and its marker, each once."""
    lines = (line for path in paths if path.exists() for line in blocks(path.read_text(encoding="utf-8")))
    return list(dict.fromkeys(line.removesuffix(" \\") for line in lines))


def blocks(text: str) -> dict[str, str]:
    """Return the packages of a list, each with its hashes, by their first lines."""
    found = re.split(r"^(?=\w)", text, flags=re.MULTILINE)
    return {block.partition("\n")[0]: block for block in found if "==" in block}


def without(start: str, packages: dict[str, str]) -> dict[str, str]:
    """Return the packages of a list but those whose lines start so."""
    return {line: block for line, block in packages.items() if not line.startswith(start)}


def write(path: Path, packages: dict[str, str]) -> None:
    """Write a list of packages."""
    path.write_text("".join(packages.values()), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
