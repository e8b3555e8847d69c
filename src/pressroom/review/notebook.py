"""Read an executed notebook as a reviewer needs it: cells with their options and outputs, nothing trusted."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pressroom.notebook import mime

DEEPEST = 60
LARGEST = 256 * 1024 * 1024
MOST_CELLS = 5_000
MOST_OUTPUTS = 2_000

OPTION = re.compile(r"#\|\s*([\w-]+)\s*:\s*(.*)")


class BadNotebook(Exception):
    """The file is not a notebook that can be compared; the message says why."""


@dataclass(frozen=True)
class Output:
    """One output of a cell: a display (MIME bundle), a stream or an error (both as text/plain)."""

    kind: str
    bundle: dict[str, object]

    def text(self, name: str = "text/plain") -> str:
        """Return the content of a textual MIME type, "" where there is none."""
        value = self.bundle.get(name, "")
        return value if isinstance(value, str) else ""

    def carries(self, kind: str) -> bool:
        """Return whether it is a result, figure, table or panel of ours."""
        return mime.of(kind) in self.bundle

    def data(self, kind: str) -> dict[str, object] | None:
        """Return the data of a result, figure or table, None where there is none or it is not an object."""
        value = self.bundle.get(mime.of(kind))
        return value if isinstance(value, dict) else None


@dataclass(frozen=True)
class Cell:
    """One cell: `key` matches it with its counterpart, `options` are its `#|` lines, `code` the rest of its
    source.
    """

    key: str
    id: str
    kind: str
    code: str
    options: dict[str, str]
    tags: tuple[str, ...]
    outputs: tuple[Output, ...]

    @property
    def is_parameters(self) -> bool:
        return "parameters" in self.tags or "injected-parameters" in self.tags


@dataclass(frozen=True)
class Notebook:
    """An executed notebook: its name, its first heading and its cells by key, in order."""

    name: str
    title: str
    cells: dict[str, Cell]

    def in_one_language(self) -> "Notebook":
        """Return the notebook as it is published: without the options for the English edition."""
        cells = {
            key: replace(cell, options={n: text for n, text in cell.options.items() if not n.endswith("-en")})
            for key, cell in self.cells.items()
        }
        return replace(self, cells=cells)


def read(name: str, raw: bytes) -> Notebook:
    """Return the notebook in `raw`; raise BadNotebook where it is not one."""
    if len(raw) > LARGEST:
        raise BadNotebook(f"is too large to compare ({len(raw) // 2**20} MB)")
    document = parse(raw)
    if not isinstance(document, dict) or not isinstance(document.get("cells"), list):
        raise BadNotebook("has no list of cells")
    if document.get("nbformat") != 4:
        raise BadNotebook(f"is not of notebook format 4 (nbformat: {str(document.get('nbformat'))[:20]})")
    if len(document["cells"]) > MOST_CELLS:
        raise BadNotebook(f"has more than {MOST_CELLS} cells")
    cells: dict[str, Cell] = {}
    for index, raw_cell in enumerate(document["cells"]):
        cell = _cell(raw_cell, index, cells)
        cells[cell.key] = cell
    return Notebook(name, _title(name, cells), cells)


def parse(raw: bytes) -> object:
    """Return the JSON in `raw`; raise BadNotebook where it is broken or nested too deep."""
    try:
        document = json.loads(raw)
    except RecursionError:
        raise BadNotebook("is nested too deep") from None
    except ValueError as error:
        raise BadNotebook(f"is not valid JSON ({str(error)[:120]})") from None
    _check_depth(document)
    return document


def _check_depth(document: object) -> None:
    level, depth = [document], 0
    while level:
        if depth > DEEPEST:
            raise BadNotebook(f"is nested deeper than {DEEPEST} levels")
        level = [child for parent in level for child in _children(parent)]
        depth += 1


def _children(value: object) -> Iterator[object]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return (child for child in inner if isinstance(child, dict | list))


def _cell(raw: object, index: int, taken: dict[str, Cell]) -> Cell:
    if not isinstance(raw, dict) or raw.get("cell_type") not in ("code", "markdown", "raw"):
        raise BadNotebook(f"has a cell without a type (number {index + 1})")
    metadata = raw.get("metadata") if isinstance(raw.get("metadata"), dict) else {}
    outputs = raw.get("outputs", [])
    if not isinstance(outputs, list) or len(outputs) > MOST_OUTPUTS:
        raise BadNotebook(f"has outputs that cannot be read in cell number {index + 1}")
    options, code = split_options(joined(raw.get("source", ""))) if raw["cell_type"] == "code" else ({}, None)
    code = joined(raw.get("source", "")) if code is None else code
    identity = raw.get("id") if isinstance(raw.get("id"), str) else ""
    key = options.get("label") or identity or f"cell-{index + 1}"
    while key in taken:
        key += "'"
    tags = metadata.get("tags") if isinstance(metadata.get("tags"), list) else []
    return Cell(
        key=key,
        id=identity,
        kind=raw["cell_type"],
        code=code,
        options=options,
        tags=tuple(tag for tag in tags if isinstance(tag, str)),
        outputs=tuple(_output(output, index) for output in outputs),
    )


def _output(raw: object, index: int) -> Output:
    kind = raw.get("output_type") if isinstance(raw, dict) else None
    if kind in ("display_data", "execute_result") and isinstance(raw.get("data"), dict):
        return Output("display", {name: _content(name, value) for name, value in raw["data"].items()})
    if kind == "stream":
        return Output("stream", {"text/plain": joined(raw.get("text", ""))})
    if kind == "error":
        trace = raw.get("traceback")
        text = "\n".join(str(part) for part in trace) if isinstance(trace, list) else ""
        return Output("error", {"text/plain": text or f"{raw.get('ename')}: {raw.get('evalue')}"})
    raise BadNotebook(f"has an output of no known type in cell number {index + 1}")


def _content(name: str, value: object) -> object:
    return value if isinstance(value, dict) and name.endswith("json") else joined(value)


def joined(value: object) -> str:
    """Return a notebook's multi-line string (a string or a list of strings) as one string, else ""."""
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _unquoted(value: str) -> str:
    if value[:1] == '"':
        try:
            return str(json.loads(value))
        except (ValueError, RecursionError):
            return value.strip('"')
    return value[1:-1].replace("''", "'") if len(value) > 1 and value[0] == value[-1] == "'" else value


def split_options(source: str) -> tuple[dict[str, str], str]:
    """Return the Quarto options at the top of a cell's source, unquoted, and the rest of the source."""
    options: dict[str, str] = {}
    lines = source.splitlines()
    for number, text in enumerate(lines):
        found = OPTION.match(text)
        if not found:
            return options, "\n".join(lines[number:])
        options[found[1]] = _unquoted(found[2].strip())
    return options, ""


def _title(name: str, cells: dict[str, Cell]) -> str:
    for cell in cells.values():
        for text in cell.code[:10_000].splitlines() if cell.kind == "markdown" else ():
            if text.startswith("#"):
                return text.lstrip("#").partition("{")[0].strip()[:200] or name
    return name
