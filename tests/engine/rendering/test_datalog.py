"""The data log for readers."""

import json
import shutil
from pathlib import Path

import pypandoc
import pytest

from places import SAMPLE
from pressroom.language.text import t
from pressroom.notebook import data
from pressroom.project import Project
from pressroom.rendering.datalog import data_log, read_log

PROJECT = Project(SAMPLE)


def parsed(markdown: str) -> str:
    return pypandoc.convert_text(markdown, "json", format="markdown")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_source_is_listed_once_and_can_be_linked_to(lang: str) -> None:
    log = parsed(data_log(read_log(PROJECT), lang))
    ids = data.read(PROJECT, "sources")["source_id"]
    assert {source: log.count(json.dumps(source)) for source in ids} == dict.fromkeys(ids, 1)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_resource_and_every_caveat_is_told(lang: str, sample: Path) -> None:
    plain = pypandoc.convert_text(
        data_log(read_log(PROJECT), lang),
        "plain",
        format="markdown",
        extra_args=["--wrap=none"],
    )
    entries = data.package(PROJECT)["resources"]
    caveats = [t(caveat).of(lang) for entry in entries for caveat in entry["caveats"]]
    assert [caveat for caveat in caveats if caveat not in plain] == []
    assert all(entry["name"] in plain for entry in entries)


def test_the_english_log_has_no_swedish_frame() -> None:
    log = data_log(read_log(PROJECT), "en")
    assert not any(word in log for word in ("Licens:", "Förbehåll", "allmän handling", "Hämtad", "okänd"))


def test_markup_in_a_title_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    for name in ("data", "params"):
        shutil.copytree(SAMPLE / name, tmp_path / name)
    title = "a*b* [c](d) `e` {{< var x >}} <b> @fig-x $y$ #z | ~~s~~ x^2^"
    path = tmp_path / "data" / "sources.csv"
    path.write_text(path.read_text().replace("Prislista på torget", title, 1))
    plain = pypandoc.convert_text(data_log(read_log(Project(tmp_path))), "plain", format="markdown")
    assert title in " ".join(plain.split())


@pytest.mark.parametrize(("lang", "id", "other"), [("en", "garden_book", "sv"), ("sv", "apple_book", "en")])
def test_a_title_in_another_language_says_so(lang: str, id: str, other: str) -> None:
    line = next(line for line in data_log(read_log(PROJECT), lang).splitlines() if f"{{#{id}}}" in line)
    assert f"{{lang={other}}}" in line


def test_sources_are_listed_by_what_they_begin_with() -> None:
    lines = [
        line for line in data_log(read_log(PROJECT)).splitlines() if line.startswith("- ") and "{#" in line
    ]
    publishers = {row["source_id"]: row["publisher"] for row in data.rows(PROJECT, "sources")}
    begun = [line.removeprefix("- ") for line in lines]
    assert begun == sorted(begun, key=str.casefold)
    told = {id: line for line in begun for id in publishers if f"{{#{id}}}" in line}
    assert [id for id, line in told.items() if not line.startswith(publishers[id])] == []


def test_a_source_tells_where_it_is_used() -> None:
    line = next(line for line in data_log(read_log(PROJECT)).splitlines() if "{#garden_book}" in line)
    assert line.endswith("`varieties`, `harvests`, `facts`, `parameters`.")
