"""The page of more than two sides, and beside it the review page of each pair."""

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from pressroom.project import Project
from pressroom.review.diff import save, write_page
from pressroom.review.many import Many
from pressroom.review.show.many_view import many_view
from pressroom.review.show.page import rendered
from pressroom.review.sides import Side


def write_pages(project: Project, sides: Sequence[Side], many: Many, path: Path, lang: str) -> None:
    """Write the page, and beside it those of the pairs with the first side, and of the others among three."""
    pairs = [pair for pair in many.comparisons if 0 in pair or len(sides) == 3]
    pages = {
        pair: f"{path.stem}-{'-'.join(_slug(many, number) for number in pair)}{path.suffix}" for pair in pairs
    }
    for pair, name in pages.items():
        old, new = (sides[number] for number in pair)
        published = old.run.is_published and new.run.is_published
        write_page(project, (old, new), many.comparisons[pair], path.with_name(name), lang, published)
    links = {pair: quote(name) for pair, name in pages.items()}
    save(path, rendered(project, "many.html", many_view(many, lang, links), lang))


def _slug(many: Many, number: int) -> str:
    """Return what a file may be called after a side: its number keeps apart what is called alike."""
    return f"{number + 1}{re.sub(r'[^0-9A-Za-z_]+', '_', many.names[number])[:30]}"
