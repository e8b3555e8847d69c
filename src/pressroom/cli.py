"""The command line. Each command hands over to one module, imported when the command runs."""

import errno
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from pressroom import publication
from pressroom.errors import UserError
from pressroom.project import Project, find

app = typer.Typer(
    help="Run the notebooks, build the report, compare runs.",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
# Typer carries its own copy of click; the common base of its usage errors is reached through a public name.
UsageError = typer.BadParameter.__mro__[1]

Scenarios = Annotated[list[str] | None, typer.Argument(metavar="[SCENARIO]...", help="Default: base")]
Overrides = Annotated[
    list[str] | None, typer.Option("-p", "--parameter", metavar="NAME=VALUE", help="Change a parameter")
]
Scheduler = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Dask scheduler, such as tcp://host:8786")
]
Watch = Annotated[bool, typer.Option("--watch", help="Build the page, and again whenever a file is saved")]
As = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Name of a run with -p")]


def main() -> None:
    """Run the command line; a user's mistake gives two lines and exit code 2."""
    command = typer.main.get_command(app)
    try:
        code = answered(lambda: _with_own(command)(sys.argv[1:] or ["--help"], standalone_mode=False))
    except UsageError as error:
        named = [word for word in sys.argv[1:2] if word in command.commands]
        code = _say(error.format_message(), f"See '{' '.join([_name(), *named])} --help'.", 2)
    except (KeyboardInterrupt, typer.Abort):
        code = _say("Interrupted.", "What was published before stands as it was.", 130)
    sys.exit(code)


def _name() -> str:
    """Return how the command is called; outside of a project by the file that was called."""
    try:
        return publication.current().name
    except UserError:
        return Path(sys.argv[0]).stem


def _with_own(command: Any) -> Any:
    """Add the publication's own commands to those of the engine; outside of a project there are none."""
    try:
        project = find()
    except UserError:
        return command
    for name, place in publication.of(project).commands.items():
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name)(publication.at(place))
        command.add_command(typer.main.get_command(alone), name)
    return command


def answered(work: Callable[[], int | None]) -> int:
    """Do some work and return the exit code; a user's mistake and a refusing disk are told in two lines."""
    try:
        code = work()
    except UserError as error:
        return _say(error.what, error.todo, error.code)
    except BrokenPipeError:
        return 0
    except OSError as error:
        return _say(*_storage(error), 2)
    return code if isinstance(code, int) else 0


@app.command()
def run(
    names: Scenarios = None,
    parameter: Overrides = None,
    run_as: As = None,
    engine: Annotated[str, typer.Option(help="warm or kernel")] = "warm",
    jobs: Annotated[int | None, typer.Option(min=1, help="Notebooks at a time; default: all cores")] = None,
    force: Annotated[bool, typer.Option("--force", help="Execute even what is up to date")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say why a notebook runs; run nothing")] = False,
    cell_timeout: Annotated[float | None, typer.Option(min=0.1, help="Seconds a cell may take")] = None,
    timeout: Annotated[float | None, typer.Option(min=0.1, help="Seconds a notebook may take")] = None,
    scheduler: Scheduler = None,
    watch: Watch = False,
) -> None:
    """Execute the notebooks of scenarios, as far as something has changed."""
    project, overrides = find(), parse_overrides(parameter)
    if engine not in ("warm", "kernel"):
        raise UserError(f"--engine {engine}: there is no such engine.", "Choose 'warm' or 'kernel'.")
    means = {"engine": engine, "jobs": jobs, "force": force, "scheduler": scheduler}
    means["limits"] = (cell_timeout, timeout)
    names = names or ["base"]
    if watch and not explain:
        from pressroom.rendering.edition import Edition
        from pressroom.watch import loop

        pages = [
            Edition(folder, ("html",), renderer="pandoc") for folder in _folders(names, overrides, run_as)
        ]
        return loop.watch(project, names, overrides, run_as, pages, **means)
    from pressroom import pipeline

    chosen = pipeline.choose(project, names, overrides, run_as)
    if explain:
        typer.echo("\n".join(pipeline.explain(project, chosen)))
        return
    report = pipeline.execute(project, chosen, **means)
    typer.echo(f"Notebooks: {report.executed} executed, {report.kept} kept, {report.seconds:.1f} s.")
    for folder in report.folders.values():
        typer.echo(f"  {folder.relative_to(project.root)}")


@app.command()
def report(
    names: Scenarios = None,
    parameter: Overrides = None,
    run_as: As = None,
    to: Annotated[str, typer.Option(help="Formats")] = "html,pdf,docx",
    renderer: Annotated[str, typer.Option(help="auto, quarto or pandoc")] = "auto",
    lang: Annotated[str, typer.Option(help="sv or en")] = "sv",
    every: Annotated[bool, typer.Option("--all", help="Every scenario")] = False,
    watch: Watch = False,
) -> None:
    """Run what has changed and build the report as web page, PDF and Word file."""
    from pressroom.rendering.edition import Edition, unchanged

    project, overrides = find(), parse_overrides(parameter)
    names = _all_names(project) if every else names or ["base"]
    formats = tuple(dict.fromkeys(to.split(",")))
    editions = [Edition(folder, formats, lang, renderer) for folder in _folders(names, overrides, run_as)]
    if watch:
        from pressroom.watch import loop

        return loop.watch(project, names, overrides, run_as, editions)
    answer = "" if run_as else unchanged(project, names, overrides, editions)
    if answer:
        typer.echo(answer)
        return
    from pressroom import pipeline

    pipeline.report(project, pipeline.choose(project, names, overrides, run_as), editions)


@app.command()
def sweep(
    grid: Annotated[Path, typer.Argument(metavar="GRID.yml", help="See sweeps/")],
    figure: Annotated[
        list[str] | None, typer.Option(metavar="RESULT:PARAMETER[,PARAMETER]", help="Draw a figure")
    ] = None,
    engine: Annotated[str, typer.Option(help="warm or kernel")] = "warm",
    jobs: Annotated[int | None, typer.Option(min=1, help="Notebooks at a time; default: all cores")] = None,
    force: Annotated[bool, typer.Option("--force", help="Execute even what is up to date")] = False,
    scheduler: Scheduler = None,
) -> None:
    """Run many parameter sets; leave a table of parameters and key figures."""
    from pressroom.sweep import command

    command.run(find(), grid, figure or [], engine, jobs, force, scheduler)


def _folders(names: list[str], overrides: dict[str, str], run_as: str | None) -> list[str]:
    """Return the names under runs/ of the scenarios' runs."""
    from pressroom.runs import fresh

    return [run_as or fresh.folder_name(name, overrides) for name in names]


def _all_names(project: Project) -> list[str]:
    return sorted(path.stem for path in project.params.glob("*.yml"))


@app.command()
def textconv(path: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Print an executed notebook as short text, for git diff."""
    from pressroom.review import command

    command.textconv(path)


@app.command()
def diff(
    a: Annotated[str, typer.Argument(metavar="A", help="A folder, a scenario or a git revision")],
    b: Annotated[str, typer.Argument(metavar="B", help="What it became")],
    html: Annotated[Path | None, typer.Option(help="Write the review page")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Write a summary in Markdown")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the comparison for machines")] = False,
    rtol: Annotated[list[str] | None, typer.Option(metavar="[UNIT=]R", help="Relative tolerance")] = None,
    atol: Annotated[list[str] | None, typer.Option(metavar="[UNIT=]A", help="Absolute tolerance")] = None,
    attribute: Annotated[bool, typer.Option("--attribute", help="Split a change by its causes")] = False,
) -> int:
    """Show what changed between two runs, and why; exit with 1 where they differ."""
    from pressroom.review import command

    project = find()
    code = command.diff(project, a, b, html, json, rtol or (), atol or (), attribute, markdown)
    if html and html.resolve().is_relative_to(project.output.resolve()):
        from pressroom.rendering import landing

        landing.build(project)
    return code


@app.command()
def accept() -> None:
    """Take the reference scenario's outputs over into report/executed/."""
    from pressroom import pipeline

    pipeline.accept(find())


@app.command()
def check() -> int:
    """Check scenarios, notebooks, data and text; run nothing."""
    from pressroom.checks import everything

    problems = everything.check(find())
    for problem in problems:
        typer.echo(f"{problem.what}\n{problem.todo}", err=True)
    typer.echo(f"{len(problems)} problem{'s' * (len(problems) != 1)}.")
    return int(bool(problems))


@app.command()
def scenarios() -> None:
    """List the scenarios with what they assume."""
    from pressroom.scenarios import params

    for scenario in params.load_all(find()):
        typer.echo(f"{scenario.name}: {scenario.title}\n    {scenario.description}")


@app.command()
def compare(names: Annotated[list[str], typer.Argument(metavar="SCENARIO...")]) -> None:
    """Run scenarios and show their key figures side by side."""
    from pressroom import pipeline

    typer.echo(pipeline.compare(find(), names))


@app.command()
def new(
    name: str,
    origin: Annotated[str, typer.Option("--from", metavar="SCENARIO", help="What it inherits")] = "base",
) -> None:
    """Write a new scenario file, with each parameter explained, to be edited."""
    from pressroom.scenarios import new as newscenario

    path = newscenario.write(find(), name, origin)
    typer.echo(f"params/{path.name} is written. Remove the '#' before a value that differs, and change it.")
    typer.echo(f"Then: {publication.current().name} report {name}")


@app.command("params")
def show_params(
    name: Annotated[str | None, typer.Argument(help="One parameter in full")] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema")] = False,
) -> None:
    """List the parameters: value, unit, range, status, reason."""
    from pressroom.scenarios import params

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
    place = Path(error.filename or Path.cwd())
    blocking = next((path for path in (place, *place.parents) if path.exists() and not path.is_dir()), None)
    if blocking and error.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"'{_short(blocking)}' is a file where a folder should be.", "Move it away, and try again."
    advice = (
        "Make room on the disk."
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        else "Check that you may write there, and try again."
    )
    return f"'{_short(place)}': {error.strerror or error}.", advice


def _short(path: Path) -> Path:
    """Return a path from the working folder where it lies below it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _say(what: str, todo: str, code: int) -> int:
    print(what, file=sys.stderr)
    print(todo, file=sys.stderr)
    return code
