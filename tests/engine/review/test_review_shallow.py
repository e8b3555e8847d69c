"""In a clone that lacks a part of the history it is said what cannot be told, and how to have it told."""

import json

import pytest
from handmade import code, commit, finances, git, notebook, parts, prose, published, result, sha256

from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.review import diff, sides
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.past import Past

SOURCE = "notebooks/n.ipynb"


def stored(words):
    return json.dumps(notebook(prose("p", "# N"), code("c", f"record({words})")))


def ran(words, value):
    """Return the files of a run that was published from the source with these words."""
    files = published({"n": notebook(prose("p", "# N"), code("c", f"record({words})", result("a.b", value)))})
    manifest = json.loads(files["manifest.json"])
    manifest["notebooks"]["n"]["parts"] = parts(notebook=sha256(stored(words)))
    files["manifest.json"] = json.dumps(manifest)
    return {f"report/executed/{name}": text for name, text in files.items()}


@pytest.fixture
def shallow(project, tmp_path):
    """A clone of the last two of four commits: the older of them holds a run of a state before both."""
    commit(project.root, {SOURCE: stored(1), **ran(1, 1)})
    commit(project.root, {SOURCE: stored(2)})
    commit(project.root, {SOURCE: stored(3)})
    commit(project.root, {SOURCE: stored(4), **ran(4, 2)})
    git(project.root, "branch", "-M", "main")
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{project.root}", "clone")
    return Project(tmp_path / "clone")


def compared(project):
    pair = [sides.find_side(project, name) for name in ("HEAD~1", "HEAD")]
    return compare_runs(project, *pair, Tolerance())


def test_what_an_older_state_would_tell_is_said_to_be_lacking_in_one_line(shallow, capsys):
    found = compared(shallow)
    assert found.unfetched == (SOURCE,)
    assert [figure.id for figure in found.key_figures] == ["a.b"]
    assert diff.show_difference(shallow, "HEAD~1", "HEAD") == 1
    said = [line for line in capsys.readouterr().out.splitlines() if "lacks the older state" in line]
    told = f"! This clone lacks the older state of {SOURCE}. To have told what differs: git fetch --unshallow"
    assert said == [told]


def test_with_the_history_nothing_is_lacking(shallow):
    git(shallow.root, "fetch", "-q", "--unshallow")
    found = compared(shallow)
    assert found.unfetched == ()
    assert [change.details for change in found.inputs if change.kind == "notebook"] == [("c: code",)]


def test_page_markdown_and_json_say_so_too(shallow):
    page, markdown, machines = (shallow.root / f"r.{ending}" for ending in ("html", "md", "json"))
    diff.show_difference(shallow, "HEAD~1", "HEAD", diff.Shown(page, markdown, machines, "en"))
    assert "the part of the history that this clone lacks: <code>notebooks/n.ipynb" in page.read_text()
    assert "**Not told in full:** This clone lacks the older state of" in markdown.read_text()
    assert json.loads(machines.read_text())["unfetched"] == [SOURCE]


@pytest.mark.parametrize(
    ("revision", "command"),
    [
        ("topic", "git fetch --unshallow origin topic:topic"),
        ("origin/topic", "git fetch --unshallow origin topic:refs/remotes/origin/topic"),
        ("HEAD~9", "git fetch --unshallow"),
        ("abcdef0", "git fetch --unshallow"),
        ("a" * 40, f"git fetch --unshallow origin {'a' * 40}"),
    ],
)
def test_a_revision_that_is_not_there_is_named_with_what_fetches_it(shallow, revision, command):
    with pytest.raises(UserError) as raised:
        sides.find_side(shallow, revision)
    assert str(raised.value).splitlines()[-1].endswith(f"If it is a revision: {command}")
    assert raised.value.code == 2


@pytest.mark.parametrize("named", ["$(touch x)", "a; b", "-x", "--upload-pack=x", "a b"])
def test_nothing_that_a_shell_would_read_otherwise_is_proposed(shallow, named):
    with pytest.raises(UserError) as raised:
        sides.find_side(shallow, named)
    assert named not in str(raised.value).splitlines()[-1]


def test_in_a_whole_clone_names_that_exist_are_proposed(project):
    commit(project.root, {"x": "x"})
    with pytest.raises(UserError, match=r"Valid names|Did you mean"):
        sides.find_side(project, "topic")


def test_data_are_not_taken_for_new_where_the_commit_of_a_run_is_lacking(project):
    package = json.dumps({"resources": [{"name": "posts", "path": "posts.csv"}]})
    commit(project.root, {"data/datapackage.json": package})
    made = sides.Side("a", "a", {}, revision="0" * 40)
    assert Past(project.root, made).has_resource("posts")
    assert not Past(project.root, made).has_resource("others")


def test_of_figures_and_prose_the_comparison_is_whole(shallow):
    commit(shallow.root, {**ran(4, 2), "report/executed/m.ipynb": json.dumps(finances())})
    assert compared(shallow).unfetched == ()
