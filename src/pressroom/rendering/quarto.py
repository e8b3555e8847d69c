"""The renderer where Quarto is installed: the same staged folder, filters and design, driven by Quarto."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from pressroom import policy, publication
from pressroom.errors import UserError
from pressroom.language.catalogue import SOURCE
from pressroom.rendering import mistakes, slides, word
from pressroom.rendering.edition import PARTS, stem
from pressroom.rendering.pandoc import HASHES, WHOLE_REPORT, Made, placed
from pressroom.rendering.quarto_command import quarto_command, unfit

FORMATS = {"html": "html", "pdf": "typst", "docx": "docx", "pptx": "pptx"}
INSTALL = "Install Quarto from https://quarto.org, or use --renderer pandoc."
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Failed(UserError):
    """Quarto did not make what it was asked for, of a text without mistakes."""


def render(
    staged: Path,
    out_dir: Path,
    wanted: Mapping[str, Collection[str]] = WHOLE_REPORT,
    lang: str = SOURCE,
    meanwhile: Callable[[], None] | None = None,
) -> Made:
    """Render the `wanted` formats of the staged report's parts with Quarto; return what pandoc.render does.

    `meanwhile` is called before Quarto starts. The files take their places when all are made.
    Raises UserError where Quarto is missing or too old, or with the first mistake in the text, and Failed
    with what Quarto said.
    """
    command = quarto_command()
    if command is None:
        raise UserError("There is no quarto command (QUARTO_PATH, the environment, PATH).", INSTALL)
    if why := unfit(command):
        raise UserError(why, INSTALL)
    mistakes.refuse(staged)
    if meanwhile:
        meanwhile()
    for part, formats in wanted.items():
        for options in _starts(staged, part, formats):
            _run(command, staged, part, options)
    out_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out_dir, prefix=".building-") as folder:
        built = {
            part: {k: _finished(staged, part, k, Path(folder) / f"{stem(part, lang)}.{k}") for k in formats}
            for part, formats in wanted.items()
        }
        return placed(built, out_dir)


def _starts(staged: Path, part: str, formats: Collection[str]) -> list[list[str]]:
    """Return the options of each start of Quarto: one without --to makes every format that a header names."""
    named = "\nformat:\n" in (staged / "report" / f"{part}.qmd").read_text(encoding="utf-8")
    whole = any(part == each and set(formats) == set(its) for each, its in PARTS.items())
    return [[]] if named and whole else [["--to", FORMATS[kind]] for kind in formats]


def _run(command: Path, staged: Path, part: str, options: list[str]) -> None:
    words = [str(command), "render", f"report/{part}.qmd", "--metadata", f"script-hash:{HASHES}", *options]
    environment = os.environ | {"QUARTO_PYTHON": sys.executable, "NO_COLOR": "1"}
    done = subprocess.run(
        words, cwd=staged, capture_output=True, text=True, encoding="utf-8", errors="replace", env=environment
    )
    if done.returncode != 0:
        raise Failed(
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


def _finished(staged: Path, part: str, kind: str, target: Path) -> Path:
    """Copy what Quarto made to `target`, and give it what Quarto leaves out."""
    made = staged / "_report" / "quarto" / "report" / f"{part}.{kind}"
    if not made.is_file():
        raise Failed(
            f"Quarto made no {part}.{kind}.",
            f"Name '{FORMATS[kind]}' under 'format:' in the header of report/{part}.qmd.",
            code=1,
        )
    shutil.copyfile(made, target)
    if kind == "html":
        page = _guarded(target.read_text(encoding="utf-8"), staged / "report")
        # What HTML has long called superfluous.
        target.write_text(page.replace('<style type="text/css">', "<style>"), encoding="utf-8")
    if kind == "pptx":
        return slides.finish(target, staged / "report", part)
    return word.finish(target, staged / "report", part) if kind == "docx" else target


def _guarded(page: str, folder: Path) -> str:
    """Return the page with a policy that lets the scripts of the staged report run, and no others."""
    files = [path for name in ("theme", "executed") for path in (folder / name).glob("*.js")]
    own = {path.read_text(encoding="utf-8").strip() for path in files}
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return page.replace(HASHES, " ".join(policy.hash_of(code) for code in scripts if code.strip() in own), 1)
