"""What a notebook offers the person who works in it: the values of a scenario for its parameters."""

import importlib
from typing import Any

from IPython import get_ipython

from pressroom.errors import UserError
from pressroom.project import find

# How the cells begin that Papermill and Quarto put after the notebook's own parameters.
INJECTED = ("# Parameters\n", "# Injected Parameters\n")


def use(scenario: str) -> None:
    """Give the notebook's parameters the values of a scenario, and print those that change.

    Where Papermill or Quarto has given the parameters values, these stay. Raises UserError, of which a
    notebook shows two lines, where the scenario or one of its values is refused.
    """
    namespace = get_ipython().user_ns
    if any(cell.startswith(INJECTED) for cell in namespace["In"]):
        return
    # By its name, as a run never comes here: no run key should cover what only a person's session reads.
    chosen = importlib.import_module("pressroom.scenarios").load(find(), scenario)
    values = {name: value for name, value in chosen.values.items() if name in namespace}
    if not values:
        raise UserError("The notebook's parameters are not set.", "Run the cell with the parameters first.")
    print("\n".join([f"{chosen.name}: {chosen.title}", *_changes(namespace, values)]))
    namespace.update(values)


def _changes(namespace: dict[str, Any], values: dict[str, Any]) -> list[str]:
    return [
        f"  {name} = {value!r} (was {namespace[name]!r})"
        for name, value in values.items()
        if namespace[name] != value
    ]
