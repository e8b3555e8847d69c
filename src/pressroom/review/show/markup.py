"""Text of notebooks as safe HTML: escaped, compared word by word, or sanitised."""

import difflib
import hashlib
import re
from collections.abc import Iterator

import nh3
from markupsafe import Markup

from pressroom.notebook.ipynb import VARIABLE
from pressroom.safe import clean, line

MOST_WORDS, LONGEST = 2_000, 20_000
CONTEXT = 12
# How many lines around an edited one are shown, and what stands before one that went, and one that stayed.
AROUND, SIGNS = 2, ("− ", "  ")
TAGS = frozenset(
    (
        *("table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption", "p", "br", "hr", "div", "span"),
        *("b", "i", "em", "strong", "u", "s", "sub", "sup", "code", "pre", "kbd", "samp", "blockquote"),
        *("ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
ATTRIBUTES = {"th": {"colspan", "rowspan", "scope"}, "td": {"colspan", "rowspan"}}
# A minus before a number.
MINUSES = re.compile(r"[−-](?=\d)")
SPAN = re.compile(r"[1-9]\d?")


def anchor(*parts: str) -> str:
    """Return an id for a place of the page: readable, and never one that a notebook chose."""
    name = "-".join(parts)
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:50]
    return f"r-{slug}-{hashlib.sha256(name.encode(errors='replace')).hexdigest()[:6]}"


def breakable(name: str) -> Markup:
    """Return a technical name that may be broken after its dots and underscores."""
    return Markup(re.sub(r"([._/])", r"\1<wbr>", str(Markup.escape(name))))


def struck(text: str) -> Markup:
    """Return a text that will be struck out with its minus signs left out of the line, which hides them."""
    return Markup(MINUSES.sub(r'<span class="minus">\g<0></span>', str(Markup.escape(text))))


def inline(text: str) -> str:
    """Return a caption as one line, a report variable as its name in brackets."""
    return VARIABLE.sub(r"[\1]", line(text, 600))


def sanitised(html: str) -> Markup:
    """Return untrusted HTML with text and tables only: no links, images, styles, ids or scripts."""
    return Markup(
        nh3.clean(
            html,
            tags=set(TAGS),
            attributes=ATTRIBUTES,
            attribute_filter=_attribute,
            url_schemes=set(),
            link_rel=None,
        )
    )


def passages(old: str, new: str) -> list[tuple[str, str]]:
    """Return (same, del, ins or gap, text): what was removed, what came, and little of the rest."""
    olds, news = (_words(clean(text, LONGEST)) for text in (old, new))
    marked: list[tuple[str, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, olds, news).get_opcodes():
        if tag == "equal":
            marked.extend(_context(olds[a:b], first=a == 0, last=b == len(olds)))
            continue
        marked.extend(
            (mark, text) for mark, text in (("del", "".join(olds[a:b])), ("ins", "".join(news[c:d]))) if text
        )
    return marked


def edited_lines(old: str, new: str, most: int) -> list[tuple[str, str]]:
    """Return (same, del, ins or gap, line) of the lines that differ, with those around them: at most so many,
    and how many more.
    """
    olds, news = (clean(text).split("\n") if text else [] for text in (old, new))
    found: list[tuple[str, str]] = []
    for group in difflib.SequenceMatcher(None, olds, news, autojunk=False).get_grouped_opcodes(AROUND):
        found += [("gap", "…\n")] if found else []
        for tag, a, b, c, d in group:
            is_same = tag == "equal"
            found += [("same" if is_same else "del", f"{SIGNS[is_same]}{text}\n") for text in olds[a:b]]
            found += [("ins", f"+ {text}\n") for text in news[c:d] if not is_same]
    more = len(found) - most
    return found if more <= 0 else [*found[:most], ("gap", f"… +{more}")]


def side_by_side(old: str, new: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return both texts in full as (same, del or ins, text), each with what the other lacks marked."""
    olds, news = (_words(clean(text, LONGEST)) for text in (old, new))
    before: list[tuple[str, str]] = []
    after: list[tuple[str, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, olds, news).get_opcodes():
        is_same = tag == "equal"
        before += [("same" if is_same else "del", "".join(olds[a:b]))] if a < b else []
        after += [("same" if is_same else "ins", "".join(news[c:d]))] if c < d else []
    return before, after


def _words(text: str) -> list[str]:
    words = re.findall(r"\s+|[^\s]+", text)
    return words[:MOST_WORDS] + ["…"] * (len(words) > MOST_WORDS)


def _context(words: list[str], first: bool, last: bool) -> Iterator[tuple[str, str]]:
    before, after = (0 if first else CONTEXT), (0 if last else CONTEXT)
    if len(words) <= before + after + CONTEXT:
        yield "same", "".join(words)
        return
    if before:
        yield "same", "".join(words[:before])
    yield "gap", " … "
    if after:
        yield "same", "".join(words[-after:])


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name in ("colspan", "rowspan"):
        return value if SPAN.fullmatch(value) else None
    return value if value in ("row", "col", "rowgroup", "colgroup") else None
