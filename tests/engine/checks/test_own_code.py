"""The report's own code where it is broken: told in two lines by every command, before anything runs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import small_project
from places import SAMPLE

UNITS, HARVEST, DOOR = (f"src/orchard/{name}.py" for name in ("units", "harvest", "__init__"))
PANDAS, UNIT = "import pandas as pd", 'unit("kronor per kilo")'
# Which line of which file is replaced by what, and the two lines that tell it.
DAMAGES = {
    "units that are no Python": (UNITS, "\n}", "", ("line 5: '{' was never closed.", "Mend it")),
    "a module that is no Python": (HARVEST, PANDAS, "x = (", ("line 5: '(' was never closed.", "Mend it")),
    "a return outside of a function": (HARVEST, PANDAS, "return 1", ("line 5: 'return' outside", "Mend it")),
    "a module that is not there": (
        HARVEST,
        PANDAS,
        f"from orchard import nosuch\n{PANDAS}",
        ("line 5: 'orchard' has no 'nosuch'.", "Valid names: "),
    ),
    "a name that a module does not have": (
        UNITS,
        "import Unit, unit",
        "import Unit, unit, mony",
        ("line 3: 'pressroom.language.units' has no 'mony'.", "Did you mean 'money'?"),
    ),
    "a name that the module beside does not have": (
        HARVEST,
        PANDAS,
        f"from .units import UNITZ\n{PANDAS}",
        ("line 5: 'orchard.units' has no 'UNITZ'.", "Did you mean 'UNITS'?"),
    ),
    "an argument that no unit has": (
        UNITS,
        UNIT,
        'unit("kronor", shrt="kr")',
        ("line 7: 'unit' has no argument 'shrt'.", "Did you mean 'short'?"),
    ),
    "words that are a number": (UNITS, UNIT, "unit(3)", ("line 7: TypeError: 3 is no word", "Mend it")),
    "a number that is a text": (
        UNITS,
        UNIT,
        'unit("kronor", decimals="1")',
        ("line 7: the unit 'kr/kg' has decimals='1'.", "Write decimals as a valid integer."),
    ),
    "a unit that is a text": (
        UNITS,
        UNIT,
        '"kronor"',
        ("line 7: the unit 'kr/kg' is 'kronor'.", 'Write unit("…")'),
    ),
    "a short form without the number": (
        UNITS,
        UNIT,
        'unit("kronor", short="kr/kg")',
        (
            "line 7: the unit 'kr/kg' has short='kr/kg', in which '{n}' stands 0 times.",
            r"Write '{n}' where the number stands, once: '{n}\xa0kr/kg'.",
        ),
    ),
    "words with the number twice": (
        UNITS,
        UNIT,
        'unit("kronor {n}")',
        ("line 7: the unit 'kr/kg' has words=", r"once: '{n}\xa0kronor'."),
    ),
    "a heading with a number": (
        UNITS,
        UNIT,
        'unit("kronor", heading="{n} kr")',
        ("line 7: the unit 'kr/kg' has heading='{n} kr'", "Take '{n}' out."),
    ),
    "a unit twice": (
        UNITS,
        UNIT,
        f'{UNIT},\n    "kg": {UNIT}',
        ("line 8: the unit 'kg' is declared in line 6 already.", "Take one of the two out"),
    ),
    "code that stops": (UNITS, "UNITS", "1 / 0\nUNITS", ("line 5: ZeroDivisionError: division", "Mend it")),
}


def say(root: Path, *words: str) -> tuple[int, list[str]]:
    """Call a command with the project's own code; its exit code, and what it says on standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "pressroom", *words],
        cwd=root,
        env=os.environ | {"PYTHONPATH": f"{root / 'src'}:{os.environ['PYTHONPATH']}"},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr.splitlines()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with its own copy of the sample's code."""
    made = small_project.build_with_report(tmp_path / "project").root
    shutil.copytree(SAMPLE / "src", made / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return made


def damage(root: Path, file: str, old: str, new: str) -> None:
    code = (root / file).read_text(encoding="utf-8")
    assert old in code
    (root / file).write_text(code.replace(old, new, 1), encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("name", DAMAGES)
def test_the_check_tells_what_is_broken_and_nothing_in_its_wake(root: Path, name: str) -> None:
    file, old, new, (what, todo) = DAMAGES[name]
    damage(root, file, old, new)
    code, (first, second) = say(root, "check")
    assert (code, first.startswith(f"{file}, line "), what in first, todo in second) == (
        1,
        *[True] * 3,
    ), (first, second)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["run", "report", "accept", "check --fix", "params"])
def test_no_command_begins_with_units_that_are_broken(root: Path, command: str) -> None:
    damage(root, *DAMAGES["an argument that no unit has"][:3])
    code, said = say(root, *command.split())
    assert (code, len(said)) == (1 if "check" in command else 2, 2), said
    assert not (root / "runs" / "base").exists()


@pytest.mark.slow
def test_a_run_waits_for_modules_that_it_does_not_read_itself(root: Path) -> None:
    damage(root, *DAMAGES["a module that is no Python"][:3])
    assert say(root, "run") == (2, [f"{HARVEST}, line 5: '(' was never closed.", "Mend it, and save it."])


@pytest.mark.slow
def test_a_publication_that_is_no_python_is_told_with_its_line(root: Path) -> None:
    damage(root, DOOR, '"""\n', '"""\nx = (\n')
    code, (first, _) = say(root, "run")
    assert (code, first.startswith(f"{DOOR}, line ")) == (2, True)


@pytest.mark.slow
def test_a_library_that_only_one_command_needs_may_be_missing(root: Path) -> None:
    (root / "src/orchard/fetching.py").write_text(
        '"""Fetches."""\n\nimport nosuchlibrary\n', encoding="utf-8"
    )
    code, said = say(root, "run")
    assert (code, [line for line in said if "nosuchlibrary" in line]) == (0, [])
