import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests" / "unit" / "review")]


@pytest.fixture(scope="session")
def chromium():
    """A real browser, the one that is installed."""
    from tools import TOOLS, find

    program = next(find(names, package) for names, package in TOOLS.items() if package == "chromium")
    assert program, "no Chromium: install it, or run scripts/tools.py"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
