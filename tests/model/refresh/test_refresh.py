"""Fetching newer statistics, against the services' formats on this machine."""

import datetime
import io
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from played import playing
from statistics_services import Services

from energikontoret.refresh import emissions, network, refresh
from pressroom.errors import UserError
from pressroom.project import Project

ROOT = Path(__file__).parents[3]
TODAY = datetime.date(2026, 11, 23)
TYPES = {"area_code": "str"}


@pytest.fixture
def copy(tmp_path: Path) -> Project:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return Project(tmp_path)


@pytest.fixture
def services() -> Iterator[Services]:
    with playing(Project(ROOT)) as playing_services:
        yield playing_services


def fetched(project: Project, name: str) -> str:
    return "\n".join(refresh(project, [name], TODAY))


def test_the_same_figures_are_told_to_be_the_same(copy: Project, services: Services) -> None:
    assert "0 changed, 0 new, 0 missing, 72 the same" in fetched(copy, "population")
    assert "0 changed, 0 new, 0 missing, 900 the same" in fetched(copy, "emissions")


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("population", ["area_code", "area", "year", "population", "status", "source_id"]),
        ("emissions", ["vintage", "year", "area_code", "area", "sector", "kt_co2e", "source_id"]),
        ("key_figures", ["kpi", "title", "year", "area_code", "area", "value", "source_id"]),
    ],
)
def test_a_new_dated_file_lies_beside_the_old(
    copy: Project, services: Services, name: str, columns: list[str]
) -> None:
    before = {path.name: path.read_bytes() for path in copy.data.iterdir()}
    fetched(copy, name)
    new = pd.read_csv(copy.data / f"{name}.2026-11-23.csv", dtype=TYPES)
    assert list(new.columns) == columns
    assert {path.name: path.read_bytes() for path in copy.data.iterdir() if path.name in before} == before


def test_fetching_twice_a_day_keeps_both_files(copy: Project, services: Services) -> None:
    for _ in range(2):
        fetched(copy, "key_figures")
    assert len(list(copy.data.glob("key_figures.2026-11-23*.csv"))) == 2


def test_a_changed_value_is_shown_by_its_key(copy: Project, services: Services) -> None:
    services.population["2305", "2022"] = 6170
    said = fetched(copy, "population")
    assert "1 changed, 0 new, 0 missing, 71 the same" in said
    assert "2305 2022: 6162 -> 6170" in said
    assert "check: data/population.2026-11-23.csv, year 2022: municipalities sum to 132678" in said


def test_a_new_and_a_missing_year_are_shown(copy: Project, services: Services) -> None:
    services.emissions = {(a, s, y + 1 if y == 2024 else y): v for (a, s, y), v in services.emissions.items()}
    said = fetched(copy, "emissions")
    assert "0 changed, 90 new, 90 missing" in said
    assert "new: 23 agriculture 2025" in said
    assert "and 160 more" in said


def test_the_later_population_is_marked_as_noisy(copy: Project, services: Services) -> None:
    fetched(copy, "population")
    new = pd.read_csv(copy.data / "population.2026-11-23.csv", dtype=TYPES)
    assert set(new[new.status == "official_table_with_noise"].year) == {2025}


def test_key_figures_keep_codes_and_titles_and_leave_out_blanks(copy: Project, services: Services) -> None:
    services.key_figures["N07713", "2305", 2023] = None
    fetched(copy, "key_figures")
    new = pd.read_csv(copy.data / "key_figures.2026-11-23.csv", dtype=TYPES)
    assert list(new[["kpi", "area_code", "value"]].itertuples(index=False, name=None)) == [
        ("N00401", "23", 4.9),
        ("N07713", "2380", 210.0),
    ]
    assert new.title[1] == "Laddpunkter, antal"


def test_an_unknown_name_is_answered_with_the_nearest(copy: Project) -> None:
    with pytest.raises(UserError, match=r"(?s)'populaton' cannot be fetched.*Did you mean 'population'"):
        list(refresh(copy, ["populaton"], TODAY))


@pytest.mark.parametrize("name", ["population", "emissions", "key_figures"])
def test_without_network_two_lines_say_so_and_nothing_is_written(
    copy: Project, services: Services, name: str
) -> None:
    services.shutdown()
    services.server_close()
    before = sorted(copy.data.iterdir())
    with pytest.raises(UserError, match=r"cannot be reached: no connection to 127") as error:
        fetched(copy, name)
    assert len(str(error.value).splitlines()) == 2
    assert sorted(copy.data.iterdir()) == before


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"\0" * 10_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    "answer", [(500, b"{}"), (404, b""), (200, b"<html>"), (200, b"{}"), (200, b"[]"), (200, b"")]
)
@pytest.mark.parametrize(
    ("name", "path"), [("population", "/data"), ("emissions", "/getexcelfile/"), ("key_figures", "/data/")]
)
def test_an_answer_of_another_kind_is_two_lines_and_writes_nothing(
    copy: Project, services: Services, name: str, path: str, answer: tuple[int, bytes]
) -> None:
    services.raw[path] = answer
    before = sorted(copy.data.iterdir())
    with pytest.raises(UserError) as error:
        fetched(copy, name)
    assert len(str(error.value).splitlines()) == 2
    assert sorted(copy.data.iterdir()) == before


def test_a_workbook_that_unpacks_to_too_much_is_refused(
    copy: Project, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emissions, "MAX_UNZIPPED", 1_000_000)
    services.raw["/getexcelfile/"] = (200, bomb())
    with pytest.raises(UserError, match="SMHI answered something unexpected"):
        fetched(copy, "emissions")


def test_a_sector_under_a_new_name_is_refused_by_name(
    copy: Project, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(emissions.SECTORS, "Jordbruk")
    with pytest.raises(UserError, match="'Jordbruk' is not known"):
        fetched(copy, "emissions")


def test_an_answer_above_the_limit_is_not_read_to_the_end(
    copy: Project, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "MAX_BYTES", 1_000)
    with pytest.raises(UserError, match="SMHI gave no usable answer: more than"):
        fetched(copy, "emissions")


def test_a_service_that_never_answers_is_left_after_the_limit(
    copy: Project, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "SERVICE_SECONDS", 0.3)
    services.delay = 3
    with pytest.raises(UserError, match="Kolada did not answer within"):
        fetched(copy, "key_figures")


def test_without_the_clients_the_extra_is_named(copy: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "energikontoret.refresh.population")
    monkeypatch.setitem(sys.modules, "pxweb", None)
    with pytest.raises(UserError, match=r"(?s)the package 'pxweb'.*make fetch"):
        fetched(copy, "population")
