"""The page that leads to all reports says what each scenario assumes, what follows and where it stands."""

import fcntl
import json

import pytest

import small_project
from pressroom.rendering import landing

FIGURES = {
    "harvest.total_kg": (2_600.4, "kg"),
    "sales.income_sek": (33_504.0, "kr"),
    "sales.income_change_share": (-0.3557, "andel"),
    "sales.conclusion": ("Äpplena ger 33 500 kronor.", "text"),
}


@pytest.fixture
def built(tmp_path):
    project = small_project.build(tmp_path / "project")
    for name, parameters in (("base", {"resting": []}), ("frost", {"resting": ["01"]})):
        about = {"name": name, "title": f"Titel | {name}", "description": "Om.", "parameters": parameters}
        run, built = project.runs / name, project.output / name
        run.mkdir(parents=True)
        built.mkdir(parents=True)
        (run / "manifest.json").write_text(json.dumps({"scenario": about}), encoding="utf-8")
        rows = [{"id": id, "value": value, "unit": unit} for id, (value, unit) in FIGURES.items()]
        (run / "results.json").write_text(json.dumps({"results": rows}), encoding="utf-8")
        for file in ("report.html", "report.pdf"):
            (built / file).touch()
    for file in ("base/report.en.html", "base/report.en.docx", "frost/review.html"):
        (project.output / file).touch()
    return project


@pytest.fixture
def page(built):
    return landing.page_markdown(built)


@pytest.mark.parametrize(
    "said",
    [
        'title: "Byns äppelträd"',
        "| [Titel \\| base](base/report.html) | 2\u00a0600 | 33,5 | −36 |",
        "Intäkt (tusen kronor)",
        "[In English](index.en.html){lang=en}",
        "[På svenska. Rapporten: [Webbsida](base/report.html), [PDF](base/report.pdf).]{lang=sv}",
        "[In English. The report: [Web page](base/report.en.html), [Word](base/report.en.docx).]{lang=en}",
        "Sorter som vilar i år: Astrakan (01).",
        "(frost/review.html)",
    ],
)
def test_the_page_leads_to_what_there_is(page, said):
    assert said in page


def test_the_page_begins_with_the_answer_of_the_reference_run(page):
    body = page.partition("{lang=en}\n\n")[2]
    assert body.startswith('::: {.callout-important title="Svaret"}\nÄpplena ger 33 500 kronor.\n:::')


@pytest.mark.parametrize(
    "said",
    [
        "lang: en",
        "[På svenska](index.html){lang=sv}",
        "| [Titel \\| base](base/report.en.html) | 2,600 | 33.5 | −36 |",
        "| Titel \\| frost | 2,600 |",
        "Income (SEK thousand)",
        "**Differs from the reference.** ",
    ],
)
def test_it_is_there_in_each_language_in_which_a_report_is_built(built, said):
    assert said in landing.page_markdown(built, (), "en")


def test_the_reference_does_not_differ_from_itself(page):
    assert page.count("Skiljer från referensen") == 1


def test_one_command_at_a_time_writes_reports_and_clears_what_a_killed_one_had_begun(project):
    begun = project.output / "base" / ".building-1" / "report.html"
    begun.parent.mkdir(parents=True)
    begun.touch()
    (project.output / "base" / "report.html").touch()
    with landing.alone(project):
        assert [path.name for path in (project.output / "base").iterdir()] == ["report.html"]
        with open(project.runs / ".locks" / "reports.lock", "w") as lock, pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
