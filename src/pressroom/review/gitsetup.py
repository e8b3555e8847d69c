"""Let plain `git diff` show notebooks, executed ones and sources, as the text of `textconv`."""

import shlex
import subprocess
import sys
from pathlib import Path

# The name of the driver in .gitattributes.
DRIVER = "notebook"


def configure(root: Path, python: str = sys.executable) -> bool:
    """Set up this checkout's git to show notebooks as text; return whether it is a git checkout.

    The setting lives in .git/config, and says nothing about any other repository.
    """
    command = f"{shlex.quote(python)} -m pressroom.review.textconv"
    setting = ["config", "--local", f"diff.{DRIVER}.textconv", command]
    try:
        done = subprocess.run(["git", "-C", str(root), *setting], capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    configure(Path(__file__).resolve().parents[3])
