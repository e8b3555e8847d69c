"""Show what changed between two runs. Imports little, so that equal runs answer at once."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pressroom.language.catalogue import SOURCE
from pressroom.project import REFERENCE, Project
from pressroom.review import sides
from pressroom.review.changes import Comparison
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance, parse_tolerance
from pressroom.review.sides import Side
from pressroom.runs.run import MANIFEST


class Shown(NamedTuple):
    """How a comparison is shown beside the lines on the terminal.

    `html` is the file of the review page, whose words are in `lang`, `markdown` that of the summary for a
    change under review (`PRINTED` prints it instead), `json` that for machines; True prints it instead.
    """

    html: Path | None = None
    markdown: Path | None = None
    json: bool | Path = False
    lang: str = SOURCE


ON_TERMINAL = Shown()
PRINTED = Path("-")


def named_sides(project: Project, given: Sequence[str], every: bool) -> list[str]:
    """Return the sides that a command names; with `every`, also each scenario that has a run.

    Raises UserError where they are less than two.
    """
    names = [project.scenario_name(name) for name in given]
    if every:
        ran = [name for name in project.scenarios() if (project.runs / name / MANIFEST).is_file()]
        names = list(dict.fromkeys([*(names or [REFERENCE]), *ran]))
    if len(names) < 2:
        from pressroom import publication
        from pressroom.errors import UserError

        if every:
            raise UserError(
                "No other scenario has a run.", f"Run some first: {publication.command('run')} NAME …"
            )
        lacking = "AB"[len(names)]
        raise UserError(f"Missing argument '{lacking}'.", f"See '{publication.command('diff')} --help'.")
    return names


def show_difference(
    project: Project,
    a: str,
    b: str,
    shown: Shown = ON_TERMINAL,
    *,
    tolerance: Tolerance | None = None,
    attribute: bool = False,
) -> int:
    """Show what changed from run `a` to run `b`; return 1 where something but noise differs, else 0.

    `attribute` runs again with one changed input at a time. Raises UserError for a side that does not exist.
    """
    old, new = sides.find_side(project, a), sides.find_side(project, b)
    comparison = compare_runs(project, old, new, tolerance or parse_tolerance())
    if attribute and comparison.outputs_differ:
        from pressroom.review.rerun import attributed

        comparison = attributed(project, old, new, comparison)
    if shown.html:
        # Of a run that is not published yet `review` makes the page: published files are what is decided on.
        published = all(side.run.is_published for side in (old, new))
        write_page(project, (old, new), comparison, shown.html, shown.lang, published)
    if not write_markdown(shown, lambda: _summary(project, (old, new), comparison, shown)):
        _show(comparison, shown.json)
    return int(comparison.differs)


def write_page(
    project: Project, pair: tuple[Side, Side], comparison: Comparison, path: Path, lang: str, decide: bool
) -> None:
    """Write the review page of two sides, on which verdicts can be given where `decide`."""
    from pressroom.review.decisions import changes_of
    from pressroom.review.reading import moved
    from pressroom.review.show.data_behind import resources_behind
    from pressroom.review.show.links import Links
    from pressroom.review.show.page import page

    changes = changes_of(*pair, comparison) if decide else ()
    behind, texts = resources_behind(project, *pair, comparison), moved(project, *pair)
    save(path, page(project, comparison, behind, lang, changes, texts, Links(project, *pair)))


def _summary(project: Project, pair: tuple[Side, Side], comparison: Comparison, shown: Shown) -> str:
    """Return the summary as Markdown; in a file it links to pictures, which are written beside it."""
    from pressroom.review.show import pictures, summary
    from pressroom.review.show.links import Links

    links = Links(project, *pair)
    if shown.markdown is None or shown.markdown == PRINTED:
        return summary.summary(comparison, page=str(shown.html or ""), links=links)
    sheets = pictures.written(pictures.folder_of(shown.markdown), comparison.figures, save)
    page = os.path.relpath(shown.html, shown.markdown.parent) if shown.html else ""
    return summary.summary(comparison, sheets, page, is_beside=True, links=links)


def write_markdown(shown: Shown, text: Callable[[], str]) -> bool:
    """Write the summary where it is wanted; return whether it was printed, and is all that is."""
    if shown.markdown != PRINTED:
        if shown.markdown:
            save(shown.markdown, text())
        return False
    if shown.json is True:
        from pressroom.errors import UserError

        raise UserError("--json and '--markdown -' would print two things at once.", "Name a file for one.")
    print(text(), end="")
    return True


def save(path: Path, text: str | bytes) -> None:
    """Write a file whole or not at all; raise UserError where the folder is missing or read-only."""
    from pressroom import files
    from pressroom.errors import UserError

    try:
        files.write(path, text if isinstance(text, bytes) else text.encode(errors="replace"))
    except OSError as error:
        raise UserError(
            f"'{path}' cannot be written: {error.strerror}.",
            "Name a file in a folder that exists and may be written to.",
        ) from None


def for_machines(comparison: Comparison) -> str:
    """Return the comparison as JSON under the names of `review.changes`."""
    from json import dumps

    return dumps(document(comparison), indent=1)


def document(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison as JSON has it: without equal rows of tables, and without pictures."""
    from dataclasses import asdict

    found = asdict(comparison, dict_factory=_differing)
    return found | {"differs": comparison.differs, "outputs_differ": comparison.outputs_differ}


def is_printed(json: bool | Path, text: Callable[[], str]) -> bool:
    """Write what `--json` asks for; return whether it was printed, and is all that is."""
    if not json:
        return False
    if isinstance(json, bool):
        print(text())
        return True
    save(json, text() + "\n")
    return False


def _differing(fields: list[tuple[str, Any]]) -> Any:
    """Return a part of the comparison as a mapping, without what is equal; a text as its words."""
    from pressroom.language.text import Text

    if tuple(name for name, _ in fields) == Text.__match_args__:
        return str(Text(**dict(fields)))
    content = {name: value for name, value in fields if not isinstance(value, bytes)}
    if isinstance(rows := content.get("rows"), tuple):
        content["rows"] = [row for row in rows if row["status"] not in ("same", "noise")]
    return content


def _show(comparison: Comparison, json: bool | Path) -> None:
    if is_printed(json, lambda: for_machines(comparison)):
        return
    from pressroom.review.show.terminal import print_comparison

    print_comparison(comparison)
