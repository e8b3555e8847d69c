"""The review page in a real browser: a stranger's notebook does nothing, and a reviewer can use the page."""

import html
import json
import random
import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from handmade import code, display, figure, finances, notebook, parts, prose, result, table

import trials
from pressroom.language.text import t
from pressroom.project import Project, find
from pressroom.review import diff

OWN = "window.owned = true"
PAYLOADS = {
    "script": f"<script>{OWN}</script>",
    "handler": f'<img src=x onerror="{OWN}"><b onmouseover="{OWN}">b</b>',
    "link": f'<a href="javascript:{OWN}">click</a>',
    "data link": f'<a href="data:text/html,<script>{OWN}</script>">data</a>',
    "remote": '<img src="http://evil.example/p.png"><link rel=stylesheet href="//evil.example/x.css">',
    "svg": f'<svg onload="{OWN}"><script>{OWN}</script><image href="http://evil.example/i.png"/></svg>',
    "frame": f'<iframe srcdoc="<script>parent.{OWN}</script>"></iframe>',
    "plug-in": '<object data="x"></object><embed src="x">',
    "style": "<style>h1{display:none} *{position:fixed;inset:0;background:red}</style>",
    "cover": '<div style="position:fixed;inset:0;z-index:99999;background:red" id="summary">cover</div>',
    "base": '<base href="http://evil.example/">',
    "refresh": '<meta http-equiv=refresh content="0;url=http://evil.example/">',
    "form": '<form action="http://evil.example/"><input name=a><button>send</button></form>',
    "breakout": f"</td></table></div></main></style></script><script>{OWN}</script>",
    "template": "{{ 7*7 }}{% if x %}",
    "attribute": f'" onfocus="{OWN}" autofocus x="',
    "escape": "\x1b]0;title\x07\x1b[31mred\x1b[0m \u202egnp.exe \ud800",
    "math": f"<math><mtext><table><mglyph><style><img src=x onerror={OWN}></style></table></mtext></math>",
    "deep": "<b>" * 6_000,
}
ACTING = "iframe, object, embed, form, base, svg, math, [style], [srcdoc], [autofocus], [http-equiv=refresh]"
ALL = "".join(PAYLOADS.values())
QUOTED = json.dumps(ALL)


def hostile():
    """Return a notebook that carries every payload in every place."""
    drawn = figure([[2023, 2], [ALL[:300], 3]], "crimson", ALL[:2000])
    drawn["data"]["image/svg+xml"] = f'<svg xmlns="http://www.w3.org/2000/svg">{ALL}</svg>'
    only_svg = display(
        **{"image/svg+xml": f'<svg xmlns="http://www.w3.org/2000/svg" onload="{OWN}">{ALL}</svg>'}
    )
    outputs = [display(**{"text/html": payload, "text/plain": payload}) for payload in PAYLOADS.values()]
    cells = [code(f"html-{number}", "show()", output) for number, output in enumerate(outputs)]
    return notebook(
        prose("intro", f"# {ALL}\n\n{ALL}"),
        code("injected", f"rate = {ALL!r}", tags=["injected-parameters"]),
        code('record"><img src=x onerror=1>', ALL, result("agreement.gap_sek", 5, label=ALL),
             result("agreement.posts", ALL, unit="text"), result(ALL, 1, unit=ALL, sources=[ALL, "posts"])),
        code("c-table", f"#| label: tbl-posts\n#| tbl-cap: {json.dumps(ALL[:2000])}\nshow()",
             table([["common", ALL], [ALL, 50]], columns=("id", "amount"))),
        code("c-figure", f"#| label: fig-gap\n#| fig-cap: {QUOTED}\n#| fig-alt: {QUOTED}", drawn),
        code("only-svg", "#| label: fig-only\nshow()", only_svg),
        code("broken", "#| label: fig-broken\nshow()", display(**{"image/png": "AAAA" * 100})),
        code("error", "1/0", {"output_type": "error", "ename": ALL, "evalue": ALL, "traceback": [ALL]}),
        *cells,
    )  # fmt: skip


def write(folder, stem, document, given):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{stem}.ipynb").write_text(json.dumps(document))
    manifest = {
        "scenario": {"name": ALL, "title": ALL, "parameters": {ALL[:200]: given["parameters"]["rate"]}}
    }
    manifest |= {"started": ALL, "notebooks": {stem: {"parts": given}}}
    (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project of its own with the report's look."""
    root = tmp_path_factory.mktemp("review")
    for name in ("params", "data", "runs", "report"):
        (root / name).mkdir()
    (root / "_quarto.yml").touch()
    (root / "report" / "theme").symlink_to(find().theme)
    return Project(root)


def make(project, name, old, new, new_parts=None, lang="sv"):
    """Return the path of a review page of two notebooks."""
    write(project.runs / f"{name}-a", "01_finances", old, parts())
    write(project.runs / f"{name}-b", "01_finances", new, new_parts or parts(data="d2", rate=0.05))
    path = project.root / f"{name}.html"
    diff.show_difference(project, f"{name}-a", f"{name}-b", diff.Shown(html=path, lang=lang))
    return path


def disguised(draw, text):
    """Return a payload as it is, or as somebody would hide it."""
    return draw.choice(
        [
            lambda: text,
            lambda: re.sub(r"<\w+", lambda found: found[0].upper(), text),
            lambda: text.replace("<", "<\0", 1),
            lambda: text.replace(" on", "/on").replace("javascript:", "java\tscript:"),
            lambda: html.escape(text),
            lambda: text[: draw.randrange(len(text))],
            lambda: f"<!-->{text}--!>",
            lambda: f"]]>{text}<![CDATA[",
        ]
    )()


def scattered(draw):
    """Return a notebook with payloads in places of it that are drawn."""

    def some():
        return "".join(
            disguised(draw, draw.choice(list(PAYLOADS.values()))) for _ in range(draw.randint(1, 3))
        )

    kinds = ("html", "markdown", "latex", "plain", "javascript", "x-unknown")
    cells = [
        lambda id: prose(id, some()),
        lambda id: code(id, some(), display(**{f"text/{draw.choice(kinds)}": some(), "text/plain": some()})),
        lambda id: code(id, "show()", display(**{"image/svg+xml": f"<svg>{some()}</svg>"})),
        lambda id: code(id, "show()", display(**{"application/json": {some(): [some()]}})),
        lambda id: code(id, "show()", display(**{"image/png": some()})),
        lambda id: code(id, "1/0", {"output_type": "error", "ename": some(), "evalue": some(),
                                    "traceback": [some()]}),
        lambda id: code(id, "", {"output_type": "stream", "name": "stdout", "text": some()}),
        lambda id: code(id, "record()", result(f"agreement.a{id}", some(), unit=some(), label=some())),
        lambda id: code(id, "record()", result(some(), 1, sources=[some()])),
        lambda id: code(id, f"#| label: tbl-{id}\n#| tbl-cap: {json.dumps(some())}",
                        table([[id, some()], [some(), 5]], columns=("id", some()))),
        lambda id: code(id, f"#| label: fig-{id}\n#| fig-alt: {json.dumps(some())}",
                        figure([[some(), 2]], title=some(), options={some(): some()})),
        lambda id: code(f"{id}{some()}", some(), tags=[some()]),
    ]  # fmt: skip
    made = notebook(*(draw.choice(cells)(f"n{number}") for number in range(draw.randint(3, 12))))
    return made | {"metadata": {"title": some(), "kernelspec": {"name": some(), "display_name": some()}}}


@trials.trial("hostile notebooks in a browser", 100, 3)
@pytest.mark.slow
def test_no_notebook_with_payloads_anywhere_does_anything(project, chromium):
    for seed in range(trials.SEED, trials.SEED + trials.count(100, 3)):
        draw, started, events = random.Random(seed), time.monotonic(), []
        sides = [scattered(draw), scattered(draw)]
        path = make(project, f"scattered-{seed}", *sides, lang=draw.choice(["sv", "en"]))
        page = chromium.new_page()
        page.on("dialog", lambda dialog, events=events: (events.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request, events=events: events.append(request.url[:60]))
        page.goto(path.as_uri())
        page.evaluate("for (const node of document.querySelectorAll('details')) node.open = true")
        for _ in range(10):
            page.keyboard.press("Tab")
        own = ("file://", "data:image/", "data:font/", "data:,")
        did = [event for event in events if not event.startswith(own)]
        acting = page.locator(f"{ACTING}, [onload], [onerror], [onfocus], [onmouseover]").count()
        found = (did, page.evaluate("window.owned"), acting, page.url)
        page.close()
        assert found == ([], None, 0, path.as_uri()), seed
        assert time.monotonic() - started < 20, seed


@pytest.fixture(scope="module")
def opened(project, chromium):
    """The page of the hostile notebook, opened, with all that it asked for or said."""
    given = parts(data=ALL, rate=ALL, code="c2", extra={ALL[:100]: "x"})
    changed = [
        code(f"html-{number}", "show()", display(**{"text/html": "before"}))
        for number in range(len(PAYLOADS))
    ]
    old = notebook(*finances()["cells"], *changed)
    path = make(project, "hostile", old, hostile(), given)
    page = chromium.new_page()
    page.events = []
    page.on("dialog", lambda dialog: (page.events.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: page.events.append(request.url[:60]))
    page.on("console", lambda message: page.events.append(message.text))
    page.on("pageerror", lambda error: page.events.append(str(error)))
    page.goto(path.as_uri())
    page.evaluate("for (const node of document.querySelectorAll('details')) node.open = true")
    for _ in range(30):
        page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    yield page
    page.close()


def test_no_script_of_a_notebook_runs(opened):
    assert opened.evaluate("window.owned") is None


def test_nothing_is_loaded_from_elsewhere(opened):
    own = ("file://", "data:image/", "data:font/", "data:,")
    assert [event for event in opened.events if not event.startswith(own)] == []


def test_the_page_holds_no_element_that_could_act(opened):
    assert opened.locator(ACTING).count() == 0
    assert (opened.locator("script").count(), opened.locator("style").count()) == (1, 1)


def test_no_element_has_an_event_handler(opened):
    names = opened.evaluate("[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())")
    assert [name for name in names if name.startswith("on")] == []


def test_every_link_stays_on_the_page(opened):
    links = opened.evaluate(
        "[...document.links].map(a => a.getAttribute('href')).filter(h => !h.startsWith('#'))"
    )
    assert links == []


def test_every_id_is_one_of_the_page(opened):
    ids = opened.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(set(ids)) == len(ids)


def test_nothing_covers_the_heading(opened):
    opened.evaluate("scrollTo(0, 0)")
    box = opened.locator("h1").bounding_box()
    at = f"document.elementFromPoint({box['x'] + 20}, {box['y'] + 20})"
    assert opened.evaluate(f"{at}.closest('h1') !== null")


def test_a_template_in_a_text_is_no_template(opened):
    assert "{{ 7*7 }}" in opened.content()


def test_the_policy_refuses_a_script_that_is_not_the_pages_own(opened):
    late = "Object.assign(document.createElement('script'), {text: 'window.late = 1'})"
    opened.evaluate(f"document.body.append({late})")
    assert opened.evaluate("window.late") is None


def test_50_mb_of_output_make_a_small_page_in_a_short_time(project):
    loud = notebook(code("loud", "", {"output_type": "stream", "name": "stdout", "text": "x" * 50_000_000}))
    started = time.monotonic()
    path = make(project, "large", notebook(code("loud", "")), loud)
    assert path.stat().st_size < 1_000_000
    assert time.monotonic() - started < 10


@pytest.fixture(scope="module")
def review(project):
    """The page of an ordinary change."""
    new = finances(amount=110, colour="crimson", caption="Nytt gap", words="Andra ord.", title="New gap")
    return make(project, "ordinary", finances(), new, parts(data="d2", rate=0.05, notebook="n2"))


@pytest.fixture
def page(review, chromium):
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(review.as_uri())
    yield page
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_accessible(review, chromium, scheme, width):
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page.goto(review.as_uri())
    found = Axe().run(page)
    page.close()
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_page_is_never_wider_than_the_window(review, chromium, width):
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(review.as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert wide <= width


@pytest.mark.parametrize(
    ("lang", "heading", "words"),
    [("sv", "Vad som ändrats", "mellan 10 och 12 20"), ("en", "What changed", "between 10 and 12 20")],
)
def test_the_page_is_in_the_language_that_was_asked_for(lang, heading, words, project, chromium):
    texts = [t("{ends:antal|between}", ends=(10, most)) for most in (12, 20)]
    id = "agreement.conclusion"
    old, new = (
        notebook(code("record", "", result(id, str(text), "text", text=text.as_json()))) for text in texts
    )
    page = chromium.new_page()
    page.goto(make(project, f"text-{lang}", old, new, lang=lang).as_uri())
    shown = page.locator("#key_figures tbody td").first.inner_text()
    found = page.locator("h1").inner_text(), page.locator("html").get_attribute("lang"), shown
    page.close()
    assert found == (heading, lang, words)


def test_choices_of_an_earlier_visit_are_forgotten(page):
    page.uncheck("input[value=figures]")
    page.reload()
    assert page.locator("input[value=figures]").is_checked()


def test_a_kind_can_be_hidden(page):
    page.uncheck("input[value=figures]")
    assert not page.locator("#figures").is_visible()
    assert page.locator("#shown").inner_text() == "Visar 8 av 9 ändringar."


def test_a_chapter_can_be_chosen_with_the_keyboard(page):
    page.focus("#chapter")
    page.keyboard.press("ArrowDown")
    assert page.locator("#chapter").input_value() == "01_finances"


def test_the_next_change_gets_the_focus(page):
    page.focus("#next")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.classList.contains('item')")


@pytest.mark.parametrize("view", ["overlay", "blink", "mask"])
def test_figures_can_be_laid_over_each_other(page, view):
    page.check(f"#figures input[value={view}]")
    boxes = [page.locator(f"#figures .{side} img").bounding_box() for side in ("old", "new")]
    assert boxes[0] == boxes[1]


def test_blinking_can_be_stopped(page):
    page.check("#figures input[value=blink]")
    page.click("#figures .pause")
    before = page.locator("#figures .sheets").get_attribute("data-turn")
    page.wait_for_timeout(1000)
    assert page.locator("#figures .sheets").get_attribute("data-turn") == before


def test_a_key_figure_leads_to_its_cell(page):
    page.click("#key_figures .links a")
    assert "gap(posts)" in page.evaluate("document.activeElement.innerText")


def test_a_changed_cell_is_marked_in_more_than_colour(page):
    cell = page.locator("#tables .cell-changed").first
    assert (cell.locator("del").count(), cell.locator("ins").count(), cell.locator(".way").inner_text()) == (
        1,
        1,
        "▲",
    )


def test_the_print_shows_figures_side_by_side(page):
    page.check("#figures input[value=mask]")
    page.emulate_media(media="print")
    assert all(page.locator(f"#figures .{side} img").is_visible() for side in ("old", "new"))
    assert not page.locator("#filters").is_visible()
