"""Copies of the project for the cases to work in, and commands measured there."""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import nbformat

from bench.measure import Measured, measure
from pressroom.project import CHECKED, find

COPIED = ("data", "notebooks", "params", "report", "_quarto.yml", "pyproject.toml", "requirements.lock")
OTHERS = {"execnb", "ploomber"}
"""Cases of the worker that run what lies beside the environment."""
UNKNOWN_CELLS = {"script", "ploomber"}
"""Cases in which a notebook cannot look up its own cells: their parameters count as checked."""
SMALL = (
    "import matplotlib.pyplot as plt\nimport pandas as pd",
    'table = pd.DataFrame({"year": range(2000, 2024), "value": range(24)}).set_index("year")',
    "table.describe()",
    'figure, axes = plt.subplots()\ntable.plot(ax=axes)\nfigure.savefig("small.png")',
)
"""A notebook as somebody begins one, a cell each."""
COMMAND = (sys.executable, "-m", "energikontoret")


@contextmanager
def project() -> Iterator[Path]:
    """Yield a copy of the project without any products."""
    root = find().root
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        copy = Path(folder)
        for name in COPIED:
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name)
            elif (root / name).exists():
                shutil.copy(root / name, copy / name)
        (copy / "small.py").write_text("\n".join(SMALL) + "\n", encoding="utf-8")
        nbformat.write(_small(), copy / "small.ipynb")
        yield copy


def _small() -> nbformat.NotebookNode:
    kernel = {"name": "python3", "display_name": "Python 3"}
    cells = [nbformat.v4.new_code_cell(source) for source in SMALL]
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def inside(folder: Path, *arguments: str, watched: bool = False, accepted: Sequence[int] = (0,)) -> Measured:
    """Measure a command in a copy of the project."""
    # The benchmark's own modules are found from the checkout that it was started in.
    variables = {"PRESSROOM_ROOT": str(folder), "PYTHONPATH": _path()}
    if arguments[-1] in OTHERS:
        variables["PYTHONPATH"] += f":{Path(sys.prefix) / 'bench'}"
    if arguments[-1] in UNKNOWN_CELLS:
        variables[CHECKED] = "1"
    return measure(arguments, folder, variables, watched=watched, accepted=accepted)


def _path() -> str:
    return ":".join(str(entry) for entry in [Path(__file__).parent.parent, *filter(None, sys.path[1:])])
