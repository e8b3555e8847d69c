"""What `make messages` runs."""

import os
import sys

import polib

from pressroom import project
from pressroom.errors import exit_code
from pressroom.messages.catalogues import catalogues, updated


def main() -> None:
    """Bring every catalogue of the project around the working folder up to date, and say what is missing."""
    here, said = project.find(), []
    for path, messages in catalogues(here).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        file = updated(polib.pofile(str(path)) if path.is_file() else None, messages, path)
        file.save(str(path))
        left = sum(not entry.translated() for entry in file)
        said.append(f"{path.relative_to(here.root)}: {len(file)} messages, {left} of them to translate.")
    # All is written before anybody stops reading.
    _say(said)


def _say(lines: list[str]) -> None:
    """Print lines to whoever reads them; who has gone is told nothing."""
    try:
        print("\n".join(lines), flush=True)
    except BrokenPipeError:
        # Python would try once more at its end, and say so.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(exit_code(main))
