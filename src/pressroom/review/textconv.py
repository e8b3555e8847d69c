"""An executed notebook as short lines of text, for plain `git diff`.

Imports little: git starts it for every file.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from pressroom.errors import UserError
from pressroom.notebook.bounded import Refused
from pressroom.notebook.ipynb import Cell, Output, parse
from pressroom.review.compare import frames
from pressroom.review.compare.grids import Frame
from pressroom.safe import clean, line, mark, untagged

MOST_LINES = 200
MOST_ROWS = 500


def as_text(raw: bytes, name: str = "") -> str:
    """Return the sources, key figures, tables and the figures' data of a notebook, line by line.

    What is no notebook comes as it stands, so that git can show it.
    """
    try:
        notebook = parse(name, raw)
    except Refused as problem:
        return f"# not a notebook: {problem}\n{clean(raw.decode(errors='replace'), 1_000_000)}\n"
    return "\n".join(each for key, cell in notebook.by_key.items() for each in _cell(key, cell)) + "\n"


def main() -> None:
    """Print the notebook that the first argument names."""
    print_notebook(Path(sys.argv[1]))


def print_notebook(path: Path) -> None:
    """Print the notebook in the file at `path` as text; raises UserError where there is no such file."""
    if not path.is_file():
        raise UserError(f"'{path}' is no file.", "Name an executed notebook (.ipynb).")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.stdout.write(as_text(path.read_bytes(), path.stem))


def _cell(key: str, cell: Cell) -> Iterator[str]:
    yield f"[{line(key, 80)}]" if cell.kind == "code" else f"[text {line(key, 80)}]"
    yield from (f"#| {name}: {line(value, 2_000)}" for name, value in cell.options.items())
    yield from _lines(cell.code)
    for output in cell.outputs:
        yield from _output(output)
    yield ""


def _lines(content: str) -> Iterator[str]:
    lines = clean(content, 200_000).splitlines()
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield f"… {len(lines) - MOST_LINES} more lines, {mark(content)}"


def _output(output: Output) -> Iterator[str]:
    result, table, figure = (output.data(kind) for kind in ("result", "table", "figure"))
    if result is not None:
        value = line(result.get("value"), 2_000)
        yield f"→ {line(result.get('id'))} = {value} {line(result.get('unit'), 40)}"
    elif table is not None:
        yield "→ table"
        yield from _frame(frames.from_table(table))
    elif figure is not None:
        yield f"→ figure {line(figure.get('chart'), 40)}, {_images(output)}"
        yield from (f"  {line(words, 2_000)}" for words in _words(frames.worded(figure.get("text"))))
        yield from _frame(frames.from_figure(figure))
    elif any(mime.startswith("image/") for mime in output.bundle):
        yield f"→ image, {_images(output)}"
    else:
        yield f"→ {output.kind}"
        content = untagged(output.text("text/html")) if "text/html" in output.bundle else output.text()
        yield from (f"  {each}" for each in _lines(content))


def _frame(frame: Frame | None) -> Iterator[str]:
    if frame is None:
        return
    yield "  " + " | ".join(line(name, 60) for name in frame.names)
    for row in frame.rows[:MOST_ROWS]:
        yield "  " + " | ".join(line(value) for value in row)
    if len(frame.rows) > MOST_ROWS:
        yield f"  … {len(frame.rows) - MOST_ROWS} more rows"


def _images(output: Output) -> str:
    images = ((mime, output.text(mime)) for mime in sorted(output.bundle) if mime.startswith("image/"))
    return ", ".join(f"{mime.partition('/')[2].removesuffix('+xml')} {mark(data)}" for mime, data in images)


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _words(child)


if __name__ == "__main__":
    main()
