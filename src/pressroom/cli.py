"""The command line. Each command hands over to one module, imported when the command runs."""

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import typer

from pressroom import publication
from pressroom.errors import UserError, near
from pressroom.execution.job import USUAL, Engine, Execution, Limits
from pressroom.language.catalogue import SOURCE
from pressroom.names import SWEEP, named
from pressroom.project import REFERENCE, Project, find
from pressroom.rendering.edition import (
    EVERY,
    FORMATS,
    Edition,
    Renderer,
    chosen_parts,
    notebook_names,
    quick,
    unchanged,
)
from pressroom.runs import overrides
from pressroom.runs.fresh import Request, fresh

app = typer.Typer(
    help="Run the notebooks, build the report, compare runs.",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
new = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
app.add_typer(new, name="new")
NAME_IRREGULAR = ("check", "diff", "textconv")
# Typer carries its own copy of click; the common base of its usage errors is reached through a public name.
UsageError: Any = typer.BadParameter.__mro__[1]

Choice = TypeVar("Choice", bound=str)
Scenarios = Annotated[list[str] | None, typer.Argument(metavar="[SCENARIO]...", help="Default: base")]
Overrides = Annotated[
    list[str] | None,
    typer.Option(
        "-p",
        "--parameter",
        metavar="NAME=VALUE",
        help="Change a parameter; of a list NAME=A,B, and NAME= for none in it",
    ),
]
Scheduler = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Dask scheduler, such as tcp://host:8786")
]
EngineName = Annotated[Engine, typer.Option("--engine", help="How notebooks are executed")]
Jobs = Annotated[int | None, typer.Option(min=1, help="Notebooks at a time; default: all cores")]
Force = Annotated[bool, typer.Option("--force", help="Execute even what is up to date")]
Watch = Annotated[bool, typer.Option("--watch", help="Build the page, and again whenever a file is saved")]
As = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Name of a run with -p")]


def run_command(arguments: list[str]) -> int | None:
    """Run the command that the arguments name and return its exit code; UserError says what they lack."""
    command: Any = typer.main.get_command(app)
    try:
        return _with_own(command)(_with_value(arguments) or ["--help"], standalone_mode=False)
    except UsageError as error:
        raise UserError(error.format_message(), _todo(arguments, command.commands)) from None
    except typer.Abort:
        raise KeyboardInterrupt from None


def _todo(arguments: list[str], commands: Iterable[str]) -> str:
    """Return what to do about a mistake in the use of the command line."""
    named = next((word for word in arguments if word in commands), "")
    if named and arguments[0].startswith("-"):
        return f"Options follow the command: {_name()} {named} {arguments[0]} …"
    return f"See '{' '.join([_name(), *([named] if named == arguments[0] else [])])} --help'."


def _with_value(arguments: list[str]) -> list[str]:
    """Spell out the one option that may stand without a value, which Typer does not know."""
    return [
        f"{word}={EVERY}" if word == "--each" and after.startswith("-") else word
        for word, after in pairwise([*arguments, "-"])
    ]


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


@app.callback()
def refuse_irregular(context: typer.Context) -> None:
    """Refuse pipes and devices among the project's files, but where the command itself names them."""
    from pressroom.checks import regular

    try:
        project = find()
    except UserError:
        return
    if context.invoked_subcommand not in NAME_IRREGULAR:
        regular.refuse(project)


@app.command()
def run(
    names: Scenarios = None,
    parameter: Overrides = None,
    run_as: As = None,
    engine: EngineName = "warm",
    jobs: Jobs = None,
    force: Force = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say why a notebook runs; run nothing")] = False,
    cell_timeout: Annotated[float | None, typer.Option(min=0.1, help="Seconds a cell may take")] = None,
    timeout: Annotated[float | None, typer.Option(min=0.1, help="Seconds a notebook may take")] = None,
    scheduler: Scheduler = None,
    watch: Watch = False,
) -> None:
    """Execute the notebooks of scenarios, as far as something has changed."""
    project = find()
    request = _request(project, names, parameter, run_as)
    how = Execution(engine, jobs, Limits(cell_timeout, timeout), scheduler, force)
    if watch and not explain:
        pages = [Edition(folder, ("html",), renderer="pandoc") for folder in request.folders]
        return _watch(project, request, pages, how)
    if not explain:
        _load_early(how)
    from pressroom import pipeline

    chosen = pipeline.choose(project, request)
    if explain:
        typer.echo("\n".join(pipeline.explain(project, chosen)))
        return
    report = pipeline.execute(project, chosen, how)
    typer.echo(f"Notebooks: {report.executed} executed, {report.kept} kept, {report.seconds:.1f} s.")
    for folder in report.folders.values():
        typer.echo(f"  {folder.relative_to(project.root)}")


@app.command()
def report(
    names: Scenarios = None,
    parameter: Overrides = None,
    run_as: As = None,
    to: Annotated[str, typer.Option(metavar="FORMAT,…", help="Formats")] = ",".join(FORMATS),
    renderer: Renderer = "auto",
    lang: Annotated[str, typer.Option(help="A language of the report")] = SOURCE,
    part: Annotated[str, typer.Option(metavar="PART,…|all", help="Parts of the report")] = "report",
    every: Annotated[bool, typer.Option("--all", help="Every scenario")] = False,
    each: Annotated[
        str | None, typer.Option(metavar="[CODE]", help="Also the page of a code, or of each one")
    ] = None,
    watch: Watch = False,
) -> None:
    """Run what has changed and build the report as web page, PDF and Word file."""
    project = find()
    request = _request(project, _every(project, names) if every else names, parameter, run_as)
    _refuse_unknown("--lang", [lang], publication.of(project).languages)
    formats = _refuse_unknown("--to", dict.fromkeys(to.split(",")), FORMATS)
    parts = chosen_parts(project, part, formats)
    pages: tuple[str, ...] = ()
    if each is not None:
        from pressroom.rendering import each as each_page

        pages = each_page.chosen(project, each, lang)
    books = notebook_names(project, parts, formats)
    by = quick(renderer) if watch or parameter else renderer
    editions = [Edition(folder, formats, lang, by, parts, pages, books) for folder in request.folders]
    if watch:
        return _watch(project, request, editions)
    answer = unchanged(project, request, editions)
    if answer:
        typer.echo(answer)
        return
    if not fresh(project, request.folders):
        _load_early()
    from pressroom import pipeline

    chosen = pipeline.choose(project, request, "report", [lang])
    pipeline.report(project, chosen, editions)


@app.command()
def export(
    name: Annotated[str, typer.Argument(metavar="[SCENARIO]", help="A scenario that was run")] = REFERENCE,
    lang: Annotated[str | None, typer.Option(help="A language of the report")] = None,
    to: Annotated[
        str,
        typer.Option(
            metavar="FORMAT,…", help="xlsx: workbook; csv: with datapackage.json; csl, bib: the sources"
        ),
    ] = "xlsx,csv",
) -> None:
    """Write the tables of a run: its figures' data, key figures, parameters and sources."""
    from pressroom.export import command

    project = find()
    languages = publication.of(project).languages
    _refuse_unknown("--lang", [lang or languages[0]], languages)
    kinds = _refuse_unknown("--to", dict.fromkeys(to.split(",")), command.KINDS)
    for path in command.export(project, name, lang or languages[0], kinds):
        typer.echo(f"  {path.relative_to(project.root)}")
    from pressroom.rendering import landing

    # What leads to the run's files names the workbook, too.
    landing.build(project)


@app.command()
def sweep(
    grid: Annotated[Path, typer.Argument(metavar="GRID.yml", help="See sweeps/")],
    figure: Annotated[
        list[str] | None, typer.Option(metavar="RESULT:PARAMETER[,PARAMETER]", help="Draw a figure")
    ] = None,
    engine: EngineName = "warm",
    jobs: Jobs = None,
    force: Force = False,
    scheduler: Scheduler = None,
) -> None:
    """Run many parameter sets; leave a table of parameters and key figures."""
    from pressroom.sweep import command

    command.run_sweep(find(), grid, figure or [], Execution(engine, jobs, scheduler=scheduler, force=force))


@app.command()
def textconv(path: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Print an executed notebook as short text, for git diff."""
    from pressroom.review.textconv import print_notebook

    print_notebook(path)


@app.command()
def diff(
    sides: Annotated[
        list[str] | None,
        typer.Argument(metavar="A B", help="Folders, scenarios, git revisions; a sweep last"),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="With every other scenario that has a run")] = False,
    html: Annotated[Path | None, typer.Option(help="Write the review page")] = None,
    lang: Annotated[str | None, typer.Option(help="The review page's language")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Write a summary in Markdown; - prints it")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the comparison for machines")] = False,
    rtol: Annotated[list[str] | None, typer.Option(metavar="[UNIT=]R", help="Relative tolerance")] = None,
    atol: Annotated[list[str] | None, typer.Option(metavar="[UNIT=]A", help="Absolute tolerance")] = None,
    attribute: Annotated[bool, typer.Option("--attribute", help="Split a change by its causes")] = False,
) -> int:
    """Show what changed between two runs, and why, or on which of several; exit with 1 where they differ."""
    from pressroom.review.compare.tolerance import parse_tolerance
    from pressroom.review.diff import Shown, named_sides, show_difference

    project, languages = find(), publication.current().languages
    _refuse_unknown("--lang", [lang or languages[0]], languages)
    tolerance = parse_tolerance(rtol or (), atol or ())
    names = named_sides(project, sides or (), every)
    shown = Shown(html, markdown, json, lang or languages[0])
    show = _how_to_show(project, names)
    if show is None:
        code = show_difference(project, names[0], names[1], shown, tolerance=tolerance, attribute=attribute)
    elif attribute:
        raise UserError("--attribute splits the change between two runs.", "Name two of them.")
    else:
        code = show(project, names, shown, tolerance=tolerance)
    if html and html.resolve().is_relative_to(project.output.resolve()):
        from pressroom.rendering import landing

        landing.build(project)
    return code


def _how_to_show(project: Project, names: Sequence[str]) -> Any:
    """Return what shows a sweep or more than two sides; None for two, for which nothing more is loaded."""
    if any(Path(name).name.startswith(SWEEP) for name in names):
        from pressroom.sweep.diff_view import show_sweep
        from pressroom.sweep.results import folder_of

        if any(folder_of(project, name) for name in names):
            return show_sweep
    if len(names) == 2:
        return None
    from pressroom.review.diff_many import show_differences

    return show_differences


@app.command()
def accept(
    every: Annotated[bool, typer.Option("--all", help="Accept every change, with one reason")] = False,
    because: Annotated[str | None, typer.Option(metavar="WHY", help="The reason, with --all")] = None,
) -> None:
    """Take the reference scenario's outputs over into report/executed/, once each change is accepted."""
    from pressroom import pipeline
    from pressroom.review import command
    from pressroom.runs import publish

    if every != bool((because or "").strip()):
        raise UserError(
            "--all and --because belong together.", 'Write --all --because "what makes it right".'
        )
    project = find()
    # Between what one has compared and what it writes nobody else may write.
    with publish.locked(project.runs, ["accept"], typer.echo):
        command.accept(project, partial(pipeline.publishable, project), because)


@app.command()
def review(
    sides: Annotated[
        list[str] | None,
        typer.Argument(metavar="[A B]", help="Git revisions; default: what accept would take over"),
    ] = None,
    require: Annotated[bool, typer.Option("--require", help="Exit with 1 unless all is accepted")] = False,
    taken: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="Take in what the review page saved")
    ] = None,
    html: Annotated[Path | None, typer.Option(help="Write the review page to decide in")] = None,
    lang: Annotated[str | None, typer.Option(help="The review page's language")] = None,
) -> None:
    """Give a verdict on each change of a result: accept, reject or question."""
    from pressroom import pipeline
    from pressroom.review import command

    project, languages = find(), publication.current().languages
    _refuse_unknown("--lang", [lang or languages[0]], languages)
    if len(sides or ()) not in (0, 2) or (require and not sides):
        raise UserError(
            "review needs two sides, or none.", f"Write: {publication.command('review')} --require main HEAD"
        )
    if sum(map(bool, (require, taken, html))) > 1:
        raise UserError("--require, --import and --html exclude each other.", "Give one of them.")
    asked = command.Asked(tuple(sides or ()), taken, html, lang or languages[0], require)
    command.review(project, asked, lambda: pipeline.publishable(project))


@app.command()
def dependence(
    every: Annotated[bool, typer.Option("--all", help="Measure every notebook anew")] = False,
    search: Annotated[
        int, typer.Option(min=0, help="Then look at so many random places for what an input moves only there")
    ] = 0,
) -> None:
    """Measure what each key figure rests on, where a notebook's code has changed."""
    from pressroom import pipeline

    pipeline.measure(find(), every, search)


@app.command()
def check(
    fix: Annotated[
        bool, typer.Option("--fix", help="Write anew what is written from something else")
    ] = False,
) -> int:
    """Check scenarios, notebooks, data and text; run nothing."""
    from pressroom.checks import checklist, derived
    from pressroom.review import verdicts
    from pressroom.safe import told

    for path in derived.fix(find()) if fix and not checklist.unreadable(find()) else []:
        typer.echo(f"Written: {path.relative_to(find().root)}")
    problems = [*checklist.problems(find()), *verdicts.problems(find())]
    for problem in problems:
        typer.echo(f"{told(problem.what)}\n{told(problem.todo)}", err=True)
    typer.echo(f"{len(problems)} problem{'s' * (len(problems) != 1)}.")
    return int(bool(problems))


@app.command()
def scenarios() -> None:
    """List the scenarios with what they assume."""
    from pressroom.scenarios import load_all

    project = find()
    for scenario in load_all(project):
        typer.echo(f"{scenario.name}: {scenario.title}\n    {scenario.description}")
    if drafts := project.drafts():
        typer.echo(f"Drafts in params/drafts/, read only where they are named: {', '.join(drafts)}")


@app.command()
def compare(
    names: Annotated[list[str], typer.Argument(metavar="SCENARIO...")],
    every: Annotated[bool, typer.Option("--all", help="Also the key figures that are equal")] = False,
    to: Annotated[Literal["table", "csv"], typer.Option(help="To be read, or values as they are")] = "table",
) -> None:
    """Run scenarios and show side by side the key figures that differ."""
    from pressroom import pipeline

    project = find()
    typer.echo(pipeline.compare(project, named(project, names), to, every))


@new.callback()
def publish(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Option("--publish", metavar="DRAFT", help="Make a draft a scenario for everybody")
    ] = None,
) -> None:
    """Write a file to start from, or publish a draft."""
    if name is None and context.invoked_subcommand is None:
        raise UserError("Missing command.", f"See '{_name()} new --help'.")
    if name is None:
        return
    if context.invoked_subcommand:
        raise UserError("--publish is given with another command.", "Publish the draft by itself.")
    from pressroom.begin import draft

    path = draft.publish(find(), name)
    typer.echo(f"params/{path.name} is written: every comparison, check and edition reads it from now on.")
    typer.echo(f"Then: make messages, for its title and description in English; {_name()} check")


@new.command("scenario")
def new_scenario(
    name: str,
    origin: Annotated[
        str | None, typer.Option("--from", metavar="SCENARIO", help="What it inherits; default: base")
    ] = None,
    saved: Annotated[
        Path | None, typer.Option("--from-panel", metavar="FILE", help="What was tried and saved on a page")
    ] = None,
) -> None:
    """Write a draft of a scenario, with each parameter explained, to be edited."""
    from pressroom.begin import draft, panel_file

    if origin and saved:
        raise UserError("--from and --from-panel exclude each other.", "The file names its scenario.")
    tried = panel_file.read(find(), saved) if saved else panel_file.Tried(origin or REFERENCE, {})
    path = draft.write(find(), name, *tried)
    typer.echo(f"{path.relative_to(find().root)} is written. Remove the '#' before a value that differs.")
    typer.echo(f"Then: {_name()} report {path.stem}; for everybody: {_name()} new --publish {path.stem}")


@new.command("chapter")
def new_chapter(
    name: Annotated[str, typer.Argument(help="Such as network_costs")],
    parameter: Annotated[
        list[str] | None, typer.Option("-p", "--parameter", metavar="NAME", help="A parameter it uses")
    ] = None,
) -> None:
    """Write a notebook, its text in each language, its place in the report, and a key figure."""
    from pressroom.begin import chapter

    _say_blanks(chapter.write(find(), name, parameter or []))


@new.command("data")
def new_data(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Copied to data/ where it is not there")],
    text: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN", help="A column of text, though it looks like numbers"),
    ] = None,
) -> None:
    """Describe a CSV file in data/datapackage.json, as far as the file says it."""
    from pressroom.begin import resource

    _say_blanks(resource.write(find(), file, text or ()))


def _say_blanks(paths: Iterable[Path]) -> None:
    for path in paths:
        typer.echo(f"  {path.relative_to(find().root)}")
    typer.echo(f"Now write what is left blank; each place is named by: {_name()} check")


@app.command("params")
def show_params(
    name: Annotated[str | None, typer.Argument(help="One parameter in full")] = None,
) -> None:
    """List the parameters: value, unit, range, status, reason."""
    from pressroom.scenarios.explain import explain

    typer.echo(explain(find(), name))


@app.command("data")
def show_data(
    name: Annotated[str | None, typer.Argument(metavar="[RESOURCE]", help="One resource in full")] = None,
) -> None:
    """List the data; of one resource the columns, units, sources, licence, and what reads it."""
    from pressroom import dictionary

    typer.echo(dictionary.resource(find(), name) if name else dictionary.overview(find()))


def _request(
    project: Project, names: Sequence[str] | None, given: list[str] | None, run_as: str | None
) -> Request:
    """Return which runs are asked for; what cannot be one is refused."""
    run_as = run_as and unicodedata.normalize("NFC", run_as)
    chosen = tuple(named(project, names or ())) or Request.names
    return Request(chosen, overrides.read(given or ()), run_as)


def _every(project: Project, given: Sequence[str] | None) -> list[str]:
    """Return every scenario, where none is named beside."""
    if given:
        raise UserError(f"--all is every scenario, and '{given[0]}' is given.", "Leave one of them out.")
    return project.scenarios()


def _refuse_unknown(option: str, given: Iterable[str], choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return the words as choices, which depend on the report or are several in one option; refuse others."""
    for word in given:
        if word not in choices:
            raise UserError(f"{option} {word}: there is no such choice.", near(word, choices))
    return tuple(choice for word in given for choice in choices if choice == word)


def _watch(project: Project, request: Request, editions: list[Edition], how: Execution = USUAL) -> None:
    from pressroom.watch import loop

    loop.watch(project, request, editions, how)


def _load_early(how: Execution = USUAL) -> None:
    """Load what notebooks need on another core, while this process reads and checks."""
    from pressroom.execution import local

    if how.engine == "warm" and not how.scheduler:
        local.load_early()
