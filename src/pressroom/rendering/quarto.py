"""The renderer where Quarto is installed: the same staged folder, filters and design, driven by Quarto."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from pressroom import publication
from pressroom.errors import UserError
from pressroom.rendering import mistakes, word
from pressroom.rendering.quarto_command import quarto_command

FORMATS = {"html": "html", "pdf": "typst", "docx": "docx"}
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def render(
    staged: Path,
    out_dir: Path,
    formats: Iterable[str] = tuple(FORMATS),
    name: str = "report",
    meanwhile: Callable[[], None] | None = None,
    part: str = "report",
) -> dict[str, Path]:
    """Render a part of the staged report in `formats` with Quarto and return where each lies.

    `meanwhile` is called before Quarto starts (see `pandoc.render`). Each file is renamed into its place when
    all are made. Raises UserError where Quarto is missing, with the first mistake in the text, or with what
    Quarto said.
    """
    command = quarto_command()
    if command is None:
        raise UserError(
            "There is no quarto command (QUARTO_PATH, the environment, PATH).",
            "Install Quarto from https://quarto.org, or use --renderer pandoc.",
        )
    mistakes.refuse(staged)
    if meanwhile:
        meanwhile()
    wanted = list(formats)
    # Without --to, one start of Quarto makes every format of _quarto.yml.
    for options in [[]] if set(wanted) == set(FORMATS) else [["--to", FORMATS[kind]] for kind in wanted]:
        _run(command, staged, part, options)
    return {kind: _publish(staged, out_dir, part, kind, name) for kind in wanted}


def _run(command: Path, staged: Path, part: str, options: list[str]) -> None:
    words = [str(command), "render", f"report/{part}.qmd", *options]
    environment = os.environ | {"QUARTO_PYTHON": sys.executable, "NO_COLOR": "1"}
    done = subprocess.run(
        words, cwd=staged, capture_output=True, text=True, encoding="utf-8", errors="replace", env=environment
    )
    if done.returncode != 0:
        raise UserError(
            f"Quarto could not render the report: {_telling(done.stderr + done.stdout)}",
            f"Run '{publication.command('check')}', or render with --renderer pandoc; "
            "the previous report is untouched.",
            code=1,
        )


def _telling(said: str) -> str:
    """Return the line of Quarto's output that says what went wrong."""
    lines = [_COLOURS.sub("", line).strip() for line in said.splitlines()]
    wrong = [
        line for line in lines if re.match(r"(?i)error\b", line) and not line.startswith("Error running")
    ]
    return (wrong or [line for line in lines if line] or ["it said nothing"])[0]


def _publish(staged: Path, out_dir: Path, part: str, kind: str, name: str) -> Path:
    made = staged / "_report" / "quarto" / "report" / f"{part}.{kind}"
    out_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out_dir, prefix=".building-") as folder:
        beside = Path(folder) / made.name
        shutil.copyfile(made, beside)
        if kind == "html":
            page = beside.read_text(encoding="utf-8")
            # What HTML has long called superfluous.
            beside.write_text(page.replace('<style type="text/css">', "<style>"), encoding="utf-8")
        if kind == "docx":
            text = (staged / "report" / f"{part}.qmd").read_text(encoding="utf-8")
            word.finish(beside, staged / "report" / "theme" / "fonts", short="\nshort: true\n" in text)
        return beside.replace(out_dir / f"{name}.{kind}")
