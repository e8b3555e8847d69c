"""Where the command starts: what is unchanged is answered before the rest is imported."""

import gc
import os
import sys

from pressroom.errors import UserError, exit_code
from pressroom.names import NAME
from pressroom.project import find
from pressroom.rendering import edition
from pressroom.rendering.edition import Edition
from pressroom.runs.fresh import Request, fresh
from pressroom.safe import told


def main() -> None:
    """Run the command line; the exit code says how it ended."""
    sys.exit(exit_code(lambda: _told(sys.argv[1:])))


def _told(arguments: list[str]) -> int | None:
    """Run the command line, and tell a mistake in two lines, whatever is quoted in them."""
    try:
        _refuse_nowhere()
        _refuse_no_text(arguments)
        return _run(arguments)
    except UserError as error:
        raise UserError(told(error.what), told(error.todo), error.code) from error


def _refuse_nowhere() -> None:
    """Raise UserError where the working folder has been taken away."""
    try:
        os.getcwd()
    except FileNotFoundError:
        raise UserError(
            "The working folder is gone: it was moved or taken away.", "Change to the project's folder."
        ) from None


def _refuse_no_text(arguments: list[str]) -> None:
    """Raise UserError for a word that the shell gave in another encoding."""
    for word in arguments:
        try:
            word.encode()
        except UnicodeEncodeError:
            raise UserError(f"'{word}': this is not text in UTF-8.", "Type it anew, or rename it.") from None


def _run(arguments: list[str]) -> int | None:
    answer = unchanged(arguments)
    if answer:
        print(answer)
        return 0
    # What is imported from here on stays; the usual setting looks through it some thirty times.
    gc.set_threshold(50_000)
    from pressroom import cli

    try:
        return cli.run_command(arguments)
    finally:
        # It goes with the process anyway; to look through it on the way out takes a quarter of a second.
        gc.freeze()


def unchanged(arguments: list[str]) -> str:
    """Return the answer of a plain `run`, `report` or `diff` with nothing to do; empty where typer reads."""
    command, request, part = plain(arguments)
    try:
        if command == "run" and fresh(find(), request.folders):
            return "Nothing has changed: " + ", ".join(f"runs/{folder}" for folder in request.folders)
        if command == "report":
            parts = edition.chosen_parts(find(), part)
            pages = edition.notebook_names(find(), parts)
            editions = [Edition(folder, parts=parts, notebooks=pages) for folder in request.folders]
            return edition.unchanged(find(), request, editions)
        if command == "diff" and len(request.names) == 2 and not request.overrides:
            return _equal(*request.names)
    except (UserError, OSError):
        pass
    return ""


def plain(arguments: list[str]) -> tuple[str, Request, str]:
    """Return the command, what it asks for and the parts; no command where there are other options than -p.

    A report may also name its parts: `report --part all` is what `make report` calls.
    """
    names: list[str] = []
    overrides: dict[str, str] = {}
    part, words = "report", iter(arguments[1:])
    for word in words:
        if word == "--part" and arguments[0] == "report":
            part = next(words, "")
            continue
        name, _, value = next(words, "").partition("=") if word == "-p" else ("", "", "")
        if name in overrides or (word.startswith("-") and not name):
            return "", Request(), part
        if name:
            overrides[name] = value
        elif not NAME.fullmatch(word) and arguments[0] != "diff":
            return "", Request(), part
        else:
            names.append(word)
    return arguments[0] if arguments else "", Request(tuple(names) or Request.names, overrides), part


def _equal(a: str, b: str) -> str:
    """Return what `diff` says of two sides that are equal and not stale; empty where there is more to say."""
    # Only this asks git, and a run or a report shall not load what does.
    from pressroom.review import equality, sides

    project = find()
    old, new = sides.find_side(project, a), sides.find_side(project, b)
    if not equality.nothing_to_say(old, new):
        return ""
    count = len(new.notebooks)
    return f"{old.title} → {new.title}\nNo difference.\nUnchanged: {count} notebook{'s' * (count != 1)}"
