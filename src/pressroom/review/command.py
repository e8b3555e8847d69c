"""The commands that give verdicts, take them in, ask for them, and rest on them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pressroom import files, publication
from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.rendering.report import take_over
from pressroom.review import verdicts
from pressroom.review.ask import ask
from pressroom.review.decisions import AGAINST, Change
from pressroom.review.diff import write_page
from pressroom.review.show.terminal import staleness
from pressroom.review.subject import Subject, refuse, reviewer
from pressroom.review.tree import Tree
from pressroom.review.verdicts import FOLDER, LARGEST, Verdict
from pressroom.runs import dependence
from pressroom.safe import line

Refuse = Callable[[Mapping[str, str]], None]
"""Raises UserError where what a run gives will not be taken over."""

NOT_TAKEN = "Nothing of it was taken in. Save the verdicts anew from the review page of these changes."


class Asked(NamedTuple):
    """What `review` is asked for: two sides or none, and a file to take in, a page to write, or a check."""

    names: tuple[str, ...]
    taken: Path | None
    html: Path | None
    lang: str
    require: bool


def accept(project: Project, give: Callable[[Refuse], Mapping[str, str]], because: str | None) -> None:
    """Make what a run gives what is published, where each change to it is accepted; `because` accepts all.

    `give` returns the files, and asks whether they will be refused before it measures what they rest on.
    """
    with _as_before_if_refused(dependence.path(project)):
        content = give(lambda early: _refuse_early(Subject.pending(project, early), because))
        subject = Subject.pending(project, content)
        if because is not None:
            given = _accepted(subject, because)
            _say_overruled(subject, given)
            verdicts.append(project, given)
        refuse(subject.open(), subject, _decide())
    changed = take_over(project, content)
    if not changed:
        print("Nothing differs: report/executed/ holds what the notebooks give.\nNo verdict is needed.")
        return
    print("\n".join(f"report/executed/{name}" for name in changed))
    print(f"Look at the change with 'git diff', then commit it with {FOLDER}/.")


def _decide() -> str:
    review, every = publication.command("review"), publication.command("accept")
    return f'Decide: {review}, or all at once: {every} --all --because "…"'


def _refuse_early(subject: Subject, because: str | None) -> None:
    """Raise UserError where a change is refused whatever it will be measured to rest on."""
    if because is not None:
        _accepted(subject, because)
        return
    certain = replace(subject, changes=[each for each in subject.changes if not each.hangs_on_measuring])
    refuse(certain.open(), certain, _decide())


@contextmanager
def _as_before_if_refused(path: Path) -> Iterator[None]:
    """Put a file back as it was where a mistake ends the work: a refused command changes nothing."""
    before = path.read_bytes() if path.is_file() else None
    try:
        yield
    except UserError:
        if before is not None:
            files.write(path, before)
        else:
            path.unlink(missing_ok=True)
        raise


def review(project: Project, asked: Asked, content: Callable[[], Mapping[str, str]]) -> None:
    """Ask for verdicts on the changes between two published runs, or do one of the other things with them.

    Without names these are what is published, and what would be, whose files `content` gives.
    """
    # Before anything runs: a file that cannot be taken in is told at once.
    given = _saved(asked.taken) if asked.taken else []
    subject = Subject.named(project, *asked.names) if asked.names else Subject.pending(project, content())
    again = " ".join((publication.command("review"), *map(line, asked.names)))
    if asked.require:
        committed = verdicts.read(subject.new.tree or Tree(project.root))
        for late in subject.comparison.stale:
            if late.side == subject.new.title:
                taken = f"Take the run over: {publication.command('accept')}; then commit it."
                raise UserError(f"{staleness(late)}.", taken, code=1)
        refuse(subject.open(committed), subject, f"Decide: {again}; then commit {FOLDER}/.")
        print(subject.all_accepted)
    elif asked.taken:
        _take_in(subject, given, line(asked.taken, 120))
    elif asked.html:
        write_page(project, (subject.old, subject.new), subject.comparison, asked.html, asked.lang, True)
        print(f"Decide in {asked.html}, save the verdicts, then: {again} --import FILE")
    else:
        next_step = (
            f"Commit {FOLDER}/." if asked.names else f"Take them over: {publication.command('accept')}"
        )
        ask(subject, again, next_step)


def _accepted(subject: Subject, because: str) -> list[Verdict]:
    """Return the verdict accept on every change that is not accepted yet."""
    waiting, moment = subject.open(), verdicts.now()
    who = reviewer(subject.project) if waiting else ""
    try:
        return [each.change.decided("accept", who, because, moment) for each in waiting]
    except ValueError as error:
        raise UserError(f"--because: {error}.", "Say in one line why all changes are right.") from None


def _say_overruled(subject: Subject, given: Sequence[Verdict]) -> None:
    """Name what somebody did not accept, and who accepts it now."""
    for each, verdict in zip(subject.open(), given, strict=True):
        if each.why.startswith(AGAINST):
            print(f"{each.change.id}: {each.why}; now accepted by {verdict.who}.")


def _saved(path: Path) -> list[Verdict]:
    """Return the verdicts in a file that a review page saved; UserError says what is wrong with it."""
    name = line(path, 120)
    if not path.is_file():
        raise UserError(f"'{name}' is no file.", "Name the file that the review page saved.")
    with path.open("rb") as stream:
        given = verdicts.parse(stream.read(LARGEST + 1), name, NOT_TAKEN)
    if len({each.change for each in given}) < len(given):
        raise UserError(f"{name}: a change has two verdicts.", NOT_TAKEN)
    if not given:
        raise UserError(f"{name}: it holds no verdict.", NOT_TAKEN)
    return given


def _take_in(subject: Subject, given: Sequence[Verdict], name: str) -> None:
    """Add verdicts, all or none: UserError says which of them is on no change that there is."""
    changes = {change.id: change for change in subject.changes}
    wrong = [
        f"'{line(each.change)}' {why}" for each in given if (why := _unfit(each, changes.get(each.change)))
    ]
    if wrong:
        raise UserError(f"{name}: {wrong[0]}.", NOT_TAKEN)
    stored = {*verdicts.read(Tree(subject.project.root))}
    verdicts.append(subject.project, [each for each in given if each not in stored])
    left = len(subject.open())
    print(f"Taken in: {len(given)} verdicts. {left} of {len(changes)} changes are not accepted.")


def _unfit(verdict: Verdict, change: Change | None) -> str:
    """Return why a verdict cannot be taken in, empty where it can."""
    if change is None:
        return "has not changed"
    is_same = (verdict.old, verdict.new) == (change.old, change.new)
    return "" if is_same else "has other content than the verdict is on"
