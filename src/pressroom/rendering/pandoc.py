"""The built-in renderer: pandoc with the filters in filters/, and Typst for the PDF."""

import base64
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path

from pressroom import policy, publication
from pressroom.errors import UserError
from pressroom.language.catalogue import SOURCE
from pressroom.rendering import mistakes, slides, word
from pressroom.rendering.edition import PARTS, stem

Made = dict[str, dict[str, Path]]
"""Part → format → file."""
WHOLE_REPORT = {"report": PARTS["report"]}
FILTERS = Path(__file__).parent / "filters"
# What the report says is the same in every format, and is put together once.
_READING = ("theme", "when", "var", "embed", "crossref", "safe", "cell")
_WRITING = (
    "panel",
    "links",
    "columns",
    "callout",
    "quotes",
    "provenance",
    "dates",
    "identifiers",
    "html",
    "typst",
    "docx",
    "pptx",
)
HASHES = "hashes-of-the-scripts"
"""Stands in the page's policy until its scripts are inside."""


def render(
    staged: Path,
    out_dir: Path,
    wanted: Mapping[str, Collection[str]] = WHOLE_REPORT,
    lang: str = SOURCE,
    meanwhile: Callable[[], None] | None = None,
) -> Made:
    """Render the `wanted` formats of the staged report's parts, and return where each lies.

    `meanwhile` is called while pandoc reads the text: it writes what only the formats need.
    The files take their places when all are built, so that a failure leaves the earlier ones.
    Raises UserError with the first mistake in the text, or with what pandoc or Typst said.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=out_dir, prefix=".building-") as name,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        folder = Path(name)
        # What becomes one file, and has nothing to wait for, needs no halt between reading and writing.
        halts = {part: bool(meanwhile) or len(formats) > 1 for part, formats in wanted.items()}
        reading = {pool.submit(_read, staged, part, folder if halts[part] else None): part for part in wanted}
        mistakes.refuse(staged)
        if meanwhile:
            meanwhile()
        writing: dict[str, dict[str, Future[Path]]] = {part: {} for part in wanted}
        for read in as_completed(reading):
            part, text = reading[read], read.result()
            # The slowest first: where there are fewer cores than formats, the others share what it leaves.
            for kind in (kind for kind in _WRITERS if kind in wanted[part]):
                target = folder / f"{stem(part, lang)}.{kind}"
                writing[part][kind] = pool.submit(_WRITERS[kind], staged, text, target)
        built = {
            part: {kind: work.result() for kind, work in works.items()} for part, works in writing.items()
        }
        return placed(built, out_dir)


def placed(built: Made, folder: Path) -> Made:
    """Move the files into a folder, now that all are built, and return where they lie."""
    return {
        part: {kind: path.replace(folder / path.name) for kind, path in files.items()}
        for part, files in built.items()
    }


def _read(staged: Path, part: str, folder: Path | None) -> list[str]:
    """Put the text together once, with what it includes and embeds; it costs as much as to write a format.

    Returns how pandoc reads it from then on. Without a folder to put it in, it is left to be read.
    """
    source = [f"{part}.qmd", "--from", str(FILTERS / "qmd.lua"), *_filters(_READING)]
    if not folder:
        return source
    return [str(_pandoc(staged, folder / f"{part}.json", [*source, "--to=json"])), "--from=json"]


def _html(staged: Path, text: list[str], target: Path) -> Path:
    options = ["--template=theme/report.html", "--css=theme/report.css", "--section-divs"]
    options += [
        "--toc",
        "--toc-depth=3",
        f"--variable=script-hash:{HASHES}",
        "--syntax-highlighting=default",
    ]
    _write(staged, text, target, "html5", options)
    page = target.read_text(encoding="utf-8")
    target.write_text(_self_contained(page, staged / "report"), encoding="utf-8")
    return target


def _self_contained(page: str, folder: Path) -> str:
    """Return the page with its style sheet, fonts and scripts inside (faster than pandoc's own way)."""
    allowed = []

    def font(match: re.Match[str]) -> str:
        content = (folder / "theme" / match[1]).read_bytes()
        return f"url(data:font/woff2;base64,{base64.b64encode(content).decode()})"

    def script(match: re.Match[str]) -> str:
        code = "\n" + (folder / match[1]).read_text(encoding="utf-8")
        allowed.append(policy.hash_of(code))
        return f"<script>{code}</script>"

    style = (folder / "theme" / "report.css").read_text(encoding="utf-8")
    style = re.sub(r'url\("([^"]+\.woff2)"\)', font, style)
    page = page.replace('<link rel="stylesheet" href="theme/report.css">', f"<style>\n{style}</style>")
    page = re.sub(r'<script src="((?:theme|executed)/\w+\.js)"></script>', script, page)
    # The page's policy lets these scripts run, and no others.
    return page.replace(HASHES, " ".join(allowed), 1)


def _docx(staged: Path, text: list[str], target: Path) -> Path:
    _write(staged, text, target, "docx", ["--reference-doc=theme/reference.docx"])
    return word.finish(target, staged / "report", Path(text[0]).stem)


def _pptx(staged: Path, text: list[str], target: Path) -> Path:
    _write(staged, text, target, "pptx", ["--reference-doc=theme/reference.pptx"])
    return slides.finish(target, staged / "report", Path(text[0]).stem)


def _pdf(staged: Path, text: list[str], target: Path) -> Path:
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


# In the order in which they are begun.
_WRITERS = {"pdf": _pdf, "docx": _docx, "html": _html, "pptx": _pptx}


def _write(staged: Path, text: list[str], target: Path, writer: str, options: list[str]) -> Path:
    words = [
        *text,
        f"--to={writer}",
        "--standalone",
        "--syntax-highlighting=none",
        *_filters(_WRITING),
        *options,
    ]
    return _pandoc(staged, target, words)


def _filters(names: Iterable[str]) -> list[str]:
    return [f"--lua-filter={FILTERS / f'{name}.lua'}" for name in names]


def program() -> str:
    """Return the path of pandoc, which a Python package brings."""
    from pypandoc import get_pandoc_path

    return get_pandoc_path()


def _pandoc(staged: Path, target: Path, words: list[str]) -> Path:
    done = subprocess.run(
        [program(), *words, "--output", str(target)],
        cwd=staged / "report",
        capture_output=True,
        text=True,
        encoding="utf-8",
        # Little memory that is used again costs less than much that is used once: a tenth of the time.
        env=os.environ | {"LC_ALL": "C.UTF-8", "GHCRTS": "-A4m -H1m -O128m"},
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
