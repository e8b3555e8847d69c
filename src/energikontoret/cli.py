"""The command line. Each command hands over to one module, imported when the command runs."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from energikontoret.errors import UserError, near
from energikontoret.project import find

app = typer.Typer(
    name="energikontoret",
    help="Run the notebooks, build the report, compare runs.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
# Typer carries its own copy of click; the common base of its usage errors is reached through a public name.
UsageError = typer.BadParameter.__mro__[1]

Scenarios = Annotated[list[str] | None, typer.Argument(metavar="[SCENARIO]...", help="Default: base")]
Overrides = Annotated[
    list[str] | None, typer.Option("-p", "--parameter", metavar="NAME=VALUE", help="Change a parameter")
]
As = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Name of a run with -p")]


def main() -> None:
    """Run the command line; a user's mistake gives two lines and exit code 2."""
    command = typer.main.get_command(app)
    try:
        code = command(standalone_mode=False)
    except UserError as error:
        code = _say(error.what, error.todo, error.code)
    except UsageError as error:
        code = _say(error.format_message(), "See 'energikontoret --help'.", 2)
    except (KeyboardInterrupt, typer.Abort):
        code = _say("Interrupted.", "What was published before stands as it was.", 130)
    except BrokenPipeError:
        code = 0
    except OSError as error:
        code = _say(*_storage(error), 2)
    sys.exit(code if isinstance(code, int) else 0)


@app.command()
def scenarios() -> None:
    """List the scenarios with what they assume."""
    from energikontoret import params

    for scenario in params.load_all(find()):
        typer.echo(f"{scenario.name}: {scenario.title}\n    {scenario.description}")


@app.command("params")
def show_params(
    name: Annotated[str | None, typer.Argument(help="One parameter in full")] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema")] = False,
) -> None:
    """List the parameters: value, unit, range, status, reason."""
    from energikontoret import params

    typer.echo(params.schema() if schema else params.explain(name), nl=not schema)


def parse_overrides(given: list[str] | None) -> dict[str, str]:
    """Return NAME=VALUE pairs as a mapping; the same name twice is refused."""
    pairs: dict[str, str] = {}
    for text in given or []:
        name, sign, value = text.partition("=")
        if not sign:
            raise UserError(f"-p {text}: there is no '='.", "Write -p NAME=VALUE.")
        if name in pairs:
            raise UserError(f"-p {text}: '{name}' is given twice.", "Give it once.")
        pairs[name.strip()] = value.strip()
    return pairs


def _storage(error: OSError) -> tuple[str, str]:
    """Say what the file system refused, and what to do."""
    place = error.filename or Path.cwd()
    advice = (
        "Make room on the disk." if error.errno == 28 else "Check that you may write there, and try again."
    )
    return f"{place}: {error.strerror or error}.", advice


def _say(what: str, todo: str, code: int) -> int:
    print(what, file=sys.stderr)
    print(todo, file=sys.stderr)
    return code


def refuse_unknown(value: str, allowed: tuple[str, ...], option: str) -> None:
    """Raise UserError where `value` is not one of `allowed`."""
    if value not in allowed:
        raise UserError(f"{option} {value}: there is no such choice.", near(value, allowed))
