"""How much of each key figure's difference each changed input explains when it alone is changed."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from pressroom.review.changes import Attribution, Effect, InputChange, KeyFigureChange
from pressroom.review.compare.tolerance import Grade, Tolerance, is_number

Values = Mapping[str, object]


class Ran(NamedTuple):
    """What a run gave: its results by id, and the outputs that differ from the old side's, as in `Effect`."""

    values: Values
    moved: tuple[str, ...] = ()


# Runs the old side with one input (or, for None, no input) in its new state.
Execute = Callable[[InputChange | None], Ran]


class CannotRun(Exception):
    """A run with one changed input is not possible; the message says why."""


def attribute(
    changed: Sequence[InputChange], figures: Sequence[KeyFigureChange], execute: Execute
) -> Attribution:
    """Return what each changed input explains of the differences, and what is left as interaction.

    The old side is run first as it was: where that gives other results, nothing can be attributed.
    """
    measured = {f.id: f for f in figures if f.absolute is not None}
    try:
        again = execute(None).values
    except CannotRun as error:
        return Attribution(skipped={change.ref: str(error) for change in changed})
    odd = [name for name, figure in measured.items() if not _same(again.get(name), figure.old)]
    if odd:
        reason = f"the old run gives another {odd[0]} when it is repeated here"
        return Attribution(skipped={change.ref: reason for change in changed})
    effects, skipped = [], {}
    for change in changed:
        try:
            ran = execute(change)
            effects.append(Effect(change.ref, _apart(ran.values, measured, change), ran.moved))
        except CannotRun as error:
            skipped[change.ref] = str(error)
    return Attribution(tuple(effects), _rest(measured, effects), skipped)


def _apart(values: Values, measured: Mapping[str, KeyFigureChange], change: InputChange) -> dict[str, float]:
    """Return each key figure's difference from the old run, where its notebook reads the input."""
    differences = {}
    for name, figure in measured.items():
        old, new = figure.old, values.get(name)
        if figure.place.notebook in change.notebooks and is_number(old) and is_number(new):
            differences[name] = 0.0 if _same(new, old) else new - old
    return differences


def _rest(measured: Mapping[str, KeyFigureChange], effects: Sequence[Effect]) -> dict[str, float]:
    rest = {}
    for name, figure in measured.items():
        explained = sum(effect.values.get(name, 0.0) for effect in effects)
        old, whole = figure.old, figure.absolute
        if is_number(old) and whole is not None and not _same(old + explained, figure.new):
            rest[name] = whole - explained
    return rest


def _same(first: object, second: object) -> bool:
    return Tolerance().grade(first, second) is not Grade.CHANGED
