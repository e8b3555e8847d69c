"""Executed notebooks as the report embeds them: captions filled in, outputs in the report's language."""

import base64
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pressroom.errors import UserError, near
from pressroom.language.catalogue import SOURCE, printed
from pressroom.language.text import t
from pressroom.notebook import ipynb, mime, tables
from pressroom.notebook.ipynb import VARIABLE, Cell
from pressroom.rendering import figure_table

TRANSLATED = ("fig-cap", "fig-alt", "tbl-cap", "tbl-alt")


def embeddable(path: Path, values: Mapping[str, str], lang: str = SOURCE) -> str:
    """Return the text of the executed notebook at `path` as the report embeds it."""
    notebook = ipynb.read(path)
    for raw, cell in zip(notebook.document["cells"], notebook.cells, strict=True):
        if cell.options:
            raw["source"] = _published_source(cell, values, lang, path.name)
        for output in raw.get("outputs", []):
            publish_output(output.get("data", {}), lang)
    return json.dumps(notebook.document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def fill_in(text: str, values: Mapping[str, str], where: str) -> str:
    """Return `text` with every `{{< var id >}}` filled in; raises UserError with the nearest valid id."""

    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise UserError(f"{where}: there is no result '{match[1]}'.", near(match[1], values))
        return values[match[1]]

    return VARIABLE.sub(value, text)


def _published_source(cell: Cell, values: Mapping[str, str], lang: str, name: str) -> list[str]:
    where = f"{name}, cell '{cell.options.get('label', cell.id)}'"
    if cell.unclosed:
        raise UserError(f"{where}: {ipynb.UNCLOSED.format(cell.unclosed[0])}", ipynb.ESCAPE)
    options = {key: fill_in(text, values, where) for key, text in in_language(cell.options, lang).items()}
    # Captions are read as Markdown, which does this by itself.
    options |= {key: printed(text, lang) for key, text in options.items() if key.endswith("-alt")}
    return source_of(options, cell.code)


def source_of(options: Mapping[str, str], code: str) -> list[str]:
    """Return the source of a cell with these options, in lines."""
    lines = [f"#| {key}: {_quoted(text)}" for key, text in options.items()]
    return "\n".join([*lines, *code.splitlines()]).splitlines(keepends=True)


def in_language(options: Mapping[str, str], lang: str) -> dict[str, str]:
    """Return a cell's options with its texts in one language."""
    return {key: t(text).of(lang) if key in TRANSLATED else text for key, text in options.items()}


def publish_output(bundle: dict[str, Any], lang: str) -> None:
    """Redraw an output in another language, and give a figure the table of its numbers."""
    if "text/markdown" in bundle:
        # Quarto answers HTML output with scripts from another host.
        bundle.pop("text/html", None)
    for name in list(bundle):
        kind = mime.kind_of(name)
        if kind == "table" and lang != SOURCE:
            bundle["text/markdown"] = tables.render(bundle[name], lang, "markdown")
        elif kind == "figure":
            bundle[name] = _published_figure(bundle[name], bundle, lang)


def _published_figure(spec: dict[str, Any], bundle: dict[str, Any], lang: str) -> dict[str, Any]:
    """Return a figure's specification with the table of its numbers; its images go into the bundle."""
    if lang != SOURCE:
        from pressroom import figures

        drawn = figures.redraw(spec, lang)
        bundle["image/svg+xml"] = drawn["svg"]
        bundle["image/png"] = base64.b64encode(drawn["png"]).decode()
    return spec | {"markdown": figure_table.markdown(spec, lang)}


def _quoted(text: str) -> str:
    return text if re.fullmatch(r"[\w-]+", text) else json.dumps(text, ensure_ascii=False)
