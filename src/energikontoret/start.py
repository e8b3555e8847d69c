"""Where the command starts: answers `run` at once when nothing has changed, before the rest is imported."""

import sys

from energikontoret.errors import UserError
from energikontoret.execution.fresh import folder_name, fresh
from energikontoret.project import find


def main() -> None:
    """Run the command line."""
    message = unchanged(sys.argv[1:])
    if message:
        print(message)
        return
    from energikontoret import cli

    cli.main()


def unchanged(arguments: list[str]) -> str:
    """Return the answer to a plain `run` with nothing to do; empty where the command line must decide."""
    names, overrides = [], {}
    rest = iter(arguments[1:])
    for argument in rest:
        if argument == "-p":
            name, _, value = next(rest, "").partition("=")
            overrides[name] = value
        elif argument.startswith("-"):
            return ""
        else:
            names.append(argument)
    names = names or ["base"]
    try:
        if arguments[:1] != ["run"] or not fresh(find(), names, overrides):
            return ""
    except UserError:
        return ""
    return "Nothing has changed: " + ", ".join(f"runs/{folder_name(name, overrides)}" for name in names)
