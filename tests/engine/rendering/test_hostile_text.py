"""A text is input: what would run in a reader's browser, or publish what is none of it, is refused twice.

First by its line, before anything runs; and where a text comes by another way, by the last filter.
"""

import shutil
from pathlib import Path

import pytest

import report_sample
import trials
import written_project
from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.rendering import markup, mistakes, pandoc, staging

SCRIPTS = {
    "link": "[x](javascript:alert())",
    "link with a reference": "[x]\n\n[x]: javascript:alert()",
    "link in capitals": "[x](JaVaScRiPt:alert())",
    "link with an entity": "[x](java&#115;cript:alert())",
    "link with a named entity": "[x](javascript&colon;alert())",
    "link with a line break": "[x](java&NewLine;script:alert())",
    "link with a tab": "[x](<java\tscript:alert()>)",
    "link with an escaped sign": "[x](javascript\\:alert())",
    "link after a space": "[x](< javascript:alert()>)",
    "autolink": "<javascript:alert()>",
    "link to data": "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "link to a program": "[x](vbscript:msgbox())",
    "link to a file": "[x](file:///etc/passwd)",
    "link without a scheme": "[x](//evil.example/a.js)",
    "link in a footnote": "Ord.[^a]\n\n[^a]: [x](javascript:alert())",
    "link in a table": "| a | b |\n|---|---|\n| [x](javascript:alert()) | d |",
    "link in a heading": "## [x](javascript:alert())",
    "handler on a span": "[x]{onclick=alert()}",
    "handler on a link": '[x](https://a.se){onmouseover="alert()"}',
    "handler on code": "`x`{onclick=alert()}",
    "handler on a heading": "## Två {onclick=alert()}",
    "handler on a block": '::: {.callout-note onclick="alert()"}\nx\n:::',
    "handler on a condition": '::: {when="a.b" onclick="alert()"}\nx\n:::',
    "handler on a code block": "``` {.python onclick=alert()}\nx\n```",
    "style": "[x]{style=\"background:url('https://evil.example')\"}",
    "class": "[x]{.provenance}",
    "label that closes its quotes": '## Två {#a"onclick="alert()}',
    "script": "<script>alert()</script>",
    "script on several lines": "<script>\n\nalert()\n\n</script>",
    "script in a line": "Text <script>alert()</script> text.",
    "script after an empty comment": "<!--><script>alert()</script>-->",
    "script between code": "`<!--` <script>alert()</script> `-->`",
    "image with a handler": "<img src=x onerror=alert()>",
    "drawing with a handler": "<svg onload=alert()></svg>",
    "frame": '<iframe srcdoc="<script>alert()</script>"></iframe>',
    "HTML block": '<div onclick="alert()">\n\nx\n\n</div>',
    "HTML span": 'Ett <span onclick="alert()">x</span>.',
    "style sheet": "<style>@import url(https://evil.example)</style>",
    "raw block": "```{=html}\n<script>alert()</script>\n```",
    "raw words": "`<script>alert()</script>`{=html}",
    "raw Word": '```{=openxml}\n<w:p><w:fldSimple w:instr="INCLUDETEXT"/></w:p>\n```',
    "raw Typst": '```{=typst}\n#read("/etc/passwd")\n```',
    "image": "![x](https://evil.example/a.png)",
    "image of a file": "![x](../../../etc/passwd)",
    "title of a callout": '::: {.callout-note title="[x](javascript:alert())"}\nx\n:::',
    "HTML in a title": '::: {.callout-note title="<script>alert()</script>"}\nx\n:::',
    "header within": '---\nheader-includes: "<script>alert()</script>"\n---\n\nx',
    "script in a header's title": '---\nsubtitle: "<script>alert()</script>"\n---\n\nx',
}  # fmt: skip
FILES = {
    "include": "{{< include ../../secret.qmd >}}",
    "include of a whole path": "{{< include /etc/passwd >}}",
    "include on two lines": "{{< include\n../../secret.qmd >}}",
    "include in code": "```\n{{< include ../../secret.qmd >}}\n```",
    "include through executed": "{{< include executed/../../secret.qmd >}}",
    "include through a link": "{{< include chapters/link.qmd >}}",
    "embed": "{{< embed ../../01_secret.ipynb#fig-a >}}",
}  # fmt: skip


@trials.trial("hostile chapters, each refused with its file and line", 1, 1)
@pytest.mark.parametrize("name", {**SCRIPTS, **FILES})
def test_a_hostile_chapter_is_refused_with_its_file_and_line(tmp_path: Path, name: str) -> None:
    project = written_project.build(tmp_path / "p", f"{(SCRIPTS | FILES)[name]}\n")
    (project.root / "secret.qmd").write_text("HEMLIGT", encoding="utf-8")
    (project.report / "chapters" / "link.qmd").symlink_to(project.root / "secret.qmd")
    told = [*mistakes.of_published(project), *markup.problems(project)]
    # There is no run whose results and conditions the text could name.
    told = [each for each in told if "there is no condition" not in each.what and "link.qmd" not in each.file]
    assert len(told) == 1, told
    assert (told[0].file, told[0].line < 8) == ("report/chapters/a.qmd", True)


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Path]:
    """The sample report, staged once."""
    project = report_sample.project(tmp_path_factory.mktemp("sample"))
    return project, staging.stage(project, project.runs / "base", project.output / ".staged" / "base")


@pytest.fixture
def rendered(staged: tuple[Project, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Render a chapter that nobody has looked at."""
    monkeypatch.setattr(mistakes, "refuse", lambda staged: None)
    folder = tmp_path / "staged"
    shutil.copytree(staged[1], folder, symlinks=True)
    (tmp_path / "secret.qmd").write_text("HEMLIGT", encoding="utf-8")

    def render(chapter: str) -> str:
        head = "# Detaljer {#sec-details}\n\n## Tabeller {#sec-tables}\n\nEn. @tbl-typed\n\n"
        table = "\n\n| a |\n|---|\n| b |\n\n: En. {#tbl-typed}\n"
        shown = "".join(
            f"{{{{< embed executed/01_sample.ipynb#{name} >}}}}\n\n" for name in ("fig-change", "tbl-posts")
        )
        text = f"{head}{shown}{chapter}{table}"
        (folder / "report" / "chapters" / "details.qmd").write_text(text, encoding="utf-8")
        return pandoc.render(folder, tmp_path / "out", {"report": ["html"]})["report"]["html"].read_text(
            encoding="utf-8"
        )

    return render


def test_the_sample_itself_is_rendered(rendered) -> None:
    assert "Underskottet" in rendered("[x](https://a.se) <!-- borta -->")


@pytest.mark.parametrize("name", {**SCRIPTS, **FILES})
def test_what_nobody_has_looked_at_is_not_published_either(rendered, name: str) -> None:
    try:
        page = rendered((SCRIPTS | FILES)[name])
    except UserError:
        return
    body = page.partition("<main")[2].partition("</main>")[0].lower()
    bad = ("<script", "javascript:alert", " onclick=", " onmouseover=", " onerror=", " onload=", "hemligt")
    bad += ("vbscript:", "data:text", "file:", "<iframe", "<style>@import", "root:x", "#read(")
    assert [each for each in bad if each in body] == []
