"""Newer statistics are tried in a copy, and taken into use with their source and the parameters."""

import datetime
import random
from pathlib import Path

import pandas as pd
import pytest
import yaml
from played import playing

from energikontoret.model import emissions
from energikontoret.refresh import effects, take, taken
from energikontoret.sentences import emissions as sentences
from pressroom.errors import UserError
from pressroom.language.text import t
from pressroom.notebook import data
from pressroom.project import Project
from trials import SEED, count, trial

ROOT = Path(__file__).parents[3]
DAY = datetime.date(2027, 2, 1)


def vintage(factor: float = 1.0, *, later: bool = False) -> pd.DataFrame:
    """Return the newest vintage as a newer one, with the last year's numbers times a factor."""
    table = data.read(Project(ROOT), "emissions")
    table = table[table["vintage"] == table["vintage"].max()].copy()
    last = table["year"].max()
    table.loc[table["year"] == last, "kt_co2e"] *= factor
    if later:
        table = pd.concat([table, table[table["year"] == last].assign(year=last + 1)])
    return table.assign(vintage=f"{DAY:%Y-%m}", source_id=f"smhi_ned_{DAY:%Y_%m}")


def taking(table: pd.DataFrame) -> effects.Takers:
    """Return what takes emissions into a project."""
    return {"emissions": lambda project: take.take_in(project, "emissions", table, DAY)}


def values(project: Project) -> dict:
    return yaml.safe_load((project.params / "base.yml").read_text(encoding="utf-8"))


def parameters(project: Project) -> dict:
    return yaml.safe_load((project.params / "parameters.yml").read_text(encoding="utf-8"))


def test_a_new_vintage_stands_beside_the_old_and_is_the_one_that_is_read(copy: Project) -> None:
    before = data.read(Project(ROOT), "emissions")
    written = take.take_in(copy, "emissions", vintage(1.05, later=True), DAY)
    table = data.read(copy, "emissions")
    assert len(table) == len(before) + len(vintage(later=True))
    assert values(copy)["emission_vintage"] == "2027-02"
    assert values(copy)["trend_to"] == before["year"].max() + 1
    declared = parameters(copy)
    assert declared["emission_vintage"]["choices"] == ["2027-02", "2026-06", "2026-01"]
    assert declared["trend_to"]["range"] == [1990, 2025]
    assert (
        declared["target_rate"] == yaml.safe_load((ROOT / "params/parameters.yml").read_text())["target_rate"]
    )
    [source] = data.read(copy, "sources").query("source_id == 'smhi_ned_2027_02'").to_dict("records")
    assert source["publisher"] == "SMHI"
    assert source["retrieved"] == "2027-02-01"
    assert {"emissions.csv", "sources.csv", "base.yml", "parameters.yml", "datapackage.json"} <= {
        path.name for path in written
    }


def test_a_vintage_with_the_same_numbers_is_not_taken_in(copy: Project) -> None:
    assert take.take_in(copy, "emissions", vintage(), DAY) == []
    assert (copy.data / "emissions.csv").read_bytes() == (ROOT / "data" / "emissions.csv").read_bytes()


def test_only_rows_that_differ_are_replaced_and_what_is_gone_stays(copy: Project) -> None:
    table = data.read(Project(ROOT), "population")
    newer = table[table["year"] > 2018].assign(source_id="scb_2027_02", status="official_table")
    newer.loc[(newer["area_code"] == "2326") & (newer["year"] == 2025), "population"] += 7
    newer.loc[(newer["area_code"] == "23") & (newer["year"] == 2025), "population"] += 7
    take.take_in(copy, "population", newer, DAY)
    after = data.read(copy, "population")
    assert len(after) == len(table)
    changed = after[after["source_id"] == "scb_2027_02"]
    assert sorted(changed["area_code"]) == ["23", "2326"]
    assert (after["year"] == 2018).sum() == (table["year"] == 2018).sum()


def test_what_the_report_does_not_rest_on_cannot_be_taken_in(copy: Project) -> None:
    with pytest.raises(UserError, match="No part of the report rests on key_figures"):
        take.take_in(copy, "key_figures", pd.DataFrame(), DAY)


def test_what_is_tried_tells_the_sentences_that_change_and_writes_nothing() -> None:
    project = Project(ROOT)
    before = {path: path.read_bytes() for path in ROOT.glob("data/*.csv")}
    found = effects.changes(project, taking(vintage(1.05)))
    assert any("utsläpp" in change.label.lower() for change in found)
    assert all(change.before != change.after for change in found)
    assert {path: path.read_bytes() for path in ROOT.glob("data/*.csv")} == before
    assert effects.changes(project, taking(vintage())) == []


def test_a_vintage_that_breaks_the_series_is_refused() -> None:
    with pytest.raises(UserError, match="the series may be broken"):
        effects.changes(Project(ROOT), taking(vintage(2.0)))


def before(project: Project) -> dict[Path, bytes]:
    """Return every file of the project's data and parameters."""
    files = (path for folder in (project.data, project.params) for path in folder.rglob("*"))
    return {path: path.read_bytes() for path in files if path.is_file()}


@pytest.mark.parametrize("of", [["population"], ["population", "emissions"]])
def test_what_the_checks_refuse_is_not_taken_and_neither_is_what_came_with_it(
    copy: Project, of: list[str]
) -> None:
    files = before(copy)
    with playing(copy) as services:
        services.population["2305", "2022"] = 6170
        if len(of) > 1:  # then the population adds up, and the emissions do not
            services.population["23", "2022"] += 6170 - 6162
            services.emissions["23", "total", 2024] += 1
        with pytest.raises(UserError) as refused:
            taken(copy, of, DAY)
    service, fault = ("SMHI", "vintage 2027-02, year 2024") if len(of) > 1 else ("SCB", "year 2022")
    assert refused.value.what.startswith(
        f"{service}'s answer is refused. With it, data/{of[-1]}.csv, {fault}"
    )
    assert refused.value.todo.endswith("The files in data/ stay as they are.")
    assert before(copy) == files


def test_a_fault_of_the_project_itself_is_not_laid_on_the_service(copy: Project) -> None:
    path = copy.data / "population.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",6162,", ",6170,"), encoding="utf-8")
    with playing(copy), pytest.raises(UserError, match=r"^data/population.csv, year 2022: municipalities"):
        taken(copy, ["population"], DAY)


def told(table: pd.DataFrame) -> dict[str, str]:
    """Return what chapter 4 says of a vintage, computed by its functions without a notebook."""
    county = table[table["area_code"] == "23"]
    totals, last = county[county["sector"] == "total"], int(table["year"].max())
    key = emissions.key_figures(totals, 2020, last, 0.1)
    starts = emissions.target_starts(totals, emissions.STARTS, key["projected_2030_kt"], 0.1)
    ends = emissions.between_ends(totals, 2020, last)
    names = {row["sector"]: row["label"] for row in data.load("emission_sectors").to_dict("records")}
    shown = {name: names[name] for name in ("transport", "work_machinery")} | {"rest": t("Allt annat")}
    texts = {
        "sure": sentences.sure(key, int(starts["year"].min())),
        "required": sentences.required(key),
        "trend": sentences.trend(key, 2020, last, ends),
        "path": sentences.path(totals, 2020, last),
        "sectors": sentences.sectors(emissions.by_sector(county, "23", [*shown][:2]), shown),
    }
    return {name: text.of("sv") for name, text in texts.items()}


@trial("a vintage that is opened for review only where something told changes", full=300, reduced=2)
def test_a_change_is_opened_where_and_only_where_something_told_changes() -> None:
    chance = random.Random(SEED)
    base = vintage()
    for number in range(count(300, 2)):
        # Small and large changes alike: some are lost in rounding, and then nothing is to be opened.
        factor = 1 + chance.choice((-1, 1)) * 10 ** chance.uniform(-6, -1.3)
        table = vintage(factor) if number % 2 else base.assign(kt_co2e=base["kt_co2e"] * factor)
        found = effects.changes(Project(ROOT), taking(table))
        assert bool(found) == (told(table) != told(base)), (factor, found)
