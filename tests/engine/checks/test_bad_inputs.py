"""A table of bad inputs: each is told once, with its file and line, before anything runs."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import small_project
import trials
from pressroom import pipeline
from pressroom.begin import draft
from pressroom.checks import checklist
from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.runs.fresh import Request

Damage = Callable[[Path], object]
HARVESTS, VARIETIES = "data/harvests.csv", "data/varieties.csv"
BOOK, CHAPTER, BASE = "notebooks/02_second.ipynb", "report/report.qmd", "params/base.yml"


def bytes_of(name: str, change: Callable[[bytes], bytes]) -> Damage:
    return lambda root: (root / name).write_bytes(change((root / name).read_bytes()))


def replaced(name: str, old: str, new: str) -> Damage:
    def change(raw: bytes) -> bytes:
        assert old.encode() in raw
        return raw.replace(old.encode(), new.encode(), 1)

    return bytes_of(name, change)


def added(name: str, text: str) -> Damage:
    return bytes_of(name, lambda raw: raw + text.encode())


def excel(raw: bytes) -> bytes:
    """Return a table as Excel in Swedish saves it."""
    return raw.replace(b",", b";")


def code(text: str) -> Damage:
    return replaced(BOOK, "len(data.load('harvests'))", text)


FILE = r"data/harvests\.csv"
# What is damaged, and the one line that tells it; "check" where only that command asks.
EVERY: dict[str, tuple[Damage, str]] = {
    "semicolons": (bytes_of(HARVESTS, excel), rf"{FILE}, line 1: ';' stand between the columns"),
    "tabs": (bytes_of(HARVESTS, lambda raw: raw.replace(b",", b"\t")), rf"{FILE}, line 1: tabs stand"),
    "byte order mark": (
        bytes_of(HARVESTS, lambda raw: b"\xef\xbb\xbf" + raw),
        rf"{FILE}, line 1: .*byte order",
    ),
    "UTF-16": (bytes_of(HARVESTS, lambda raw: raw.decode().encode("utf-16")), rf"{FILE}: this is UTF-16"),
    "Latin-1": (
        bytes_of(VARIETIES, lambda raw: raw.decode().encode("latin-1")),
        r"data/varieties\.csv, line \d+: not UTF-8; read as Latin-1 it says '.*[Åö]",
    ),
    "codes with semicolons": (bytes_of(VARIETIES, excel), r"data/varieties\.csv, line 1: ';' stand"),
    "NUL": (
        bytes_of(VARIETIES, lambda raw: raw.replace(b"Astrakan", b"Astr\0kan")),
        r"varieties\.csv, line \d+: .*U\+0000",
    ),
    "digits of another script": (
        replaced(HARVESTS, "2021,", "٢٠٢١,"),
        rf"{FILE}, line \d+: '.' is a digit of",
    ),
    "wide digits in a code": (
        replaced(VARIETIES, "01,", "０１,"),
        r"varieties\.csv, line 2: '.' is a digit",
    ),
    "empty file": (bytes_of(HARVESTS, lambda raw: b""), rf"{FILE}: the file is empty"),
    "no rows": (bytes_of(HARVESTS, lambda raw: raw.split(b"\n")[0] + b"\n"), rf"{FILE}: there is no row"),
    "open quotation mark": (added(HARVESTS, '"x,y\n'), rf"{FILE}, line 7: a quotation mark"),
    "decimal comma": (
        replaced(HARVESTS, "2410", '"2410,5"'),
        rf"{FILE}, row 2, .*'2410,5' is not",
    ),
    "thousands": (
        replaced(HARVESTS, "2410", "2 410"),
        rf"{FILE}, row 2, .*'2 410' is not",
    ),
    "percent": (replaced(HARVESTS, "2410", "5 %"), rf"{FILE}, row 2, .*'5 %' is not"),
    "long row": (replaced(HARVESTS, "2410", "2,410"), rf"{FILE}, row 2: Extra Cell"),
    "key given twice": (
        bytes_of(VARIETIES, lambda raw: raw + raw.split(b"\n")[1] + b"\n"),
        r"data/varieties\.csv, row 6: code \d+ stands twice",
    ),
    "below the bound": (
        replaced(HARVESTS, "2410", "-2410"),
        rf"{FILE}, row 2, .*'-2410' is below 0",
    ),
    "source of a parameter": (
        replaced("params/parameters.yml", "source: garden_book", "source: gardn_book"),
        r"params/parameters\.yml: the source 'gardn_book' of 'kg_per_tree' is not in data/sources\.csv",
    ),
    "broken description": (
        bytes_of("data/datapackage.json", lambda raw: raw[:-3]),
        r"data/datapackage\.json, line \d+",
    ),
    "no notebook": (bytes_of(BOOK, lambda raw: b"{"), r"notebooks/02_second\.ipynb is not a notebook"),
    "no Python": (
        code("len(data.load('harvests')"),
        r"02_second\.ipynb, cell 'c2', line 1: '\(' was never",
    ),
    "lost tag": (
        replaced(BOOK, '"parameters"', '"parametrs"'),
        r"02_second\.ipynb: no cell has the tag 'parameters'",
    ),
    "clock": (code("time.time()"), r"02_second\.ipynb, cell 'c2', line 1: 'time\.time\(\)' asks the clock"),
    "chance": (code("np.random.rand()"), r"02_second\.ipynb, cell 'c2', line 1: .* draws without a seed"),
    "unknown parameter": (
        replaced(BOOK, "kg_per_tree = 40.0", "kg_per_tee = 40.0"),
        r"02_second\.ipynb.*'kg_per_tee'",
    ),
    "unknown key figure": (replaced(BOOK, "two_sek", "tow_sek"), r"02_second\.ipynb.*'sum\.tow_sek'"),
    "unknown name": (
        replaced(BASE, "sold_share:", "sold_shar:"),
        r"params/base\.yml, line 10: 'sold_shar' is not",
    ),
    "no YAML": (
        replaced(BASE, "sold_share: 0.6", "sold_share: [0.6"),
        r"params/base\.yml, line \d+: this is not",
    ),
}
TEXT: dict[str, tuple[Damage, str]] = {
    "unknown result": (replaced(CHAPTER, "one_sek", "on_sek"), r"report\.qmd, line 8: there is no result"),
    "unknown cell": (replaced(CHAPTER, "#tbl-varieties", "#tbl-variety"), r"report\.qmd, line (8|10): "),
    "unknown include": (
        added(CHAPTER, "\n{{< include chapters/x.qmd >}}\n"),
        r"report\.qmd, line 12: there is no file",
    ),
    "unknown reference": (
        added(CHAPTER, "\nSe @tbl-x.\n"),
        r"report\.qmd, line 12: nothing is labelled 'tbl-x'",
    ),
    "missing target": (
        added(CHAPTER, "\n[saknas](#finns-inte)\n"),
        r"report\.qmd, line 12: nothing is labelled 'finns",
    ),
    "skipped level": (
        added(CHAPTER, "\n##### Fem\n"),
        r"report\.qmd, line 12: the heading 'Fem' is of level 5",
    ),
    "missing glyph": (added(CHAPTER, "\n😀\n"), r"report\.qmd, line 12: no font shows '😀'"),
    "script": (added(CHAPTER, "\n[x](javascript:a)\n"), r"report\.qmd, line 12: a link to 'javascript:a'"),
    "open emphasis": (
        added(CHAPTER, "\n**viktigt\n"),
        r"report\.qmd, line 12: the emphasis at '\*\*viktigt'",
    ),
    "open block": (added(CHAPTER, "\n::: {.callout-note}\nx\n"), r"report\.qmd, line 12: .* is never closed"),
    "text in Latin-1": (
        bytes_of(CHAPTER, lambda raw: raw.decode().encode("latin-1")),
        r"report\.qmd, line 8: this is not",
    ),
    "text with NUL": (added(CHAPTER, "\na\0b\n"), r"report\.qmd, line 12: the character U\+0000"),
    "no title": (replaced(CHAPTER, "title:", "titel:"), r"report\.qmd, line \d: the header"),
    "HTML in a label": (
        replaced("report/key_figures.yml", "label: Tal", "label: <b>Tal</b>"),
        r"key_figures\.yml, line 1: '<b>'",
    ),
    "link in a title": (
        replaced(BASE, "title:", "title: '[x](javascript:a)' #"),
        r"params/base\.yml, line \d+: '\]\(javas",
    ),
    "script in a description": (
        replaced("data/datapackage.json", '"title": "', '"title": "<script>'),
        r"datapackage\.json, line \d+: '<script>'",
    ),
}
CHECKED: dict[str, tuple[Damage, str]] = {
    "other ending": (
        lambda root: shutil.copy(root / "params/frost.yml", root / "params/mine.yaml"),
        r"params/mine\.yaml: a scenario's file ends in \.yml",
    ),
    "placeholder": (
        lambda root: draft.write(Project(root), "mine").rename(root / "params/mine.yml"),
        r"params/mine\.yml, line \d+: 'description' is the one to be replaced",
    ),
    "chapter that nothing includes": (
        lambda root: (
            (root / "report/chapters").mkdir(),
            (root / "report/chapters/x.qmd").write_text("Ett."),
        ),
        r"report/chapters/x\.qmd, line 1: no part of the report includes this chapter",
    ),
    "orphan": (
        lambda root: small_project.add_notebook(Project(root), "03_third", "1"),
        r"notebooks/03_third\.ipynb: no text shows anything of it",
    ),
    "changed data": (
        bytes_of(VARIETIES, lambda raw: raw.replace(b"\n", b"\r\n")),
        r"varieties\.csv: differs from its hash",
    ),
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, set]:
    """The small project with what it lacks, looked at once: of unchanged files nothing is asked again."""
    project = small_project.build_with_report(tmp_path_factory.mktemp("bad") / "project")
    return project, set(checklist.problems(project))


@pytest.fixture
def project(template: tuple[Project, set], tmp_path: Path) -> Project:
    """A copy to be damaged."""
    shutil.copytree(template[0].root, tmp_path / "project", symlinks=True)
    return Project(tmp_path / "project")


@trials.trial("bad inputs, each told once with its file and line", 1, 1)
@pytest.mark.parametrize("name", [*EVERY, *TEXT, *CHECKED])
def test_the_check_tells_it_once(template: tuple[Project, set], project: Project, name: str) -> None:
    damage, what = (EVERY | TEXT | CHECKED)[name]
    damage(project.root)
    told = [problem.what for problem in checklist.problems(project) if problem not in template[1]]
    assert [bool(re.search(what, each)) for each in told] == [True], told


@pytest.mark.parametrize("name", [*EVERY, *TEXT])
def test_a_report_is_refused_before_anything_runs(project: Project, name: str) -> None:
    damage, what = (EVERY | TEXT)[name]
    damage(project.root)
    with pytest.raises(UserError) as refused:
        pipeline.choose(project, Request(), "report", ["sv"])
    assert re.search(what, refused.value.what), refused.value.what
    assert (refused.value.code, bool(refused.value.todo)) == (2, True)


@pytest.mark.parametrize("name", EVERY)
def test_a_run_is_refused_too(project: Project, name: str) -> None:
    damage, what = EVERY[name]
    damage(project.root)
    with pytest.raises(UserError) as refused:
        pipeline.choose(project, Request(), "run")
    assert re.search(what, refused.value.what), refused.value.what


@pytest.mark.parametrize("name", [*TEXT, *CHECKED])
def test_a_run_does_not_wait_for_texts_and_drafts(project: Project, name: str) -> None:
    (TEXT | CHECKED)[name][0](project.root)
    assert pipeline.choose(project, Request(), "run")[0].name == "base"


def test_a_scenario_with_another_ending_is_told_when_it_is_asked_for(project: Project) -> None:
    CHECKED["other ending"][0](project.root)
    with pytest.raises(UserError, match=r"params/mine\.yaml: a scenario's file ends in \.yml") as refused:
        pipeline.choose(project, Request(("mine",)), "run")
    assert refused.value.todo == "Rename it to params/mine.yml."


def test_a_draft_with_another_ending_is_told_with_its_folder(project: Project) -> None:
    draft.write(project, "mine").rename(project.params / "drafts" / "mine.yaml")
    with pytest.raises(UserError, match=r"^params/drafts/mine\.yaml: a scenario's file ends in \.yml"):
        pipeline.choose(project, Request(("mine",)), "run")
