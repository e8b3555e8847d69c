"""What the commands do when all is well, and what stays when a notebook fails."""

import io
import json

import polib
import pytest

import small_project
from catalogue_sample import translate
from places import SAMPLE
from pressroom import publication
from pressroom.execution import progress
from pressroom.language import catalogue
from pressroom.messages import catalogues
from pressroom.notebook import data

FAKE_QUARTO = """#!/bin/sh
[ "$1" = --version ] && echo 1.10.0 && exit
/bin/mkdir -p _report/quarto/report
echo 'by Quarto' > _report/quarto/report/report.html
"""


@pytest.fixture
def ran(project, say):
    """The project with a run of its reference scenario."""
    assert say("run").code == 0
    return project


def test_a_run_says_what_it_did_and_a_second_that_nothing_changed(ran, say):
    assert say("run").out == "Nothing has changed: runs/base\n"


def test_a_changed_parameter_is_kept_apart_from_the_scenarios_own_run(ran, say):
    said = say("run", "-p", "sold_share=0.7")
    assert said.out.startswith("Notebooks: 1 executed, 1 kept")
    folder = next(ran.runs.glob("base~*"))
    assert said.out.endswith(f"  runs/{folder.name}\n")
    values = json.loads((folder / "results.json").read_text())["results"]
    assert values[0]["value"] == pytest.approx(700.0)


def test_the_same_change_is_not_executed_twice(ran, say):
    say("run", "-p", "sold_share=0.7")
    assert say("run", "-p", "sold_share=0.7").out.startswith("Nothing has changed: runs/base~")


def test_a_run_can_be_named(ran, say):
    say("run", "-p", "sold_share=0.7", "--as", "mine")
    assert (ran.runs / "mine" / "results.json").is_file()


def test_equal_runs_do_not_differ(ran, say):
    assert say("diff", "base", "base").code == 0


def test_different_runs_do(ran, say):
    say("run", "-p", "sold_share=0.7", "--as", "mine")
    said = say("diff", "base", "mine")
    assert said.code == 1
    assert "sum.one_sek" in said.out


def test_several_runs_are_compared_with_the_first_and_a_sweep_set_by_set(ran, say):
    say("run", "frost")
    say("run", "-p", "sold_share=0.7", "--as", "mine")
    head, _ = say("diff", "--all").out.split("\n", 1)
    assert head == "runs/base → runs/frost"
    said = say("diff", "mine", "--all", "--html", "page.html")
    assert (said.code, said.out.splitlines()[0]) == (1, "runs/mine → runs/base, runs/frost")
    assert "both, alike" in said.out
    assert (ran.root / "page-1mine-3frost.html").is_file()
    (ran.root / "g.yml").write_text("grid: {sold_share: [0.6, 0.7]}\n", encoding="utf-8")
    say("sweep", "g.yml")
    for given in ("sweep-g", "runs/sweep-g"):
        said = say("diff", "base", given)
        assert (said.code, said.out.count("▲")) == (1, 1)


def test_a_comparison_shows_scenarios_side_by_side(project, say):
    said = say("compare", "base", "frost", "--all")
    assert said.code == 0
    head, *rows = said.out.splitlines()
    assert head.split() == ["base", "frost"]
    assert [row.split("  ")[0] for row in rows] == ["sum.one_sek", "sum.two_sek"]


def test_a_comparison_shows_what_differs_and_counts_the_rest(project, say):
    head, row, rest = say("compare", "base", "frost").out.splitlines()
    assert row.split() == ["sum.two_sek", "SEK", "40", "SEK", "20"]
    assert rest.startswith("1 of 2 key figures differ")
    assert len(head) == len(row)
    path = project.params / "frost.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("20.0", "40.0"), encoding="utf-8")
    said = say("compare", "base", "frost")
    assert said.out == "0 of 2 key figures differ; orchard compare --all shows every one.\n"


def test_a_comparison_can_be_computed_with(project, say, monkeypatch):
    translate(monkeypatch, {"Tal": "Number"})
    assert say("compare", "frost", "base", "base", "--to", "csv", "--all").out.splitlines() == [
        "id,label,unit,frost,base",
        "sum.one_sek,Number,kr,600.0,600.0",
        "sum.two_sek,Number,kr,20.0,40.0",
    ]


def test_a_sweep_counts_what_is_done_and_ends_with_its_table(project, say):
    (project.root / "grid.yml").write_text("grid: {sold_share: [0.01, 0.02, 0.03]}")
    said = say("sweep", "grid.yml")
    assert said.complaint[-1] == "4 of 4 notebooks, about 0 s left"
    assert said.out.splitlines()[-1] == "Table, one row a set: runs/sweep-grid/results.csv"


def test_a_sweep_says_how_long_it_still_takes():
    file, times = io.StringIO(), iter([0.0, 1.0, 2.0, 3.0, 8.0])
    told = progress.Counted(file, lambda: next(times))
    told.planned(total=10, kept=4)
    for _ in range(4):
        told.finished("set-1", "01_first", 1.0)
    assert file.getvalue() == ("6 of 10 notebooks, about 4 s left\n8 of 10 notebooks, about 4 s left\n")


def test_the_data_are_listed_and_each_is_told_in_full(project, say, monkeypatch):
    english = polib.pofile(str(SAMPLE / "report" / "en" / "messages.po"))
    translate(monkeypatch, {entry.msgid: entry.msgstr for entry in english})
    lines = say("data").out.splitlines()
    assert len(lines) == len(data.package(project)["resources"])
    assert "harvests   Harvests (The village council" in "\n".join(lines)
    said = say("data", "harvests").out
    for expected in (
        "File: data/harvests.csv, 5 rows\n",
        "Licence: CC0 1.0. Retrieved: 2026-01-15.\n",
        "Read by:\n    notebooks/02_second.ipynb\n",
        "    year       integer, unit år, part of the key: Year.\n",
        "    kg         integer, unit kg",
        "garden_book: Byalaget, Trädgårdens dagbok",
    ):
        assert expected in said
    assert "params: the codes of 'resting'" in say("data", "varieties").out
    (project.report / "report.qmd").write_text("{{< var facts.planted >}}")
    assert "    report/report.qmd\n" in say("data", "facts").out
    assert say("data", "harvest").complaint[1] == "Did you mean 'harvests'?"


def test_an_explanation_runs_nothing(project, say):
    assert "base/01_first: it has not run before" in say("run", "--explain").out
    assert not (project.runs / "base").exists()


def test_a_new_scenario_can_be_run_at_once(project, say):
    assert "orchard report mine" in say("new", "scenario", "mine").out
    assert say("run", "mine").code == 0


def test_what_is_derived_is_written_on_request(project, say):
    path = project.params / "schema.json"
    before = path.read_bytes()
    path.unlink()
    assert "Write it anew: orchard check --fix" in say("check").complaint
    assert say("check", "--fix").out.startswith("Written: params/schema.json\n")
    assert path.read_bytes() == before


def test_every_scenario_is_listed_with_what_it_assumes(project, say):
    names = [line.partition(":")[0] for line in say("scenarios").out.splitlines()[::2]]
    assert names == project.scenarios()
    assert names[0] == "base"


def test_a_command_of_the_publications_own_stands_beside_those_of_the_engine(project, say):
    assert say("weigh", "02").out == "Gravensteiner: 20 trees\n"
    assert "weigh" in say("--help").out


@pytest.fixture
def reported(project, say):
    """The project with a report as a web page."""
    said = say("report", "--to", "html", "--renderer", "pandoc")
    assert said.code == 0, said.err
    return project


def test_a_second_report_has_nothing_to_do(reported, say):
    assert say("report", "--to", "html", "--renderer", "pandoc").out == (
        "Nothing has changed:\n  _report/base/report.html\n"
    )


def test_a_text_with_an_unknown_result_leaves_the_report_as_it_was(reported, say):
    page = reported.output / "base" / "report.html"
    before = page.read_bytes()
    source = reported.report / "report.qmd"
    source.write_text(source.read_text(encoding="utf-8").replace("sum.one_sek", "sum.on_sek"))
    said = say("report", "--to", "html", "--renderer", "pandoc")
    assert said.code == 2
    assert said.complaint == [
        "report/report.qmd, line 8: there is no result 'sum.on_sek'.",
        "Did you mean 'sum.one_sek'?",
    ]
    assert page.read_bytes() == before


@pytest.mark.parametrize("listener", [progress.Plain, progress.Counted, progress.Bar])
@pytest.mark.parametrize("words", [("run",), ("sweep", "grid.yml")], ids=["run", "sweep"])
def test_a_failing_cell_is_named_once(project, say, monkeypatch, listener, words):
    monkeypatch.setattr(progress, "listener", lambda many=False: listener())
    monkeypatch.setenv("COLUMNS", "200")
    (project.root / "grid.yml").write_text("scenario: base\ngrid:\n  sold_share: [0.5]\n")
    small_project.add_notebook(project, "02_second", "1/0")
    said = say(*words)
    assert said.code == 3
    assert said.err.count("02_second, cell 2 (c1): ZeroDivisionError: division by zero") == 1
    assert said.complaint[-2].startswith("1 notebook failed")
    assert "ZeroDivisionError" not in said.out


def test_a_failing_cell_leaves_run_and_report_as_they_were(reported, say):
    page, results = reported.output / "base" / "report.html", reported.runs / "base" / "results.json"
    before = page.read_bytes(), results.read_bytes()
    small_project.add_notebook(reported, "02_second", "1/0")
    said = say("report", "--to", "html", "--renderer", "pandoc")
    assert said.code == 3
    assert said.complaint[-2:] == [
        "1 notebook failed; what was published before stands as it was.",
        "The traceback is in runs/base/failed/.",
    ]
    assert "Traceback" not in said.err
    assert (page.read_bytes(), results.read_bytes()) == before


def test_the_report_is_rendered_again_where_another_program_would_now_do_it(
    project, say, monkeypatch, tmp_path
):
    quarto = tmp_path / "quarto"
    monkeypatch.setenv("QUARTO_PATH", str(quarto))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "the built-in renderer" in say("report", "--to", "html").out
    assert say("report", "--to", "html").out.startswith("Nothing has changed")
    quarto.write_text(FAKE_QUARTO)
    quarto.chmod(0o755)
    assert "Report 'base': Quarto" in say("report", "--to", "html").out
    assert (project.output / "base" / "report.html").read_text() == "by Quarto\n"
    assert say("report", "--to", "html").out.startswith("Nothing has changed")
    assert "the built-in renderer" in say("report", "--to", "html", "--renderer", "pandoc").out
    quarto.unlink()
    assert say("report", "--to", "html").out.startswith("Nothing has changed")


@pytest.fixture
def fake_quarto(monkeypatch, tmp_path):
    """Return what writes the only quarto command there is: a shell script."""
    path = tmp_path / "quarto"
    monkeypatch.setenv("QUARTO_PATH", str(path))
    monkeypatch.setenv("PATH", str(tmp_path))

    def write(script):
        path.write_text(script)
        path.chmod(0o755)
        return path

    return write


def test_the_built_in_renderer_does_what_quarto_fails_to_do_and_says_why(ran, say, fake_quarto):
    fake_quarto(FAKE_QUARTO + "echo 'ERROR: there is no Typst' >&2; exit 1\n")
    for _ in range(2):
        said = say("report", "--to", "html")
        assert (said.code, "Report 'base': the built-in renderer" in said.out) == (0, True)
        assert said.complaint == [
            "The built-in renderer is used: Quarto could not render the report: ERROR: there is no Typst"
        ]
    assert "by Quarto" not in (ran.output / "base" / "report.html").read_text(encoding="utf-8")
    said = say("report", "--to", "html", "--renderer", "quarto")
    assert (said.code, said.complaint[0]) == (
        1,
        "Quarto could not render the report: ERROR: there is no Typst",
    )


def test_a_quarto_that_is_too_old_is_named_where_something_is_made(ran, say, fake_quarto):
    path = fake_quarto("#!/bin/sh\necho 1.4.550\n")
    old = f"{path} is Quarto 1.4.550; the report needs 1.10 or newer."
    said = say("report", "--to", "html")
    assert (said.code, said.complaint) == (0, [f"The built-in renderer is used: {old}"])
    assert say("report", "--to", "html").out.startswith("Nothing has changed")
    said = say("report", "--to", "html", "--renderer", "quarto")
    assert (said.code, said.complaint[0]) == (2, old)


def test_a_value_is_tried_with_the_built_in_renderer_unless_quarto_is_asked_for(project, say, fake_quarto):
    fake_quarto(FAKE_QUARTO)
    tried = ("report", "-p", "sold_share=0.7", "--as", "tried", "--to", "html")
    assert "Report 'tried': the built-in renderer" in say(*tried).out
    assert "Report 'tried': Quarto" in say(*tried, "--renderer", "quarto").out


ONE = "1 message is not translated into 'en' and stayed in 'sv': 'orchard check' names it."
TWO = "2 messages are not translated into 'en' and stayed in 'sv': 'orchard check' names them."


@pytest.mark.parametrize(("left", "said"), [([], ""), (["Sorterna."], ONE), (["Sorterna.", "Sort"], TWO)])
def test_a_report_says_how_much_of_it_is_not_translated(project, say, monkeypatch, left, said):
    monkeypatch.setattr(catalogue, "_missing", {})
    english = project.report / "en"
    english.mkdir()
    text = (project.report / "report.qmd").read_text(encoding="utf-8")
    (english / "report.qmd").write_text(text.replace("sv-SE", "en-GB"), encoding="utf-8")
    path = english / "messages.po"
    messages = catalogues.updated(None, catalogues.catalogues(project)[path], path)
    # The package with the publication does not lie in this project.
    page = publication.of(project).landing
    said_there = {
        page.title,
        page.subtitle,
        page.series,
        page.caption,
        *(h for h, *_ in page.figures.values()),
    }
    messages.extend(polib.POEntry(msgid=words) for words in {each.message for each in said_there})
    for entry in messages:
        words = "" if entry.msgid in left else entry.msgid
        entry.msgstr, entry.msgstr_plural = words, {form: words for form in entry.msgstr_plural}
    messages.save(str(path))
    out = say("report", "--lang", "en", "--to", "html", "--renderer", "pandoc").out
    assert "report.en.html" in out
    assert [line for line in out.splitlines() if "translated" in line][:1] == ([said] if said else [])


def test_a_run_says_which_data_were_changed_without_their_hash(project, say, monkeypatch):
    path = project.data / "varieties.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Åkerö", "Akero"), encoding="utf-8")
    said = (
        "data/varieties.csv differs from its hash in data/datapackage.json; the run takes what is there "
        "('orchard check --fix' writes the hash)."
    )
    (project.root / "sweeps").mkdir()
    (project.root / "sweeps" / "one.yml").write_text("sets: [{sold_share: 0.5}]")
    for words in (["run"], ["sweep", "sweeps/one.yml"], ["report", "--to", "html", "--renderer", "pandoc"]):
        done = say(*words)
        assert (done.code, done.complaint.count(said)) == (0, 1)
    say("check", "--fix")
    assert "hash" not in say("run", "--force").err


def test_a_run_leaves_no_value_that_it_did_not_take_in_the_parameters_cell(ran, say):
    source, made = ran.notebooks / "01_first.ipynb", ran.runs / "base" / "01_first.ipynb"
    before = made.read_text(encoding="utf-8")
    source.write_text(source.read_text().replace("sold_share = 0.6", "sold_share = 0.1"))
    done = say("run")
    assert done.complaint[0] == (
        "notebooks/01_first.ipynb: 'sold_share' is 0.1 in the parameters cell, which no run takes; "
        "give it with '-p sold_share=…', or in a scenario."
    )
    assert "1 executed" in done.out
    assert made.read_text(encoding="utf-8") == before
