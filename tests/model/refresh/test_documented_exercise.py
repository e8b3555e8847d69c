"""What CONTRIBUTING tells to try with the played services prints what stands beneath it there."""

import re
import shlex
from pathlib import Path

import pytest
from played import play

from pressroom.errors import exit_code
from pressroom.project import ROOT as NAMED

ROOT = Path(__file__).parents[3]
PLAYED = ".venv/bin/python tests/model/refresh/played.py"


def exercise() -> list[tuple[list[str], list[str]]]:
    """Return the words of each played command, and the lines beneath it."""
    [block] = re.findall(
        rf"```console\n(\$ {PLAYED}.*?)```", (ROOT / "CONTRIBUTING.md").read_text(), re.DOTALL
    )
    steps = [step.splitlines() for step in block.removeprefix("$ ").split("\n$ ")]
    return [(shlex.split(command.removeprefix(PLAYED)), said) for command, *said in steps]


def test_the_documented_answers_do_what_is_said_of_them(copy, monkeypatch, capfd) -> None:
    monkeypatch.setenv(NAMED, str(copy.root))
    for words, said in exercise():
        exit_code(lambda words=words: play(words))
        printed = "".join(capfd.readouterr()).splitlines()
        assert len(printed) == len(said), printed
        for line, pattern in zip(printed, said, strict=True):
            assert re.fullmatch(re.escape(pattern).replace("…", ".*"), line)


def test_the_documented_second_answer_lets_the_first_be_taken(copy, monkeypatch, capfd) -> None:
    [second] = re.findall(r"With `--answer (\S+)` besides", (ROOT / "CONTRIBUTING.md").read_text())
    monkeypatch.setenv(NAMED, str(copy.root))
    refused = exercise()[1][0]
    assert play([*refused, "--answer", second]) == 0
    assert "Written: data/population.csv" in capfd.readouterr().out
    assert ",6170," in (copy.data / "population.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        ("populaton:2305:2022=1", "no service answers with 'populaton'.\nDid you mean 'population'?"),
        ("population:2035:2022=1", "'population' has no number '2035:2022'.\nDid you mean '2305:2022'?"),
        ("population:2305:2022=x", "'x' is no number.\nWrite an answer as population:2305:2022=6170, "),
    ],
)
def test_an_answer_that_no_service_gives_is_two_lines(copy, monkeypatch, capfd, answer, lines) -> None:
    monkeypatch.setenv(NAMED, str(copy.root))
    assert exit_code(lambda: play(["--answer", answer])) == 2
    assert capfd.readouterr().err.startswith(f"--answer {answer}: {lines}")
