"""A report's parts: the formats of each, what they say of one another, and where they lead."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

import report_sample
from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.rendering import links, mistakes, pandoc, staging
from pressroom.rendering import report as reports
from pressroom.rendering.edition import FORMATS, Edition, chosen_parts

BRIEF = """---
title: "Provrapport om kostnader"
series: "Kortversion"
short: true
lang: sv-SE
---

# Svaret {.unnumbered #sec-answer}

Underskottet är {{< var sample.gap_sek >}}. Se @sec-details, @sec-last och @sec-scores.
"""
ANNEX = """---
title: "Bilaga"
lang: sv-SE
---

# Antaganden {#sec-assumptions}

## Poäng {#sec-scores}

De används i @sec-details.
"""
BOTH = {"report": {"html": "report.html", "pdf": "report.pdf"}, "annex": {"pdf": "annex.pdf"}}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = report_sample.project(tmp_path_factory.mktemp("project"))
    for part, text in {"brief": BRIEF, "annex": ANNEX}.items():
        (made.report / f"{part}.qmd").write_text(text, encoding="utf-8")
    return made


def stage(project: Project, folder: Path, parts: dict = BOTH, groups: tuple = ()) -> Path:
    said = json.dumps({"parts": parts, "groups": {"report": list(groups)}})
    return staging.stage(project, project.runs / "base", folder / "staged", generated={links.FILE: said})


def page(staged: Path, folder: Path, part: str) -> str:
    return pandoc.render(staged, folder, {part: ["html"]})[part]["html"].read_text(encoding="utf-8")


def links_of(html: str, of: str) -> dict[str, str]:
    main = html.partition(f"<{of}")[2].partition(f"</{of.split()[0]}>")[0]
    found = re.findall(r'<a\s[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', main, re.DOTALL)
    return {" ".join(text.replace("\u00a0", " ").split()): place for place, text in found}


@pytest.mark.parametrize(
    ("parts", "formats", "files"),
    [
        (("report",), FORMATS, ["report.html", "report.pdf", "report.docx"]),
        (("brief", "annex"), FORMATS, ["brief.pdf", "brief.docx", "annex.html", "annex.pdf"]),
        (("report", "brief", "annex"), ("html",), ["report.html", "annex.html"]),
        (("annex", "workbook"), FORMATS, ["annex.html", "annex.pdf", "workbook.xlsx"]),
    ],
)
def test_each_part_is_made_in_its_own_formats(parts, formats, files) -> None:
    edition = Edition("base", formats, parts=parts)
    assert edition.files == [f"_report/base/{file}" for file in files]
    assert Edition("base", formats, "en", parts=parts).files[0].endswith(".en." + files[0].partition(".")[2])


def test_all_parts_are_those_that_are_written_and_have_the_format(project) -> None:
    assert chosen_parts(project, "all") == ("report", "brief", "annex", "workbook", "notebooks")
    assert chosen_parts(project, "all", ("html",)) == ("report", "annex", "notebooks")
    assert chosen_parts(project, "annex,report,annex") == ("annex", "report")
    (project.report / "annex.qmd").rename(project.report / "hidden")
    try:
        assert chosen_parts(project, "all") == ("report", "brief", "workbook", "notebooks")
        with pytest.raises(UserError, match="--part annex: there is no such choice"):
            chosen_parts(project, "annex")
    finally:
        (project.report / "hidden").rename(project.report / "annex.qmd")


def test_a_part_that_is_not_made_in_the_format_is_refused_with_those_it_is_made_in(project) -> None:
    with pytest.raises(UserError, match="--part brief --to html: this part is made as pdf and docx"):
        chosen_parts(project, "brief", ("html",))


def test_the_workbook_is_no_text_that_is_rendered() -> None:
    edition = Edition("base", parts=("brief", "workbook"))
    assert edition.documents == {"brief": ["pdf", "docx"]}


def test_what_is_made_beside_the_text_takes_its_place_with_it_or_not_at_all(project, monkeypatch) -> None:
    # The sample's run has no notebooks to tell of in the appendices.
    monkeypatch.setattr(reports, "appendices", lambda *_: {})
    monkeypatch.setattr(reports, "_folds", lambda *_: {})
    edition = Edition("base", ("html", "xlsx"), renderer="pandoc", parts=("report", "workbook"))
    reports.build(project, edition, beside={"workbook.xlsx": lambda: b"first"})
    page, workbook = (project.output / "base" / name for name in ("report.html", "workbook.xlsx"))
    assert workbook.read_bytes() == b"first"
    before = page.stat().st_mtime_ns

    def fails() -> bytes:
        raise UserError("The workbook cannot be made.", "Try again.")

    with pytest.raises(UserError, match="The workbook cannot be made"):
        reports.build(project, edition, beside={"workbook.xlsx": fails})
    assert (page.stat().st_mtime_ns, workbook.read_bytes()) == (before, b"first")
    assert not list(page.parent.glob(".building-*"))
    shutil.rmtree(project.output)


def test_editions_of_other_parts_have_other_stamps() -> None:
    stamps = [Edition("base", parts=parts).stamp for parts in (("report",), ("brief",), ("report", "brief"))]
    assert len(set(stamps)) == 3


def test_a_section_of_another_part_is_named_with_its_number_there_and_the_part(project, tmp_path) -> None:
    found = links_of(page(stage(project, tmp_path), tmp_path, "brief"), "main")
    assert found == {
        "avsnitt 2 i rapporten": "report.html#sec-details",
        "”Onumrerat” i rapporten": "report.html#sec-last",
        "avsnitt 1.1 i bilagan": "annex.pdf",
    }


def test_what_is_not_built_is_named_without_a_link(project, tmp_path) -> None:
    html = page(stage(project, tmp_path, {"report": {}}), tmp_path, "brief")
    assert links_of(html, "main") == {}
    assert "avsnitt\u00a02 i rapporten" in html


def test_paper_leads_to_paper(project, tmp_path) -> None:
    staged = stage(project, tmp_path)
    made = pandoc.render(staged, tmp_path, {"annex": ["pdf", "docx"]})["annex"]
    text = subprocess.run(["pdftotext", made["pdf"], "-"], capture_output=True, text=True).stdout
    assert "avsnitt 2 i rapporten" in " ".join(text.split())
    assert b"report.pdf" in made["pdf"].read_bytes()


def test_a_short_part_has_neither_cover_nor_contents(project, tmp_path) -> None:
    staged = stage(project, tmp_path)
    made = {
        part: pandoc.render(staged, tmp_path, {part: ["pdf"]})[part]["pdf"] for part in ("brief", "annex")
    }
    pages = {}
    for part, path in made.items():
        said = subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout
        pages[part] = int(re.search(r"Pages:\s+(\d+)", said)[1])
    assert pages["brief"] == 1
    assert pages["annex"] > 1


def test_no_part_may_refer_to_a_figure_of_another(project, tmp_path) -> None:
    staged = stage(project, tmp_path)
    mistakes.refuse(staged)
    with (staged / "report" / "brief.qmd").open("a", encoding="utf-8") as brief:
        brief.write("\nSe @fig-gap.\n")
    with pytest.raises(UserError, match=r"report/brief.qmd, line 12: nothing is labelled 'fig-gap'."):
        mistakes.refuse(staged)


def test_the_page_leads_to_what_there_is_or_will_be(project) -> None:
    built = project.output / "base"
    built.mkdir(parents=True, exist_ok=True)
    (built / "report.pdf").write_bytes(b"")
    coming = ["_report/base/report.html", "_report/base/brief.docx", "_report/base/report.en.html"]
    said = json.loads(links.as_json(project, Edition("base"), coming))
    assert said["parts"] == {
        "report": {"html": "report.html", "pdf": "report.pdf"},
        "brief": {"docx": "brief.docx"},
        "annex": {},
        "accessibility": {},
        "slides": {},
        "workbook": {},
        "notebooks": {},
    }
    assert said["groups"]["annex"][0] == {
        "name": "Rapporten",
        "links": [{"text": "Webbsida", "href": "report.html"}, {"text": "PDF", "href": "report.pdf"}],
    }
    shown = {
        group["name"]: {link["text"]: link["href"] for link in group["links"]}
        for group in said["groups"]["report"]
    }
    assert shown == {
        "Rapporten": {"PDF": "report.pdf"},
        "Kortversionen": {"Word": "brief.docx"},
        "Andra språk": {"In English": "report.en.html"},
        "Andra scenarier": {"Alla scenarier": "../index.html"},
    }


def test_the_page_shows_its_links_in_the_banner(project, tmp_path) -> None:
    group = {"name": "Andra språk", "links": [{"text": "In English", "href": "report.en.html", "lang": "en"}]}
    html = page(stage(project, tmp_path, groups=(group,)), tmp_path, "report")
    assert links_of(html, 'nav class="elsewhere"') == {"In English": "report.en.html"}
    assert '<a href="report.en.html" lang="en">In English</a>' in html
    assert 'class="elsewhere"' not in page(stage(project, tmp_path / "none"), tmp_path, "report")


def test_a_short_part_is_set_closer_in_word_and_its_picture_is_smaller(project, tmp_path) -> None:
    brief = project.report / "brief.qmd"
    brief.write_text(BRIEF + "\n{{< embed executed/01_sample.ipynb#fig-gap >}}\n", encoding="utf-8")
    try:
        staged = stage(project, tmp_path)
    finally:
        brief.write_text(BRIEF, encoding="utf-8")
    sizes, widths = {}, {}
    for part in ("brief", "report"):
        document = docx.Document(pandoc.render(staged, tmp_path, {part: ["docx"]})[part]["docx"])
        sizes[part] = document.styles["Title"].font.size.pt
        widths[part] = document.inline_shapes[0].width
    assert sizes["brief"] < sizes["report"]
    assert widths["brief"] < widths["report"]
