"""What each changed input explains when it alone is changed, and what all of them explain together."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from pressroom.notebook.ipynb import Notebook
from pressroom.review.changes import Attribution, Effect, InputChange, KeyFigureChange
from pressroom.review.compare.tolerance import Grade, Tolerance, is_number

Values = Mapping[str, object]


class Ran(NamedTuple):
    """What a run gave: its results by id, and its notebooks by name."""

    values: Values
    notebooks: Mapping[str, Notebook] = MappingProxyType({})

    def over(self, other: "Ran") -> "Ran":
        """Return the other run with this one's notebooks in the place of its own."""
        return Ran({**other.values, **self.values}, {**other.notebooks, **self.notebooks})


class Runs(NamedTuple):
    """How runs are made and compared.

    `execute` runs the old side with some inputs in their new state; `apart` names the outputs that differ
    between two runs, as in `Effect`; `left` those that a run gives otherwise than the new side.
    """

    execute: Callable[[Sequence[InputChange]], Ran]
    apart: Callable[[Ran, Ran], tuple[str, ...]]
    left: Callable[[Ran], tuple[str, ...]]


class CannotRun(Exception):
    """A run with one changed input is not possible; the message says why."""


class Fails(CannotRun):
    """Notebooks stop at an error with this input alone in its new state: it may need another."""


def attribute(changed: Sequence[InputChange], figures: Sequence[KeyFigureChange], runs: Runs) -> Attribution:
    """Return what each changed input explains of the differences, and what is left as interaction.

    The old side is run first as it was: where that gives other results, nothing can be attributed.
    """
    # A run with other inputs may give one that was renamed under either name.
    measured = {f.id: f for f in figures if f.absolute is not None and not f.renamed}
    try:
        first = runs.execute(())
    except CannotRun as error:
        return Attribution(skipped={change.ref: str(error) for change in changed})
    odd = [name for name, figure in measured.items() if not _same(first.values.get(name), figure.old)]
    if odd:
        reason = f"the old run gives another {odd[0]} when it is repeated here"
        return Attribution(skipped={change.ref: reason for change in changed})
    trials = _Trials(changed, measured, runs, first)
    trials.run()
    effects = tuple(trials.effects[c.ref] for c in changed if c.ref in trials.effects)
    moved, left = trials.together()
    return Attribution(effects, _rest(measured, effects), trials.skipped, moved, left)


class _Trials:
    """The runs of the old side with changed inputs, one after the other."""

    def __init__(
        self,
        changed: Sequence[InputChange],
        measured: Mapping[str, KeyFigureChange],
        runs: Runs,
        first: Ran,
    ) -> None:
        self.changed, self.measured, self.runs, self.first = changed, measured, runs, first
        self.alone: dict[str, Ran] = {}
        self.effects: dict[str, Effect] = {}
        self.skipped: dict[str, str] = {}

    def run(self) -> None:
        """Try each input alone, and then what fails alone together with one of the others."""
        failed = []
        for change in self.changed:
            try:
                self.alone[change.ref] = self.runs.execute([change])
            except CannotRun as error:
                self.skipped[change.ref] = str(error)
                failed += [change] if isinstance(error, Fails) else []
                continue
            self._add(change, self.first, self.alone[change.ref])
        for change in failed:
            self._run_with_another(change)

    def together(self) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
        """Return what all inputs that could be tried move together, and what then is not as it is now.

        The latter is None where they cannot be run together.
        """
        tried = [change for change in self.changed if change.ref in self.effects]
        if not tried:
            return (), None
        try:
            only = self.alone.get(tried[0].ref) if len(tried) == 1 else None
            ran = (only or self.runs.execute(tried)).over(self.first)
        except CannotRun:
            return (), None
        return self.runs.apart(self.first, ran), self.runs.left(ran)

    def _run_with_another(self, change: InputChange) -> None:
        """Try an input on top of the first other one with which it runs: what it moves there needs both."""
        others = [other for other in self.changed if other.ref in self.alone]
        for other in others:
            if not {*other.notebooks} & {*change.notebooks}:
                continue
            try:
                ran = self.runs.execute([other, change])
            except CannotRun:
                continue
            self._add(change, self.alone[other.ref].over(self.first), ran, (other.ref,))
            del self.skipped[change.ref]
            return

    def _add(self, change: InputChange, before: Ran, ran: Ran, needed: tuple[str, ...] = ()) -> None:
        parts = _apart(before.values, ran.values, self.measured, change)
        self.effects[change.ref] = Effect(change.ref, parts, self.runs.apart(before, ran), needed)


def _apart(
    before: Values, values: Values, measured: Mapping[str, KeyFigureChange], change: InputChange
) -> dict[str, float]:
    """Return by how much a run has moved each key figure, where its notebook reads the input."""
    differences = {}
    for name, figure in measured.items():
        old, new = before.get(name), values.get(name)
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
