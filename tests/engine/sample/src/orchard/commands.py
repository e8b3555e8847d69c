"""The command of this report beside those of the engine."""

from typing import Annotated

import typer

from pressroom.errors import UserError, near
from pressroom.notebook import data
from pressroom.project import find


def weigh(code: Annotated[str, typer.Argument(help="Code of a variety")]) -> None:
    """Say how many trees of a variety there are."""
    varieties = data.read(find(), "varieties").set_index("code")
    if code not in varieties.index:
        raise UserError(f"'{code}' is no variety.", near(code, varieties.index))
    typer.echo(f"{varieties.loc[code, 'name']}: {varieties.loc[code, 'trees']} trees")
