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
