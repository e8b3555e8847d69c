"""Both packages hold to their types, as [tool.mypy] in pyproject.toml sets them."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_types_of_both_packages_fit():
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", "--no-pretty"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


@pytest.mark.parametrize("package", ["pressroom", "energikontoret"])
def test_a_package_says_that_it_is_typed(package):
    assert (ROOT / "src" / package / "py.typed").is_file()
