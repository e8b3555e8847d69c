"""Where the quarto command is, and whether it will do, found without importing what rendering needs."""

import os
import re
import sys
from functools import cache
from pathlib import Path

OLDEST = (1, 10)
"""The first version that the report was ever tried with."""


def quarto_command() -> Path | None:
    """Return the quarto command: QUARTO_PATH, the environment's own, or the first on PATH."""
    named = os.environ.get("QUARTO_PATH")
    places = [Path(named), Path(named) / "quarto"] if named else []
    places.append(Path(sys.prefix) / "bin" / "quarto")
    folders = filter(None, os.environ.get("PATH", os.defpath).split(os.pathsep))
    places += [Path(folder) / "quarto" for folder in folders]
    return next((place for place in places if place.is_file() and os.access(place, os.X_OK)), None)


@cache
def unfit(command: Path) -> str | None:
    """Return why a quarto command cannot render the report, or None where it can be tried."""
    import subprocess

    try:
        done = subprocess.run(
            [str(command), "--version"], capture_output=True, text=True, errors="replace", timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return f"{command} does not start."
    version = re.match(r"\s*((\d+)\.(\d+)\S*)", done.stdout)
    if done.returncode != 0 or version is None:
        return f"{command} does not tell its version."
    if (int(version[2]), int(version[3])) < OLDEST:
        return f"{command} is Quarto {version[1]}; the report needs {'.'.join(map(str, OLDEST))} or newer."
    return None
