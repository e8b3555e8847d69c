"""What is installed counts where a run may rest on it."""

import sys

import pytest

from pressroom.project import Project
from pressroom.runs import fresh


@pytest.fixture
def add(tmp_path, monkeypatch):
    """Install a package, as far as its folder of metadata tells."""
    packages = tmp_path / "site-packages"
    monkeypatch.setattr(sys, "path", [str(packages)])
    return lambda name: (packages / f"{name}.dist-info").mkdir(parents=True)


@pytest.mark.parametrize(
    ("package", "counts"), [("pandas-3.1", True), ("Pytest_Html-4.0", False), ("report-0.1", False)]
)
def test_packages_of_other_purposes_and_the_report_itself_do_not_count(tmp_path, add, package, counts):
    (tmp_path / "requirements.lock").write_text("pandas==3.1 \\\n    --hash=sha256:aa\n")
    (tmp_path / "requirements-test.lock").write_text("pytest-html==4.0 \\\n    --hash=sha256:bb\n")
    before = fresh.installed(Project(tmp_path), "report")
    add(package)
    assert (fresh.installed(Project(tmp_path), "report") != before) is counts


def test_only_what_the_report_is_locked_to_on_every_machine_counts(tmp_path, add):
    lock = tmp_path / "requirements.lock"
    lock.write_text("pandas==3.1 \\\n    --hash=sha256:aa\n")
    for name in ("pandas-3.1", "pip-25.1", "setuptools-80.0", "uv-0.9", "by_hand-1.0", "colorama-0.4"):
        add(name)
    assert fresh.versions(Project(tmp_path), "report") == {"pandas": "3.1"}
    lock.write_text("pandas==3.1 \\\nsetuptools==80.0 \\\ncolorama==0.4 ; sys_platform == 'win32' \\\n")
    assert fresh.versions(Project(tmp_path), "report") == {"pandas": "3.1", "setuptools": "80.0"}


@pytest.mark.parametrize(
    ("change", "stays"),
    [
        (lambda folder: None, True),
        (lambda folder: (folder / ".hidden").touch(), True),
        (lambda folder: (folder / "drafts").mkdir(), True),
        (lambda folder: (folder / "new.yml").touch(), False),
        (lambda folder: (folder / "base.yml").unlink(), False),
        (lambda folder: (folder / "base.yml").write_text("b"), False),
    ],
)
def test_a_run_is_fresh_until_a_file_changes_comes_or_goes(project, change, stays):
    folder, output = project.root / "inputs", project.root / "output"
    folder.mkdir()
    (folder / "base.yml").write_text("a")
    output.touch()
    fresh.write(project, "mine", [folder / "base.yml"], [output], [folder])
    change(folder)
    assert fresh._is_fresh(project, "mine") is stays
