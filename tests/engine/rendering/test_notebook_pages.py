"""A page for each executed notebook: all that it holds is there, and nothing of it does anything."""

import json
import re
from pathlib import Path

import pytest

import notebook_page_sample as sample
from notebook_page_sample import PIXEL, code, page, prose
from pressroom import publication
from pressroom.rendering.edition import Edition, notebook_names

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>alert()</script></svg>'
TABLE = """<table id="content" onclick="a()">
<thead id="content"><tr id="content"><th onload="a()">a</th></tr></thead>
<tbody id="content" onclick="a()"><tr id="content"><td id="content" style="x" onload="a()">b</td></tr></tbody>
</table>"""
PICTURE = r'<img\s+src="data:{};base64,'


def main(path: Path) -> str:
    """Return what the page shows, without its drawings."""
    html = path.read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0]
    return re.sub(r"(<svg[^>]*>).*?</svg>", r"\1", html, flags=re.DOTALL)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("bundle", "shown"),
    [
        ({"text/plain": "just <words>"}, '<pre class="output"><code>just &lt;words&gt;</code></pre>'),
        ({"text/markdown": "some *words*"}, "<p>some <em>words</em></p>"),
        ({"text/html": "<b onclick='x()' class='skip'>bold</b>"}, "<strong>bold</strong>"),
        ({"text/html": "<table><tr><td>one</td></tr></table>"}, '<figure id="output-4-1-1" class="table">'),
        ({"image/png": PIXEL, "text/plain": "no"}, PICTURE.format("image/png")),
        ({"image/jpeg": PIXEL}, PICTURE.format("image/jpeg")),
        ({"image/svg+xml": SVG}, PICTURE.format(r"image/svg\+xml")),
        ({"image/png": '"><script>', "text/plain": "instead"}, "instead"),
        ({"text/latex": "$x$"}, r"text/latex\n\$x\$"),
        ({"application/json": {"a": 1}}, "&quot;a&quot;: 1"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_an_output_of_each_kind_is_on_the_page(tmp_path, bundle, shown):
    assert re.search(shown, main(page(tmp_path, code("show()", bundle))))


def test_what_a_cell_prints_is_on_the_page_without_the_signs_of_a_terminal(tmp_path):
    printed = {"output_type": "stream", "name": "stdout", "text": "\x1b[31mred\x1b[0m \u202eturned"}
    failed = {"output_type": "error", "ename": "ValueError", "evalue": "<no>", "traceback": []}
    html = main(page(tmp_path, code("show()", outputs=(printed, failed))))
    assert "<code>red [U+202E]turned</code>" in html
    assert "ValueError: &lt;no&gt;" in html


def test_prose_code_figure_and_table_stand_in_the_order_of_the_notebook(tmp_path):
    html = main(page(tmp_path, prose("# Sedan\n\nSom *räknas*."), code("total = 'ett' + x  # så")))
    places = [
        html.index(sign)
        for sign in (
            'id="fig-gap"',
            'id="tbl-posts"',
            'id="fig-change"',
            "<em>räknas</em>",
            ">&#39;ett&#39;<",
        )
    ]
    assert places == sorted(places)
    assert "Underskottet är 2,7 miljoner kronor." in words(html)
    assert re.search(r"<svg class=\"drawing\" role=\"img\"", html)
    assert (
        '<a href="#cell-' in (tmp_path / "notebook-01_sample.html").read_text("utf-8").partition("<main")[0]
    )


def test_key_figures_are_a_table_of_names_and_the_values_that_the_annex_has(tmp_path):
    cell = code("record()", *(sample.recorded(id, 1) for id in ("sample.gap_sek", "sample.grows", "no.such")))
    said = words(main(page(tmp_path, cell)))
    assert "Underskott 2 706 000 kronor sample.gap_sek Växer nej sample.grows" in said
    assert "not shown" not in said
    assert "no.such" not in said


@pytest.mark.parametrize(
    "cell",
    [
        prose("<script>alert(1)</script>\n\n<img src=x onerror=alert(2)>"),
        prose("[a](javascript:alert(1)) [b](file:///etc/passwd) ![c](https://evil.example/x.png)"),
        prose("{{< include ../../secret.qmd >}}\n\n{{< var no.such >}}\n\n{{< embed executed/x.ipynb#y >}}"),
        prose("::: {.panel onclick=alert()}\n# Rubrik {#content .panel}\n:::\n\n@fig-none `x`{=html}"),
        prose("---\ntitle: other\n---\n\n~~~ {.skip #content onload=alert()}\nx\n~~~"),
        code("#| label: x\n\n'''\n{{< include /etc/passwd >}}\n</code></pre><script>alert(3)</script>'''"),
        code("x", {"text/markdown": "<iframe src='https://evil.example'></iframe> `<b>`{=html}"}),
        code("x", {"text/html": "<script>alert(4)</script><a href='javascript:alert()' onclick=a()>b</a>"}),
        code(
            "x", {"text/html": "<style>*{display:none}</style><form action='//evil.example'><input></form>"}
        ),
        code("x", {"text/html": TABLE}),
    ],
)
def test_what_would_do_harm_is_words_or_gone(tmp_path, cell):
    path = page(tmp_path, cell)
    html, body = path.read_text(encoding="utf-8"), main(path)
    assert not re.search(r"<(script|iframe|form|input|style)\b", body)
    assert not re.search(
        r"<[^>]*\s(on\w+|style)=",
        body.replace(' style="text-align', ""),
    )
    assert not re.search(r'(href|src)="(?!#|data:image/|\w[\w.-]*\.(html|ipynb)\b)', body)
    assert html.count('id="content"') == 1


@pytest.mark.parametrize(
    "more", ["<script>x()</script>", "<a href='https://x.example'>", "<style>*{}</style>"]
)
def test_a_drawing_that_holds_more_than_shapes_is_an_image(tmp_path, more):
    drawing = sample.figure("fig-other", more)
    html = main(page(tmp_path, drawing))
    assert re.search(PICTURE.format(r"image/svg\+xml"), html)
    assert 'id="fig-other"' not in html


def test_the_page_leads_to_where_the_report_shows_it_and_to_the_notebook(tmp_path):
    path = page(tmp_path, coming=("_report/base/report.html",))
    html = " ".join(path.read_text(encoding="utf-8").split())
    places = {"sec-start": "Inledning", "tbl-posts": "Åtgärder"}
    links = ", ".join(f'<a href="report.html#{label}">{title}</a>' for label, title in places.items())
    assert f"<li>Visas i rapporten: {links}</li>" in html
    assert 'Hämta: <a href="01_sample.ipynb">01_sample.ipynb</a></li>' in html
    assert json.loads((path.parent / "01_sample.ipynb").read_text("utf-8"))["nbformat"] == 4


def test_what_is_not_built_is_not_linked(tmp_path):
    assert "report.html" not in page(tmp_path).read_text(encoding="utf-8")


def test_the_source_is_linked_where_the_project_names_its_address(tmp_path, monkeypatch):
    monkeypatch.setattr(publication, "repository", lambda project: "https://git.example/x")
    assert '<a href="https://git.example/x">Källkoden</a>' in page(tmp_path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("urls", "address"),
    [
        ('Repository = "https://git.example/x"', "https://git.example/x"),
        ('source = "https://git.example/y"', "https://git.example/y"),
        ('Source = "javascript:alert()"', ""),
        ("", ""),
    ],
)
def test_the_address_is_that_of_pyproject_toml(project, urls, address):
    with (project.root / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[project.urls]\n{urls}\n")
    assert publication.repository(project) == address


def test_prose_in_another_language_than_the_page_says_which(tmp_path):
    html = page(tmp_path, prose("Svenska ord."), lang="en").read_text(encoding="utf-8")
    assert re.search(r'<div lang="sv">\s*<p>Svenska ord.</p>', html)
    assert "The notebook’s own text is in Swedish." in html
    assert "Notebook" in html
    assert '<div lang="sv">' not in page(tmp_path / "sv", prose("Svenska ord.")).read_text(encoding="utf-8")
    assert '<a href="01_sample.en.ipynb">' in html


def test_the_pages_are_a_part_of_their_own(project):
    edition = Edition("base", parts=("notebooks",), notebooks=notebook_names(project, ("notebooks",)))
    assert edition.files[:2] == ["_report/base/notebook-01_first.html", "_report/base/01_first.ipynb"]
    assert edition.documents == {}
    assert notebook_names(project, ("report",)) == notebook_names(project, ("notebooks",), ("pdf",)) == ()


def test_a_label_that_is_given_twice_names_one_place(tmp_path):
    html = main(page(tmp_path, sample.figure("fig-gap", "")))
    assert html.count('id="fig-gap"') == 1
