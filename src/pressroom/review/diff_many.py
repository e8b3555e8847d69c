"""Show what differs on any of more than two sides from the first."""

from collections.abc import Sequence

from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.review.compare.tolerance import Tolerance, parse_tolerance
from pressroom.review.diff import ON_TERMINAL, Shown, is_printed, write_markdown
from pressroom.review.many import compare_many
from pressroom.review.show import many_lines
from pressroom.review.show.many_page import write_pages
from pressroom.review.show.terminal import print_lines
from pressroom.review.sides import find_side

MOST_SIDES = 12


def show_differences(
    project: Project, names: Sequence[str], shown: Shown = ON_TERMINAL, *, tolerance: Tolerance | None = None
) -> int:
    """Show what differs on any of several sides from the first; return 1 where something but noise does.

    Raises UserError for a side that does not exist, or more of them than stand on one page and may each be
    compared with each other.
    """
    if len(names) > MOST_SIDES:
        raise UserError(f"{len(names)} sides are too many for one page.", f"Name at most {MOST_SIDES}.")
    found = [find_side(project, name) for name in names]
    many = compare_many(project, found, tolerance or parse_tolerance())
    if shown.html:
        write_pages(project, found, many, shown.html, shown.lang)
    if write_markdown(shown, lambda: many_lines.summary(many)):
        return int(many.differs)
    if not is_printed(shown.json, lambda: many_lines.for_machines(many)):
        print_lines(many_lines.terminal_lines(many))
    return int(many.differs)
