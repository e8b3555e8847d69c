"""Executed notebooks as the report embeds them: captions filled in, outputs in the report's language."""

import base64
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pressroom.errors import UserError, near
from pressroom.language.catalogue import SOURCE, printed
from pressroom.language.text import Text
from pressroom.notebook import mime, tables
from pressroom.rendering import behind

SHORTCODE = re.compile(r"\{\{<\s*var\s+(\S+)\s*>\}\}")
_OPTION = re.compile(r"#\| ([\w-]+): (.*)")
TRANSLATED = ("fig-cap", "fig-alt", "tbl-cap", "tbl-alt")


def publish(path: Path, values: Mapping[str, str], lang: str = SOURCE) -> str:
    """Return the text of the executed notebook at `path` as the report embeds it."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            _publish_cell(cell, values, lang, path.name)
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def options(cell: Mapping[str, Any]) -> dict[str, str]:
    """Return the Quarto options (`#| key: value`) of a cell; quoted values are unquoted.

    Raises UserError for a quoted value that is not one text.
    """
    found = {}
    for line in text_of(cell["source"]).splitlines():
        match = _OPTION.fullmatch(line.rstrip())
        if not match:
            break
        try:
            found[match[1]] = _unquoted(match[2])
        except ValueError:
            raise UserError(
                f"Cell '{cell.get('id', '')}': the quotation marks of '{match[1]}' do not match.",
                'Write a quotation mark inside the text as \\".',
            ) from None
    return found


def names(notebook: Mapping[str, Any]) -> set[str]:
    """Return the names by which `{{< embed >}}` may call the cells: ids, labels and tags."""
    found: set[str] = set()
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            labels = {options(cell).get("label", "")}
            found |= {cell.get("id", "")} | labels | set(cell["metadata"].get("tags", []))
    return found - {""}


def text_of(source: str | list[str]) -> str:
    """Return the text of a cell's source or of an output, which nbformat may keep as a list of lines."""
    return source if isinstance(source, str) else "".join(source)


def resolve(text: str, values: Mapping[str, str], where: str) -> str:
    """Return `text` with every `{{< var id >}}` filled in; raises UserError with the nearest valid id."""

    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise UserError(f"{where}: there is no result '{match[1]}'.", near(match[1], values))
        return values[match[1]]

    return SHORTCODE.sub(value, text)


def _publish_cell(cell: dict[str, Any], values: Mapping[str, str], lang: str, name: str) -> None:
    found = options(cell)
    if found:
        where = f"{name}, cell '{found.get('label', cell.get('id', ''))}'"
        code = text_of(cell["source"]).splitlines()[len(found) :]
        found = {key: resolve(text, values, where) for key, text in _in_language(found, lang).items()}
        # Captions are read as Markdown, which does this by itself.
        found |= {key: printed(text, lang) for key, text in found.items() if key.endswith("-alt")}
        lines = [f"#| {key}: {_quoted(text)}" for key, text in found.items()]
        cell["source"] = "\n".join(lines + code).splitlines(keepends=True)
    for output in cell.get("outputs", []):
        _publish_output(output.get("data", {}), lang)


def _in_language(found: Mapping[str, str], lang: str) -> dict[str, str]:
    chosen = {key: text for key, text in found.items() if not key.endswith("-en")}
    pairs = {key: (chosen[key], found.get(f"{key}-en")) for key in TRANSLATED if key in chosen}
    return chosen | {key: Text(*pair).of(lang) for key, pair in pairs.items()}


def _publish_output(bundle: dict[str, Any], lang: str) -> None:
    """Redraw an output in another language, and give a figure the table of its numbers."""
    if "text/markdown" in bundle:
        # Quarto answers HTML output with scripts from another host.
        bundle.pop("text/html", None)
    if mime.of("table") in bundle and lang != SOURCE:
        bundle["text/markdown"] = tables.render(bundle[mime.of("table")], lang, "markdown")
    if mime.of("figure") in bundle:
        _publish_figure(bundle, lang)
    if mime.of("panel") in bundle:
        from pressroom.rendering import panel

        html = panel.html(bundle[mime.of("panel")], lang).splitlines(keepends=True)
        bundle[mime.of("panel")] = bundle[mime.of("panel")] | {"html": html}


def _publish_figure(bundle: dict[str, Any], lang: str) -> None:
    spec = bundle[mime.of("figure")]
    if lang != SOURCE:
        from pressroom import figures

        drawn = figures.redraw(spec, lang)
        bundle["image/svg+xml"] = drawn["svg"]
        bundle["image/png"] = base64.b64encode(drawn["png"]).decode()
    bundle[mime.of("figure")] = spec | {"markdown": behind.markdown(spec, lang)}


def _quoted(text: str) -> str:
    return text if re.fullmatch(r"[\w-]+", text) else json.dumps(text, ensure_ascii=False)


def _unquoted(value: str) -> str:
    value = value.strip()
    if value.startswith('"'):
        return json.loads(value)
    return value[1:-1].replace("''", "'") if value.startswith("'") else value
