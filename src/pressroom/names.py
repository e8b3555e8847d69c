"""The one rule for names of scenarios, drafts, runs and sweeps, each of which becomes a file or a folder."""

import re
from collections.abc import Iterable

from pressroom.errors import UserError
from pressroom.project import DRAFTS, Project

NAME = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-ÿ_][0-9A-Za-zÀ-ÖØ-öø-ÿ_-]{0,79}")
WORDS = "Use letters (å, ä and ö too), digits, '_' and '-', such as 'my_case'."
# What else lies in params/ or in runs/ and _report/ under a name that follows the rule.
TAKEN = ("parameters", "drafts", "quarto")
SWEEP = "sweep-"
VALUE = re.compile(r"\w+=")


def refuse(name: str, what: str) -> None:
    """Raise UserError where a name cannot be that of a scenario or a run; `what` begins the message."""
    if not NAME.fullmatch(name):
        raise UserError(f"{what} cannot be used as a name.", WORDS)
    if name.lower() in TAKEN or name.lower().startswith(SWEEP):
        raise UserError(f"{what} cannot be used as a name: it is taken.", "Choose another name.")


def named(project: Project, given: Iterable[str]) -> list[str]:
    """Return the names of the scenarios that a person names, each once.

    Raises UserError for a name that two files share, and for the value of a parameter.
    """
    given = list(given)
    for value in filter(VALUE.match, given):
        raise UserError(f"'{value}' is no scenario.", f"A parameter's value follows -p: -p {value}")
    names = list(dict.fromkeys(project.scenario_name(each) for each in given))
    for name in names:
        refuse_shared(project, name)
    return names


def refuse_shared(project: Project, name: str) -> None:
    """Raise UserError where a draft has the name of a published scenario, be it in other capitals."""
    for draft in project.drafts():
        for other in project.scenarios():
            if name in (draft, other) and draft.lower() == other.lower():
                raise UserError(
                    f"params/{DRAFTS}/{draft}.yml: the name is also that of params/{other}.yml.",
                    "Give the draft another name, in its file and as the file's name.",
                )
