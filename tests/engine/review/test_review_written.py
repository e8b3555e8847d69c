"""Of what publishing writes beside the notebooks the true causes are told, or that no input gives it."""

import json

import pytest
from handmade import commit, finances, published

from pressroom.review import diff, sides
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.show.terminal import BY_HAND

PACKAGE = {"title": "Data", "resources": [{"name": "posts", "path": "posts.csv", "hash": "1", "title": "P"}]}
FILES = {
    "data/datapackage.json": json.dumps(PACKAGE),
    "data/sources.csv": "id\na\n",
    "params/parameters.yml": "rate:\n  label: Takt\n",
    "src/orchard/appendix.py": "X = 1\n",
    "report/chapters/a.qmd": "# A\n",
    "report/en/chapters/a.qmd": "# A\n",
}
VALUES = {"gap_sek": "0", "gap_sek_exact": "0", "posts": "9"}


def variables(**values):
    lines = "".join(f'  {name}: "{value}"\n' for name, value in values.items())
    return {"report/executed/_variables.yml": f"agreement:\n{lines}"}


def at(project, extra, amount=100):
    content = published({"01_finances": finances(amount=amount)})
    return commit(project.root, {f"report/executed/{name}": text for name, text in content.items()} | extra)


@pytest.fixture
def compared(project):
    """Compare two commits of which the second has other files of the project and of the run."""
    old = at(project, {**FILES, "report/executed/sources.qmd": "a", **variables(**VALUES)})

    def to(extra, amount=100):
        new = at(project, extra, amount)
        pair = [sides.find_side(project, name) for name in (old, new)]
        return compare_runs(project, *pair, Tolerance()), (old, new)

    return to


def causes(found, name):
    [item] = [each for each in found.texts if each.place.notebook == name]
    return item.causes


@pytest.mark.parametrize(
    ("path", "content", "cause"),
    [
        ("data/sources.csv", "id\nb\n", "other:data/sources.csv"),
        ("params/parameters.yml", "rate:\n  label: Ny\n", "other:params/parameters.yml"),
        ("src/orchard/appendix.py", "X = 2\n", "other:src/orchard"),
        ("report/chapters/a.qmd", "# B\n", "text:report/chapters/a.qmd"),
    ],
)
def test_a_written_file_may_come_from_what_no_notebook_reads(compared, path, content, cause):
    found, _ = compared({path: content, "report/executed/sources.qmd": "b"})
    assert causes(found, "sources.qmd") == (cause,)


def test_code_that_no_notebook_imports_and_that_wrote_nothing_otherwise_is_no_input(compared):
    found, _ = compared({"src/orchard/appendix.py": "X = 2\n", "pyproject.toml": "[project]\n"})
    assert not found.differs


@pytest.mark.parametrize("path", ["data/sources.csv", "data/new.csv", "params/other.yml"])
def test_data_and_parameters_that_no_notebook_reads_are_seen(compared, path):
    found, _ = compared({path: "a: 1\n"})
    assert ([each.ref for each in found.inputs], found.outputs) == ([f"other:{path}"], ())


@pytest.mark.parametrize("path", ["params/drafts/x.yml", "params/schema.json"])
def test_drafts_and_what_is_written_for_editors_are_no_inputs(compared, path):
    assert not compared({path: "a: 1\n"})[0].differs


@pytest.mark.parametrize(
    ("scenario", "told"),
    [("rate: 0.05\n", []), ("rate: 0.05\nwidth: 2\n", ["other:params/base.yml"])],
)
def test_a_file_that_differs_by_a_changed_parameter_alone_is_not_told_again(project, scenario, told):
    def at_rate(rate, text):
        content = published({"01_finances": finances(rate=rate)})
        manifest = json.loads(content["manifest.json"])
        manifest["scenario"]["parameters"] = {"rate": rate}
        files = content | {"manifest.json": json.dumps(manifest)}
        held = {f"report/executed/{name}": each for name, each in files.items()}
        return commit(project.root, held | {"params/base.yml": text})

    revisions = at_rate(0.03, "rate: 0.03\n"), at_rate(0.05, scenario)
    pair = [sides.find_side(project, each) for each in revisions]
    found = [each.ref for each in compare_runs(project, *pair, Tolerance()).inputs]
    assert found == ["parameter:rate", *told]


def test_a_described_resource_is_told_and_one_whose_file_alone_differs_is_not(compared):
    resource = {**PACKAGE["resources"][0], "hash": "2"}
    wrong = {"report/executed/sources.qmd": "b"}
    found, _ = compared({"data/datapackage.json": json.dumps({**PACKAGE, "resources": [resource]}), **wrong})
    assert found.inputs == ()
    other = {"title": "Ny", "resources": [{**resource, "title": "Q"}]}
    found, _ = compared({"data/datapackage.json": json.dumps(other), **wrong})
    assert [(each.name, each.details) for each in found.inputs] == [
        ("data/datapackage.json", ("what it says of itself", "posts"))
    ]


def test_a_translated_text_is_no_cause_and_an_edit_by_hand_is_said_to_be_one(compared, capsys, project):
    found, pair = compared({"report/en/chapters/a.qmd": "# B\n", "report/executed/sources.qmd": "b"})
    assert causes(found, "sources.qmd") == ()
    page = project.root / "r.html"
    diff.show_difference(project, *pair, diff.Shown(page, lang="en"))
    assert capsys.readouterr().out.count(BY_HAND) == 1
    assert page.read_text().count("edited by hand") == 1


def test_a_cause_that_is_a_text_leads_to_it_on_the_page(compared, project):
    _, pair = compared({"report/chapters/a.qmd": "# B\n", "report/executed/sources.qmd": "b"})
    page = project.root / "r.html"
    diff.show_difference(project, *pair, diff.Shown(page, lang="en"))
    link = page.read_text().split('<li><a href="#r-text-report-chapters')[1].split('"')[0]
    assert f'id="r-text-report-chapters{link}"' in page.read_text()


def test_a_value_of_the_text_comes_from_what_moved_its_key_figure(compared):
    other = {"src/orchard/appendix.py": "X = 2\n"}
    found, _ = compared(
        {**variables(**{**VALUES, "gap_sek": "1", "gap_sek_exact": "1"}), **other}, amount=110
    )
    assert causes(found, "_variables.yml") == causes_of_gap(found)
    found, _ = compared({**variables(**{**VALUES, "gap_sek": "1", "posts": "8"}), **other}, amount=110)
    assert causes(found, "_variables.yml") == (*causes_of_gap(found), "other:src/orchard")


def causes_of_gap(found):
    return next(each.causes for each in found.key_figures if each.id == "agreement.gap_sek")


@pytest.mark.parametrize(
    ("group", "path", "cause"),
    [
        ("facts", "data/facts.csv", ("other:data/facts.csv",)),
        ("facts", "data/sources.csv", ()),
        ("params", "data/facts.csv", ()),
        ("edition", "data/sources.csv", ("other:data/sources.csv",)),
    ],
)
def test_other_values_of_the_text_come_from_where_they_stand(compared, group, path, cause):
    [(name, before)] = variables(**VALUES).items()
    found, _ = compared({name: f'{before}{group}:\n  x: "2"\n', path: "id\nc\n"})
    assert causes(found, "_variables.yml") == cause
