"""The report's identity and its words: what figures and pages would fail on, or print into a style sheet."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from pressroom import publication, yamlfile
from pressroom.checks import Problem
from pressroom.errors import near
from pressroom.project import Project
from pressroom.yamlfile import Mapping

BRAND, STRINGS = "report/theme/brand.yml", "report/theme/strings.yml"
FILES = ("brand.yml", "strings.yml", "report.css", "report.html", "report.js", "report.typ")
COLOUR, FAMILY, FOLDER = (re.compile(each) for each in (r"#[0-9a-fA-F]{6}", r"\w[\w -]*", r"[\w-]+"))
FONTS = {"sans": FAMILY, "serif": FAMILY, "folder": FOLDER}
COLOURS = (
    *("background", "surface", "text", "muted", "line", "accent", "context", "note", "warning", "important"),
)
MODES = ("light", "dark")
SERIES = "series"


def problems(project: Project) -> Iterator[Problem]:
    """Yield what is wrong in the files of the theme; a project may have none."""
    if not project.theme.is_dir():
        return
    if missing := [name for name in FILES if not (project.theme / name).is_file()]:
        yield from (Problem(f"report/theme/{name} is missing.", "Restore it from git.") for name in missing)
        return
    yield from _brand(project, yamlfile.read(project.root / BRAND, BRAND))
    yield from _strings(project, yamlfile.read(project.root / STRINGS, STRINGS))


def _brand(project: Project, file: Mapping) -> Iterator[Problem]:
    told = False
    parts = {"fonts": tuple(FONTS), **{mode: (*COLOURS, SERIES) for mode in MODES}}
    if all(part in file.values for part in parts):
        yield from _beside(file, (), parts)
    for part, needed in parts.items():
        for problem in _part(file, part, needed):
            told = True
            yield problem
    if told:
        return
    fonts = file.values["fonts"]
    name = f"{fonts['folder']}/{fonts['sans'].replace(' ', '')}-Regular.ttf"
    if not (project.theme / name).is_file():
        where = f"{BRAND}, line {file.line('fonts', 'sans')}"
        yield Problem(
            f"{where}: there is no font report/theme/{name}.", "Put it there, or name another font."
        )


def _part(file: Mapping, part: str, needed: Sequence[str]) -> Iterator[Problem]:
    values = file.values.get(part)
    where = f"{BRAND}, line {file.line(part)}"
    if not isinstance(values, dict):
        yield Problem(f"{where}: '{part}' is no list of names and values.", f"Give it {', '.join(needed)}.")
        return
    for key in (key for key in needed if key not in values):
        others = [str(other) for other in values if other not in needed]
        todo = f"Did you mean it by '{others[0]}'?" if others else f"Add the line '{key}: …'."
        yield Problem(f"{where}: '{part}' has no '{key}'.", todo)
    if all(key in values for key in needed):
        yield from _beside(file, (part,), needed)
    for key, value in values.items():
        if key in needed and not _fits(key, value):
            said = f"{BRAND}, line {file.line(part, key)}: '{key}' is {str(value)[:80]!r}"
            yield Problem(f"{said}, which is {_wanted(key)}.", "Compare with the lines around it.")


def _beside(file: Mapping, place: Sequence[str], known: Collection[str]) -> Iterator[Problem]:
    """Yield each name that nothing reads; where one of the needed ones is missing, that is told instead."""
    values = file.values[place[0]] if place else file.values
    for key in (key for key in values if key not in known):
        what = f"{BRAND}, line {file.line(*place, key)}: nothing reads '{key}'."
        yield Problem(what, near(key, known))


def _fits(key: str, value: Any) -> bool:
    if key == SERIES:
        return isinstance(value, list) and bool(value) and all(_fits("text", each) for each in value)
    return isinstance(value, str) and bool(FONTS.get(key, COLOUR).fullmatch(value))


def _wanted(key: str) -> str:
    if key in FONTS:
        return "no name of a folder" if key == "folder" else "no name of a font"
    return "no list of colours such as '#0b5566'" if key == SERIES else "no colour such as '#0b5566'"


def _strings(project: Project, file: Mapping) -> Iterator[Problem]:
    source, *others = publication.of(project).languages
    # A language without words of its own has those of the source language.
    languages = [source, *(lang for lang in others if lang in file.values)]
    for lang in languages:
        if not isinstance(file.values.get(lang), dict):
            yield Problem(f"{STRINGS}: there are no words for '{lang}'.", near(lang, file.values))
            return
    for lang in sorted(file.values.keys() - languages):
        what = f"{STRINGS}, line {file.line(lang)}: the report has no language '{lang}'."
        yield Problem(what, near(lang, languages))
    every = {key for lang in languages for key in file.values[lang]}
    for lang in languages:
        words = file.values[lang]
        for key in sorted(every - words.keys()):
            where = f"{STRINGS}, line {file.line(lang)}"
            yield Problem(f"{where}: '{lang}' has no '{key}'.", "Write it as the other languages have it.")
        for key, word in words.items():
            if not isinstance(word, str) or re.search(r"[<>{}]", word):
                where = f"{STRINGS}, line {file.line(lang, key)}"
                yield Problem(f"{where}: '{key}' is {str(word)[:80]!r}.", "Write words only.")
