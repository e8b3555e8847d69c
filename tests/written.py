"""Everything that the project writes for its readers, in each language, with the place it stands in."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import polib

from pressroom import yamlfile
from pressroom.language.catalogue import ENGINE, SOURCE
from pressroom.rendering import prose

ROOT = Path(__file__).parents[1]
LANGUAGES = ("sv", "en")
# The words of others, and lists of names.
FOREIGN = {f"data/{name}.csv" for name in ("sources", "facts", "emissions", "vehicles", "energy")}
PLACE = re.compile(r"\{\{<.*?>\}\}|\{[^{}]*\}")
Written = Iterator[tuple[str, str]]


def texts(lang: str) -> list[tuple[str, str]]:
    """Return (place, text) of everything that is written in `lang`."""
    kinds = (_chapters, _cells, _messages, _strings)
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


def _cells(lang: str) -> Written:
    """Yield the notebooks' own text, which is in the source language only."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if lang == SOURCE else ():
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                yield f"{path.name}, cell {cell['id']}", "".join(cell["source"])


def _messages(lang: str) -> Written:
    """Yield every message, or its translation; a place for a value is three dots."""
    for path in (ROOT / "report/en/messages.po", ENGINE / "en.po"):
        for entry in polib.pofile(str(path)):
            places = [place for place, _ in entry.occurrences if place not in FOREIGN]
            words = [entry.msgid, entry.msgid_plural] if lang == SOURCE else [entry.msgstr]
            words += [] if lang == SOURCE else entry.msgstr_plural.values()
            yield from ((place, PLACE.sub("…", word)) for place in places[:1] for word in words if word)


def _strings(lang: str) -> Written:
    words = yamlfile.read(ROOT / "report/theme/strings.yml", "strings.yml").values[lang]
    yield from (("strings.yml", str(word)) for word in words.values())
