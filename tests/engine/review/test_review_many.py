"""More than two sides on one page: what differs from the first, on which sides, and who changed it."""

import html
import json
import re
from urllib.parse import unquote

import pytest
from handmade import code, finances, notebook, parts, result

from pressroom.errors import UserError
from pressroom.language.text import t
from pressroom.review import diff
from pressroom.review.compare.tolerance import parse_tolerance
from pressroom.review.diff_many import MOST_SIDES, show_differences
from pressroom.review.many import compare_many
from pressroom.review.show import many_lines, many_view, view
from pressroom.review.sides import find_side

NAMES = ("base", "ours", "theirs")
SAID = "agreement.conclusion"


def values(**by_id):
    """Return a notebook that records these values."""
    outputs = [
        result(f"a.{id}", value, **({"unit": "text"} if isinstance(value, str) else {}))
        for id, value in by_id.items()
    ]
    return {"01_finances": notebook(code("record", "record()", *outputs))}


def many(project, *names, **tolerance):
    sides = [find_side(project, name) for name in names or NAMES]
    return compare_many(project, sides, parse_tolerance(**tolerance))


@pytest.fixture
def merged(project, run):
    """Three sides with every way in which two can have changed what the first holds."""
    run("base", values(one=1, two=1, alike=1, apart=1, gone=1, same=1))
    run("ours", values(one=2, two=1, alike=5, apart=8, same=1, new=4))
    run("theirs", values(one=1, two=3, alike=5, apart=9, gone=1, same=1))
    return project


def test_each_output_that_differs_stands_once_with_who_changed_it(merged):
    found = {
        item.change.id: (item.who, item.changed_by)
        for item in many(merged).items
        if item.kind == "key_figures"
    }
    assert found == {
        "a.alike": ("alike", [1, 2]),
        "a.apart": ("apart", [1, 2]),
        "a.gone": ("one", [1]),
        "a.new": ("one", [1]),
        "a.one": ("one", [1]),
        "a.two": ("one", [2]),
    }


def test_every_side_holds_its_value_and_what_is_not_there_is_none(merged):
    held = {
        item.change.id: [(each.status, each.value) for each in item.held]
        for item in many(merged).items
        if item.kind == "key_figures"
    }
    assert held["a.apart"] == [("same", 1), ("changed", 8), ("changed", 9)]
    assert held["a.gone"] == [("same", 1), ("removed", None), ("same", 1)]
    assert held["a.new"] == [("absent", None), ("added", 4), ("absent", None)]


def test_what_both_changed_differently_is_a_conflict_among_three_sides_alone(merged, run):
    assert [item.change.id for item in many(merged).conflicts] == ["a.apart"]
    run("more", values(one=1))
    assert many(merged, *NAMES, "more").conflicts == []


def test_sides_that_differ_by_noise_alone_hold_the_same(project, run):
    for name, value in (("base", 1.0), ("ours", 2.0), ("theirs", 2.0 + 1e-13), ("others", 2.1)):
        run(name, values(one=value))
    assert [each.group for each in many(project, *NAMES, "others").items[0].held] == [0, 1, 1, 2]
    loose = many(project, *NAMES, "others", rtol=["0.1"]).items[0]
    assert [each.group for each in loose.held] == [0, 1, 1, 1]


def test_a_side_is_not_what_another_is_that_is_the_first_but_for_noise(project, run):
    for name, value in zip(NAMES, (1.0, 1.6, 2.2), strict=True):
        run(name, values(one=value))
    assert [each.group for each in many(project, atol=["1"]).items[0].held] == [0, 0, 1]


def test_two_sides_that_changed_nothing_in_common_are_not_compared(merged, run):
    run("theirs", values(one=1, two=3, alike=1, apart=1, gone=1, same=1))
    assert set(many(merged).comparisons) == {(0, 1), (0, 2)}


def test_inputs_tables_figures_and_texts_stand_with_how_they_are_on_each_side(project, run, capsys):
    run("base", parameters={"rate": 0.03})
    changed = finances(amount=110, words="Andra ord.", title="New gap")
    run("ours", {"01_finances": changed}, {"01_finances": parts(rate=0.05)}, {"rate": 0.05})
    run("theirs", {"01_finances": finances(colour="crimson")}, parameters={"rate": 0.03})
    assert show_differences(project, NAMES) == 1
    shown = [" ".join(line.split()) for line in capsys.readouterr().out.replace("\u00a0", " ").splitlines()]
    assert "rate 0.03 0.05 0.03 only ours" in shown
    assert "01_finances tbl-posts same changed same only ours" in shown
    assert "01_finances fig-gap same changed a changed b both, differently" in shown
    assert "! Changed differently on both sides (1): 01_finances fig-gap" in shown
    heads = [line.partition(" (")[0] for line in shown if re.fullmatch(r"[A-Z][a-z ]+ \(\d+\)", line)]
    assert heads == ["Key figures", "Tables", "Figures", "Text", "Inputs"]


def test_what_the_brief_says_comes_before_other_key_figures(merged, capsys):
    (merged.report / "brief.qmd").write_text("{{< var a.two >}}\n", encoding="utf-8")
    show_differences(merged, NAMES)
    shown = capsys.readouterr().out
    assert re.search(r"What the brief says \(1\)\n.*\n  a\.two .*\n\nKey figures \(5\)", shown)


def test_long_words_are_shown_once_with_the_sides_that_say_them(project, run, capsys):
    words = {
        name: f"Bortfallet är {n} kronor, och det är en lång mening om det." for n, name in enumerate(NAMES)
    }
    run("others", values(said=words["base"]))
    for name in NAMES:
        run(name, values(said=words[name]))
    show_differences(project, (*NAMES, "others"))
    shown = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert f"base, others: {words['base']}" in shown
    assert f"theirs: {words['theirs']}" in shown


def test_sides_that_are_all_alike_exit_with_0(project, run, capsys):
    for name in NAMES:
        run(name)
    assert show_differences(project, NAMES) == 0
    assert capsys.readouterr().out.endswith("No difference.\n")


def test_a_side_that_is_older_than_its_inputs_is_said_first_and_exits_with_1(project, run, capsys):
    for name in NAMES:
        run(name)
    manifest = project.runs / "theirs" / "manifest.json"
    manifest.write_text(
        json.dumps(json.loads(manifest.read_text()) | {"files": {"params/base.yml": "0" * 40}})
    )
    assert show_differences(project, NAMES) == 1
    assert (
        capsys.readouterr().out.splitlines()[1] == "! runs/theirs is older than its inputs: params/base.yml"
    )


def test_a_notebook_that_one_side_lacks_is_removed_there(project, run):
    both = {"01_finances": finances(), "02_more": notebook(code("record", "record()", result("b.more", 7)))}
    run("base", both)
    run("ours", {"01_finances": finances()})
    run("theirs", both)
    found = {item.change.id: item for item in many(project).items if item.kind == "key_figures"}
    assert [each.status for each in found["b.more"].held] == ["same", "removed", "same"]


def test_a_problem_of_a_side_is_told_once(project, run, capsys):
    run("base"), run("ours", {"01_finances": finances(amount=110)}), run("theirs", {"01_finances": "{"})
    assert show_differences(project, NAMES) == 1
    assert capsys.readouterr().out.count("! runs/theirs/01_finances.ipynb is not valid JSON") == 1


def test_what_is_found_wrong_with_a_side_is_noted_anew_in_each_comparison(merged):
    results = merged.runs / "theirs" / "results.json"
    results.write_text(results.read_text().replace('"value": 9', '"value": 10'))
    found = many(merged)
    assert len(found.problems) == 1
    assert [len(each.problems) for each in found.comparisons.values()] == [0, 1, 1]


def test_a_value_in_another_unit_has_that_unit(project, run):
    for name, unit in zip(NAMES, ("kr", "antal", "kr"), strict=True):
        run(name, {"01_finances": notebook(code("record", "record()", result("a.share", 2, unit)))})
    (matrix,) = (each for each in many_view.matrices(many(project), "en", {}) if each.kind == "key_figures")
    assert [cell.text.replace("\u00a0", " ") for cell in matrix.rows[0].cells] == [
        "SEK 2",
        "2",
        "SEK 2",
    ]


def test_markdown_is_a_table_with_a_column_for_each_side(merged):
    path = merged.root / "summary.md"
    show_differences(merged, NAMES, diff.Shown(markdown=path))
    text = path.read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "- **Changed differently on both sides \\(1\\): a.apart**" in text
    assert "| Key figures | base | ours | theirs |  |" in text
    assert "| a.apart | SEK 1 | SEK 8 | SEK 9 | both, differently |" in text
    assert "| a.gone | SEK 1 | – | SEK 1 | only ours |" in text


def test_markdown_fits_into_a_comment(project, run):
    for number, name in enumerate(NAMES):
        run(name, values(**{f"said{n}": f"{number} " + "x" * 300 for n in range(400)}))
    path = project.root / "summary.md"
    show_differences(project, NAMES, diff.Shown(markdown=path))
    text = path.read_text(encoding="utf-8")
    assert len(text) < 65_000
    assert "… and 360 more." in text


def test_json_holds_each_item_and_the_comparisons_in_full(merged, capsys):
    show_differences(merged, NAMES, diff.Shown(json=True))
    found = json.loads(capsys.readouterr().out)
    apart = next(item for item in found["items"] if item["name"] == "a.apart")
    assert (apart["who"], [each["value"] for each in apart["held"]]) == ("apart", [1, 8, 9])
    assert [each["sides"] for each in found["comparisons"]] == [[0, 1], [0, 2], [1, 2]]


def pages(project, names=NAMES, lang="sv"):
    """Return the page of several sides and those beside it, by name."""
    folder = project.root / "pages"
    folder.mkdir(exist_ok=True)
    show_differences(project, names, diff.Shown(html=folder / "review.html", lang=lang))
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_the_page_links_to_the_change_on_the_page_of_each_pair(merged):
    found = pages(merged)
    assert sorted(found) == [
        "review-1base-2ours.html",
        "review-1base-3theirs.html",
        "review-2ours-3theirs.html",
        "review.html",
    ]
    links = re.findall(r'href="(review-[^"#]+)#([^"]+)"', found["review.html"])
    assert len(links) == 8
    assert all(f'id="{id}"' in found[name] for name, id in links)


def test_each_picture_of_a_figure_stands_once_with_the_sides_that_show_it(project, run, monkeypatch):
    for name, colour in (("base", "navy"), ("ours", "crimson"), ("theirs", "navy")):
        run(name, {"01_finances": finances(colour=colour)})
    (matrix,) = many_view.matrices(many(project), "en", {(0, 1): "pair.html"})
    (row,) = matrix.rows
    assert [(each.sides, each.link.partition("#")[0]) for each in row.drawn] == [
        ("base, theirs", ""),
        ("ours", "pair.html"),
    ]
    assert len({each.image for each in row.drawn}) == 2
    page = pages(project)["review.html"]
    assert all(f'src="{each.image}"' in page for each in row.drawn)
    (terminal,) = many_view.matrices(many(project), None, {})
    monkeypatch.setattr(many_view, "MOST_PICTURES", 2)
    (few,) = many_view.matrices(many(project), "en", {})
    assert terminal.rows[0].drawn == few.rows[0].drawn == ()


def test_a_figure_that_only_one_side_has_is_shown_of_that_side(project, run):
    run("base", values(one=1))
    run("ours", {**values(one=1), "02_more": finances()})
    run("theirs", values(one=1))
    drawn = [
        row.drawn
        for matrix in many_view.matrices(many(project), "en", {})
        for row in matrix.rows
        if row.drawn
    ]
    assert [[each.sides for each in row] for row in drawn] == [["ours"]]


def test_the_pages_beside_it_are_found_whatever_it_is_called(merged):
    path = merged.root / "page #1.html"
    show_differences(merged, NAMES, diff.Shown(html=path))
    assert 'href="page%20%231-1base-2ours.html"' in path.read_text(encoding="utf-8")
    assert (merged.root / "page #1-1base-2ours.html").is_file()


def test_of_very_many_items_some_are_shown_and_the_others_counted(merged, monkeypatch):
    monkeypatch.setattr(many_view, "MOST_ITEMS", 2)
    (matrix,) = many_view.matrices(many(merged), "en", {})
    assert (len(matrix.rows), matrix.count, matrix.more) == (2, 6, 4)


def test_of_very_many_changes_between_two_sides_some_are_shown_and_the_others_counted(merged, monkeypatch):
    path = merged.root / "review.html"
    diff.show_difference(merged, *NAMES[:2], diff.Shown(html=path, lang="en"))
    whole = path.read_text(encoding="utf-8")
    count = re.search(r'id="key_figures-head">.*?class="count">(\d+)<', whole, re.DOTALL)
    assert count
    assert int(count[1]) > 2
    assert "more are not shown here" not in whole
    monkeypatch.setattr(view, "MOST_ITEMS", 2)
    diff.show_difference(merged, *NAMES[:2], diff.Shown(html=path, lang="en"))
    cut = path.read_text(encoding="utf-8")
    assert count[0] in cut
    assert f"{int(count[1]) - 2} more are not shown here" in cut


def test_no_words_at_all_are_seen(project, run):
    run("base", values(said="")), run("ours", values(said="Ja.")), run("theirs", values(said=""))
    (matrix,) = many_view.matrices(many(project), "en", {})
    assert [cell.text for cell in matrix.rows[0].cells] == ["–", "Ja.", "–"]


@pytest.mark.parametrize(("lang", "words"), [("sv", "båda, olika"), ("en", "both, differently")])
def test_the_page_says_who_changed_what_in_its_language(merged, lang, words):
    assert f">{words}</td>" in pages(merged, lang=lang)["review.html"]


def test_a_text_of_the_report_is_shown_in_the_language_of_the_page(project, run):
    for name, most in (("base", 12), ("ours", 20), ("theirs", 12)):
        text = t("Det är {ends:antal|between}, i en mening som inte ryms i en ruta.", ends=(10, most))
        run(
            name,
            {"01_finances": notebook(code("r", "", result(SAID, str(text), "text", text=text.as_json())))},
        )
    assert "between" in pages(project, lang="en")["review.html"]
    (item,) = json.loads(many_lines.for_machines(many(project)))["items"]
    assert item["held"][1]["value"] == "Det är mellan 10 och 20, i en mening som inte ryms i en ruta."


def test_names_and_contents_of_strangers_are_text(project, run):
    hostile = "<img src=x onerror=1>|[x](http:" + '"\x1b]0;a\x07'
    folders = [project.root / f"{number}{hostile.replace('/', '')}" for number in range(3)]
    for number, folder in enumerate(folders):
        said = notebook(code(hostile, hostile, result(hostile, hostile * 3 + str(number), hostile, hostile)))
        run(f"side-{number}", {"01_finances": said}, folder=folder)
    found = pages(project, [str(folder) for folder in folders])
    assert "<img" not in found["review.html"]
    assert "\x1b" not in found["review.html"]
    links = {html.unescape(link) for link in re.findall(r'href="([^"#]+\.html)', found["review.html"])}
    assert {unquote(link) for link in links} == {*found} - {"review.html"}
    path = project.root / "summary.md"
    show_differences(project, [str(folder) for folder in folders], diff.Shown(markdown=path))
    bare = re.sub(r"\\.", "", path.read_text(encoding="utf-8"))
    assert not any(markup in bare for markup in ("<img", "](", "://", "\x1b"))


def test_more_sides_than_fit_on_a_page_are_refused(project, run):
    run("a")
    with pytest.raises(UserError, match=f"{MOST_SIDES + 1} sides are too many"):
        show_differences(project, ["a"] * (MOST_SIDES + 1))


def test_every_scenario_with_a_run_is_meant_by_all(project, run):
    for name in ("base", "dry", "frost", "wet"):
        (project.params / f"{name}.yml").touch()
    run("base"), run("frost"), run("wet"), run("mine")
    (project.runs / "dry" / "failed").mkdir(parents=True)
    assert diff.named_sides(project, [], True) == ["base", "frost", "wet"]
    (project.runs / "base" / "manifest.json").unlink()
    assert diff.named_sides(project, [], True) == ["base", "frost", "wet"]
    run("base")
    assert diff.named_sides(project, ["mine"], True) == ["mine", "base", "frost", "wet"]
    assert diff.named_sides(project, ["frost", "mine"], True) == ["frost", "mine", "base", "wet"]


def test_what_has_another_name_on_one_side_went_and_came_in_its_unit(project, run):
    for name, id in (("base", "before"), ("ours", "after"), ("theirs", "before")):
        run(name, values(same=1, **{id: 7}))
    found = {item.change.id: item.change for item in many(project).items if item.kind == "key_figures"}
    assert {id: (each.status, each.old, each.new, each.unit) for id, each in found.items()} == {
        "a.before": ("removed", 7, None, "kr"),
        "a.after": ("added", None, 7, "kr"),
    }
