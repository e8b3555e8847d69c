"""One set of versions: what pip installs, what conda installs, and what the project says that it needs."""

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from pressroom import yamlfile

ROOT = Path(__file__).parents[2]
REPORT = (ROOT / "requirements.lock").read_text()
LISTS = sorted(path.name for path in ROOT.glob("requirements*.lock"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
QUARTO = PYPROJECT["dependency-groups"]["quarto"][0]


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("conda", ROOT / "scripts" / "conda_environment.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def conda() -> dict[str, str]:
    """Return the versions in environment.yml by the names that conda and pip know them under."""
    entries = yamlfile.read(ROOT / "environment.yml", "environment.yml").values["dependencies"]
    pip = next(entry["pip"] for entry in entries if isinstance(entry, dict))
    pinned = [entry.split("=", 1) for entry in entries if isinstance(entry, str) and "=" in entry]
    pinned += [entry.split("==") for entry in pip if "==" in entry]
    return {canonicalize_name(name): version for name, version in pinned}


def test_conda_has_the_versions_of_the_lock(script):
    versions = conda()
    lock = script.locked(script.locks(), python=versions.pop("python"))
    ours = {canonicalize_name(there): here for here, there in script.CONDA_NAMES.items()}
    assert f"quarto-cli=={versions.pop('quarto')}" == QUARTO
    assert versions == {name: lock[ours.get(name, name)] for name in versions}


def test_conda_file_is_what_make_lock_writes(script):
    assert (ROOT / "environment.yml").read_text() == script.render(PYPROJECT, script.locks())


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_the_locks_satisfy_what_the_project_names(script, python):
    lock = script.locked(script.locks(), python)
    unmet = [
        need
        for need in script.named(PYPROJECT["project"])
        if lock.get(canonicalize_name(need.name), "0") not in need.specifier
    ]
    assert unmet == [], "run make lock"


def test_the_quarto_lock_has_the_pinned_version():
    assert (ROOT / "requirements-quarto.lock").read_text().startswith(QUARTO)


def test_every_python_gets_the_same_version_of_a_package(script):
    pins = re.findall(r"^([\w.-]+)==(\S+)", script.locks(), flags=re.MULTILINE)
    assert len({name for name, _ in pins}) == len(set(pins)) > 150


def test_a_list_installs_all_that_the_report_lacks_for_its_purpose(script):
    report = script.locked(REPORT)
    for purpose, needs in PYPROJECT["project"]["optional-dependencies"].items():
        if purpose == "build":
            continue
        added = script.locked((ROOT / f"requirements-{purpose}.lock").read_text())
        names = {canonicalize_name(Requirement(need).name) for need in needs} - {"energikontoret"}
        assert names - set(report) - set(added) == set()


def test_what_a_report_needs_is_not_all_that_its_tests_and_clusters_need(script):
    assert {"distributed", "pyarrow", "nbdime", "pytest", "jupyterlab"} & set(script.locked(REPORT)) == set()


@pytest.mark.parametrize("name", LISTS)
def test_a_lock_names_no_index_and_no_path(name):
    text = (ROOT / name).read_text()
    assert re.search(r"index-url|find-links|://|@ file", text) is None


@pytest.mark.parametrize("name", LISTS)
def test_every_locked_package_has_a_hash(name):
    blocks = re.split(r"^(?=\S)", (ROOT / name).read_text(), flags=re.MULTILINE)
    assert [block for block in blocks if block.strip() and "--hash=sha256:" not in block] == []
