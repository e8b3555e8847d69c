"""The Python of a notebook's cells, as far as it can be told without running it."""

import ast


def without_magics(code: str) -> str:
    """Return the code of a cell with blank lines for what only IPython understands."""
    if code.lstrip().startswith("%%"):
        return ""
    return "\n".join("" if is_magic(line) else line for line in code.splitlines())


def is_magic(line: str) -> bool:
    """Return whether a line is one that only IPython understands."""
    return line.lstrip()[:1] in ("%", "!", "?")


def dotted(node: ast.expr) -> str:
    """Return a name with its owners, empty where it is something else that is called."""
    if isinstance(node, ast.Attribute):
        owner = dotted(node.value)
        return f"{owner}.{node.attr}" if owner else ""
    return node.id if isinstance(node, ast.Name) else ""
