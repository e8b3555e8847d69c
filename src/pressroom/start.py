"""Where the command starts: what is unchanged is answered before the rest is imported."""

import gc
import sys

from pressroom.errors import UserError
from pressroom.project import find
from pressroom.rendering import edition
from pressroom.rendering.edition import Edition
from pressroom.review import quick
from pressroom.runs.fresh import folder_name, fresh


def main() -> None:
    """Run the command line."""
    message = unchanged(sys.argv[1:]) or quick.answer(sys.argv[1:])
    if message:
        print(message)
        return
    if will_run(sys.argv[1:]):
        from pressroom.execution import local

        # Loads what notebooks need on another core, while this process reads and checks.
        if local.can_fork():
            local.context()
    # What is imported from here on stays; the usual setting looks through it some thirty times.
    gc.set_threshold(50_000)
    from pressroom import cli

    try:
        cli.main()
    finally:
        # It goes with the process anyway; to look through it on the way out takes a quarter of a second.
        gc.freeze()


def will_run(arguments: list[str]) -> bool:
    """Return whether notebooks will most likely be executed on this machine; a wrong guess costs little."""
    elsewhere = ("--help", "--explain", "--engine", "--scheduler", "--watch")
    if arguments[:1] not in (["run"], ["report"]) or any(a.startswith(elsewhere) for a in arguments):
        return False
    names = [argument for argument in arguments[1:] if not argument.startswith("-")]
    changed = "-p" in arguments or "--force" in arguments or "--all" in arguments
    try:
        return changed or not fresh(find(), names or ["base"])
    except UserError:
        return False


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
    if arguments[:1] not in (["run"], ["report"]):
        return ""
    try:
        project, folders = find(), [folder_name(name, overrides) for name in names]
        if arguments[0] == "report":
            return edition.unchanged(project, names, overrides, [Edition(folder) for folder in folders])
        if not fresh(project, names, overrides):
            return ""
    except UserError:
        return ""
    return "Nothing has changed: " + ", ".join(f"runs/{folder}" for folder in folders)
