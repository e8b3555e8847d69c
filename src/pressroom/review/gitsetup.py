"""Let plain git show notebooks as the text of `textconv`, and see those of notebooks/ as they are stored."""

import shlex
import subprocess
import sys
from pathlib import Path

from pressroom.project import find

# The name of the driver and of the filter in .gitattributes.
DRIVER = "notebook"


def configure(root: Path, python: str = sys.executable) -> bool:
    """Set up this checkout's git; return whether it is a git checkout.

    The settings lie in .git/config, and say nothing about any other repository.
    """
    program = shlex.quote(python)
    clean = f"{program} -m pressroom.review.stored"
    settings = {
        f"diff.{DRIVER}.textconv": f"{program} -m pressroom.review.textconv",
        # Where the environment has been taken away, git takes the file as it stands.
        f"filter.{DRIVER}.clean": f"if test -x {program}; then {clean}; else cat; fi",
    }
    return all(_set(root, name, value) for name, value in settings.items())


def _set(root: Path, name: str, value: str) -> bool:
    try:
        done = subprocess.run(["git", "-C", str(root), "config", "--local", name, value], capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    configure(find().root)
