"""What a text may hold: each mistake once, with its line and the one reason, before anything is rendered."""

import re
from pathlib import Path

import pytest

import written_project
from pressroom.rendering import markup, mistakes, pandoc

CHAPTER = "report/chapters/a.qmd"
TABLE = "| a | b |\n|---|---|\n| c | d |\n\n"


def found(root: Path, chapter: str | bytes, main: str = written_project.MAIN) -> list[str]:
    """Return what is told of a report with this chapter, as it stands beside a run without results."""
    project = written_project.build(root, chapter, main)
    told = [*mistakes.of_published(project), *markup.problems(project)]
    return [str(each) for each in told]


# The chapter, the line of the mistake, and how it is told.
MISTAKES = {
    "shortcode": ("Text {{< var a.b", 1, "the shortcode at '{{<' is not closed."),
    "shortcode with a missing sign": ("Text {{ var a.b >}}", 1, "the shortcode at '{{' is not closed."),
    "shortcode on two lines": ("Ett.\n\n{{< include\nchapters/a.qmd >}}", 3, "the shortcode at '{{<' is not"),
    "footnote without text": ("Ord.[^x]\n", 1, "the footnote of 'Ord.[^x]' is not written."),
    "footnote": ("Ord.[^en lång\n", 1, "the footnote at 'Ord.[^en' is not closed."),
    "inline footnote": ("Ord.^[Not\n", 1, "the footnote at 'Ord.^[Not' is not closed."),
    "bold": ("Ett.\n\nDet är **viktigt.\n", 3, "the emphasis at '**viktigt.' is not closed."),
    "italic": ("Det är *viktigt här.\n", 1, "the emphasis at '*viktigt' is not closed."),
    "underscore": ("Det är _viktigt här.\n", 1, "the emphasis at '_viktigt' is not closed."),
    "code": ("Filen `a.csv är borta.\n", 1, "the code at '`a.csv' is not closed."),
    "link": ("Se [här](https://exempel.se för mer.\n", 1, "the link at '[här](https://exempel.se' is not"),
    "attribute": ("Ordet [base funding]{lang=en är.\n", 1, "the attribute at 'funding]{lang=en' is"),
    "attribute without text": ("Ordet {lang=en} är.\n", 1, "the attribute at '{lang=en}' is not closed"),
    "div": ("Ett.\n\n::: {.callout-note}\nText.\n", 3, "'::: {.callout-note}' is never closed."),
    "end of a div": ("Ett.\n\n:::\n\nTvå.\n", 3, "':::' closes nothing."),
    "div within a line": ("Ett ::: två.\n", 1, "the block at ':::' does not stand alone."),
    "code block": ("Ett.\n\n```\nkod\n", 3, "'```' is never closed."),
    "comment": ("Ett.\n\n<!-- ingen slutar\n\nTvå.\n", 3, "'<!--' is never closed."),
    "header": ("---\ntitle: x\n\nText.\n", 1, "the header is never closed."),
    "header's form": ("Ett.\n\n---\na: [\n---\n", 5, "the header cannot be read"),
    "target": ("Ett.\n\n[saknas](#finns-inte)\n", 3, "nothing is labelled 'finns-inte'."),
    "level": ("## Två\n\n##### Fem\n", 3, "the heading 'Fem' is of level 5, after one of level 2."),
    "level of the first": ("", 6, "the heading 'Start' is of level 2, after the beginning."),
    "glyph": ("Ett tecken 😀\n", 1, "no font shows '😀' (U+1F600)."),
    "glyphs of a script": ("日本\n", 1, "no font shows '日' (U+65E5)."),
    "empty heading": ("## \n\nText.\n", 1, "a heading has no text."),
    "label given twice": ("## A {#sec-a}\n\n## B {#sec-a}\n", 3, "'sec-a' is a label already"),
    "table without dashes": ("| a | b |\n| c | d |\n", 1, "what begins with '| a | b |' is no table."),
    "Latin-1": ("Ett.\n\nÅterbetalning\n".encode("latin-1"), 3, "this is not text in UTF-8."),
    "UTF-16": ("Ett.\n".encode("utf-16"), 1, "this is not text in UTF-8."),
    "NUL": ("Ett.\n\nTv\0å.\n", 3, "the character U+0000 is no text."),
    "turned text": ("Ett.\n\nabc\u202edef.\n", 3, "the character U+202E is no text."),
    "a mark of bytes within": ("Ett.\n\nTv\ufeffå.\n", 3, "the character U+FEFF is no text."),
    "line end of another kind": ("Ett.\u2028Två.\n", 1, "the character U+2028 is no text."),
    "include that leaves": ("{{< include ../../pyproject.toml >}}\n", 1, "'../../pyproject.toml' is not in"),
    "include of no text": ("{{< include theme/report.js >}}\n", 1, "'theme/report.js' is not in report/."),
    "shortcode in code": ("```\n{{< include chapters/a.qmd >}}\n```\n", 2, "a shortcode stands in code."),
    "indented include": ("  {{< include chapters/b.qmd >}}\n", 1, "'{{< include >}}' does not stand alone."),
    "HTML": ("Ett.\n\n<div>text</div>\n", 3, "HTML in the text ('<div>') is not known to both renderers."),
    "block": ("::: {.panel-tabset}\nx\n:::\n", 1, "the block 'panel-tabset' is not known to both renderers."),
    "code cell": ("```{python}\nkod\n```\n", 1, "a code cell ('```{python}') is not run."),
    "image": ("![Bild](bild.png)\n", 1, "an image outside a notebook ('bild.png') is not known"),
    "citation": ("Enligt @svensson2020.\n", 1, "a citation ('@svensson2020') is not known"),
    "formula": ("Talet $x^n$ här.\n", 1, "a formula ('x^n') is not known to both renderers."),
    "LaTeX": ("\\begin{a}x\\end{a}\n", 1, "LaTeX ('\\begin{a}x\\end{a}') is not known"),
    "raw output": ("`#strong`{=typst}\n", 1, "raw output for one format ('#strong') is not known"),
    "words beside a reference": ("[@sec-start, sist]\n", 1, "what stands beside '@sec-start' in brackets is"),
    "link to a file": ("[fil](chapters/a.qmd)\n", 1, "a link to 'chapters/a.qmd' is not allowed."),
    "title of a link": ('[a](https://a.se "mer")\n', 1, "the title of the link 'mer' is not shown."),
    "result in an attribute": ("[a](https://a.se/{{< var a.b >}})\n", 1, "a result inside an attribute"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_once_with_its_line(tmp_path: Path, name: str) -> None:
    chapter, line, what = MISTAKES[name]
    main = written_project.MAIN.replace("# Start", "## Start") if name == "level of the first" else ""
    file = "report/report.qmd" if main else CHAPTER
    told = found(tmp_path, chapter, main or written_project.MAIN)
    # There is no run whose results the text could name.
    told = [each for each in told if "there is no result" not in each]
    assert [each.startswith(f"{file}, line {line}: {what}") for each in told] == [True], told


@pytest.mark.parametrize(
    "chapter",
    [
        r"Det kostar \$a och b \$, se \@fig-x, \*inte\* och \[^not].",
        "Se [Regionen](https://regionjh.se/a_b?c=*d*), <https://a.se> och [brev](mailto:a@b.se).",
        "Ord.[^not] Mer.^[Direkt.]\n\n[^not]: En not med *vikt*.\n",
        "[base funding]{lang=en} och `a_b*c`, snake_case, a * b och [sic].",
        f"{TABLE}: En tabell med **vikt**. {{#tbl-a}}\n\nSe @tbl-a och [tabellen](#tbl-a).\n",
        '::: {.callout-note title="Rubrik med \\"citat\\"" collapse="true"}\n\n- *a*\n\n:::\n',
        '::: {.fine-print}\nText <!-- utan\n\nslut --> här.\n:::\n\n<!-- {{< var ingen >}} -->\n',
        "## Två {#sec-b .unnumbered}\n\n### Tre\n\n[Avsnittet](#sec-b), @sec-start.\n\n---\n\n> Ett citat.\n",
        "```\n<script>inget</script> {{\n```\n\n`<!--` [x](https://a.se) `-->` och `{{`.\n",
        "\ufeffMed märke.\r\n\r\nRader som slutar på två tecken.\r\n",
        "Ω, ∑, → och − går att visa; \u00a0likaså.",
    ],
)  # fmt: skip
def test_what_is_meant_as_it_stands_is_no_mistake(tmp_path: Path, chapter: str) -> None:
    assert found(tmp_path, chapter) == []


def test_a_chapter_that_no_part_includes_is_named(tmp_path: Path) -> None:
    project = written_project.build(tmp_path, "Ett.")
    (project.report / "chapters" / "b.qmd").write_text("Två.", encoding="utf-8")
    told = [str(each) for each in mistakes.of_published(project)]
    assert told == ["report/chapters/b.qmd, line 1: no part of the report includes this chapter."]


def test_a_mistake_in_a_chapter_of_two_parts_is_told_once(tmp_path: Path) -> None:
    project = written_project.build(tmp_path, "Det är **viktigt.\n")
    (project.report / "brief.qmd").write_text(written_project.MAIN, encoding="utf-8")
    assert len(markup.problems(project)) == 1


def test_a_link_must_lead_somewhere_in_each_part(tmp_path: Path) -> None:
    project = written_project.build(tmp_path, "Se [slutet](#sec-end).\n")
    (project.report / "report.qmd").write_text(
        written_project.MAIN + "\n# Slut {#sec-end}\n", encoding="utf-8"
    )
    assert markup.problems(project) == []
    (project.report / "brief.qmd").write_text(written_project.MAIN, encoding="utf-8")
    assert [str(each) for each in markup.problems(project)] == [
        "report/chapters/a.qmd, line 1: nothing is labelled 'sec-end'."
    ]


@pytest.mark.parametrize("key", ["title", "lang"])
def test_a_header_must_say_what_every_format_needs(tmp_path: Path, key: str) -> None:
    main = re.sub(f"{key}: .*\n", "", written_project.MAIN)
    assert found(tmp_path, "Ett.", main) == [f"report/report.qmd, line 1: the header has no '{key}'."]


@pytest.mark.parametrize("key", ["header-includes", "include-before", "css", "filters"])
def test_a_header_may_say_what_the_report_knows_and_no_more(tmp_path: Path, key: str) -> None:
    main = written_project.MAIN.replace("lang:", f'{key}: "x"\nlang:')
    assert found(tmp_path, "Ett.", main) == [
        f"report/report.qmd, line 3: the header's '{key}' is not known to both renderers."
    ]


def test_every_mistake_says_what_to_do(tmp_path: Path) -> None:
    chapter = "\n\n".join(
        text for text, *_ in MISTAKES.values() if isinstance(text, str) and not re.match("```|---|<!--", text)
    )
    project = written_project.build(tmp_path, chapter)
    for each in [*mistakes.of_published(project), *markup.problems(project)]:
        assert re.fullmatch(r"[A-Z].*[.?…]|[A-Z].*>}\}\.", each.todo), each


@pytest.mark.parametrize(("lang", "quoted"), [("sv-SE", "”citat”"), ("en-GB", "“citat”")])
def test_quotation_marks_are_those_of_the_language_in_titles_too(
    tmp_path: Path, lang: str, quoted: str
) -> None:
    main = f'---\ntitle: "Om \\"citat\\""\nlang: {lang}\n---\n\n# Ett "citat"\n\nText "citat".\n'
    main += '\n::: {.callout-note title="Rubrik med \\"citat\\""}\nx\n:::\n'
    project = written_project.build(tmp_path, "Ett.", main)
    page = pandoc.render(project.root, tmp_path, {"report": ["html"]})["report"]["html"].read_text(
        encoding="utf-8"
    )
    # The title of the page and of the browser's window; the heading, in the text and in the contents.
    assert page.count(quoted) == 6
    assert set(re.findall('[“”"]citat[“”"]', page)) == {quoted}
