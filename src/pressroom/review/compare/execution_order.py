"""The numbers in which cells were executed: where a cell comes or goes, all after it have others."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pressroom.notebook.ipynb import joined

NUMBER = "execution_count"
# No value that a file can hold.
IN_ORDER = ("in order",)


def of(cells: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield stored cells, with a mark in the place of the number of those that were executed in their order.

    Any other number stays, so that a notebook that was run out of order, or changed by hand, differs.
    """
    place = 0
    for cell in cells:
        place += cell.get("cell_type") == "code" and bool(joined(cell.get("source", "")).strip())
        outputs = cell.get("outputs")
        if isinstance(outputs, list):
            cell = {**cell, "outputs": [_numbered(output, place) for output in outputs]}
        yield _numbered(cell, place)


def _numbered(stored: Mapping[str, Any], place: int) -> Mapping[str, Any]:
    is_place = isinstance(stored, dict) and type(stored.get(NUMBER)) is int and stored[NUMBER] == place
    return {**stored, NUMBER: IN_ORDER} if is_place else stored
