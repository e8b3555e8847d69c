"""Ask for a verdict on one change after the other, on the terminal."""

from collections.abc import Iterator

from pressroom.review import verdicts
from pressroom.review.changes import Comparison
from pressroom.review.decisions import NO_VERDICT, Change, Open
from pressroom.review.show import terminal
from pressroom.review.show.terminal import Line
from pressroom.review.subject import Subject, reviewer
from pressroom.safe import line

PROMPT = "a(ccept)  r(eject)  q(uestion)  s(kip)? "


def ask(subject: Subject, again: str, next_step: str) -> None:
    """Show each change that is not accepted, and keep each verdict as it is given; the end of input ends it.

    Says what to do then: `next_step` where all are accepted, `again` where some are not.
    """
    waiting = subject.open()
    who = reviewer(subject.project) if waiting else ""
    for number, each in enumerate(waiting, start=1):
        terminal.print_lines(_shown(number, len(waiting), each, subject.comparison))
        try:
            _keep(subject, each.change, who)
        except EOFError:
            print()
            break
    left = len(subject.open())
    print(f"{left} of {len(subject.changes)} changes are not accepted." if left else subject.all_accepted)
    print(f"Go on: {again}" if left else next_step)


def _shown(number: int, of: int, each: Open, comparison: Comparison) -> Iterator[Line]:
    """Yield the lines that show one change."""
    change = each.change
    yield Line(0, "")
    yield Line(0, f"[{number}/{of}] {change.id}", "head")
    if each.why != NO_VERDICT:
        yield Line(0, each.why, "problem")
    if change.kind:
        yield from terminal.item_lines(change.kind, change.item, comparison)
    else:
        yield Line(1, line(change.item, 2_000))


def _keep(subject: Subject, change: Change, who: str) -> None:
    """Ask until there is an answer, and write it down."""
    while True:
        answer = input(PROMPT).strip().lower()
        word = next((word for word in (*verdicts.WORDS, "skip") if answer in (word, word[0])), "")
        if word == "skip":
            return
        try:
            why = input("Why? ").strip() if word in ("reject", "question") else ""
            verdicts.append(subject.project, [change.decided(word, who, why, verdicts.now())])
            return
        except ValueError as error:
            print(f"Not kept: {error}.")
