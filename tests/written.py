"""Everything that the project writes for its readers, in each language, with the place it stands in."""

import ast
import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pressroom import scenarios, yamlfile
from pressroom.project import Project
from pressroom.rendering import prose

ROOT = Path(__file__).parents[1]
LANGUAGES = ("sv", "en")
# The words of others, and lists of names.
FOREIGN = {"sources", "facts", "emissions", "vehicles", "energy", "population", "municipalities"}
OPTION = re.compile(r'^#\| (?:fig|tbl)-(?:cap|alt)(-en)?: "(.*)"$', re.MULTILINE)
LABELS = {"label": "sv", "label_en": "en"}
Written = Iterator[tuple[str, str]]


def texts(lang: str) -> list[tuple[str, str]]:
    """Return (place, text) of everything that is written in `lang`."""
    kinds = (_chapters, _notebooks, _code, _parameters, _scenarios, _package, _tables, _strings)
    return [found for kind in kinds for found in kind(lang)]


def chapters(lang: str) -> dict[str, str]:
    """Return the text of each chapter by its name: its prose, without shortcodes and marks."""
    folder = ROOT / "report" / ("" if lang == "sv" else lang) / "chapters"
    return {path.stem: bare(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.qmd"))}


def bare(text: str) -> str:
    """Return the prose of a .qmd, a paragraph a line: values stay as shortcodes."""
    lines = [line for _, line in prose.readable(text)]
    kept = (line for line in lines if not re.match(r"\s*(?:\||:::|\{\{< (?:embed|include))", line))
    joined = "\n".join(re.sub(r"^#+ |\{[#.][^}]*\}|^ *- |^ *\d+\. ", "", line) for line in kept)
    titles = re.findall(r'title="([^"]*)"', text)
    return "\n".join([re.sub(r"\[([^\]]*)\]\{lang=\w+\}|[*`]", r"\1", joined), *titles])


def _chapters(lang: str) -> Written:
    for name, text in chapters(lang).items():
        yield f"chapters/{name}", re.sub(r"\{\{<.*?>\}\}", "…", text)


def _notebooks(lang: str) -> Written:
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source, place = "".join(cell["source"]), f"{path.name}, cell {cell['id']}"
            if cell["cell_type"] == "markdown":
                yield from [(place, source)] * (lang == "sv")
                continue
            yield from (
                (place, said) for end, said in OPTION.findall(source) if (end == "-en") == (lang == "en")
            )
            yield from ((place, said) for said in _said(ast.parse(_python(source)), lang))


def _python(source: str) -> str:
    return "\n".join(line for line in source.splitlines() if not line.startswith(("%", "!")))


def _code(lang: str) -> Written:
    for path in sorted((ROOT / "src").rglob("*.py")):
        for said in _said(ast.parse(path.read_text(encoding="utf-8")), lang):
            yield path.relative_to(ROOT).as_posix(), said


def _said(tree: ast.AST, lang: str) -> Written:
    """Yield the strings of calls t(sv, en) and of the arguments label and label_en."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            given = [word.value for word in node.keywords if LABELS.get(word.arg) == lang]
            if isinstance(node.func, ast.Name) and node.func.id == "t" and len(node.args) == 2:
                given.append(node.args[LANGUAGES.index(lang)])
            yield from (text for part in given for text in _strings_in(part))


def _strings_in(node: ast.expr) -> Written:
    if isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    else:
        for part in ast.iter_child_nodes(node):
            if isinstance(part, ast.expr):
                yield from _strings_in(part)


def _parameters(lang: str) -> Written:
    for name, about in scenarios.declared().items():
        yield from ((f"parameter {name}", about.text(key).of(lang)) for key in ("label", "reason"))


def _scenarios(lang: str) -> Written:
    ending = "" if lang == "sv" else "_en"
    for name in Project(ROOT).scenarios():
        about = yamlfile.read(ROOT / f"params/{name}.yml", name).values
        yield from ((name, about[f"{key}{ending}"]) for key in ("title", "description"))


def _package(lang: str) -> Written:
    ending = "" if lang == "sv" else "_en"
    for entry in json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))["resources"]:
        for key in (f"title{ending}", f"description{ending}", f"caveats_{lang}"):
            said = entry.get(key, [])
            yield from (
                (f"datapackage, {entry['name']}", text)
                for text in ([said] if isinstance(said, str) else said)
            )


def _tables(lang: str) -> Written:
    for path in sorted((ROOT / "data").glob("*.csv")):
        if path.stem not in FOREIGN:
            with path.open(encoding="utf-8", newline="") as file:
                yield from _cells(path.name, csv.DictReader(file), lang)


def _cells(name: str, rows: Iterable[dict[str, str]], lang: str) -> Written:
    for number, row in enumerate(rows, start=2):
        yield from (
            (f"{name}, row {number}", value) for key, value in row.items() if key.endswith(f"_{lang}")
        )


def _strings(lang: str) -> Written:
    words = yamlfile.read(ROOT / "report/theme/strings.yml", "strings.yml").values[lang]
    yield from (("strings.yml", str(word)) for word in words.values())
