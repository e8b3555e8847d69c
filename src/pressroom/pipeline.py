"""From scenario files to executed notebooks: choose, refuse, run."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from pressroom import publication
from pressroom.checks import checklist, datahash, derived, scenario_files
from pressroom.checks.checklist import Command
from pressroom.errors import UserError
from pressroom.execution import plan, progress
from pressroom.execution.job import USUAL, Execution
from pressroom.execution.run import RunReport, failures_as_one
from pressroom.execution.run import run as run_scenarios
from pressroom.language import catalogue
from pressroom.project import Project
from pressroom.rendering.edition import WORKBOOK, Edition, stem
from pressroom.runs import named
from pressroom.runs.fresh import Request
from pressroom.scenarios import Scenario, load
from pressroom.side_by_side import Form, side_by_side


def choose(
    project: Project, request: Request, command: Command = "run", languages: Sequence[str] = ()
) -> list[Scenario]:
    """Return the scenarios of a request, checked as the command asks; with overrides a run is kept apart."""
    run_as = request.run_as
    if run_as and len(request.names) != 1:
        raise UserError("--as names one run, but several scenarios are given.", "Give one scenario.")
    if run_as:
        named.refuse(project, request)
    scenario_files.refuse_other_ending(project, request.names)
    checklist.refuse_unreadable(project)
    chosen = {
        folder: load(project, name, request.overrides)
        for folder, name in zip(request.folders, request.names, strict=True)
    }
    checklist.refuse(project, command, list(chosen.values()), languages)
    datahash.tell(project)
    derived.tell(project)
    if run_as:
        named.keep(project, request)
    return [replace(scenario, name=folder) for folder, scenario in chosen.items()]


def explain(project: Project, chosen: Sequence[Scenario]) -> list[str]:
    """Return one line for each notebook: why it would run."""
    return plan.explain(project, plan.plan(project, chosen))


def execute(
    project: Project,
    chosen: Sequence[Scenario],
    how: Execution = USUAL,
) -> RunReport:
    """Run the scenarios, showing progress on standard error."""
    with failures_as_one(), progress.listener() as listener:
        return run_scenarios(project, chosen, how, listener=listener)


def build(
    project: Project, chosen: Sequence[Scenario], editions: Sequence[Edition], how: Execution = USUAL
) -> Path:
    """Run the scenarios and build their editions; say on standard output what took how long, and where.

    Returns the page that leads to all reports.
    """
    from pressroom.rendering import landing
    from pressroom.rendering import report as reports

    coming = {file for edition in editions for file in edition.files}
    done = execute(project, chosen, how)
    print(f"Notebooks: {done.executed} executed, {done.kept} kept, {done.seconds:.1f} s.")
    with landing.alone(project), ThreadPoolExecutor(1) as pool:
        pages = pool.submit(landing.drawn, project, coming)
        for edition in editions:
            built = reports.build(project, edition, coming, _workbook(project, edition))
            print(f"Report '{edition.folder}': {built.renderer}, {built.seconds:.1f} s.")
            print("\n".join(f"  {file}" for file in edition.files))
        print("".join(f"{line}\n" for line in _untranslated(project, editions)), end="")
        return landing.place(project, pages.result())


def _untranslated(project: Project, editions: Sequence[Edition]) -> Iterator[str]:
    """Yield a line for each language in which the editions say something in the source language."""
    for lang in dict.fromkeys(edition.lang for edition in editions):
        if number := len(catalogue.missing(lang)):
            said, them = ("1 message is", "it") if number == 1 else (f"{number} messages are", "them")
            check = f"'{publication.of(project).name} check' names {them}"
            yield f"{said} not translated into '{lang}' and stayed in '{catalogue.SOURCE}': {check}."


def _workbook(project: Project, edition: Edition) -> dict[str, Callable[[], bytes]]:
    """Return the name of an edition's workbook and what makes it; nothing where it is not asked for."""
    if WORKBOOK not in edition.formats_of:
        return {}
    from pressroom.export import command

    name = f"{stem(WORKBOOK, edition.lang)}.xlsx"
    return {name: partial(command.workbook, project, edition.folder, edition.lang)}


def report(project: Project, chosen: Sequence[Scenario], editions: Sequence[Edition]) -> None:
    """Run the scenarios and build their editions, as `build` does, and say what can be done next."""
    print(f"All reports: {build(project, chosen, editions).relative_to(project.root)}")
    name = publication.of(project).name
    print(
        f"Next: open {editions[0].files[0]}; change a value with "
        f"'{name} report -p NAME=VALUE'; compare runs with '{name} diff'."
    )


def measure(project: Project, every: bool = False, search: int = 0) -> None:
    """Measure what the outputs rest on, of the notebooks whose code is not the measured one, or of all.

    With `search`, inputs are then moved at so many random places more, for what the measurement did not see.
    """
    from pressroom.execution import measured

    reference, *_ = choose(project, Request(), "run")
    wanted = measured.wanted(project, reference, every)
    if wanted:
        names = ", ".join(path.stem for path in wanted)
        print(f"Measuring what the outputs of {names} rest on, which can take minutes.", flush=True)
    for each in measured.update(project, wanted) if wanted else ():
        print(f"Measured: {each.notebook}, {each.seconds:.0f} s.")
        for label, outputs in each.lost.items():
            first, *others = sorted(outputs)
            more = f" and {len(others)} more" if others else ""
            print(f"  {label} no longer moves {first}{more}.")
    found = measured.search(project, reference, search) if search else {}
    for notebook, labels in found.items():
        print(f"Found: {notebook}, more that {', '.join(sorted(set(labels)))} moves.")
    if found:
        print(f"Published results say so after '{publication.of(project).name} accept'.")


def publishable(
    project: Project, refuse: Callable[[Mapping[str, str]], None] = lambda content: None
) -> dict[str, str]:
    """Run the reference scenario, and return the files of report/executed/ that it gives, by name.

    `refuse` is asked about them before it is measured what outputs rest on, where that will take minutes.
    """
    from pressroom.execution import measured
    from pressroom.rendering import report as reports
    from pressroom.review import verdicts

    project.executed.mkdir(exist_ok=True)
    for problem in verdicts.problems(project):
        raise UserError(*problem)
    chosen = choose(project, Request(), "accept", publication.of(project).languages)
    if measured.wanted(project, chosen[0]):
        execute(project, chosen)
        refuse(reports.publishable(project))
    measure(project)
    execute(project, chosen)
    return reports.publishable(project)


def compare(project: Project, names: Sequence[str], form: Form, everything: bool) -> str:
    """Run the scenarios and return their key figures side by side."""
    execute(project, choose(project, Request(tuple(names))))
    return side_by_side(project, names, form, everything)
