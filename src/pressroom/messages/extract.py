"""The messages of the sources: what a catalogue of another language must hold."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pressroom import publication, yamlfile
from pressroom.language.text import has_words
from pressroom.language.units import Unit
from pressroom.notebook import data, declarations, ipynb
from pressroom.project import Project
from pressroom.rendering.embedded import TRANSLATED

# The functions whose text arguments are messages: how many of the first ones.
CALLS = {"t": 1, "marked": 1, "plural": 2}


class Message(NamedTuple):
    """What is translated: the message in its context, the form for many, and the files that say it."""

    context: str
    one: str
    many: str = ""
    where: tuple[str, ...] = ()


def of_report(here: Project) -> Iterator[Message]:
    """Yield the messages of everything that is this report's own."""
    package = publication.of(here).package
    yield from of_python(here.root / "src" / package, here.root)
    for path in sorted(here.notebooks.glob("*.ipynb")):
        yield from of_notebook(path)
    yield from of_units(publication.at(publication.of(here).units), "units")
    for about in declarations.declared(here).values():
        yield Message("", about.label, where=(declarations.FILE,))
    yield from _of_parameters(here)
    yield from _of_data(here)


def of_units(units: Mapping[str, Unit], where: str) -> Iterator[Message]:
    """Yield the messages that say how numbers in some units are written."""
    for unit in units.values():
        yield from (Message(*message, (where,)) for message in unit.messages())


def of_python(folder: Path, root: Path) -> Iterator[Message]:
    """Yield the messages of the Python files below a folder."""
    for path in sorted(folder.rglob("*.py")):
        yield from of_code(path.read_text(encoding="utf-8"), str(path.relative_to(root)))


def of_code(code: str, where: str) -> Iterator[Message]:
    """Yield the messages that Python code gives to `t`, `plural` and `marked` as they stand."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        words = [_literal(part) for part in node.args[: CALLS[name]]] if name in CALLS else []
        if words and all(words):
            context = next((_literal(word.value) for word in node.keywords if word.arg == "context"), "")
            one, many = [*words, ""][:2]
            yield Message(context, one, many, (where,))


def of_notebook(path: Path) -> Iterator[Message]:
    """Yield the messages of a notebook's code, captions and alternative texts."""
    where = f"notebooks/{path.name}"
    for cell in ipynb.read(path).code_cells:
        words = [cell.options[key] for key in TRANSLATED if key in cell.options]
        yield from (Message("", word, where=(where,)) for word in words)
        yield from of_code(cell.python, where)


def merged(messages: Iterable[Message]) -> list[Message]:
    """Return each message once, with all the files that say it, by its first file."""
    found: dict[tuple[str, str], Message] = {}
    for message in messages:
        if has_words(message.one):
            key = message.context, message.one
            before = found.get(key, message._replace(where=()))
            where = tuple(dict.fromkeys([*before.where, *message.where]))
            found[key] = message._replace(many=before.many or message.many, where=where)
    return sorted(found.values(), key=lambda message: (message.where[0], message.one, message.context))


def _literal(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _of_parameters(here: Project) -> Iterator[Message]:
    for path in sorted(here.params.glob("*.yml")):
        where = f"params/{path.name}"
        for name, about in yamlfile.read(path, where).values.items():
            if path.stem == "parameters":
                words = [about.get("label"), about.get("reason"), *_words_of(about.get("choices"))]
            else:
                words = [about] if name in ("title", "description") else []
            yield from (Message("", word.strip(), where=(where,)) for word in words if word)


def _words_of(choices: Any) -> list[str]:
    return list(choices.values()) if isinstance(choices, dict) else []


def _of_data(here: Project) -> Iterator[Message]:
    package = data.package(here)
    yield from _described(package)
    for entry in package["resources"]:
        fields = entry.get("schema", {}).get("fields", [])
        yield from _described(entry, *entry["licenses"], *fields)
        marked = [field for field in fields if field.get("translatable")]
        table: Any = data.read(here, entry["name"]) if marked else {}
        for field in marked:
            cells = [cell for cell in table[field["name"]] if data.is_message(cell)]
            where = (f"data/{entry['path']}",)
            yield from (Message(field.get("context", ""), cell, where=where) for cell in cells)


def _described(*parts: Mapping[str, Any]) -> Iterator[Message]:
    """Yield what parts of the data package say of themselves."""
    for part in parts:
        said = [*(part.get(key) for key in ("title", "description", "publisher")), *part.get("caveats", [])]
        yield from (Message("", words, where=("data/datapackage.json",)) for words in said if words)
