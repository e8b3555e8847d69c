"""Setting up the environment: clear lines for what goes wrong, and nothing done twice."""

import ast
import importlib.util
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = ("requirements.lock", "requirements-quarto.lock", "pyproject.toml")
Checkout = namedtuple("Checkout", "root calls make")


@pytest.fixture
def setup():
    spec = importlib.util.spec_from_file_location("project_setup", ROOT / "scripts" / "setup.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path, setup, monkeypatch):
    """A checkout where a stand-in makes the environment, and Quarto is not to be had."""
    for name in FILES:
        (tmp_path / name).write_text(f"{name}==1\n")
    calls = []

    def run(command, **options):
        line = " ".join(map(str, command))
        calls.append(line)
        if "-m venv" in line:
            python = Path(command[-1]) / "bin" / "python"
            python.parent.mkdir(parents=True)
            python.touch()
        quarto = "requirements-quarto.lock" in line
        return subprocess.CompletedProcess(command, int(quarto), "ERROR: nothing to open" if quarto else "")

    monkeypatch.setattr(setup.subprocess, "run", run)
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    return Checkout(tmp_path, calls, lambda *arguments: setup.main(list(arguments), root=tmp_path))


def test_first_run_installs_locked_packages_with_hashes_and_then_the_project(checkout):
    assert checkout.make("--quarto", "no") == 0
    venv, packages, project, compiled, git = checkout.calls
    assert "-m venv" in venv
    assert "--require-hashes --no-deps" in packages
    assert "--no-index --no-deps --no-build-isolation -e ." in project
    assert "-m compileall" in compiled
    assert git.endswith("-m pressroom.review.gitsetup")


def test_second_run_starts_no_program(checkout):
    checkout.make()
    checkout.calls.clear()
    assert checkout.make() == 0
    assert checkout.calls == []


def test_a_changed_project_file_installs_only_the_project_again(checkout):
    checkout.make()
    checkout.calls.clear()
    (checkout.root / "pyproject.toml").write_text("changed")
    checkout.make()
    assert len(checkout.calls) == 1
    assert checkout.calls[0].endswith("-e .")


def test_a_changed_lock_builds_anew_without_trying_quarto_again(checkout):
    checkout.make()
    checkout.calls.clear()
    (checkout.root / "requirements.lock").write_text("other==2\n")
    checkout.make()
    assert len(checkout.calls) == 5
    assert not any("requirements-quarto" in call for call in checkout.calls)


def test_failed_quarto_is_one_quiet_line_and_no_failure(checkout, capsys):
    assert checkout.make() == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if "Quarto" in line]
    assert lines == [
        "Quarto cannot be downloaded here; the built-in renderer is used. To try again: make quarto"
    ]


def test_quarto_can_be_tried_again_on_request(checkout):
    checkout.make()
    checkout.calls.clear()
    checkout.make("--quarto", "retry")
    assert ["requirements-quarto" in call for call in checkout.calls] == [True]


def test_an_installed_quarto_is_kept(checkout, monkeypatch):
    monkeypatch.setenv("QUARTO_PATH", "/usr/bin/quarto")
    checkout.make()
    assert not any("requirements-quarto" in call for call in checkout.calls)


def test_what_a_purpose_needs_is_added_once(checkout):
    (checkout.root / "requirements-test.lock").write_text("pytest==1\n")
    for _ in range(2):
        assert checkout.make("--with", "test") == 0
    assert [call for call in checkout.calls if "requirements-test.lock" in call] == [
        f"{checkout.root}/.venv/bin/python -m pip --disable-pip-version-check --no-input install "
        f"--require-hashes --no-deps -r {checkout.root}/requirements-test.lock"
    ]


def test_what_papermill_would_load_by_itself_is_put_beside_the_environment(checkout):
    (checkout.root / "requirements-bench.lock").write_text("ploomber-engine==1\n")
    assert checkout.make("--with", "bench") == 0
    assert checkout.calls[-1].endswith(
        f"--no-deps --upgrade --target {checkout.root}/.venv/bench -r {checkout.root}/requirements-bench.lock"
    )


def test_a_changed_list_of_a_purpose_is_added_again(checkout):
    lock = checkout.root / "requirements-test.lock"
    for content in ("pytest==1\n", "pytest==2\n"):
        lock.write_text(content)
        checkout.make("--with", "test")
    assert sum("requirements-test.lock" in call for call in checkout.calls) == 2


def test_an_interrupted_set_up_starts_again(checkout):
    checkout.make()
    (checkout.root / ".venv" / "ready").unlink()
    checkout.calls.clear()
    checkout.make()
    assert "-m venv" in checkout.calls[0]


def test_a_moved_checkout_builds_anew(checkout, setup, tmp_path):
    checkout.make()
    moved = tmp_path / "moved"
    shutil.copytree(checkout.root, moved, ignore=shutil.ignore_patterns("moved"))
    checkout.calls.clear()
    setup.main([], root=moved)
    assert str(moved) in checkout.calls[0]


def test_a_failed_update_leaves_the_environment_that_was_there(checkout, setup, monkeypatch, capsys):
    checkout.make()
    (checkout.root / ".venv" / "keep").touch()
    (checkout.root / "requirements.lock").write_text("other==2\n")

    def fail(command, **options):
        return subprocess.CompletedProcess(command, 1, "connection broken by 'NewConnectionError'")

    monkeypatch.setattr(setup.subprocess, "run", fail)
    assert checkout.make() == 2
    assert (checkout.root / ".venv" / "keep").exists()
    assert "the package index cannot be reached" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("output", "line"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        (
            "Failed to establish a new connection: [Errno -3] Temporary failure in name resolution",
            "cannot be reached",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "not the one in requirements.lock"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "no build for this Python"),
        ("Could not find a version that satisfies x==1 (from versions: none)", "cannot be reached"),
        ("Collecting x\nERROR: something else", "ERROR: something else"),
        ("", "it said nothing"),
    ],
)
def test_a_failure_of_pip_is_explained_in_one_line(setup, output, line):
    explained = setup.explain(output)
    assert line in explained
    assert "\n" not in explained


def test_too_little_disk_space_is_said_before_anything_is_built(checkout, setup, monkeypatch, capsys):
    usage = shutil.disk_usage(checkout.root)._replace(free=10**8)
    monkeypatch.setattr(setup.shutil, "disk_usage", lambda path: usage)
    assert checkout.make() == 2
    assert "has 100 MB left and the environment needs 2000" in capsys.readouterr().err
    assert checkout.calls == []


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_gets_one_line(checkout, setup, monkeypatch, capsys, module):
    found = setup.importlib.util.find_spec
    monkeypatch.setattr(
        setup.importlib.util, "find_spec", lambda name: None if name == module else found(name)
    )
    assert checkout.make() == 2
    error = capsys.readouterr().err
    assert f"lacks the module {module}" in error
    assert error.count("\n") == 1


def test_an_old_python_gives_way_to_a_newer_one_on_path(setup, monkeypatch):
    monkeypatch.setattr(setup.shutil, "which", {"python3.13": "false", "python3.12": sys.executable}.get)
    assert setup.find_python((3, 9, 6)) == sys.executable


def test_an_old_python_alone_gets_one_line(setup, monkeypatch):
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    with pytest.raises(setup.SetupError, match=r"Python 3\.11 or newer is needed, and .* is 3\.9\.6"):
        setup.find_python((3, 9, 6))


def test_this_python_is_used_when_it_is_new_enough(setup):
    assert setup.find_python((3, 11, 0)) == sys.executable


def test_set_up_keeps_to_syntax_that_old_pythons_read():
    ast.parse((ROOT / "scripts" / "setup.py").read_text(), feature_version=(3, 6))
