"""The commands of this report beside those of the engine."""

from typing import Annotated

import typer

from pressroom.project import find


def refresh(
    what: Annotated[list[str] | None, typer.Argument(help="population, emissions, key_figures")] = None,
) -> None:
    """Fetch newer statistics into files of their own, and show what they change."""
    from energikontoret.refresh import refresh as fetch

    for line in fetch(find(), what or ()):
        typer.echo(line)
