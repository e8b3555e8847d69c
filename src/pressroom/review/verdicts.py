"""What was said of a change: accept, reject or question, by whom, why, and between which contents.

Verdicts stand in report/reviews/, a file for each reviewer, one JSON object a line. Lines are only added,
and their order means nothing, so that git may merge two files by keeping the lines of both.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from pressroom import files
from pressroom.checks import Problem
from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.review.tree import Tree
from pressroom.runs.publish import locked
from pressroom.safe import line, mark

FOLDER, ENDING = "report/reviews", ".jsonl"
# From the mildest to the gravest: of two at the same moment the graver counts.
WORDS = ("accept", "question", "reject")
LONGEST = {"change": 300, "verdict": 8, "who": 100, "why": 1_000, "old": 40, "new": 40, "when": 32}
LARGEST = 4 * 1024 * 1024
CONTENT = re.compile(r"[0-9a-f]{40}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)
# Stands between both names in the name of a change to another name, and in no other.
BECOMES = " → "
# So far may the clocks of two computers be apart.
SKEW = timedelta(minutes=10)
# Controls, signs that cannot be seen, halves of signs, signs of private use, ends of lines.
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


@dataclass(frozen=True)
class Verdict:
    """One line; `old` and `new` are the hashes of the contents, None where there is none."""

    change: str
    verdict: str
    who: str
    why: str
    old: str | None
    new: str | None
    when: str

    @property
    def rank(self) -> tuple[datetime, int]:
        """Return by what verdicts are put in their order: the time, then how grave they are."""
        return datetime.fromisoformat(self.when), WORDS.index(self.verdict)

    def as_line(self) -> str:
        """Return the verdict as it stands in a file."""
        return json.dumps(asdict(self), ensure_ascii=False)


def now() -> str:
    """Return this moment as a verdict holds it."""
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")


def is_seen(text: str) -> bool:
    """Return whether a text is one line without anything that cannot be seen."""
    return not any(unicodedata.category(sign) in UNSEEN for sign in text)


def identity(*parts: str) -> str:
    """Return the name of a change; one that a stranger made too long, unseen or like two has its hash."""
    name = " ".join(part for part in parts if part)
    if is_seen(name) and len(name) <= 200 and BECOMES not in name:
        return name
    shown = "".join(sign if is_seen(sign) else "?" for sign in name.replace(BECOMES, " ? "))
    return f"{shown[:200]} #{mark(name)}"


def by_name(given: Iterable[Verdict], came: Iterable[str]) -> Iterator[Verdict]:
    """Yield verdicts, those on another name as two: that the old name goes, and that the new one comes.

    The old one goes only where the new one, or one that it was given later, is among those that `came`.
    """
    moved = []
    for verdict in given:
        old, becomes, new = verdict.change.partition(BECOMES)
        if becomes:
            moved.append((verdict, old, new))
        else:
            yield verdict
    reached, size = {*came}, -1
    while len(reached) > size:
        size = len(reached)
        reached |= {old for _, old, new in moved if new in reached}
    for verdict, old, new in moved:
        yield replace(verdict, change=new, old=None)
        if new in reached:
            yield replace(verdict, change=old, new=None)


def parse(raw: bytes, name: str, todo: str) -> list[Verdict]:
    """Return the verdicts in a file's content; UserError names the first line that is none."""
    if len(raw) > LARGEST:
        raise UserError(f"{name} is larger than {LARGEST // 2**20} MB.", todo)
    try:
        lines = raw.decode().split("\n")
    except UnicodeDecodeError:
        raise UserError(f"{name} is no UTF-8 text.", todo) from None
    found = []
    for number, text in enumerate(lines, start=1):
        if text:
            try:
                found.append(_verdict(text))
            except (ValueError, RecursionError) as error:
                why = line(error) if type(error) is ValueError else "it is not valid JSON"
                raise UserError(f"{name}, line {number}: {why}.", todo) from None
    return found


def _verdict(text: str) -> Verdict:
    """Return the verdict in a line; ValueError says what is wrong with it."""
    pairs = json.loads(text, object_pairs_hook=tuple)
    if not isinstance(pairs, tuple) or sorted(name for name, _ in pairs) != sorted(LONGEST):
        raise ValueError(f"it has not exactly the names {', '.join(LONGEST)}")
    return checked(dict(pairs))


def checked(entries: Mapping[str, Any]) -> Verdict:
    """Return the verdict that has these entries; ValueError says which of them cannot be one's."""
    for name, value in entries.items():
        if value is None and name in ("old", "new"):
            continue
        if not isinstance(value, str) or len(value) > LONGEST[name]:
            raise ValueError(f"'{name}' is no text of at most {LONGEST[name]} characters")
        if not is_seen(value):
            raise ValueError(f"'{name}' has a control character, or one that cannot be seen")
    verdict = Verdict(**entries)
    if verdict.verdict not in WORDS:
        raise ValueError(f"'{verdict.verdict}' is no verdict; it is {', '.join(WORDS)}")
    if not verdict.change or not verdict.who.strip():
        raise ValueError("'change' or 'who' is empty")
    if verdict.verdict != "accept" and not verdict.why.strip():
        raise ValueError(f"'{verdict.verdict}' has no 'why'")
    if any(content is not None and not CONTENT.fullmatch(content) for content in (verdict.old, verdict.new)):
        raise ValueError("'old' or 'new' is no hash")
    if not TIME.fullmatch(verdict.when):
        raise ValueError("'when' is no time such as 2026-01-31T09:30:00Z")
    try:
        is_ahead = verdict.rank[0] > datetime.now(UTC) + SKEW
    except ValueError:
        raise ValueError(f"'when' is no time: {verdict.when}") from None
    if is_ahead:
        # It would outrank whatever is said until then.
        raise ValueError(f"'when' is a time to come: {verdict.when}")
    return verdict


def read(tree: Tree) -> list[Verdict]:
    """Return all verdicts of the project as it is in the working folder, or was at a commit."""
    found = []
    for path in tree.paths(FOLDER):
        if path.endswith(ENDING):
            todo = "Take the line out, or restore the file from git; of a merge keep the lines of both sides."
            found += parse(tree.read(path) or b"", line(path, 120), todo)
    return found


def problems(project: Project) -> list[Problem]:
    """Return the first line that is no verdict in the files of the working folder."""
    try:
        read(Tree(project.root))
    except UserError as error:
        return [Problem.of(error)]
    return []


def append(project: Project, verdicts: Sequence[Verdict]) -> None:
    """Add verdicts to the files of those who gave them, each file in one step."""
    folder = project.root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with locked(project.runs, ["verdicts"], print):
        for name in sorted({_file_of(verdict.who) for verdict in verdicts}):
            path = folder / name
            before = path.read_bytes() if path.is_file() else b""
            gap = b"\n" if before and not before.endswith(b"\n") else b""
            own = "".join(f"{each.as_line()}\n" for each in verdicts if _file_of(each.who) == name)
            files.write(path, before + gap + own.encode())


def _file_of(who: str) -> str:
    """Return the name of a reviewer's file: what is left of the reviewer's own name in plain letters."""
    letters = unicodedata.normalize("NFKD", who).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60]
    return f"{plain or 'reviewer-' + mark(who)}{ENDING}"


def standing(old: str | None, new: str | None, verdicts: Iterable[Verdict]) -> Verdict | None:
    """Return what holds for a change from `old` to `new` by the verdicts on it; None where none fits.

    The newest counts. Several accepted steps one after the other are an accepted change from the first
    content to the last; an accepted step that leads elsewhere ends what was said before it.
    """
    newest, here = None, new
    given = sorted(verdicts, key=lambda each: each.rank, reverse=True)
    for place, verdict in enumerate(given):
        if (verdict.old, verdict.new) == (old, new):
            return verdict
        if verdict.verdict == "accept" and not _repeats(verdict, given[place + 1 :]):
            if verdict.new != here:
                return None
            newest, here = newest or verdict, verdict.old
            if here == old:
                return newest
    return None


def _repeats(verdict: Verdict, earlier: Iterable[Verdict]) -> bool:
    """Return whether somebody else had accepted the same step, and nothing has led back to its start since.

    `earlier` are the verdicts before it, the newest first.
    """
    for each in earlier:
        if each.verdict == "accept" and (each.old, each.new) == (verdict.old, verdict.new):
            return True
        if each.verdict == "accept" and each.new == verdict.old:
            return False
    return False
