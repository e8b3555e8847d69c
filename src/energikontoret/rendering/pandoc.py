"""The built-in renderer: pandoc with the filters in filters/, and Typst for the PDF."""

import os
import subprocess
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from energikontoret.errors import UserError
from energikontoret.rendering import check

FORMATS = ("html", "pdf", "docx")
FILTERS = Path(__file__).parent / "filters"
_ORDER = ("theme", "var", "embed", "columns", "crossref", "callout", "html", "typst", "docx")
_WRITERS = {"html": "html5", "pdf": "typst", "docx": "docx"}


def render(
    staged: Path, out_dir: Path, formats: Iterable[str] = FORMATS, name: str = "report"
) -> dict[str, Path]:
    """Render the staged report in `formats` and return where each lies.

    Every file is built beside its place and renamed into it, so that a failure leaves the earlier report.
    Raises UserError with the first mistake in the text, or with what pandoc or Typst said.
    """
    check.refuse(staged)
    out_dir.mkdir(parents=True, exist_ok=True)
    wanted = list(formats)
    with tempfile.TemporaryDirectory(dir=out_dir, prefix=".building-") as folder:
        build = {"html": _html, "pdf": _pdf, "docx": _docx}
        with ThreadPoolExecutor(max_workers=len(wanted) or 1) as pool:
            works = [pool.submit(build[kind], staged, Path(folder) / f"{name}.{kind}") for kind in wanted]
            built = [work.result() for work in works]
        return {kind: path.replace(out_dir / path.name) for kind, path in zip(wanted, built, strict=True)}


def _html(staged: Path, target: Path) -> Path:
    options = [
        "--number-sections",
        "--template=theme/report.html",
        "--css=theme/report.css",
        "--embed-resources",
    ]
    options += ["--section-divs", "--toc", "--toc-depth=2", "--variable=csp:true", "--email-obfuscation=none"]
    return _pandoc(staged, target, "html", options)


def _docx(staged: Path, target: Path) -> Path:
    return _pandoc(staged, target, "docx", ["--reference-doc=theme/reference.docx"])


def _pdf(staged: Path, target: Path) -> Path:
    import typst

    source = target.with_suffix(".typ")
    _pandoc(staged, source, "pdf", ["--number-sections", "--template=theme/report.typ", "--toc"])
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
        what = getattr(error, "message", None) or str(error)
        raise _failure("Typst", what, target) from error
    return target


def _pandoc(staged: Path, target: Path, kind: str, options: list[str]) -> Path:
    from pypandoc import get_pandoc_path

    filters = [f"--lua-filter={FILTERS / f'{name}.lua'}" for name in _ORDER]
    command = [get_pandoc_path(), "report.qmd", "--from", str(FILTERS / "qmd.lua"), "--to", _WRITERS[kind]]
    command += [*filters, "--standalone", *options, "--output", str(target)]
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, cwd=staged / "report", capture_output=True, text=True, encoding="utf-8", env=environment
    )
    if done.returncode != 0:
        raise _failure("pandoc", done.stderr, target)
    return target


def _failure(program: str, said: str, target: Path) -> UserError:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = next((line for line in lines if not line.startswith(("Error running filter", "stack"))), "")
    return UserError(
        f"{program} could not make {target.name}: {telling}",
        "Run 'energikontoret check' to find the place; the previous report is untouched.",
        code=1,
    )
