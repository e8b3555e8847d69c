"""The recipes of CONTRIBUTING, followed to the letter in a copy of the checkout."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
import yaml

from pressroom import start
from pressroom.begin import columns
from pressroom.checks import checklist
from pressroom.checks.blanks import MARK
from pressroom.messages.catalogues import catalogues, updated
from pressroom.notebook import data
from pressroom.project import Project

ROOT = Path(__file__).parents[2]
PARAMETER = """
heat_price:
  type: number
  unit: kr
  status: assumption
  range: [0, 10]
  low: 0.5
  high: 2
  label: Värmens pris
  reason: Ett prov.
"""
FIGURE = """#| label: fig-network-demand
#| fig-cap: "Värmebehovet i två kommuner. Källa: ett prov."
#| fig-alt: "Två staplar, den ena högre."
from pressroom import figures
from pressroom.language.text import t
from pressroom.notebook import data

rows = data.load("heat_demand")
title = t("Behovet är störst i en av dem")
figures.show(figures.bars(rows, "area_code", "demand_mwh", unit="antal", title=title))"""
EXECUTE = "Execute it: energikontoret accept"
HEAT = "area_code,year,demand_mwh,source_id\n2303,2022,12.5,heat_2023\n2305,2022,7,heat_2023\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A copy of the checkout, as the working folder."""
    root = tmp_path / "checkout"
    for name in ("params", "data", "notebooks", "report"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("drafts"))
    for name in ("_quarto.yml", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, root / name)
    (root / "src").symlink_to(ROOT / "src")
    monkeypatch.delenv("PRESSROOM_ROOT", raising=False)
    monkeypatch.chdir(root)
    return Project(root)


def steps(section):
    """Return the commands of a recipe, in their order."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipe = re.search(rf"^## {section}\n(.*?)^## ", text, re.DOTALL | re.MULTILINE)[1]
    return re.findall(r"^ *\$ energikontoret (.*)$", recipe, re.MULTILINE)


def told(project):
    """Return what `check` says, in its lines."""
    return checklist.problems(project)


def call(monkeypatch, command):
    """Call a command; `check` may find more than what it was called for."""
    monkeypatch.setattr("sys.argv", ["energikontoret", *shlex.split(command)])
    with pytest.raises(SystemExit) as end:
        start.main()
    assert not end.value.code or command.startswith("check"), command


def fill(project):
    """Write something in the place of every blank."""
    for path in [*project.report.rglob("*.qmd"), *project.report.glob("*.yml")]:
        _without_marks(path)
    for path in [
        *project.notebooks.glob("*.ipynb"),
        *project.data.glob("*.json"),
        project.data / "sources.csv",
    ]:
        _without_marks(path)


def _without_marks(path):
    text = path.read_text(encoding="utf-8")
    text = re.sub(rf'"unit": "{MARK}[^"]*"', '"unit": "MWh"', text)
    path.write_text(text.replace(f"{MARK} ", ""), encoding="utf-8")


def translate(project):
    """Do what `make messages` does, and write a translation of what is new."""
    path = project.report / "en" / "messages.po"
    file = updated(polib.pofile(str(path)), catalogues(project)[path], path)
    for entry in (entry for entry in file if not entry.translated()):
        entry.msgstr, entry.flags = f"In English: {entry.msgid}", []
    file.save(str(path))


def with_figure(project):
    notebook = project.notebooks / "10_network_costs.ipynb"
    content = json.loads(notebook.read_text(encoding="utf-8"))
    figure = {"cell_type": "code", "execution_count": None, "id": "fig", "metadata": {}, "outputs": []}
    content["cells"].append(figure | {"source": FIGURE.splitlines(keepends=True)})
    next(cell for cell in content["cells"] if cell["id"] == "parameters")["source"] += [
        "\n",
        "heat_price = 0",
    ]
    notebook.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for text in project.report.rglob("10_network_costs.qmd"):
        embed = "{{< embed executed/10_network_costs.ipynb#fig-network-demand >}}"
        text.write_text(text.read_text(encoding="utf-8") + f"\n{embed}\n\nSe @fig-network-demand.\n")


def test_what_a_new_chapter_and_new_data_leave_to_be_written_is_all_that_the_check_names(
    project, monkeypatch
):
    before = told(project)
    call(monkeypatch, steps("A chapter")[0])
    (project.root / "heat_demand.csv").write_text(HEAT)
    call(monkeypatch, steps("Data")[0])
    found = [each for each in told(project) if each not in before]
    assert [problem.what for problem in found if MARK not in problem.what] == []
    places = {problem.what.partition(",")[0].partition(":")[0] for problem in found}
    assert places == {
        *("report/chapters/10_network_costs.qmd", "report/en/chapters/10_network_costs.qmd"),
        *("notebooks/10_network_costs.ipynb", "report/key_figures.yml"),
        *("data/datapackage.json", "data/sources.csv"),
    }


def test_a_wrong_unit_of_data_is_all_that_is_told_before_a_new_chapter_is_accepted(project, monkeypatch):
    call(monkeypatch, steps("A chapter")[0])
    fill(project)
    say_what_they_follow(project)
    path = project.data / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"kt CO2e"', '"kt CO2"'), encoding="utf-8")
    [problem] = told(project)
    assert "resource 'emissions': 'kt_co2e' has the unit 'kt CO2'" in problem.what
    assert problem.todo == "Did you mean 'kt CO2e'?"


def test_a_new_scenario_is_in_order_once_its_recipe_is_followed(project, monkeypatch):
    new, publish, fix = steps("A scenario")
    call(monkeypatch, new)
    draft = project.scenario_file("low_rate")
    text = draft.read_text(encoding="utf-8").replace("# discount_rate: 0.035", "discount_rate: 0.01")
    draft.write_text(re.sub("(?m)^description:.*", "description: Räntan är låg.", text), encoding="utf-8")
    call(monkeypatch, publish)
    assert any("no row says what follows from the scenario 'low_rate'" in each.what for each in told(project))
    about, rows = (project.data / name for name in ("datapackage.json", "presence_scenarios.csv"))
    earlier, base, later = about.read_text(encoding="utf-8").rpartition('"base",\n')
    about.write_text(f'{earlier}{base}"low_rate",\n{later}', encoding="utf-8")
    [row] = re.findall(r"`(\w+,low_rate)`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    rows.write_text(f"{rows.read_text(encoding='utf-8')}{row}\n", encoding="utf-8")
    call(monkeypatch, fix)
    translate(project)
    assert told(project) == []


WITH_KEY = {
    entry["path"]: entry["schema"]
    for entry in data.package(Project(ROOT))["resources"]
    if columns.SOURCE_ID not in entry["schema"].get("primaryKey", columns.SOURCE_ID)
}


@pytest.mark.parametrize("file", WITH_KEY)
def test_the_key_that_new_data_would_get_is_the_one_that_the_reports_data_have(file):
    schema = WITH_KEY[file]
    texts = [field["name"] for field in schema["fields"] if field["type"] == "string"]
    found = columns.key(columns.read(ROOT / "data" / file, texts))
    assert list(found) == ([key] if isinstance(key := schema["primaryKey"], str) else key)


def test_quarto_preview_follows_a_new_chapter_too(project, monkeypatch):
    call(monkeypatch, steps("A chapter")[0])
    included = yaml.safe_load((project.root / "_quarto.yml").read_text(encoding="utf-8"))["included"]
    chapters = sorted(path.name for path in (project.root / "report" / "chapters").glob("*.qmd"))
    assert "10_network_costs.qmd" in chapters
    assert included == [f"report/chapters/{name}" for name in chapters]


def say_what_they_follow(project) -> None:
    """Write the comment that `check` asks for, in each text that has been looked through."""
    for problem in told(project):
        if comment := re.search("<!-- follows .* -->", problem.todo):
            path = project.root / problem.what.partition(":")[0].partition(",")[0]
            path.write_text(f"{path.read_text(encoding='utf-8')}\n{comment[0]}\n", encoding="utf-8")


@pytest.mark.slow
def test_a_chapter_with_its_data_a_parameter_and_a_figure_becomes_part_of_the_report(project, monkeypatch):
    first, *rest = steps("A chapter")
    assert rest == ["report", 'accept --all --because "A chapter on network costs"']
    call(monkeypatch, first)
    (project.root / "heat_demand.csv").write_text(HEAT)
    first, *others = steps("Data")
    call(monkeypatch, first)
    fill(project)
    for name, text in (("parameters.yml", PARAMETER), ("base.yml", "heat_price: 0.9\n")):
        path = project.params / name
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    with_figure(project)
    for command in (*others, *steps("A parameter")):
        call(monkeypatch, command)
    assert any("'Behovet är störst i en av dem' of notebooks/10" in each.what for each in told(project))
    translate(project)
    say_what_they_follow(project)
    # What is left is to be taken over, which measures for minutes.
    assert {each.todo for each in told(project)} == {EXECUTE}
    call(monkeypatch, "report --to html --renderer pandoc")
    # Another process: this one has read the catalogue as it was.
    words = [sys.executable, "-m", "energikontoret", "report", "--to", "html", "--renderer", "pandoc"]
    subprocess.run([*words, "--lang", "en"], check=True)
    made = (project.runs / "base" / "10_network_costs.ipynb").read_text(encoding="utf-8")
    assert {"fig-network", "tbl-network", "network.result"} <= set(re.findall(r"[\w.-]+", made))
    for lang, said in (("", "Värmebehovet i två"), (".en", "In English: Värmebehovet i två")):
        page = (project.output / "base" / f"report{lang}.html").read_text(encoding="utf-8")
        assert said in " ".join(page.split())
    assert "heat_price = 0.9" in (project.notebooks / "10_network_costs.ipynb").read_text(encoding="utf-8")
