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
FILES = ("requirements.lock", "requirements-quarto.lock", "requirements-uv.lock", "pyproject.toml")
PIP_SETTINGS = """\
:env:.cert='/etc/own.pem'
:env:.find-links='/wheels /more wheels'
global.cert='/etc/other.pem'
global.extra-index-url='\\nhttps://one.example/simple\\nhttps://two.example/simple'
global.index-url='https://index.example/simple'
install.trusted-host='one.example'
freeze.timeout='10'
"""
Checkout = namedtuple("Checkout", "root calls make")


@pytest.fixture
def setup(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    spec = importlib.util.spec_from_file_location("project_setup", ROOT / "scripts" / "setup.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def installer(setup):
    return sys.modules["installer"]


@pytest.fixture
def checkout(tmp_path, setup, installer, monkeypatch):
    """A checkout where stand-ins make the environment, uv can be had and Quarto cannot."""
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
    monkeypatch.setattr(installer, "pip_settings", lambda python: {})
    monkeypatch.setattr(installer.importlib.util, "find_spec", lambda name: name)
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    return Checkout(tmp_path, calls, lambda *arguments: setup.main(list(arguments), root=tmp_path))


def test_first_run_installs_locked_packages_with_hashes_and_then_the_project(checkout):
    assert checkout.make("--quarto", "no") == 0
    venv, uv, packages, project, git = checkout.calls
    assert "-m venv --without-pip" in venv
    assert uv.startswith(f"{sys.executable} -m pip")
    assert "--require-hashes" in uv
    assert packages.partition(" ")[0].endswith("/bin/uv")
    assert f"--require-hashes --no-deps -r {checkout.root}/requirements.lock" in packages
    assert "--no-index --no-deps --no-build-isolation -e ." in project
    assert git.endswith("-m pressroom.review.gitsetup")


def test_where_python_keeps_nothing_all_is_compiled_at_once(checkout, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert checkout.make("--quarto", "no") == 0
    assert ["-m compileall" in call for call in checkout.calls] == [False] * 4 + [True, False]


def test_uv_is_removed_when_all_is_installed(checkout, monkeypatch, installer):
    places = []
    place = checkout.root / "uv-place"
    monkeypatch.setattr(installer.tempfile, "mkdtemp", lambda **_: places.append(place.mkdir()) or str(place))
    checkout.make()
    assert len(places) == 1
    assert not place.exists()


def test_where_uv_fails_pip_installs(checkout, setup, monkeypatch):
    stand_in = setup.subprocess.run

    def run(command, **options):
        done = stand_in(command, **options)
        return subprocess.CompletedProcess(command, 1, "x") if command[0].endswith("/uv") else done

    monkeypatch.setattr(setup.subprocess, "run", run)
    assert checkout.make("--quarto", "no") == 0
    packages = [call for call in checkout.calls if call.endswith("requirements.lock")]
    assert ["/bin/uv pip install" in call for call in packages] == [True, False]
    assert f"{checkout.root}/.venv/bin/python -m pip" in packages[1]


def test_where_pip_may_ask_no_index_it_does_the_work(checkout, monkeypatch, installer):
    monkeypatch.setattr(installer, "pip_settings", lambda python: {"no-index": "1"})
    assert checkout.make("--quarto", "no") == 0
    assert not any("uv" in call.partition(" ")[0] for call in checkout.calls)


def test_the_pip_that_is_missing_is_made_and_fetches_uv(checkout, setup, monkeypatch, installer):
    has_all_but_pip = {"pip": None}.get
    monkeypatch.setattr(installer.importlib.util, "find_spec", lambda name: has_all_but_pip(name, name))
    stand_in = setup.subprocess.run

    def run(command, **options):
        done = stand_in(command, **options)
        return subprocess.CompletedProcess(command, 1, "") if command[-1] == "--version" else done

    monkeypatch.setattr(setup.subprocess, "run", run)
    assert checkout.make("--quarto", "no") == 0
    own = f"{checkout.root}/.venv/bin/python -m "
    assert [call.removeprefix(own).split()[0] for call in checkout.calls[1:4]] == ["pip", "ensurepip", "pip"]
    assert "/bin/uv pip install" in checkout.calls[4]


def test_uv_is_told_what_pip_is_set_to(installer):
    assert installer.as_uv(installer.settings_of(PIP_SETTINGS)) == {
        "SSL_CERT_FILE": "/etc/own.pem",
        "UV_FIND_LINKS": "/wheels,/more,wheels",
        "UV_INDEX": "https://one.example/simple https://two.example/simple",
        "UV_DEFAULT_INDEX": "https://index.example/simple",
        "UV_INSECURE_HOST": "one.example",
    }


def test_what_is_set_for_uv_itself_counts_more(checkout, setup, monkeypatch, installer):
    monkeypatch.setattr(installer, "pip_settings", lambda python: {"timeout": "10", "cert": "/etc/own.pem"})
    monkeypatch.setenv("UV_HTTP_TIMEOUT", "99")
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    seen, stand_in = [], setup.subprocess.run

    def run(command, **options):
        seen.append((command[0], options.get("env", {})))
        return stand_in(command, **options)

    monkeypatch.setattr(setup.subprocess, "run", run)
    checkout.make("--quarto", "no")
    told = next(environment for program, environment in seen if program.endswith("/bin/uv"))
    assert not Path(told["TMPDIR"]).exists()
    assert (told["UV_HTTP_TIMEOUT"], told["SSL_CERT_FILE"]) == ("99", "/etc/own.pem")


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
    assert len(checkout.calls) == 2
    assert checkout.calls[1].endswith("-e .")


def test_a_changed_lock_builds_anew_without_trying_quarto_again(checkout):
    checkout.make()
    checkout.calls.clear()
    (checkout.root / "requirements.lock").write_text("other==2\n")
    checkout.make()
    assert ["-m venv" in call for call in checkout.calls].count(True) == 1
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
    assert checkout.calls[-1].endswith("requirements-quarto.lock")


def test_an_installed_quarto_is_kept(checkout, monkeypatch):
    monkeypatch.setenv("QUARTO_PATH", "/usr/bin/quarto")
    checkout.make()
    assert not any("requirements-quarto" in call for call in checkout.calls)


def test_what_a_purpose_needs_is_added_once(checkout):
    (checkout.root / "requirements-test.lock").write_text("pytest==1\n")
    for _ in range(2):
        assert checkout.make("--with", "test") == 0
    (added,) = (call for call in checkout.calls if "requirements-test.lock" in call)
    assert f"uv pip install --quiet --python {checkout.root}/.venv/bin/python " in added
    assert added.endswith(f" --require-hashes --no-deps -r {checkout.root}/requirements-test.lock")


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
def test_a_failure_of_pip_is_explained_in_one_line(installer, output, line):
    explained = installer.explain(output)
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


@pytest.mark.parametrize("name", ["setup.py", "installer.py"])
def test_set_up_keeps_to_syntax_that_old_pythons_read(name):
    ast.parse((ROOT / "scripts" / name).read_text(), feature_version=(3, 6))
