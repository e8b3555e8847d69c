"""Whether a person runs the cells of a notebook, or a program does."""

from IPython import get_ipython


def runs_cells() -> bool:
    """Return whether JupyterLab or VS Code runs a cell: these name each one, other programs do not."""
    message = getattr(get_ipython(), "parent_header", None) or {}
    return "cellId" in message.get("metadata", {})
