"""What a reader reads of both sides: brief and report in each language, by paragraph, values filled in.

A side's texts are those of its commit, or of the working folder. Nothing of them is run.
"""

import difflib
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice, zip_longest
from pathlib import Path
from typing import NamedTuple

from pressroom import publication
from pressroom.errors import UserError
from pressroom.language.text import t
from pressroom.notebook import ipynb
from pressroom.notebook.ipynb import VARIABLE
from pressroom.project import ROOT, Project
from pressroom.rendering import source, variables
from pressroom.rendering.links import EMBED
from pressroom.review.attribute import CannotRun
from pressroom.review.rerun import lay_out
from pressroom.review.sides import Side
from pressroom.safe import clean

PARTS = ("brief", "report")
OPENING = re.compile(r"\s*:{3,}\s*(?P<about>\{.*\}|[^\s:]+)[\s:]*")
CLOSING = re.compile(r"\s*:{3,}\s*")
CONDITION = re.compile(r'\b(?P<word>when|unless)="(?P<id>[^"]*)"')
MARKS = re.compile(r"^[-*] |\*\*|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
ITEM = re.compile(r"[-*] |\d+\. |\||\[\^")
HEADING = re.compile(r"#{1,6}\s+(?P<title>.*?)\s*(\{[^}]*\})?\s*")
MOST, LONGEST, MOST_PAIRS, LEAST_ALIKE = 200, 2_000, 400, 1 / 3
"""How many paragraphs that differ are shown, how many of a part are read, how many pairs are tried for two
that say much the same, and how much of these is the same.
"""


class Passage(NamedTuple):
    """A paragraph of a part, and the heading that it stands under."""

    heading: str
    text: str


NOTHING = Passage("", "")


class Moved(NamedTuple):
    """A paragraph that differs; empty on a side that lacks it."""

    lang: str
    part: str
    heading: str
    old: str
    new: str


def moved(project: Project, old: Side, new: Side) -> list[Moved] | None:
    """Return the paragraphs that differ between two sides, at most `MOST`; None where they cannot be read."""
    if old.tree is None or new.tree is None:
        return None
    try:
        befores, afters = (_read(project, side) for side in (old, new))
    except (CannotRun, UserError):
        return None
    found: dict[tuple[str, ...], Moved] = {}
    for lang, part in dict.fromkeys([*befores, *afters]):
        pair = befores.get((lang, part), []), afters.get((lang, part), [])
        for each in _apart(*pair):
            # The report begins with what the brief says.
            found.setdefault((lang, *each[1:]), Moved(lang, part, *each))
    is_whole = befores and befores.keys() == afters.keys()
    return [*found.values()][:MOST] if found or is_whole else None


def _apart(olds: Sequence[Passage], news: Sequence[Passage]) -> Iterator[tuple[str, str, str]]:
    """Yield heading, old and new text of the paragraphs that differ."""
    before, after = ([passage.text for passage in side] for side in (olds, news))
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for one, other in _paired(olds[a:b], news[c:d]) if kind != "equal" else ():
            yield other.heading or one.heading, one.text, other.text


def _paired(olds: Sequence[Passage], news: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Yield paragraphs in pairs that say much the same, in their order; alone what has no such other."""
    if len(olds) == len(news) == 1 or len(olds) * len(news) > MOST_PAIRS:
        yield from zip_longest(olds, news, fillvalue=NOTHING)
        return
    likeness = [[_alike(one.text, other.text) for other in news] for one in olds]
    # What is alike altogether in the rest of both, from each pair of places on.
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for a in reversed(range(len(olds))):
        for c in reversed(range(len(news))):
            best[a][c] = max(best[a + 1][c], best[a][c + 1], best[a + 1][c + 1] + likeness[a][c])
    a = c = 0
    while a < len(olds) or c < len(news):
        if a < len(olds) and best[a][c] == best[a + 1][c]:
            yield olds[a], NOTHING
            a += 1
        elif c < len(news) and best[a][c] == best[a][c + 1]:
            yield NOTHING, news[c]
            c += 1
        else:
            yield olds[a], news[c]
            a, c = a + 1, c + 1


def _alike(old: str, new: str) -> float:
    """Return how much of two paragraphs is the same, 0 where it is less than a third."""
    ratio = difflib.SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()
    return ratio if ratio > LEAST_ALIKE else 0.0


def _read(project: Project, side: Side) -> Mapping[tuple[str, str], list[Passage]]:
    """Return the paragraphs by language and part, without those that cannot be read."""
    found = {}
    with _root_of(project, side) as root:
        there = Project(root)
        for lang in publication.of(project).languages:
            for part in PARTS:
                try:
                    found[lang, part] = list(islice(_paragraphs(there, side, lang, part), LONGEST))
                except (UserError, OSError, ValueError, KeyError, TypeError, AttributeError):
                    continue
    return found


@contextmanager
def _root_of(project: Project, side: Side) -> Iterator[Path]:
    """Yield the folder of a side's texts, whose translations count meanwhile."""
    if side.tree is None or not side.tree.commit:
        yield project.root
        return
    before = os.environ.get(ROOT)
    with tempfile.TemporaryDirectory(prefix=f"{publication.of(project).name}-") as folder:
        lay_out(side.tree, Path(folder))
        os.environ[ROOT] = folder
        try:
            yield Path(folder)
        finally:
            if before is None:
                del os.environ[ROOT]
            else:
                os.environ[ROOT] = before


def _paragraphs(project: Project, side: Side, lang: str, part: str) -> Iterator[Passage]:
    """Yield the paragraphs of a part, values filled in, without what its run leaves out."""
    values = variables.values(project, side.run, lang)
    holds = {figure["id"]: figure.get("value") is True for figure in side.run.figures}
    heading, lines, shown = "", list[str](), list[bool]()

    def fill(text: str) -> str:
        return VARIABLE.sub(lambda match: values.get(match[1], f"[{match[1]}]"), text)

    for line in [*source.lines_of(source.editions(project)[lang], project, part), ""]:
        words = line.strip()
        title, embed = HEADING.fullmatch(words), EMBED.fullmatch(words)
        begins = ITEM.match(words) or title or embed or OPENING.fullmatch(words)
        ends = not words or begins or CLOSING.fullmatch(words)
        if ends and lines:
            yield Passage(heading, clean(MARKS.sub("", fill(" ".join(lines))), 5_000))
            lines = []
        if opening := OPENING.fullmatch(words):
            shown.append(_is_shown(opening["about"], holds))
        elif CLOSING.fullmatch(words):
            shown = shown[:-1]
        elif not all(shown) or words.startswith("{{< include"):
            continue
        elif title:
            heading = clean(fill(title["title"]), 200)
            yield Passage(heading, heading)
        elif embed:
            for caption in _captions(project, lang, embed["notebook"], embed["label"]):
                yield Passage(heading, clean(fill(caption), 5_000))
        elif words:
            lines.append(words)


def _is_shown(about: str, holds: Mapping[str, bool]) -> bool:
    """Return whether a block stays in this run."""
    condition = CONDITION.search(about)
    return condition is None or holds.get(condition["id"], False) == (condition["word"] == "when")


def _captions(project: Project, lang: str, notebook: str, label: str) -> Iterator[str]:
    """Yield the captions and the alternative texts of a table or figure as its notebook has them."""
    path = project.notebooks / f"{notebook}.ipynb"
    cells = ipynb.read(path).cells if path.is_file() else ()
    for cell in cells:
        if cell.options.get("label") == label:
            yield from (t(text).of(lang) for name, text in cell.options.items() if name[4:] in ("cap", "alt"))
