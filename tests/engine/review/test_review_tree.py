"""The project's files in the working folder and at a commit: the same questions, and nothing from outside."""

import json
import subprocess

import pytest
from handmade import commit, put, sha256

from pressroom.review.tree import Tree, git
from pressroom.runs import keys
from pressroom.runs.blob import blob_id_of

FILES = {
    "params/base.yml": "a: 1\n",
    "params/drafts/x.yml": "a: 2\n",
    "report/brief.qmd": "Text.\n",
    "report/en/brief.qmd": "Text.\n",
    "report/theme/brand.yml": "a: 1\n",
    "report/theme/fonts/b.ttf": "b",
    "report/theme/fonts/a.ttf": "a",
    "reports/x": "x",
    "data/posts.csv": "id\na\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("checkout")


@pytest.fixture(scope="module")
def made(folder):
    return commit(folder, FILES)


@pytest.fixture(params=["folder", "commit"])
def tree(request, folder, made):
    return Tree(folder, made if request.param == "commit" else None)


def test_a_file_is_read_with_its_id_and_its_hash(tree):
    for path, text in FILES.items():
        assert tree.read(path) == text.encode()
        assert tree.blob(path) == blob_id_of(text.encode())
        assert tree.digest(path) == sha256(text)


@pytest.mark.parametrize("path", ["params/gone.yml", "params", "../x", "params/../params/base.yml"])
def test_what_is_no_file_of_the_project_is_not_read(tree, path):
    assert (tree.read(path), tree.digest(path)) == (None, "")


@pytest.mark.parametrize("path", ["params/gone.yml", "params", "../x"])
def test_what_is_no_file_of_the_project_has_no_id(tree, path):
    assert tree.blob(path) is None


def test_the_files_below_a_folder_are_listed(tree):
    assert sorted(tree.paths("report")) == [path for path in sorted(FILES) if path.startswith("report/")]
    assert tree.paths("gone") == []


def test_the_files_in_a_folder_are_listed_by_name(tree):
    assert tree.names("report/theme/fonts") == ["report/theme/fonts/a.ttf", "report/theme/fonts/b.ttf"]
    assert "params/base.yml" in tree.names("params")
    assert tree.names("gone") == []


def test_a_link_out_of_the_project_leads_nowhere(folder, made, tmp_path):
    (tmp_path / "secret").write_text("x")
    (folder / "link").symlink_to(tmp_path / "secret")
    assert (Tree(folder).read("link"), Tree(folder).blob("link")) == (None, None)
    (folder / "link").unlink()


def test_a_commit_that_is_not_there_holds_nothing(folder, made):
    none = Tree(folder, "0" * 40)
    assert (none.read("params/base.yml"), none.blob("params/base.yml")) == (None, None)
    assert (none.paths("params"), none.names("params")) == ([], [])


def test_a_commit_holds_what_was_in_it(folder, made):
    put(folder, {"params/base.yml": "a: 3\n", "params/new.yml": "a: 1\n"})
    assert Tree(folder, made).read("params/base.yml") == b"a: 1\n"
    assert Tree(folder, made).names("params") == ["params/base.yml"]
    assert Tree(folder).names("params") == ["params/base.yml", "params/new.yml"]
    put(folder, {"params/base.yml": "a: 1\n", "params/new.yml": None})


def test_the_theme_has_the_hash_that_a_manifest_holds(tree):
    contents = [("brand.yml", sha256("a: 1\n")), ("a.ttf", sha256("a")), ("b.ttf", sha256("b"))]
    assert tree.theme_digest() == keys.theme_digest(contents)


def test_a_theme_without_files_has_the_hash_of_none(tmp_path):
    assert Tree(tmp_path).theme_digest() == keys.theme_digest([])


ENTRY = {"name": "posts", "path": "p/posts.csv", "schema": {"primaryKey": ["id", "year"]}}
NONE = ("data/posts.csv", (), None)


@pytest.mark.parametrize(
    ("package", "told"),
    [
        ({"resources": [{"name": "x"}, ENTRY]}, ("data/p/posts.csv", ("id", "year"), ENTRY)),
        (
            {"resources": [ENTRY | {"schema": {"primaryKey": "id"}}]},
            ("data/p/posts.csv", ("id",), ENTRY | {"schema": {"primaryKey": "id"}}),
        ),
        ({"resources": [ENTRY | {"schema": {}}]}, ("data/p/posts.csv", (), ENTRY | {"schema": {}})),
        ({"resources": [ENTRY | {"schema": "x"}]}, ("data/p/posts.csv", (), ENTRY | {"schema": "x"})),
        ({"resources": [{"name": "posts"}]}, NONE),
        ({"resources": [{"path": "x"}]}, NONE),
        ({"resources": []}, NONE),
        ({"resources": 7}, NONE),
        ({}, NONE),
        ([], NONE),
        (None, NONE),
    ],
)
def test_a_resource_has_the_file_and_key_that_the_package_says(tmp_path, package, told):
    if package is not None:
        put(tmp_path, {"data/datapackage.json": json.dumps(package)})
    assert Tree(tmp_path).package("posts") == told


def test_a_resource_has_the_hash_that_a_manifest_holds(tmp_path):
    put(tmp_path, {"data/datapackage.json": json.dumps({"resources": [ENTRY]}), "data/p/posts.csv": "id\n"})
    assert Tree(tmp_path).resource_digest("posts") == keys.resource_digest(ENTRY, sha256("id\n"))


def test_a_command_of_git_that_fails_gives_nothing(folder, made, tmp_path):
    assert git(folder, "rev-parse", "HEAD").decode().strip() == made
    assert git(folder, "rev-parse", "--verify", "gone") is None
    assert git(tmp_path, "rev-parse", "HEAD") is None


@pytest.mark.parametrize(("seconds", "is_given"), [(60, True), (61, False)])
def test_a_command_of_git_that_takes_longer_than_a_minute_gives_nothing(
    tmp_path, monkeypatch, seconds, is_given
):
    def run(words, timeout, **how):
        if seconds > timeout:
            raise subprocess.TimeoutExpired(words, timeout)
        return subprocess.CompletedProcess(words, 0, b"x")

    monkeypatch.setattr(subprocess, "run", run)
    assert git(tmp_path, "log") == (b"x" if is_given else None)


def test_without_git_there_is_nothing(folder, made, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert git(folder, "rev-parse", "HEAD") is None


def test_files_of_a_commit_that_were_loaded_are_read_without_git(folder, made, monkeypatch):
    tree = Tree(folder, made)
    tree.load(["params/base.yml", "report/brief.qmd", "params/gone.yml", "../x"])
    monkeypatch.setattr("pressroom.review.tree.git", lambda *words, **more: pytest.fail(words))
    assert [tree.read(path) for path in ("params/base.yml", "report/brief.qmd")] == [b"a: 1\n", b"Text.\n"]


@pytest.mark.parametrize("printed", [None, b"", b"x missing\n", b"x blob y\n"])
def test_what_git_does_not_give_at_once_is_read_by_itself(folder, made, monkeypatch, printed):
    tree = Tree(folder, made)
    tree.paths("params")
    with monkeypatch.context() as patch:
        patch.setattr("pressroom.review.tree.git", lambda *words, **more: printed)
        tree.load(["params/base.yml"])
    assert tree.read("params/base.yml") == b"a: 1\n"


def test_files_of_the_working_folder_are_read_as_they_are_now(folder):
    tree = Tree(folder)
    tree.load(["params/base.yml"])
    put(folder, {"new.txt": "1"})
    assert tree.read("new.txt") == b"1"
    put(folder, {"new.txt": "2"})
    assert tree.read("new.txt") == b"2"
    put(folder, {"new.txt": None})
