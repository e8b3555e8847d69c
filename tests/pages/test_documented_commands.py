"""The commands in the README and the guides do what is printed beside them."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from watching import watching

ROOT = Path(__file__).parents[2]
# What these tell of runs of the tests is tried by them.
OF_RUNS = {"docs/mutants.md", "docs/trials.md"}
PAGES = ["README.md", *sorted({f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")} - OF_RUNS)]
INPUTS = (
    "params",
    "data",
    "notebooks",
    "report",
    "sweeps",
    "_quarto.yml",
    "pyproject.toml",
    "_variables.yml",
)
ELSEWHERE = "--scheduler"  # needs a cluster that no test starts
FINISHES = ("energikontoret", "papermill", "make report", "make check")


def shown(page: str) -> list[tuple[str, str]]:
    """Return each command of a page's console blocks with the output printed beneath it."""
    blocks = re.findall(r"^```console\n(.*?)^```", (ROOT / page).read_text(), re.DOTALL | re.MULTILINE)
    steps = [
        step.partition("\n") for block in blocks for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    ]
    return [
        (command, output.rstrip())
        for command, _, output in steps
        if command.startswith(FINISHES) and ELSEWHERE not in command
    ]


def matches(printed: str, said: str) -> bool:
    """Tell whether `printed` is what was `said`, where '…' stands for any text or lines."""
    lines = [re.escape(line).replace("…", ".*") + "\n" for line in said.splitlines()]
    pattern = "".join(r"(?:.*\n)*?" if line == ".*\n" else line for line in lines)
    return re.fullmatch(pattern, printed.rstrip() + "\n") is not None


def run(command: str, folder: Path) -> tuple[int, str]:
    """Run `command` in `folder` and return its exit code and what it prints."""
    command = command.replace("make report", "report --part all").removeprefix("make ")
    module = "papermill" if command.startswith("papermill ") else "energikontoret"
    words = shlex.split(command.removeprefix(f"{module} "), comments=True)
    if "--watch" in words:
        with watching(folder, *words) as started:
            started.until("^Watching")
        return 0, "\n".join(started.lines)
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )
    return done.returncode, re.sub(r"^\[.*\n", "", done.stdout, flags=re.MULTILINE)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy that the pages share, so that what one has run is there for the next."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in INPUTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, symlinks=True)
        elif source.exists():
            shutil.copy(source, folder / name, follow_symlinks=False)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_command_prints_what_the_page_says(page, checkout):
    steps = shown(page)
    assert steps
    for command, said in steps:
        code, printed = run(command, checkout)
        assert matches(printed, said) if said else code == 0, f"$ {command}\n{printed}"


@pytest.mark.parametrize(("target", "options"), [("report", " --part all"), ("check", "")])
def test_make_hands_over_to_the_command_of_the_same_name(target, options):
    rule = f"\n{target}: $(READY)\n\t@$(BIN)/energikontoret {target}{options}\n"
    assert rule in (ROOT / "Makefile").read_text()


def test_the_readme_fits_one_screen():
    assert len((ROOT / "README.md").read_text().splitlines()) <= 90
