"""What a notebook offers the person who works in it: the values of a scenario for its parameters."""

import importlib
import itertools
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from IPython import get_ipython

from pressroom.errors import UserError
from pressroom.notebook import ipynb, person
from pressroom.project import CHECKED, REFERENCE, find

Values = dict[str, Any]


def use(scenario: str, **changed: Any) -> None:
    """Give the notebook's parameters the values of a scenario, and print those that change.

    What somebody has edited in the parameters cell, what Papermill or Quarto has given, and what is `changed`
    here count more than the scenario, the last one most, and it is said. Raises UserError, of which a
    notebook shows two lines, where the scenario or one of these values is refused. In a run of the command,
    which has checked what it gives, nothing happens.
    """
    if os.environ.get(CHECKED):
        return
    _, said = _take(scenario, changed, person.runs_cells())
    if said:
        print("\n".join(said))


def fields(scenario: str = REFERENCE) -> None:
    """Do what `use` does, and show a field for each parameter, for a person to change (JupyterLab).

    What is put into the fields counts as what is written in `use` does.
    """
    if os.environ.get(CHECKED):
        return
    try:
        shown = importlib.import_module("pressroom.notebook.fields")
    except ModuleNotFoundError:
        todo = "Open the notebook with: make lab; or write the values in lab.use(…)."
        raise UserError("Here are no fields: ipywidgets is not installed.", todo) from None
    shown.show(find(), lambda put: _take(scenario, put, True))


def _take(scenario: str, changed: Mapping[str, Any], by_hand: bool) -> tuple[Values, list[str]]:
    """Give the notebook its values; return them, and the lines that tell a reader what changes."""
    shell = get_ipython()
    # By its name, as a run never comes here: no run key should cover what only a person's session reads.
    scenarios, project = importlib.import_module("pressroom.scenarios"), find()
    cell, given = _typed(shell.user_ns["In"], scenarios.declared(project), by_hand)
    scenario, given = _of_a_file(scenario, given)
    chosen, declared = (scenarios.load(project, name).values for name in (scenario, REFERENCE))
    edited = {name: value for name, value in cell.items() if declared.get(name, cell) != value}
    for name in changed.keys() & scenarios.declared(project).keys() - cell.keys():
        todo = f"Write '{name} = …' in the cell with the parameters, and run it."
        raise UserError(f"This notebook has no parameter '{name}', which is declared.", todo)
    typed = {**edited, **given, **changed}
    others = {name: value for name, value in typed.items() if declared.get(name, typed) != value}
    refuse = importlib.import_module("pressroom.scenarios.refuse")
    refuse.other_than_the_reference(project, others, lambda name: "Here")
    values = scenarios.validate(project, {**chosen, **typed}, lambda name: "Here")
    taken = {name: values[name] for name in cell}
    shell.user_ns.update(taken)
    if not (by_hand or changed or given.keys() < cell.keys()):
        return taken, []
    words = {"edited": edited, "given": given, "set": dict(changed)}
    return taken, [_title(scenarios, scenario), *_changes(cell, chosen, declared, words)]


def _of_a_file(scenario: str, given: Values) -> tuple[str, Values]:
    """Return the scenario and the values; a file that is given whole (`papermill -f`) says which it is."""
    if "scenario" not in given:
        return scenario, given
    about = importlib.import_module("pressroom.scenarios.schema").ABOUT
    return str(given["scenario"]), {name: value for name, value in given.items() if name not in about}


def _title(scenarios: Any, name: str) -> str:
    return f"{name}: {scenarios.load(find(), name).title}"


def _typed(cells: Sequence[str], declared: Mapping[str, Any], by_hand: bool) -> tuple[Values, Values]:
    """Return the values of the parameters cell, and those of the cells right after it.

    A kernel is not told what tags its cells have. The cell that an injector puts after the notebook's own
    is known by that place and by holding nothing but values, whatever comment it begins with.
    """
    plain = [_values(cell) for cell in cells]
    places = [number for number, values in enumerate(plain) if values.keys() & declared.keys()]
    if not places:
        raise UserError("The notebook's parameters are not set.", "Run the cell with the parameters first.")
    own = places[0]
    if by_hand:  # It may have been edited, and run again.
        own = max(number for number in places if plain[number].keys() >= plain[own].keys())
    given: Values = {}
    for values in itertools.takewhile(bool, plain[own + 1 :]):
        given |= {name: value for name, value in values.items() if name in declared or not by_hand}
    return plain[own], given


def _values(cell: str) -> Values:
    """Return what a cell assigns; nothing where it holds more than plain values."""
    try:
        return dict(ipynb.assigned(cell))
    except (ValueError, SyntaxError):
        return {}


def _changes(cell: Values, chosen: Values, declared: Values, words: Mapping[str, Values]) -> Iterator[str]:
    typed = {name: word for word, values in words.items() for name in values}
    for name in cell:
        if name not in typed and chosen[name] != cell[name]:
            yield f"  {name} = {chosen[name]!r} (was {cell[name]!r})"
    for name, word in typed.items():
        value = words[word][name]
        if value != declared[name]:
            yield f"  {word}: {name} {value!r}, declared {declared[name]!r}"
        elif value != chosen[name]:
            yield f"  {word}: {name} {value!r}, in the scenario {chosen[name]!r}"
