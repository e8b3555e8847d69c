"""Read a notebook's file: cells with their options and outputs. Nothing in it is run, and nothing trusted."""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pressroom.errors import UserError
from pressroom.notebook import bounded, mime, source
from pressroom.notebook.bounded import Refused

MOST_CELLS = 5_000
MOST_OUTPUTS = 2_000
PARAMETERS, INJECTED = "parameters", "injected-parameters"
VARIABLE = re.compile(r"\{\{<\s*var\s+(\S{1,100})\s*>\}\}")
"""What names in a caption a value that the report fills in."""
UNCLOSED = "the quotation marks of '{}' do not match."
ESCAPE = 'Write a quotation mark inside the text as \\".'
OPTION = re.compile(r"#\|\s*([\w-]+)\s*:\s*(.*)")


@dataclass(frozen=True)
class Output:
    """One output of a cell: a display (MIME bundle), a stream or an error (both as text/plain)."""

    kind: str
    bundle: Mapping[str, object]

    def text(self, name: str = "text/plain") -> str:
        """Return the content of a textual MIME type, "" where there is none."""
        value = self.bundle.get(name, "")
        return value if isinstance(value, str) else ""

    def carries(self, kind: mime.Kind) -> bool:
        """Return whether the output has data under the name of this kind, of whatever form."""
        return any(mime.kind_of(name) == kind for name in self.bundle)

    def data(self, kind: mime.Kind) -> dict[str, Any] | None:
        """Return the data that the output carries, None where it carries none of this kind."""
        value = mime.data(self.bundle, kind)
        return value if isinstance(value, dict) else None


@dataclass(frozen=True)
class Cell:
    """One cell: its whole source, the `#|` options on top of it, and the code below these.

    `unclosed` names the options whose quotation marks do not match.
    """

    id: str
    kind: str
    source: str
    options: Mapping[str, str]
    code: str
    tags: tuple[str, ...]
    outputs: tuple[Output, ...]
    unclosed: tuple[str, ...] = ()

    @property
    def python(self) -> str:
        """Return the source with blank lines for what only IPython understands."""
        return source.without_magics(self.source)

    @property
    def names(self) -> set[str]:
        """Return the names by which `{{< embed >}}` may call the cell: id, label and tags."""
        return {self.id, self.options.get("label", ""), *self.tags} - {""}


@dataclass(frozen=True)
class Notebook:
    """A notebook: its name without ending, its JSON, and its cells in order."""

    name: str
    document: dict[str, Any]
    cells: tuple[Cell, ...]

    @property
    def code_cells(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.kind == "code"]

    @cached_property
    def by_key(self) -> dict[str, Cell]:
        """Return the cells by what matches them with those of another run: label, id, or place."""
        found: dict[str, Cell] = {}
        for number, cell in enumerate(self.cells, start=1):
            key = cell.options.get("label") or cell.id or f"cell-{number}"
            while key in found:
                key += "'"
            found[key] = cell
        return found

    @cached_property
    def title(self) -> str:
        """Return the first heading, the name where there is none."""
        for cell in self.cells:
            for line in cell.source[:10_000].splitlines() if cell.kind == "markdown" else ():
                if line.startswith("#"):
                    return line.lstrip("#").partition("{")[0].strip()[:200] or self.name
        return self.name

    def parameters(self) -> dict[str, Any]:
        """Return names and values of the cell tagged `parameters`, none where there is no such cell.

        Raises ValueError where there are several or one holds more than plain values; SyntaxError, with the
        cell as its file name, where it is not Python.
        """
        cells = [cell for cell in self.cells if PARAMETERS in cell.tags]
        if len(cells) > 1:
            raise ValueError(f"{len(cells)} cells have the tag 'parameters' instead of one")
        return dict(assigned(cells[0].source)) if cells else {}


def read(path: Path) -> Notebook:
    """Return a notebook of the project; a UserError names the file that is missing or broken."""
    name = f"{path.parent.name}/{path.name}"
    try:
        return parse(path.stem, path.read_bytes())
    except FileNotFoundError:
        raise UserError(f"{name} is missing.", "Restore the file from git.") from None
    except Refused as error:
        raise UserError(f"{name} is not a notebook: it {error}.", "Restore the file from git.") from None


def parse(name: str, raw: bytes) -> Notebook:
    """Return the notebook in `raw`; raises Refused where it is not one."""
    document = bounded.loads(raw)
    if not isinstance(document, dict) or not isinstance(document.get("cells"), list):
        raise Refused("has no list of cells")
    if document.get("nbformat") != 4:
        raise Refused(f"is not of notebook format 4 (nbformat: {str(document.get('nbformat'))[:20]})")
    if len(document["cells"]) > MOST_CELLS:
        raise Refused(f"has more than {MOST_CELLS} cells")
    return Notebook(name, document, tuple(_cell(*each) for each in enumerate(document["cells"], start=1)))


def joined(value: object) -> str:
    """Return a text that a notebook may keep as a list of lines; anything else is ""."""
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _cell(number: int, raw: object) -> Cell:
    if not isinstance(raw, dict) or raw.get("cell_type") not in ("code", "markdown", "raw"):
        raise Refused(f"has a cell without a type (number {number})")
    metadata = raw["metadata"] if isinstance(raw.get("metadata"), dict) else {}
    tags = metadata["tags"] if isinstance(metadata.get("tags"), list) else []
    outputs = raw.get("outputs", [])
    if not isinstance(outputs, list) or len(outputs) > MOST_OUTPUTS:
        raise Refused(f"has outputs that cannot be read in cell number {number}")
    kind, whole = raw["cell_type"], joined(raw.get("source"))
    options, code, unclosed = _split(whole) if kind == "code" else ({}, whole, ())
    return Cell(
        id=raw["id"] if isinstance(raw.get("id"), str) else "",
        kind=kind,
        source=whole,
        options=options,
        code=code,
        tags=tuple(tag for tag in tags if isinstance(tag, str)),
        outputs=tuple(_output(number, output) for output in outputs),
        unclosed=unclosed,
    )


def _output(number: int, raw: object) -> Output:
    stored: dict[str, Any] = raw if isinstance(raw, dict) else {}
    kind, bundle = stored.get("output_type"), stored.get("data")
    if kind in ("display_data", "execute_result") and isinstance(bundle, dict):
        return Output("display", {name: _content(name, value) for name, value in bundle.items()})
    if kind == "stream":
        return Output("stream", {"text/plain": joined(stored.get("text"))})
    if kind == "error":
        trace = stored.get("traceback")
        text = "\n".join(str(part) for part in trace) if isinstance(trace, list) else ""
        return Output("error", {"text/plain": text or f"{stored.get('ename')}: {stored.get('evalue')}"})
    raise Refused(f"has an output of no known type in cell number {number}")


def _content(name: str, value: object) -> object:
    return value if isinstance(value, dict) and name.endswith("json") else joined(value)


def _split(whole: str) -> tuple[dict[str, str], str, tuple[str, ...]]:
    """Return the options at the top of a cell's source, the code below, and the options left unclosed."""
    options: dict[str, str] = {}
    unclosed: list[str] = []
    lines = whole.splitlines()
    for number, line in enumerate(lines):
        found = OPTION.match(line)
        if not found:
            return options, "\n".join(lines[number:]), tuple(unclosed)
        name, value = found[1], found[2].strip()
        try:
            options[name] = _unquoted(value)
        except (ValueError, RecursionError):
            options[name] = value.strip('"')
            unclosed.append(name)
    return options, "", tuple(unclosed)


def _unquoted(value: str) -> str:
    if value[:1] == '"':
        return str(json.loads(value))
    return value[1:-1].replace("''", "'") if len(value) > 1 and value[0] == value[-1] == "'" else value


def assigned(code: str) -> Iterator[tuple[str, Any]]:
    """Yield names and plain values that the code of a parameters cell assigns; see `Notebook.parameters`."""
    for node in ast.parse(code, "the parameters cell").body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        if len(targets) != 1 or not isinstance(targets[0], ast.Name) or value is None:
            raise ValueError("the parameters cell holds more than 'name = value'")
        try:
            yield targets[0].id, ast.literal_eval(value)
        except ValueError:
            raise ValueError(f"the parameters cell gives '{targets[0].id}' more than a plain value") from None
