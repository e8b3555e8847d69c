"""Where the quarto command is, found without importing what rendering needs."""

import os
import sys
from pathlib import Path


def quarto_command() -> Path | None:
    """Return the quarto command: QUARTO_PATH, the environment's own, or the first on PATH."""
    named = os.environ.get("QUARTO_PATH")
    places = [Path(named), Path(named) / "quarto"] if named else []
    places.append(Path(sys.prefix) / "bin" / "quarto")
    folders = filter(None, os.environ.get("PATH", os.defpath).split(os.pathsep))
    places += [Path(folder) / "quarto" for folder in folders]
    return next((place for place in places if place.is_file() and os.access(place, os.X_OK)), None)
