"""Run `energikontoret refresh` with the services played on this machine, and single answers changed.

    .venv/bin/python tests/model/refresh/played.py --answer population:2305:2022=6170 population

Nothing but the services' addresses is another: the command is the one that everybody runs.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from unittest import mock

from statistics_services import Services

from energikontoret.refresh import emissions, key_figures, population
from pressroom.cli import run_command
from pressroom.errors import UserError, exit_code, near
from pressroom.notebook import data
from pressroom.project import Project, find

AS = "Write an answer as population:2305:2022=6170, or emissions:23:total:2024=415.2."


@contextmanager
def playing(project: Project) -> Iterator[Services]:
    """Let what is fetched meanwhile be answered on this machine, from the data of a project."""
    services = Services(data.read(project, "population"), data.read(project, "emissions"))
    addresses = {
        population: f"{services.url}/api/v2",
        emissions: f"{services.url}/api/getexcelfile/?county=0&municipality=0&sub=GGT",
        key_figures: f"{services.url}/v3/",
    }
    with ExitStack() as stack:
        for module, address in addresses.items():
            stack.enter_context(mock.patch.object(module, "URL", address))
        try:
            yield services
        finally:
            services.shutdown()
            services.server_close()


def change(services: Services, answer: str) -> None:
    """Let a service answer with another number: table, what tells the number apart, '=', the number."""
    name, _, number = answer.partition("=")
    table, _, key = name.partition(":")
    answers = services.answers
    if table not in answers:
        raise UserError(f"--answer {answer}: no service answers with '{table}'.", near(table, answers))
    known = {":".join(map(str, each)): each for each in answers[table]}
    if key not in known:
        raise UserError(f"--answer {answer}: '{table}' has no number '{key}'.", near(key, known))
    try:
        answers[table][known[key]] = float(number) if "." in number else int(number)
    except ValueError:
        raise UserError(f"--answer {answer}: '{number}' is no number.", AS) from None


def play(words: Sequence[str]) -> int | None:
    """Run `refresh` with the words that are not about answers; return its exit code."""
    parser = argparse.ArgumentParser(usage=f"played.py [--answer NAME=NUMBER]... [WORDS OF refresh]\n{AS}")
    parser.add_argument("--answer", action="append", default=[])
    asked, others = parser.parse_known_args(words)
    with playing(find()) as services:
        for answer in asked.answer:
            change(services, answer)
        return run_command(["refresh", *others])


if __name__ == "__main__":
    sys.exit(exit_code(lambda: play(sys.argv[1:])))
