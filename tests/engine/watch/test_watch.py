"""`--watch` as a process: what is saved is built and told, mistakes do not end it, Ctrl-C does."""

import json
import re
import shutil
import signal
import urllib.request

import psutil
import pytest

import small_project
from places import ROOT, SAMPLE
from watching import watching


@pytest.fixture
def project(tmp_path):
    return small_project.build_with_report(tmp_path / "project")


def change(path, old, new):
    """Save a file with a text replaced."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def value(project, id="sum.one_sek"):
    results = json.loads((project.runs / "base" / "results.json").read_text())["results"]
    return next(figure["value"] for figure in results if figure["id"] == id)


def test_a_saved_parameter_builds_the_page_and_tells_it(project):
    with watching(project.root, "run", "--watch") as command:
        events = urllib.request.urlopen(re.sub(r"/base/.*", "/-/events", command.page), timeout=60)
        first = events.readline(), events.readline()
        change(project.params / "base.yml", "sold_share: 0.6", "sold_share: 0.7")
        assert events.readline() not in first
        assert command.until("^Saved") == "Saved: params/base.yml"
        assert value(project) == pytest.approx(700.0)
        page = project.output / "base" / "report.html"
        assert "700\u00a0kronor" in page.read_text(encoding="utf-8")
        assert "EventSource" not in page.read_text(encoding="utf-8")
        assert [path.name for path in page.parent.iterdir()] == ["report.html"]


def test_mistakes_are_told_in_two_lines_and_the_watch_goes_on(project):
    with watching(project.root, "run", "--watch") as command:
        command.until("^Watching")
        params, notebook = project.params / "base.yml", project.notebooks / "02_second.ipynb"
        change(params, "sold_share: 0.6", "sold_shar: 0.6")
        command.until("^Did you mean 'sold_share'")
        change(params, "sold_shar: 0.6", "sold_share: 0.6")
        change(notebook, "results.record(", "1/0; results.record(")
        command.until(r"^The traceback is in runs/base/failed/")
        change(notebook, "1/0; ", "")
        change(project.report / "report.qmd", "sum.one_sek", "sum.on_sek")
        command.until("^Did you mean 'sum.one_sek'")
        change(project.report / "report.qmd", "sum.on_sek", "sum.one_sek")
        change(params, "sold_share: 0.6", "sold_share: 0.8")
        command.until(r"^Report 'base'", times=2)
        assert value(project) == pytest.approx(800.0)
        assert "Traceback" not in "\n".join(command.lines)


@pytest.mark.slow
def test_changed_code_of_the_package_is_what_the_next_build_runs(project):
    source = project.root / "src"
    for folder in (ROOT / "src" / "pressroom", SAMPLE / "src" / "orchard"):
        shutil.copytree(folder, source / folder.name, ignore=shutil.ignore_patterns("__pycache__"))
    code = source / "orchard" / "scratch.py"
    pipeline = source / "pressroom" / "pipeline.py"
    code.write_text("VALUE = 1\n")
    imports = "from pressroom.notebook import data, results\nfrom orchard import scratch"
    record = small_project.RESULT.format(name="two_sek", value="scratch.VALUE")
    small_project.add_notebook(project, "02_second", imports, record)
    with watching(project.root, "run", "--watch", PYTHONPATH=str(source)) as command:
        command.until("^Watching")
        change(code, "1", "22")
        command.until(r"^Report 'base'", times=2)
        assert value(project, "sum.two_sek") == 22
        change(code, "22", "(")
        place = r"^src/orchard/scratch\.py, line 1"
        command.until(f"{place}: '\\(' was never closed\\.$")
        change(pipeline, '"""From scenario', "(From scenario")
        command.until(r"^SyntaxError: .*\(pipeline\.py, line \d+\)$")
        assert command.until("^Mend it and save") == "Mend it and save; the watch goes on."
        change(pipeline, "(From scenario", '"""From scenario')
        change(code, "(", "333")
        command.until(r"^Report 'base'", times=3)
        assert value(project, "sum.two_sek") == 333
        assert "Traceback" not in "\n".join(command.lines)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_a_watch_that_is_ended_leaves_no_process(project, number, code):
    small_project.add_notebook(
        project, "03_slow", "import time, pathlib\npathlib.Path('on').touch()\ntime.sleep(60)"
    )
    with watching(project.root, "run", "--watch") as command:
        while not (project.root / "on").exists():
            assert command.process.poll() is None
        below = psutil.Process(command.process.pid).children(recursive=True)
        command.process.send_signal(number)
        assert command.process.wait(timeout=5) == code
        assert psutil.wait_procs(below, timeout=5)[1] == []
    assert not (project.runs / "base").exists()


def test_a_report_is_watched_in_the_formats_asked_for(project):
    words = ("report", "--watch", "--to", "html,docx", "--lang", "sv", "--renderer", "pandoc")
    with watching(project.root, *words) as command:
        assert command.page.endswith("/base/report.html")
    assert {path.name for path in (project.output / "base").iterdir()} == {"report.html", "report.docx"}
