"""What surrounds the code: one version, links that lead somewhere, one style."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

import energikontoret
from pressroom import yamlfile

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", "CONTRIBUTING.md", "docs/getting-started.md", "docs/kom-igang.md", "docs/notebooks.md"]


def test_the_citation_has_the_version_of_the_package():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert yamlfile.read(ROOT / "CITATION.cff", "CITATION.cff").values["version"] == version
    assert energikontoret.__version__ == version


@pytest.mark.parametrize("page", PAGES)
def test_local_links_lead_to_a_file(page):
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / page).read_text())
    assert [target for target in targets if not (ROOT / page).parent.joinpath(target).exists()] == []


def test_both_guides_show_the_same_commands():
    shown = [re.findall(r"^\$ (\w+ \w+)", (ROOT / page).read_text(), re.MULTILINE) for page in PAGES[2:4]]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("arguments", [["check"], ["format", "--check"]])
def test_the_code_keeps_to_the_agreed_style(arguments):
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, "--no-cache", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_ci_calls_the_test_command_of_the_readme():
    assert "$ make test" in (ROOT / "README.md").read_text()
    assert "\nmake test\n" in (ROOT / ".ci" / "run").read_text()


@pytest.mark.parametrize("folder", ["src", "tests", "scripts", "bench"])
def test_every_package_that_is_imported_is_a_locked_one(folder):
    # One that merely happens to be installed is missing on the next machine.
    locks = "\n".join(path.read_text() for path in ROOT.glob("requirements*.lock"))
    locked = {canonicalize_name(name) for name in re.findall(r"^([\w.-]+)==", locks, re.MULTILINE)}
    ours = {path.stem for path in (*ROOT.glob("src/*"), *ROOT.glob("tests/**/*"), *ROOT.glob("scripts/*"))}
    packages = metadata.packages_distributions()
    imported = {name for path in (ROOT / folder).rglob("*.py") for name in _imports(path)}
    missing = {
        name
        for name in imported - ours - {"bench"} - sys.stdlib_module_names
        if not locked & {canonicalize_name(owner) for owner in packages.get(name, [])}
    }
    assert missing == set()


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.partition(".")[0]
