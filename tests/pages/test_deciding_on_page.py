"""Deciding on the review page in a real browser: buttons in reach, and one answer for many changes."""

import json

import pytest
from handmade import code, finances, notebook, parts, published, result

from pressroom.project import Project
from pressroom.review import diff


@pytest.fixture
def project(tmp_path):
    for name in ("params", "data", "runs", "report"):
        (tmp_path / name).mkdir()
    (tmp_path / "_quarto.yml").touch()
    return Project(tmp_path)


def write_published(project, name, document, given=None):
    """Write a published run of one notebook, on which can be decided, made from what is `given`."""
    folder = project.runs / name
    folder.mkdir(exist_ok=True)
    for file, content in published({"01_finances": document}).items():
        (folder / file).write_text(content)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["notebooks"]["01_finances"]["parts"] = given or parts()
    (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize("width", [1280, 1000])
def test_the_buttons_of_a_wide_table_are_in_reach(project, chromium, width):
    ids = [f"agreement.a_rather_long_name_of_a_key_figure_{number}_sek" for number in range(3)]
    old, new = (
        notebook(code("record", "", *(result(id, n * 123_456_789, label="Ord " * 9) for id in ids)))
        for n in (1, 2)
    )
    write_published(project, "wide-a", old)
    write_published(project, "wide-b", new)
    path = project.root / "wide.html"
    diff.show_difference(project, "wide-a", "wide-b", diff.Shown(html=path))
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(path.as_uri())
    boxes = [each.bounding_box() for each in page.locator("#key_figures .decide button").all()]
    page.close()
    assert len(boxes) == 9
    assert all(box["x"] + box["width"] < width for box in boxes)


def test_one_answer_at_an_input_is_a_verdict_on_each_change_that_it_alone_may_explain(project, chromium):
    write_published(project, "one-a", finances())
    write_published(project, "one-b", finances(amount=110, colour="red"), parts(data="d2"))
    path = project.root / "one.html"
    diff.show_difference(project, "one-a", "one-b", diff.Shown(html=path))
    page = chromium.new_page()
    page.goto(path.as_uri())
    box = page.locator(".decide-all:visible")
    following = page.locator(f'.decide[data-causes="{box.get_attribute("data-cause")}"]')
    assert box.locator("legend").inner_text().startswith(f"Alla {following.count()} ändringar")
    box.locator("input").fill("Se liggaren")
    box.locator("button[value=question]").click()
    pressed = page.locator('.decide button[aria-pressed="true"]').all()
    whys = [each.locator("input").input_value() for each in following.all()]
    decided = [each.get_attribute("value") for each in pressed]
    page.close()
    assert whys == ["Se liggaren"] * len(whys)
    assert decided == ["question"] * len(whys)
    assert len(whys) > 1
