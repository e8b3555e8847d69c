"""Check that source notebooks carry no outputs, so that a diff shows what an author changed."""

import argparse
import json
import sys
from pathlib import Path

# What an editor or a run leaves in a notebook, and no author wrote.
CELL_NOISE = ("execution", "papermill", "collapsed", "scrolled")
NOTEBOOK_NOISE = ("papermill", "widgets")


def bare(notebook: dict) -> dict:
    """Return `notebook` without outputs, execution counts and the traces of a run."""
    cells = []
    for cell in notebook["cells"]:
        metadata = {key: value for key, value in cell["metadata"].items() if key not in CELL_NOISE}
        cell = {**cell, "metadata": metadata}
        if cell["cell_type"] == "code":
            cell |= {"execution_count": None, "outputs": []}
        cells.append(cell)
    metadata = {key: value for key, value in notebook["metadata"].items() if key not in NOTEBOOK_NOISE}
    return {**notebook, "cells": cells, "metadata": metadata}


def main(arguments: list[str]) -> int:
    """Name each notebook that is not bare; return 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fix", action="store_true", help="take the outputs out")
    parser.add_argument("notebooks", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    found = 0
    for path in options.notebooks or sorted(Path("notebooks").glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if bare(notebook) == notebook:
            continue
        found = 1
        print(f"{path}: carries outputs{', now taken out' if options.fix else ''}")
        if options.fix:
            path.write_text(json.dumps(bare(notebook), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
