"""What `make messages` runs."""

import polib

from pressroom import project
from pressroom.messages.catalogues import catalogues, updated


def main() -> None:
    """Bring every catalogue of the project around the working folder up to date, and say what is missing."""
    here = project.find()
    for path, messages in catalogues(here).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        file = updated(polib.pofile(str(path)) if path.is_file() else None, messages, path)
        file.save(str(path))
        left = sum(not entry.translated() for entry in file)
        print(f"{path.relative_to(here.root)}: {len(file)} messages, {left} of them to translate.")


if __name__ == "__main__":
    main()
