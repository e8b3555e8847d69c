"""JupyterLab as `make lab` starts it, in a real browser: what is tried shows, and git sees nothing of it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

ROOT = Path(__file__).parents[2]
NAMES = ("params", "data", "notebooks", "report", "scripts", "_quarto.yml", "pyproject.toml", "Makefile")
NOTEBOOK = "notebooks/01_agreement_finances.ipynb"
OUTPUT = ".jp-OutputArea-output"
FIGURE = f"{OUTPUT} img"
PATIENCE_MS = 240_000

pytestmark = pytest.mark.slow


def git(folder: Path, *words: str) -> str:
    named = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    return subprocess.run(
        ["git", *named, *words], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """A copy of the checkout that git keeps."""
    folder = tmp_path_factory.mktemp("checkout")
    for path in (*map(ROOT.joinpath, NAMES), *ROOT.glob("requirements*.lock"), *ROOT.glob(".git[ai]*")):
        put = shutil.copytree if path.is_dir() else shutil.copy
        put(path, folder / path.name)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "As it was")
    return folder


@pytest.fixture(scope="module")
def address(checkout, tmp_path_factory):
    """The address that `make lab` prints; the environment that it would build first is the tests' own."""
    home = str(tmp_path_factory.mktemp("home"))
    there = {"HOME": home, "JUPYTER_PORT": "0", "BROWSER": "true", "PRESSROOM_ROOT": ""}
    ready = ("-o", ".venv/ready", "-o", ".venv/ready-lab", f"BIN={Path(sys.executable).parent}")
    server = subprocess.Popen(
        ["make", "lab", *ready],
        cwd=checkout,
        env=os.environ | there,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    said, found = [], None
    for line in server.stdout:
        said.append(line)
        if found := re.search(r"http://127\.0\.0\.1:\d+/lab\S+token=\w+", line):
            break
    assert found, "".join(said)
    threading.Thread(target=server.stdout.read, daemon=True).start()
    _wait_for(urlsplit(found[0]).port)
    yield found[0]
    os.killpg(server.pid, signal.SIGTERM)
    server.wait(timeout=30)


def _wait_for(port: int) -> None:
    """Wait until the server listens: it tells its address a little before."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.fixture
def lab(chromium, address):
    """The first notebook, open in the browser, its kernel ready."""
    page = chromium.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(address)
    expect(page.get_by_text(re.compile(r"Python 3 .*\| Idle"))).to_be_visible(timeout=PATIENCE_MS)
    yield page
    page.close()


def run_all(page: Page) -> tuple[str, str, str]:
    """Run all cells; return all that they print and show, the table of a key figure, and the figure."""
    number = page.locator(".jp-CodeCell .jp-InputPrompt").last
    before = re.sub(r"\D", "", number.text_content()) or "0"
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(number).to_have_text(re.compile(rf"\[(?!{before}\])\d+\]:"), timeout=PATIENCE_MS)
    texts = page.locator(OUTPUT).all_text_contents()
    table = next(text for text in texts if "agreement.conclusion" in text)
    return "\n".join(texts), table, page.locator(FIGURE).get_attribute("src")


def write(page: Page, line: str, new: str) -> None:
    """Put a line of a cell's code anew, with the keyboard."""
    page.locator(".cm-line").get_by_text(line, exact=True).click()
    page.keyboard.press("End")
    page.keyboard.press("Shift+Home")
    page.keyboard.type(new)


def is_stored_as_it_was(page: Page, checkout: Path) -> bool:
    """Save the notebook, and return whether its file and git have it as it was."""
    page.keyboard.press("ControlOrMeta+s")
    expect(page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)
    same = (checkout / NOTEBOOK).read_bytes() == (ROOT / NOTEBOOK).read_bytes()
    return same and git(checkout, "status", "--porcelain") == ""


def test_what_is_typed_shows_in_figure_and_key_figures_and_leaves_the_checkout_clean(lab, checkout):
    printed, *first = run_all(lab)
    assert "2\u00a0773\u00a0650\u00a0kronor" in printed
    write(lab, "region_cover_office = 0.0", "region_cover_office = 0.5")
    printed, *edited = run_all(lab)
    assert "  edited: region_cover_office 0.5, declared 0.0" in printed
    assert is_stored_as_it_was(lab, checkout)
    write(lab, 'lab.use("base")', 'lab.use("base", region_cover_office=0.4)')
    printed, *written = run_all(lab)
    assert "  set: region_cover_office 0.4, declared 0.0" in printed
    assert len({*first, *edited, *written}) == 6
    assert is_stored_as_it_was(lab, checkout)


def test_what_is_put_into_a_field_shows_too_and_stands_when_all_is_run_again(lab, checkout):
    write(lab, 'lab.use("base")', 'lab.fields("base")')
    _, *first = run_all(lab)
    field = lab.get_by_label("Andel av bortfallet för Energikontorets basfinansiering som Regionen betalar")
    field.fill("3")
    field.press("Tab")
    expect(lab.get_by_text("'region_cover_office' is 3.0, but must be a number from 0 to 1")).to_be_visible()
    field.fill("0.5")
    field.press("Tab")
    said = lab.get_by_text("set: region_cover_office 0.5, declared 0.0")
    expect(said).to_be_visible()
    _, *then = run_all(lab)
    assert len({*first, *then}) == 4
    expect(field).to_have_value("0.5")
    expect(said).to_be_visible()
    assert is_stored_as_it_was(lab, checkout)
