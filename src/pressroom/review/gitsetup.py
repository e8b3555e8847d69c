"""Make plain `git diff` readable for notebooks: our own text for executed ones, nbdime for the sources."""

import shlex
import subprocess
import sys
from pathlib import Path

# What .gitattributes names: executed notebooks are `pressroom`, sources `jupyternotebook`.
MODULE = "pressroom.review.textconv"
DRIVERS = ("git-nbdiffdriver", "git-nbmergedriver")


def configure(root: Path, python: str = sys.executable) -> bool:
    """Set up this checkout's git to diff and merge notebooks; return whether it is a git checkout.

    The settings live in .git/config, and say nothing about any other repository.
    """
    diff, merge = (shlex.quote(str(Path(python).parent / name)) for name in DRIVERS)
    settings = {
        "diff.pressroom.textconv": f"{shlex.quote(python)} -m {MODULE}",
        "diff.jupyternotebook.command": f"{diff} diff",
        "merge.jupyternotebook.driver": f"{merge} merge %O %A %B %L %P",
        "merge.jupyternotebook.name": "jupyter notebook merge driver",
    }
    return all(_set(root, name, value) for name, value in settings.items())


def _set(root: Path, name: str, value: str) -> bool:
    try:
        done = subprocess.run(["git", "-C", str(root), "config", "--local", name, value], capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    configure(Path(__file__).resolve().parents[3])
