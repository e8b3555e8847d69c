"""A pipe or a device among the project's files is named, and never waited for."""

import os
from pathlib import Path

import pytest

MAKE = {
    "a pipe": os.mkfifo,
    "an endless device": lambda path: path.symlink_to("/dev/zero"),
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
}
PLACES = ("params/x.yml", "notebooks/09_x.ipynb", "data/x.csv", "report/chapters/x.qmd")


def put(project, place: str, make) -> None:
    path: Path = project.root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    make(path)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE.keys())
def test_check_names_what_is_no_file(project, say, place, make):
    put(project, place, make)
    said = say("check", "--fix")
    assert (said.code, said.complaint[0]) == (1, f"{place} is no regular file.")


@pytest.mark.parametrize("arguments", [("run",), ("report",), ("accept",), ("params",), ("scenarios",)])
def test_a_command_refuses_what_is_no_file(project, say, arguments):
    put(project, PLACES[0], os.mkfifo)
    said = say(*arguments)
    assert (said.code, said.complaint[0]) == (2, f"{PLACES[0]} is no regular file.")


def test_a_folder_with_the_name_of_a_file_is_named(project, say):
    put(project, PLACES[1], Path.mkdir)
    for command, code in (("check", 1), ("run", 2)):
        said = say(command)
        assert (said.code, said.complaint[0]) == (code, f"{PLACES[1]} is a folder, and should be a file.")


def test_no_name_steers_the_terminal(project, say):
    put(project, "params/\x1b[2Jx.yml", os.mkfifo)
    assert "\x1b" not in say("check").err
