"""What is run and tried in a notebook stays the reader's: git sees the notebook that is stored."""

import json
import subprocess
from types import SimpleNamespace

import pytest

from places import SAMPLE
from pressroom.project import Project
from pressroom.review import gitsetup, stored

NAME = "notebooks/01_harvest.ipynb"
RAW = (SAMPLE / NAME).read_bytes()
OUTPUT = {"output_type": "stream", "name": "stdout", "text": ["1\n"]}


def tried(**changed: str) -> bytes:
    """Return the notebook as another program may save it, with texts in its code changed."""
    document = json.loads(RAW)
    document["metadata"]["kernelspec"]["display_name"] = "Python 3 (ipykernel)"
    document["metadata"] |= {"language_info": {"name": "python", "version": "3.14.0"}, "widgets": {"a": 1}}
    for cell in document["cells"]:
        cell["metadata"] |= {"scrolled": True, "execution": {"start": "10:00"}}
        for old, new in changed.values():
            cell["source"] = "".join(cell["source"]).replace(old, new)
        if cell["cell_type"] == "code":
            cell |= {"outputs": [OUTPUT], "execution_count": 7}
    return json.dumps(document, indent=2).encode()


USE = 'lab.use("base")'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("kg_per_tree = 40.0", "kg_per_tree = 25"),
        (USE, 'lab.use("frost", kg_per_tree=(20 + 5))'),
        (USE, 'lab.fields("base")'),
        (USE, 'lab.use(\n    "base",\n    resting=["a"],\n)'),
    ],
)
def test_git_sees_the_notebook_without_what_was_run_and_tried_in_it(old, new):
    assert stored.stored(Project(SAMPLE), tried(change=(old, new))) == RAW


def test_what_is_written_beside_a_try_is_seen():
    kept = stored.stored(Project(SAMPLE), tried(change=(USE, 'lab.use("frost"); mine = 1  # Så')))
    assert 'lab.use(\\"base\\"); mine = 1  # Så' in kept.decode()


def test_what_is_tried_in_a_cell_of_ones_own_is_seen():
    document = json.loads(RAW)
    own = {"cell_type": "code", "id": "own", "metadata": {}, "outputs": [], "execution_count": None}
    source = ['lab.use("frost")']
    kept = stored.stored(
        Project(SAMPLE),
        json.dumps(document | {"cells": [*document["cells"], own | {"source": source}]}).encode(),
    )
    assert json.loads(kept)["cells"][-1]["source"] == source


def test_a_notebook_without_metadata_is_stored_without():
    raw = json.dumps({"cells": [], "nbformat": 4, "nbformat_minor": 4}).encode()
    assert json.loads(stored.stored(Project(SAMPLE), raw)) == {
        "cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5,
    }  # fmt: skip


def test_a_cell_of_text_has_no_outputs_and_a_cell_may_have_no_metadata():
    cells = [
        {"cell_type": "markdown", "id": "p", "source": "a\nb"},
        {
            "cell_type": "code",
            "id": "c",
            "source": "x",
            "metadata": None,
            "outputs": [OUTPUT],
            "execution_count": 3,
        },
    ]
    raw = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
    assert json.loads(stored.stored(Project(SAMPLE), raw))["cells"] == [
        {"cell_type": "markdown", "id": "p", "source": ["a\n", "b"], "metadata": {}},
        {
            "cell_type": "code",
            "id": "c",
            "source": ["x"],
            "metadata": {},
            "outputs": [],
            "execution_count": None,
        },
    ]


def test_a_notebook_is_written_in_the_form_that_editors_write():
    raw = json.dumps({"nbformat": 4, "cells": [], "metadata": {"title": "Å", "author": "B"}}).encode()
    text = stored.stored(Project(SAMPLE), raw).decode()
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert '\n "cells": []' in text
    assert "Å" in text


@pytest.mark.parametrize(("type", "path"), [("file", "notebooks/a.ipynb"), ("notebook", "a.ipynb")])
def test_jupyterlab_stores_all_else_as_it_is(type, path):
    model = {"type": type, "content": json.loads(tried())}
    stored.before_save(model=model, path=path, contents_manager=SimpleNamespace(root_dir=str(SAMPLE)))
    assert model["content"] == json.loads(tried())


def test_what_somebody_writes_in_other_cells_is_seen():
    kept = stored.stored(Project(SAMPLE), tried(change=("results.record(", "results.record( ")))
    assert kept != RAW
    assert kept.replace(b"results.record( ", b"results.record(") == RAW


@pytest.mark.parametrize("raw", [b"", b"{}", b"\xff\xfe", b'{"cells": [], "nbformat": 3}'])
def test_what_is_no_notebook_is_seen_as_it_is(raw):
    assert stored.stored(Project(SAMPLE), raw) == raw


@pytest.mark.parametrize("wrong", ["kg_per_tree = input()", "kg_per_tree = = 1"])
def test_parameters_that_cannot_be_read_are_seen_as_they_are(wrong):
    kept = stored.stored(Project(SAMPLE), tried(change=("kg_per_tree = 40.0", wrong)))
    assert kept == RAW.replace(b"kg_per_tree = 40.0", wrong.encode())


def test_without_the_reference_only_what_ran_is_left_out(tmp_path):
    kept = stored.stored(Project(tmp_path), tried(change=("kg_per_tree = 40.0", "kg_per_tree = 25")))
    assert kept == RAW.replace(b"kg_per_tree = 40.0", b"kg_per_tree = 25")


def test_another_kernel_is_not_taken_for_ours():
    about = {"kernelspec": {"name": "ir"}}
    kept = stored.stored(Project(SAMPLE), json.dumps(json.loads(RAW) | {"metadata": about}).encode())
    assert json.loads(kept)["metadata"] == about


@pytest.mark.parametrize(("path", "left"), [("notebooks/a.ipynb", []), ("docs/a.ipynb", [OUTPUT])])
def test_jupyterlab_stores_the_projects_own_notebooks_so(path, left):
    model = {"type": "notebook", "content": json.loads(tried())}
    stored.before_save(model=model, path=path, contents_manager=SimpleNamespace(root_dir=str(SAMPLE)))
    assert model["content"]["cells"][-1]["outputs"] == left


@pytest.fixture
def checkout(tmp_path):
    """A checkout of the sample, set up as `make` does."""
    for name in ("params", "data", "notebooks", "report"):
        (tmp_path / name).symlink_to(SAMPLE / name)
    (tmp_path / "notebooks").unlink()
    (tmp_path / NAME).parent.mkdir()
    (tmp_path / NAME).write_bytes(RAW)
    (tmp_path / "_quarto.yml").write_text("")
    (tmp_path / ".gitattributes").write_text("/notebooks/*.ipynb filter=notebook\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    assert gitsetup.configure(tmp_path)
    return tmp_path


def git(folder, *words):
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def test_git_adds_the_notebook_that_was_there(checkout):
    (checkout / NAME).write_bytes(tried())
    assert git(checkout, "diff") == ""
    git(checkout, "add", NAME)
    assert git(checkout, "show", f":{NAME}").encode() == RAW


def test_without_the_environment_git_takes_the_file_as_it_stands(checkout):
    assert gitsetup.configure(checkout, str(checkout / "gone" / "python"))
    (checkout / NAME).write_bytes(tried())
    done = subprocess.run(["git", "add", NAME], cwd=checkout, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert git(checkout, "show", f":{NAME}").encode() == tried()
