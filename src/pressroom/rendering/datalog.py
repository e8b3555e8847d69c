"""The data log for readers: what each resource is, where it comes from, and what to beware of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pressroom.language.catalogue import SOURCE
from pressroom.language.numbers import format_number
from pressroom.language.text import Text, t
from pressroom.notebook import data
from pressroom.project import Project
from pressroom.rendering.appendix import ended, pipe_table
from pressroom.scenarios import declared

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#@$|~^])")
UNKNOWN = "okänd"
"""The licence of a source where none was found."""


class Log(NamedTuple):
    """The data package: how each resource is described, and the rows of each by its name."""

    entries: list[dict[str, Any]]
    tables: Mapping[str, Sequence[Mapping[str, Any]]]
    stated: list[str]
    """The sources that parameters name."""
    own: frozenset[str] = frozenset()
    """Who made the package: what they publish is the report's own judgement."""

    def titles(self, lang: str) -> dict[str, str]:
        """Return each resource's title by its name."""
        return {entry["name"]: _said(entry, "title", lang) for entry in self.entries}

    def publishers(self) -> dict[str, str]:
        """Return who publishes each resource, by its name."""
        return {entry["name"]: entry["publisher"] for entry in self.entries}

    def sources(self) -> dict[str, Mapping[str, Any]]:
        """Return each source by its id."""
        return {row["source_id"]: row for row in self.tables["sources"]}

    def names(self, lang: str) -> dict[str, str]:
        """Return each source's publisher and title by its id, as Markdown for a reader of `lang`."""
        return {id: f"{_plain(row['publisher'])}, {_titled(row, lang)}" for id, row in self.sources().items()}

    def behind(self) -> dict[str, list[str]]:
        """Return the ids of the sources behind each resource, by its name."""
        sources: dict[str, list[str]] = {}
        for source, names in used_in(self).items():
            for name in names:
                sources.setdefault(name, []).append(source)
        return sources


def read_log(project: Project) -> Log:
    """Return the project's data package with its tables."""
    package = data.package(project)
    own = frozenset(each["title"] for each in package.get("contributors", []))
    rows = {entry["name"]: data.rows(project, entry["name"]) for entry in package["resources"]}
    return Log(package["resources"], rows, sources_of_parameters(project), own)


def sources_of_parameters(project: Project) -> list[str]:
    """Return the ids of the sources that parameters name."""
    return sorted({parameter.source for parameter in declared(project).values() if parameter.source})


def data_log(log: Log, lang: str = SOURCE) -> str:
    """Return the data log as Markdown: a table of resources, their caveats, and the list of sources.

    Each source is a target for links: `[…](#source_id)`. The list is in `fine-print`.
    """
    entries, tables = log.entries, log.tables
    lines = [_table(entries, tables, lang)]
    caveats = [_caveats(entry, lang) for entry in entries if entry["caveats"]]
    lines += [_heading(t("Förbehåll"), lang), *caveats] if caveats else []
    lines += [
        _heading(t("Källor"), lang),
        t("Sist på raden står de datamängder som bygger på källan.").of(lang),
        "",
        "::: {.fine-print}",
    ]
    lines += _sources(tables["sources"], used_in(log), lang)
    return "\n".join([*lines, ":::", ""])


def used_in(log: Log) -> dict[str, list[str]]:
    """Return for each source in use where: names of resources, and `parameters` for the parameters."""
    places: dict[str, list[str]] = {}
    for entry in log.entries:
        rows = log.tables.get(entry["name"], ())
        # A row may name more than one: source_id, target_source_id.
        columns = [name for name in (rows[0] if rows else ()) if name.endswith("source_id")]
        cells = [row[name] for name in columns for row in rows if isinstance(row[name], str)]
        named = dict.fromkeys([*cells, *entry.get("source_ids", [])])
        for source in named if entry["name"] != "sources" else []:
            places.setdefault(source, []).append(entry["name"])
    for source in log.stated:
        places.setdefault(source, []).append("parameters")
    return places


def _table(
    entries: list[dict[str, Any]], tables: Mapping[str, Sequence[Mapping[str, Any]]], lang: str
) -> str:
    head = (t("Datamängd"), t("Utgivare"), t("Licens"), t("Hämtad"), t("Rader"))
    rows = [
        [
            f"{_plain(_said(entry, 'title', lang))} (`{entry['name']}`)",
            _plain(_said(entry, "publisher", lang)),
            _plain("; ".join(_said(licence, "title", lang) for licence in entry["licenses"])),
            entry["retrieved"],
            format_number(len(tables[entry["name"]]), 0, lang),
        ]
        for entry in entries
    ]
    caption = t("Datamängderna bakom rapporten.")
    widths = (34, 22, 26, 11, 7)
    return pipe_table(
        [words.of(lang) for words in head], rows, widths=widths, caption=caption.of(lang), label="tbl-data"
    )


def _caveats(entry: dict[str, Any], lang: str) -> str:
    lead = f"**{ended(_plain(_said(entry, 'title', lang)))}** {_plain(_said(entry, 'description', lang))}"
    said = (t(caveat).of(lang) for caveat in entry["caveats"])
    return "\n".join([lead, "", *(f"- {_plain(caveat)}" for caveat in said), ""])


def _sources(sources: Sequence[Mapping[str, Any]], used: Mapping[str, list[str]], lang: str) -> Iterator[str]:
    """Yield one line a source, by publisher and title."""
    for row in sorted(sources, key=_place):
        licence = licence_of(row, lang)
        licence = licence and f"{t('Licens').of(lang)}: {licence}"
        note = _plain(t(row["note"] or "").of(lang)).rstrip(".")
        names = ", ".join(f"`{name}`" for name in used.get(row["source_id"], []))
        yield f"- {'. '.join(part for part in [_citation(row, lang), licence, note, names] if part)}."


def licence_of(source: Mapping[str, Any], lang: str) -> str:
    """Return a source's licence in words, nothing where none is known."""
    licence = str(source["licence"] or "")
    return "" if licence == UNKNOWN else t(licence).of(lang)


def _place(source: Mapping[str, Any]) -> tuple[str, str, bool, str]:
    """Return what sources are sorted by; what has no date comes after what has one."""
    published = source["published"] or ""
    return source["publisher"].casefold(), source["title"].casefold(), not published, published.casefold()


def _citation(row: Mapping[str, Any], lang: str) -> str:
    """Return the publisher, whom the list is sorted by, the linked title, the date and the site's name."""
    title, url, published = _titled(row, lang), row["url"] or "", row["published"] or ""
    linked = f"[{title}](<{url}>)" if url else title
    published = "" if published in row["title"] else published
    site = urlsplit(url).netloc.removeprefix("www.")
    where = [published, "" if site == row["publisher"] else site]
    # A mark of its own: a link inside a marked text takes pandoc six times as long to read.
    named = [_plain(row["publisher"]), f"{linked}[]{{#{row['source_id']}}}"]
    return ", ".join([*named, *(part for part in where if part)])


def _titled(source: Mapping[str, Any], lang: str) -> str:
    title = f"*{_plain(source['title'])}*"
    return title if source["language"] == lang else f"[{title}]{{lang={source['language']}}}"


def _heading(title: Text, lang: str) -> str:
    return f"\n## {title.of(lang)} {{.unnumbered .unlisted}}\n"


def _said(part: Mapping[str, Any], key: str, lang: str) -> str:
    return t(part[key]).of(lang)


def _plain(words: str) -> str:
    """Return words that Markdown leaves as they are."""
    return SPECIAL.sub(r"\\\1", words)
