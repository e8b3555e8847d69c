"""The review page: one file that shows a comparison, loads nothing and runs nothing of what it shows."""

import base64
import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pressroom import policy
from pressroom.language.catalogue import SOURCE
from pressroom.project import Project
from pressroom.review.changes import Comparison
from pressroom.review.compare import details
from pressroom.review.compare.grids import Grid
from pressroom.review.decisions import Change
from pressroom.review.reading import Moved
from pressroom.review.show import view
from pressroom.review.show.links import Links
from pressroom.review.show.markup import breakable, passages, struck
from pressroom.review.show.page_words import word

# How `safe.clean` notes how long a text was that it cut.
CUT = re.compile(r"\[(\d+) characters\b")
HERE = Path(__file__).parent / "web"
FONTS = {400: "sans3-regular.woff2", 600: "sans3-semibold.woff2"}


def page(
    project: Project,
    comparison: Comparison,
    data: Mapping[str, Grid] | None = None,
    lang: str = SOURCE,
    changes: Sequence[Change] = (),
    moved: Sequence[Moved] | None = None,
    links: Links | None = None,
) -> str:
    """Return the page as HTML in `lang`; `data` holds the data resources behind the changed key figures.

    Where `changes` are given, a verdict can be given on each; `moved` are paragraphs of the rendered text,
    `links` lead to where changes were made.
    """
    shown = view.page_view(comparison, data or {}, lang, changes, moved, links)
    return rendered(project, "page.html", shown, lang)


def rendered(project: Project, template: str, shown: Mapping[str, object], lang: str) -> str:
    """Return what a template makes of what is shown, as HTML that allows nothing but its own."""
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=partial(_in_language, lang),
    )
    style, script = _style(project), (HERE / "page.js").read_text(encoding="utf-8")
    return environment.get_template(template).render(
        policy=_policy(style, script),
        style=Markup(style),
        script=Markup(script),
        view=shown,
        lang=lang,
        word=partial(word, lang=lang),
        breakable=breakable,
        passages=passages,
        struck=struck,
    )


def _in_language(lang: str, shown: object) -> object:
    """Return what a template shows with the note of how long a cut text was in the page's language."""
    if not isinstance(shown, str) or "characters" not in shown:
        return shown
    return type(shown)(CUT.sub(lambda cut: f"[{word('characters', lang).format(cut[1])}", shown))


def _policy(style: str, script: str) -> str:
    """Return a policy that allows this style, this script and images inside the page, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {policy.hash_of(style)}",
            f"script-src {policy.hash_of(script)}",
            "img-src data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _style(project: Project) -> str:
    """Return the style sheet with the report's colours and fonts."""
    css = (HERE / "page.css").read_text(encoding="utf-8")
    brand = project.theme / "brand.yml"
    named = dict(details.settings(brand.read_text(encoding="utf-8"))) if brand.is_file() else {}
    light, dark = (_colours(named, mode) for mode in ("light", "dark"))
    return "".join(
        (
            *_fonts(project),
            css,
            f":root{{{light}}}",
            f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}",
        )
    )


def _colours(named: Mapping[str, str], mode: str) -> str:
    colours = {
        name.partition(".")[2]: value.strip('"')
        for name, value in named.items()
        if name.startswith(f"{mode}.")
    }
    return "".join(f"--{name}:{value};" for name, value in colours.items() if value.startswith("#"))


def _fonts(project: Project) -> list[str]:
    faces = []
    for weight, name in FONTS.items():
        file = project.theme / "fonts" / "web" / name
        if file.is_file():
            data = base64.b64encode(file.read_bytes()).decode()
            source = f"url(data:font/woff2;base64,{data}) format('woff2')"
            faces.append(f"@font-face{{font-family:'Source Sans 3';font-weight:{weight};src:{source}}}")
    return faces
