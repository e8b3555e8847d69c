"""The built-in renderer: pandoc with the filters in filters/, and Typst for the PDF."""

import base64
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pressroom import publication
from pressroom.errors import UserError
from pressroom.rendering import mistakes, word

FORMATS = ("html", "pdf", "docx")
FILTERS = Path(__file__).parent / "filters"
# What the report says is the same in every format, and is put together once.
_READING = ("theme", "when", "var", "embed", "crossref")
_WRITING = ("links", "columns", "callout", "provenance", "dates", "identifiers", "html", "typst", "docx")


def render(
    staged: Path,
    out_dir: Path,
    formats: Iterable[str] = FORMATS,
    name: str = "report",
    meanwhile: Callable[[], None] | None = None,
    part: str = "report",
) -> dict[str, Path]:
    """Render a part of the staged report in `formats` and return where each lies.

    `part` is the name of its .qmd, `name` that of the files made of it. `meanwhile` is called while pandoc
    reads the text: it writes what only the formats need.
    Every file is built beside its place and renamed into it, so that a failure leaves the earlier report.
    Raises UserError with the first mistake in the text, or with what pandoc or Typst said.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    # The slowest first: where there are fewer cores than formats, the others share what it leaves.
    build = {"pdf": _pdf, "docx": _docx, "html": _html}
    wanted = [kind for kind in build if kind in set(formats)]
    with (
        tempfile.TemporaryDirectory(dir=out_dir, prefix=".building-") as folder,
        ThreadPoolExecutor(min(len(build), os.cpu_count() or 1)) as pool,
    ):
        reading = pool.submit(_read, staged, part, Path(folder))
        mistakes.refuse(staged)
        if meanwhile:
            meanwhile()
        text = reading.result()
        targets = {kind: Path(folder) / f"{name}.{kind}" for kind in wanted}
        works = [pool.submit(build[kind], staged, text, target) for kind, target in targets.items()]
        built = [work.result() for work in works]
        return {kind: path.replace(out_dir / path.name) for kind, path in zip(wanted, built, strict=True)}


def _read(staged: Path, part: str, folder: Path) -> Path:
    """Put the text together once, with what it includes and embeds; it costs as much as to write a format."""
    target = folder / "text.json"
    source = [f"{part}.qmd", "--from", str(FILTERS / "qmd.lua"), *_filters(_READING)]
    return _pandoc(staged, target, [*source, "--to=json"])


def _html(staged: Path, text: Path, target: Path) -> Path:
    options = ["--template=theme/report.html", "--css=theme/report.css", "--section-divs"]
    options += ["--toc", "--toc-depth=3", "--variable=csp:true"]
    _write(staged, text, target, "html5", options)
    page = target.read_text(encoding="utf-8")
    target.write_text(_self_contained(page, staged / "report"), encoding="utf-8")
    return target


def _self_contained(page: str, folder: Path) -> str:
    """Return the page with its style sheet, fonts and script inside (faster than pandoc's own way)."""

    def font(match: re.Match[str]) -> str:
        content = (folder / "theme" / match[1]).read_bytes()
        return f"url(data:font/woff2;base64,{base64.b64encode(content).decode()})"

    style = (folder / "theme" / "report.css").read_text(encoding="utf-8")
    style = re.sub(r'url\("([^"]+\.woff2)"\)', font, style)
    page = page.replace('<link rel="stylesheet" href="theme/report.css">', f"<style>\n{style}</style>")
    script = (folder / "theme" / "report.js").read_text(encoding="utf-8")
    return page.replace('<script src="theme/report.js"></script>', f"<script>\n{script}</script>")


def _docx(staged: Path, text: Path, target: Path) -> Path:
    _write(staged, text, target, "docx", ["--reference-doc=theme/reference.docx"])
    meta = json.loads(text.read_text(encoding="utf-8"))["meta"]
    return word.finish(target, staged / "report" / "theme" / "fonts", short="short" in meta)


def _pdf(staged: Path, text: Path, target: Path) -> Path:
    import typst

    source = target.with_suffix(".typ")
    # Where pandoc breaks lines itself, a year that ends a sentence may begin one, and Typst sees a list.
    options = ["--wrap=none", "--number-sections", "--template=theme/report.typ"]
    _write(staged, text, source, "typst", options)
    try:
        typst.compile(
            str(source),
            output=str(target),
            root=str(source.parent),
            font_paths=[str(staged / "report" / "theme" / "fonts")],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        raise _failure("Typst", str(error), target) from error
    return target


def _write(staged: Path, text: Path, target: Path, writer: str, options: list[str]) -> Path:
    words = [
        str(text),
        "--from=json",
        f"--to={writer}",
        "--standalone",
        "--syntax-highlighting=none",
        *_filters(_WRITING),
        *options,
    ]
    return _pandoc(staged, target, words)


def _filters(names: Iterable[str]) -> list[str]:
    return [f"--lua-filter={FILTERS / f'{name}.lua'}" for name in names]


def _pandoc(staged: Path, target: Path, words: list[str]) -> Path:
    from pypandoc import get_pandoc_path

    done = subprocess.run(
        [get_pandoc_path(), *words, "--output", str(target)],
        cwd=staged / "report",
        capture_output=True,
        text=True,
        encoding="utf-8",
        # To collect garbage half as often saves a tenth of the time, and costs 64 MB.
        env=os.environ | {"LC_ALL": "C.UTF-8", "GHCRTS": "-A128m"},
    )
    if done.returncode != 0:
        raise _failure("pandoc", done.stderr, target)
    return target


def _failure(program: str, said: str, target: Path) -> UserError:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = next((line for line in lines if not line.startswith(("Error running filter", "stack"))), "")
    return UserError(
        f"{program} could not make {target.name}: {telling}",
        f"Run '{publication.command('check')}' to find the place; the previous report is untouched.",
        code=1,
    )
