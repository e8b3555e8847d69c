"""Where the command starts: what is unchanged is answered before the rest is imported."""

import gc
import os
import sys
from collections.abc import Mapping

from pressroom.errors import UserError, exit_code
from pressroom.names import NAME
from pressroom.project import find
from pressroom.runs.fresh import Request, fresh

# What a plain report may also say.
OPTIONS = ("--part", "--to", "--lang")


def main() -> None:
    """Run the command line; the exit code says how it ended."""
    sys.exit(exit_code(lambda: _told(sys.argv[1:])))


def _told(arguments: list[str]) -> int | None:
    """Run the command line, and tell a mistake in two lines, whatever is quoted in them."""
    try:
        _refuse_nowhere()
        _refuse_no_text(arguments)
        return _run(arguments)
    except (UserError, SyntaxError, ImportError) as error:
        # A run that has not changed loads nothing that only others need; so below.
        from pressroom.faulty_code import refusal
        from pressroom.safe import told

        mistake = error if isinstance(error, UserError) else refusal(error)
        if mistake is None:
            raise
        raise UserError(told(mistake.what), told(mistake.todo), mistake.code) from error


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
    command, request, options = plain(arguments)
    try:
        if command == "run" and fresh(find(), request.folders):
            return "Nothing has changed: " + ", ".join(f"runs/{folder}" for folder in request.folders)
        if command == "report":
            return _unchanged_report(request, options)
        if command == "diff" and len(request.names) == 2 and not request.overrides:
            return _equal(*request.names)
    except (UserError, OSError):
        pass
    return ""


def _unchanged_report(request: Request, options: Mapping[str, str]) -> str:
    from pressroom.language.catalogue import SOURCE
    from pressroom.rendering import edition
    from pressroom.rendering.edition import FORMATS, Edition

    asked = options.get("--to", ",".join(FORMATS)).split(",")
    formats = tuple(kind for kind in FORMATS if kind in asked)
    # What else is asked, and a format in another order, typer reads.
    if list(formats) != asked:
        return ""
    parts = edition.chosen_parts(find(), options.get("--part", "report"), formats)
    pages = edition.notebook_names(find(), parts, formats)
    editions = [
        Edition(folder, formats, options.get("--lang", SOURCE), parts=parts, notebooks=pages)
        for folder in request.folders
    ]
    return edition.unchanged(find(), request, editions)


def plain(arguments: list[str]) -> tuple[str, Request, dict[str, str]]:
    """Return the command, what it asks for, and what OPTIONS say; no command where there is more than -p.

    Only a report has OPTIONS: `report --part all` is what `make report` calls.
    """
    names: list[str] = []
    overrides: dict[str, str] = {}
    options: dict[str, str] = {}
    words = iter(arguments[1:])
    for word in words:
        if word in OPTIONS and arguments[0] == "report":
            options[word] = next(words, "")
            continue
        name, _, value = next(words, "").partition("=") if word == "-p" else ("", "", "")
        if name in overrides or (word.startswith("-") and not name):
            return "", Request(), options
        if name:
            overrides[name] = value
        elif not NAME.fullmatch(word) and arguments[0] != "diff":
            return "", Request(), options
        else:
            names.append(word)
    return arguments[0] if arguments else "", Request(tuple(names) or Request.names, overrides), options


def _equal(a: str, b: str) -> str:
    """Return what `diff` says of two sides that are equal and not stale; empty where there is more to say."""
    from pressroom.review import equality, sides

    project = find()
    old, new = sides.find_side(project, a), sides.find_side(project, b)
    if not equality.nothing_to_say(old, new):
        return ""
    count = len(new.notebooks)
    return f"{old.title} → {new.title}\nNo difference.\nUnchanged: {count} notebook{'s' * (count != 1)}"
