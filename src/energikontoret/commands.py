"""The commands of this report beside those of the engine."""

from typing import Annotated

import typer

from pressroom.errors import UserError
from pressroom.project import find

CHANGES = 1
"""The exit code where newer statistics would change what the report says."""
NOTHING = "Nothing is new: the files in data/ stay as they are."


def refresh(
    what: Annotated[list[str] | None, typer.Argument(help="population, emissions, key_figures")] = None,
    attempt: Annotated[
        bool, typer.Option("--try", help="Show what it would change in the report; write nothing")
    ] = False,
    take: Annotated[bool, typer.Option("--take", help="Take it into use; then review and accept")] = False,
) -> int:
    """Fetch newer statistics into files of their own, and show what they change."""
    from energikontoret import refresh as fetch

    if attempt and take:
        raise UserError("--try and --take exclude each other.", "Try first.")
    project = find()
    if attempt:
        found = fetch.tried(project, what or ())
        typer.echo("\n".join(map(str, found)) or "No sentence and no headline figure would change.")
        return CHANGES if found else 0
    if take:
        written = fetch.taken(project, what or ())
        typer.echo("\n".join(f"Written: {path.relative_to(project.root)}" for path in written) or NOTHING)
        return 0
    for line in fetch.refresh(project, what or ()):
        typer.echo(line)
    return 0
