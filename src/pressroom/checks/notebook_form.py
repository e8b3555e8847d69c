"""What makes a notebook that can be read into one that no run, page or editor takes."""

import re

from pressroom.notebook.ipynb import PARAMETERS, Notebook

ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
LONE = re.compile(r"[\ud800-\udfff]")


def refuse(notebook: Notebook) -> None:
    """Raise ValueError for the first such thing, with its cell."""
    if not isinstance(notebook.document.get("metadata"), dict):
        raise ValueError("it has no 'metadata'")
    for number, raw in enumerate(notebook.document["cells"], 1):
        _refuse_cell(raw, f"cell number {number}")
    ids = [cell.id for cell in notebook.cells if cell.id]
    for id in ids:
        if not ID.fullmatch(id):
            raise ValueError(f"'{id[:80]}' cannot be the id of a cell; letters, digits, '-' and '_' can")
        if ids.count(id) > 1:
            raise ValueError(f"two cells have the id '{id}'")


def _refuse_cell(raw: dict[str, object], where: str) -> None:
    source, metadata = raw.get("source"), raw.get("metadata")
    lines = source if isinstance(source, list) else [source]
    texts = [line for line in lines if isinstance(line, str)]
    if len(texts) < len(lines):
        raise ValueError(f"{where}: its 'source' is no text")
    if not isinstance(metadata, dict):
        raise ValueError(f"{where}: it has no 'metadata'")
    if any(LONE.search(text) or "\0" in text for text in texts):
        raise ValueError(f"{where}: it holds a character that is no text")
    tags = metadata.get("tags")
    if isinstance(tags, list) and PARAMETERS in tags and raw.get("cell_type") != "code":
        raise ValueError(f"{where}: it has the tag '{PARAMETERS}' and holds no code")
