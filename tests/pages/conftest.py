import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
FORMATS = ("html", "pdf", "docx")
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests" / "engine" / "review")]


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


@pytest.fixture(scope="session")
def report() -> dict[str, Path]:
    """The report of the scenario `base` in three formats, built anew where it is not up to date."""
    command("report", "--renderer", "pandoc")
    return {kind: ROOT / "_report" / "base" / f"report.{kind}" for kind in FORMATS}


@pytest.fixture(scope="session")
def run() -> Path:
    """The folder of the reference scenario's run, executed as far as something has changed."""
    command("run", "base")
    return ROOT / "runs" / "base"


@pytest.fixture(scope="session")
def editions(report: dict[str, Path]) -> dict[str, Path]:
    """The web page of the scenario `base` in each language."""
    command("report", "--renderer", "pandoc", "--lang", "en", "--to", "html")
    return {"sv": report["html"], "en": report["html"].with_name("report.en.html")}


@pytest.fixture(scope="session")
def pages(editions: dict[str, Path]) -> dict[str, Path]:
    """Every kind of page that the project publishes: the report's editions, the landing page, the review."""
    output = ROOT / "_report"
    command("run", "municipalities_continue")
    command("diff", "base", "municipalities_continue", "--html", str(output / "review.html"), code=1)
    found = {"report": editions["sv"], "english": editions["en"]}
    return found | {name: output / f"{name}.html" for name in ("index", "review")}


def command(*words: str, code: int = 0) -> None:
    """Run one of the project's commands in this checkout; `code` is the exit code it must have."""
    done = subprocess.run(
        [sys.executable, "-m", "energikontoret", *words],
        env=os.environ | {"PRESSROOM_ROOT": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert done.returncode == code, done.stderr
