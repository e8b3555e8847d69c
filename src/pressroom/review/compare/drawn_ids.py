"""Ids that a library draws at random, numbered in their order: definition and use together.

What a user wrote is no id: only what the same HTML or SVG defines is numbered, and only where it is
defined or used.
"""

import json
import re

from pressroom.notebook.ipynb import INJECTED, Notebook, parse

STYLER = re.compile(r'<table id="(T_[0-9a-f]{5})"')  # pandas' Styler
DRAWING = re.compile(r'\sid="([a-z][0-9a-f]{10})"')  # matplotlib
OF_FIGURE = re.compile(r'\sid="(f[0-9a-f]{5})\d+"')  # `pressroom.figures`: a hash of it, and a number

CELL = re.compile(r"[0-9a-f]{8}")  # Papermill


def of_notebook(notebook: Notebook) -> Notebook:
    """Return a notebook with the name of its own on the cell of given values that Papermill adds."""
    cells = zip(notebook.document["cells"], notebook.cells, strict=True)
    drawn = [stored for stored, cell in cells if INJECTED in cell.tags and CELL.fullmatch(cell.id)]
    for stored in drawn:
        stored["id"] = INJECTED
    return parse(notebook.name, json.dumps(notebook.document).encode()) if drawn else notebook


def of_html(html: str) -> str:
    """Return HTML with the ids of pandas' Styler numbered."""
    return _numbered(html, STYLER)


def of_svg(svg: str) -> str:
    """Return a drawing with the ids of matplotlib numbered, and the hashes in those that our figures give."""
    return _numbered(_numbered(svg, DRAWING), OF_FIGURE, r"\d+")


def _numbered(text: str, defined: re.Pattern[str], rest: str = "") -> str:
    """Return a text with the parts of ids that `defined` finds numbered; `rest` follows them in an id."""
    numbers = {found: str(number) for number, found in enumerate(dict.fromkeys(defined.findall(text)))}
    if not numbers:
        return text
    # An id stands after the quotation mark of an attribute or the # of a link or a style.
    used = re.compile(rf'(?<=["#])({"|".join(numbers)})(?={rest}[_"\s,{{.)])')
    return used.sub(lambda found: f"\0{numbers[found[1]]}{'.' if rest else ''}", text)
