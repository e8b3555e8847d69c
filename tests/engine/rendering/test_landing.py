"""The page that leads to all reports says what each scenario assumes, what follows and where it stands."""

import json

import pytest

from pressroom.project import Project, find
from pressroom.rendering import landing

FIGURES = {
    "region.net_steady_year_sek": (1_250_000.0, "kr"),
    "office.employees_final": (7.87, "personer"),
    "keep.answer": ("Det kostar ungefär 0,8 miljoner kronor.", "text"),
}


@pytest.fixture
def page(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/municipalities.csv").write_text("code,name\n2303,Ragunda\n", encoding="utf-8")
    (tmp_path / "params").mkdir()
    for name in ("pyproject.toml", "params/parameters.yml"):
        (tmp_path / name).write_bytes((find().root / name).read_bytes())
    for name, parameters in (("base", {"opted_out": []}), ("one_leaves", {"opted_out": ["2303"]})):
        (tmp_path / f"params/{name}.yml").write_text("")
        about = {"name": name, "title": f"Titel | {name}", "description": "Om.", "parameters": parameters}
        run, built = tmp_path / "runs" / name, tmp_path / "_report" / name
        run.mkdir(parents=True)
        built.mkdir(parents=True)
        (run / "manifest.json").write_text(json.dumps({"scenario": about}), encoding="utf-8")
        rows = [{"id": id, "value": value, "unit": unit} for id, (value, unit) in FIGURES.items()]
        (run / "results.json").write_text(json.dumps({"results": rows}), encoding="utf-8")
        for file in ("report.html", "report.pdf"):
            (built / file).touch()
    for file in ("base/report.en.html", "base/report.en.docx", "one_leaves/review.html"):
        (tmp_path / "_report" / file).touch()
    return landing.page_markdown(Project(tmp_path))


@pytest.mark.parametrize(
    "said",
    [
        "| [Titel \\| base](base/report.html) | 1,25 | 8 |",
        "Regionens merkostnad per år (mnkr)",
        "[På svenska. Rapporten: [Webbsida](base/report.html), [PDF](base/report.pdf)]{lang=sv}",
        "[In English. The report: [Web page](base/report.en.html), [Word](base/report.en.docx)]{lang=en}",
        "Kommuner som står utanför (kommunkod): Ragunda (2303).",
        "(one_leaves/review.html)",
    ],
)
def test_the_page_leads_to_what_there_is(page, said):
    assert said in page


def test_the_page_begins_with_the_answer_of_the_reference_run(page):
    body = page.partition("---\n\n")[2]
    assert body.startswith(
        '::: {.callout-important title="Svaret"}\nDet kostar ungefär 0,8 miljoner kronor.\n:::'
    )


def test_the_reference_does_not_differ_from_itself(page):
    assert page.count("Skiljer från referensen") == 1
