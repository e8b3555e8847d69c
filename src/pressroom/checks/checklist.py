"""The one list of checks: what each looks for, for which commands, and which files its answer rests on."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pressroom import publication
from pressroom.checks import (
    Problem,
    answers,
    blanks,
    echoes,
    loaded,
    notebooks,
    regular,
    scenario_files,
    settings,
    undeclared,
)
from pressroom.errors import UserError
from pressroom.notebook import declarations
from pressroom.project import Project
from pressroom.scenarios import Scenario, declare, load

if TYPE_CHECKING:
    from pressroom.checks.resources import Tables

Command = Literal["run", "sweep", "report", "accept", "check"]


@dataclass(frozen=True)
class Subject:
    """What is looked at: a project, the scenarios to be run, and the languages of the report to be made."""

    project: Project
    scenarios: Sequence[Scenario] = ()
    languages: Sequence[str] = ()

    @cached_property
    def tables(self) -> "Tables":
        """The data, each resource read when it is first looked at."""
        from pressroom.checks.resources import Tables

        return Tables(self.project)


class Check(NamedTuple):
    """One check. That it found nothing holds while the files of `rests_on` stay as they are.

    Without such files it is asked every time. `more` returns what else of the subject it rests on.
    """

    commands: Sequence[Command]
    find: Callable[[Subject], Iterable[Problem]]
    rests_on: Sequence[str] = ()
    more: Callable[[Subject], str] = lambda subject: ""


def problems(project: Project) -> Sequence[Problem]:
    """Return everything that the command `check` finds; what cannot be read is all that it finds."""
    if irregular := list(regular.irregular(project)):
        return irregular
    return echoes.without(blanks.without_doubles(_problems(Subject(project), "check")))


def unreadable(project: Project) -> list[Problem]:
    """Return what keeps the project's files from being read, or its code from being run."""
    return list(regular.irregular(project)) or _found(OWN_CODE, Subject(project))


def refuse(
    project: Project, command: Command, scenarios: Sequence[Scenario], languages: Sequence[str] = ()
) -> None:
    """Raise UserError with the first problem that would make a command's work useless."""
    for problem in _problems(Subject(project, scenarios, languages), command):
        raise UserError(*problem)


def refuse_unreadable(project: Project) -> None:
    """Raise UserError with the first file of code or of data that cannot be read.

    Whoever looks into it would say less.
    """
    for check in (OWN_CODE, READABLE_DATA):
        for problem in _found(check, Subject(project)):
            raise UserError(*problem)


def _problems(subject: Subject, command: Command) -> Iterator[Problem]:
    """Yield what the checks of a command find; what found nothing is kept once all have been asked."""
    in_order: dict[str, str] = {}
    broken = unruly = False
    told: list[Problem] = []
    for check in CHECKS:
        # What rests on data that cannot be read would find the same again, or worse.
        if command not in check.commands or (broken and set(DATA) <= set(check.rests_on)):
            continue
        # What does not add up, where rows break their rules, does so for that reason.
        if check.find in (_reports_own_data, _published_scenarios) and unruly:
            continue
        problems = _found(check, subject, in_order)
        if check.find is _form_of_text:
            problems = echoes.unsaid(problems, told)
        if check.find in (_defined_names, _calls, _quoted_names):
            problems = echoes.of_sound_notebooks(problems, told)
        yield from problems
        if problems and check is OWN_CODE:
            return
        told += problems
        broken |= bool(problems) and check is READABLE_DATA
        unruly |= bool(problems) and check.find is _rows
    answers.keep(subject.project, in_order)


def _found(check: Check, subject: Subject, in_order: dict[str, str] | None = None) -> list[Problem]:
    """Return what a check finds; note in `in_order` that it found nothing, and what that rests on."""
    name, key = check.find.__name__.strip("_"), _key(check, subject)
    if key and answers.holds(subject.project, name, key):
        return []
    problems = _answer(check, subject)
    if key and not problems and in_order is not None:
        in_order[name] = key
    return problems


def _key(check: Check, subject: Subject) -> str:
    if not check.rests_on:
        return ""
    return answers.key_of(subject.project, check.rests_on, check.more(subject))


def _answer(check: Check, subject: Subject) -> list[Problem]:
    try:
        return list(check.find(subject))
    except UserError as error:
        return [Problem.of(error)]


def _own_code(subject: Subject) -> list[Problem]:
    from pressroom.checks import own_code

    return own_code.problems(subject.project)


def _readable_data(subject: Subject) -> Iterator[Problem]:
    return subject.tables.faults()


def _rows(subject: Subject) -> Iterator[Problem]:
    from pressroom.checks import rows

    return rows.problems(subject.tables)


def _unknown_sources(subject: Subject) -> Iterator[Problem]:
    from pressroom.checks import rows

    return rows.unknown_sources(subject.tables)


def _reports_own_data(subject: Subject) -> Iterator[Problem]:
    return _own(subject).of_tables(subject.tables)


def _every_scenario(subject: Subject) -> Iterator[Problem]:
    for name in subject.project.scenarios():
        try:
            yield from _contradictions(subject, load(subject.project, name))
        except UserError as error:
            yield Problem.of(error)


def _published_scenarios(subject: Subject) -> Iterable[Problem]:
    """Ask the report's of_scenarios(tables, names); it has one where its data tell of scenarios."""
    find = getattr(_own(subject), "of_scenarios", None)
    return find(subject.tables, subject.project.scenarios()) if find else ()


def of_scenario(project: Project, scenario: Scenario) -> list[Problem]:
    """Return what the report's own checks find in the values of one scenario."""
    return list(_contradictions(Subject(project), scenario))


def _chosen_scenarios(subject: Subject) -> Iterator[Problem]:
    for scenario in subject.scenarios:
        yield from _contradictions(subject, scenario)


def _values(subject: Subject) -> str:
    return json.dumps([scenario.values for scenario in subject.scenarios], sort_keys=True)


def _languages(subject: Subject) -> str:
    return " ".join(subject.languages)


def _contradictions(subject: Subject, scenario: Scenario) -> Iterator[Problem]:
    for problem in _own(subject).of_values(subject.tables, scenario.values):
        yield Problem(f"Scenario '{scenario.name}': {problem.what}", problem.todo)


def _own(subject: Subject) -> Any:
    return publication.at(publication.of(subject.project).checks)


def _data_package(subject: Subject) -> list[Problem]:
    from pressroom.checks import data_package

    return data_package.check(subject.project)


def _derived(subject: Subject) -> Iterator[Problem]:
    from pressroom.checks import derived

    return derived.check(subject.project)


def _embedded_notebooks(subject: Subject) -> Iterator[Problem]:
    return notebooks.embedded(subject.project)


def _usable_notebooks(subject: Subject) -> Iterator[Problem]:
    return notebooks.usable(subject.project)


def _defined_names(subject: Subject) -> Iterator[Problem]:
    from pressroom.checks import defined

    return defined.problems(subject.project)


def _calls(subject: Subject) -> Iterator[Problem]:
    from pressroom.checks import calls

    return calls.problems(subject.project)


def _quoted_names(subject: Subject) -> Iterator[Problem]:
    from pressroom.checks import quoted

    return quoted.problems(subject.tables)


def _loaded_data(subject: Subject) -> Iterator[Problem]:
    return loaded.problems(subject.project)


def _theme_files(subject: Subject) -> Iterator[Problem]:
    from pressroom.checks import theme_files

    return theme_files.problems(subject.project)


def _quarto_settings(subject: Subject) -> Iterator[Problem]:
    return settings.quarto(subject.project)


def _glossary(subject: Subject) -> Iterator[Problem]:
    return settings.glossary(subject.project)


def _places(subject: Subject) -> Iterator[Problem]:
    return settings.places(subject.project)


def _scenario_files(subject: Subject) -> Iterator[Problem]:
    return scenario_files.problems(subject.project)


def _bare_notebooks(subject: Subject) -> Iterator[Problem]:
    return notebooks.check(subject.project)


def _blanks(subject: Subject) -> Iterator[Problem]:
    return blanks.problems(subject.project)


def _captions(subject: Subject) -> Iterator[Problem]:
    from pressroom.checks import captions

    return captions.problems(subject.project, subject.languages)


def _catalogue_files(subject: Subject) -> Iterator[Problem]:
    from pressroom.checks import catalogue_files

    return catalogue_files.problems(subject.project, subject.languages)


def _translations(subject: Subject) -> Iterator[Problem]:
    from pressroom.checks import translations

    return translations.problems(subject.project)


def _older_editions(subject: Subject) -> Iterator[Problem]:
    from pressroom.checks import follows

    return follows.problems(subject.project)


def _labels(subject: Subject) -> Iterator[Problem]:
    from pressroom.checks import labels

    return labels.problems(subject.project)


def _options(subject: Subject) -> Iterator[Problem]:
    from pressroom.checks import options

    return options.problems(subject.project)


def _unknown_key_figures(subject: Subject) -> Iterator[Problem]:
    return undeclared.undeclared(subject.project)


def _unused_key_figures(subject: Subject) -> Iterator[Problem]:
    return undeclared.unused(subject.project)


def _text(subject: Subject) -> list[Problem]:
    from pressroom.rendering import mistakes

    return [Problem(str(each), each.todo) for each in mistakes.before_run(subject.project, subject.languages)]


def _words(subject: Subject) -> list[Problem]:
    from pressroom.rendering import words

    return [Problem(str(each), each.todo) for each in words.problems(subject.project, subject.languages)]


def _form_of_text(subject: Subject) -> list[Problem]:
    from pressroom.rendering import markup

    return [Problem(str(each), each.todo) for each in markup.problems(subject.project, subject.languages)]


def _published_text(subject: Subject) -> list[Problem]:
    from pressroom.checks import published_files
    from pressroom.rendering import mistakes

    if broken := list(published_files.problems(subject.project)):
        return broken
    return [Problem(str(each), each.todo) for each in mistakes.of_published(subject.project)]


EVERY: Sequence[Command] = ("run", "sweep", "report", "accept", "check")
DATA = ("data/*",)
NOTEBOOKS = ("notebooks/*.ipynb",)
TEXT = ("report/**/*.qmd", "report/key_figures.yml")
WORDS = (*DATA, "params/*", "report/*/messages.po", "report/key_figures.yml", "report/theme/fonts/*")
OWN_CODE = Check(EVERY, _own_code, ("pyproject.toml",))
READABLE_DATA = Check(EVERY, _readable_data, DATA)
# From what others rest on to what rests on it.
CHECKS = (
    OWN_CODE,
    READABLE_DATA,
    Check(EVERY, _rows, DATA),
    Check(EVERY, _unknown_sources, (*DATA, declare.FILE)),
    Check(EVERY, _reports_own_data, DATA),
    Check(("check",), _data_package, (*DATA, "params/*")),
    Check(EVERY, _every_scenario, (*DATA, "params/*")),
    Check(EVERY, _chosen_scenarios, DATA, _values),
    Check(("check",), _scenario_files, ("params/*",)),
    Check(("check",), _published_scenarios, (*DATA, "params/*")),
    Check(EVERY, _usable_notebooks, (*NOTEBOOKS, declare.FILE)),
    Check(EVERY, _theme_files, ("report/theme/*.yml", "report/theme/fonts/*.ttf")),
    Check(EVERY, _defined_names, NOTEBOOKS),
    Check(EVERY, _calls, NOTEBOOKS),
    Check(EVERY, _loaded_data, (*NOTEBOOKS, *DATA)),
    Check(EVERY, _quoted_names, (*NOTEBOOKS, *DATA, declare.FILE, declarations.FILE)),
    Check(("report", "accept", "check"), _quarto_settings, (settings.QUARTO,)),
    Check(("accept", "check"), _glossary, (settings.GLOSSARY,)),
    Check(("accept", "check"), _places, (settings.PLACES, *NOTEBOOKS, declare.FILE)),
    Check(("report", "accept", "check"), _labels, NOTEBOOKS),
    Check(("report", "accept", "check"), _options, NOTEBOOKS),
    Check(("accept", "check"), _blanks, (*NOTEBOOKS, *TEXT, *DATA)),
    Check(("check",), _bare_notebooks, (*NOTEBOOKS, *TEXT, "params/*")),
    Check(("check",), _derived, (*NOTEBOOKS, *DATA, "params/*")),
    Check(EVERY, _embedded_notebooks, (*NOTEBOOKS, *TEXT)),
    Check(EVERY, _unknown_key_figures, (*NOTEBOOKS, *TEXT)),
    Check(("check",), _unused_key_figures),
    Check(("report", "accept"), _text, (*TEXT, *NOTEBOOKS, *DATA, "params/*"), _languages),
    Check(("report", "accept", "check"), _captions, (*NOTEBOOKS, *WORDS), _languages),
    Check(("report", "accept", "check"), _catalogue_files, ("report/*/messages.po",), _languages),
    Check(("check",), _translations, (*NOTEBOOKS, *WORDS)),
    Check(("check",), _older_editions, TEXT),
    Check(("check",), _published_text, (*TEXT, *NOTEBOOKS, *DATA, "params/*", "report/executed/*")),
    Check(("report", "accept", "check"), _words, WORDS, _languages),
    Check(("report", "accept", "check"), _form_of_text, (*TEXT, "report/theme/fonts/*"), _languages),
)
