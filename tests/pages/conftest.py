import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from commands import command
from pressroom.rendering.edition import PARTS

ROOT = Path(__file__).parents[2]
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
def parts() -> dict[str, dict[str, Path]]:
    """All parts of the scenario `base` by part and format, built anew where they are not up to date."""
    command("report", "--renderer", "pandoc", "--part", "all")
    folder = ROOT / "_report" / "base"
    return {part: {kind: folder / f"{part}.{kind}" for kind in kinds} for part, kinds in PARTS.items()}


@pytest.fixture(scope="session")
def report(parts: dict[str, dict[str, Path]]) -> dict[str, Path]:
    """The report of the scenario `base` in three formats."""
    return parts["report"]


@pytest.fixture(scope="session")
def run() -> Path:
    """The folder of the reference scenario's run, executed as far as something has changed."""
    command("run", "base")
    return ROOT / "runs" / "base"


@pytest.fixture(scope="session")
def editions(report: dict[str, Path]) -> dict[str, Path]:
    """The web page of the scenario `base` in each language."""
    command("report", "--renderer", "pandoc", "--lang", "en", "--to", "html,pdf", "--part", "all")
    return {"sv": report["html"], "en": report["html"].with_name("report.en.html")}


@pytest.fixture(scope="session")
def pages(editions: dict[str, Path], parts: dict[str, dict[str, Path]]) -> dict[str, Path]:
    """Every kind of page that the project publishes: the report's parts, the landing pages, the review."""
    output = ROOT / "_report"
    command("run", "municipalities_continue")
    command("diff", "base", "municipalities_continue", "--html", str(output / "review.html"), code=1)
    command("report", "--renderer", "pandoc", "--to", "html", "--each")
    found = {part: parts[part]["html"] for part in ("report", "annex", "accessibility")}
    found["municipal"] = output / "base" / "kommun-2380.html"
    found["english"] = editions["en"]
    found["notebook"] = output / "base" / "notebook-01_agreement_finances.html"
    found["english_notebook"] = output / "base" / "notebook-07_uncertainty.en.html"
    found["english_index"] = output / "index.en.html"
    return found | {name: output / f"{name}.html" for name in ("index", "review")}


@pytest.fixture(scope="session")
def papers(editions: dict[str, Path]) -> dict[str, Path]:
    """Every PDF of the scenario `base`, by its name without ending."""
    return {path.stem: path for path in editions["sv"].parent.glob("*.pdf")}


@pytest.fixture(scope="session")
def tried():
    """Counts what a tool was tried on and what it found; `make accessibility` keeps it for the statement."""
    counts: dict[tuple[str, str], list[int]] = {}

    def count(tool: str, version: str, found: int) -> None:
        counts.setdefault((tool, version), []).append(found)

    yield count
    if os.environ.get("RECORD_ACCESSIBILITY"):
        checks = [
            {"tool": tool, "version": version, "tried": len(found), "found": sum(found)}
            for (tool, version), found in sorted(counts.items())
        ]
        text = json.dumps({"tested": date.today().isoformat(), "checks": checks}, indent=2)
        (ROOT / "report" / "accessibility.json").write_text(text + "\n", encoding="utf-8")
