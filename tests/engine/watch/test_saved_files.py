"""Saves that matter are seen, however an editor writes them; others are not."""

import _thread
import os
import threading
import time

import pytest
from watchfiles import Change

import small_project
from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.runs.packages import packages
from pressroom.watch import saved_files


@pytest.fixture
def project(tmp_path):
    return small_project.build(tmp_path / "project")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("params/base.yml", True),
        ("notebooks/01_first.ipynb", True),
        ("data/harvests.csv", True),
        ("report/chapters/01.qmd", True),
        ("report/theme/report.css", True),
        ("src/orchard/harvest.py", True),
        ("report/executed/results.json", False),
        ("notebooks/.ipynb_checkpoints/01_first-checkpoint.ipynb", False),
        ("notebooks/.~01_first.ipynb", False),
        ("params/.base.yml.swp", False),
        ("params/base.yml~", False),
        ("params/4913", False),
        ("report/theme/~$reference.docx", False),
        ("src/orchard/__pycache__/params.cpython-311.pyc", False),
    ],
)
def test_what_matters(tmp_path, path, expected):
    project = Project(tmp_path)
    assert saved_files.Matters(project)(Change.modified, str(tmp_path / path)) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("report/theme/brand.yml", True),
        ("report/theme/fonts/new.woff2", True),
        ("report/report.qmd", False),
        ("params/base.yml", False),
    ],
)
def test_what_a_process_has_loaded(project, path, expected):
    assert saved_files.loaded(project, {project.root / path}) is expected


@pytest.mark.parametrize("module", ["pressroom.errors", "orchard.harvest"])
def test_the_packages_own_files_are_loaded_too(project, module):
    assert saved_files.loaded(project, {packages(project).file_of(module)})


def in_place(path):
    path.write_text(path.read_text() + "\n")


def beside_and_renamed(path):
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(path.read_text() + "\n")
    os.replace(beside, path)


def moved_away_and_written(path):
    text = path.read_text()
    os.replace(path, f"{path}~")
    path.write_text(text + "\n")


@pytest.mark.parametrize("save", [in_place, beside_and_renamed, moved_away_and_written])
def test_each_editors_way_of_saving_is_one_save(project, save):
    path = project.params / "base.yml"
    with saved_files.saved(project) as saves:
        time.sleep(0.3)
        for _ in range(2):  # the second one shows that the watch is on the folder, not on the first file
            save(path)
            assert next(saves) == {path}


def test_a_burst_of_saves_comes_together(project):
    paths = [project.params / "base.yml", project.data / "harvests.csv"]
    with saved_files.saved(project) as saves:
        time.sleep(0.3)
        for path in paths * 5:
            in_place(path)
        assert next(saves) == set(paths)


def test_what_is_saved_during_a_build_comes_together_after_it(project):
    paths = [project.params / "base.yml", project.data / "harvests.csv"]
    with saved_files.saved(project) as saves:
        time.sleep(0.3)
        for path in paths:
            in_place(path)
            time.sleep(0.5)
        assert next(saves) == set(paths)


def test_folders_that_cannot_be_watched_are_told(project):
    (project.data).rename(project.root / "elsewhere")
    with saved_files.saved(project) as saves, pytest.raises(UserError, match="cannot be watched"):
        next(saves)
    assert not [thread for thread in threading.enumerate() if thread.name == "follow"]


def test_an_interrupt_that_came_just_before_the_wait_ends_it(project):
    # As a signal does that was noted, but did not wake the wait that began after it.
    threading.Timer(0.3, _thread.interrupt_main).start()
    saving = threading.Timer(10, (project.params / "base.yml").write_text, ["sold_share: 0.7\n"])
    with saved_files.saved(project) as saves:
        saving.start()
        with pytest.raises(KeyboardInterrupt):
            next(saves)
        heard_before_a_save = saving.is_alive()
        saving.cancel()
    assert heard_before_a_save
