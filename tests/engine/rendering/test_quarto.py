"""Quarto is found where it may be, and its failures become two lines."""

import sys
from pathlib import Path

import pytest

import report_sample
from pressroom.errors import UserError
from pressroom.rendering import quarto, quarto_command, staging
from pressroom.rendering.edition import Format


def command(folder: Path, script: str) -> Path:
    version = '[ "$1" = --version ] && echo 1.10.0 && exit'
    return written(folder, f"#!/bin/sh\n{version}\n{script}\n")


def written(folder: Path, text: str) -> Path:
    path = folder / "quarto"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("named", ["file", "folder"])
def test_quarto_path_names_the_command_or_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    path = command(tmp_path, "exit 0")
    monkeypatch.setenv("QUARTO_PATH", str(path if named == "file" else tmp_path))
    assert quarto.quarto_command() == path


def test_quarto_is_found_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = command(tmp_path, "exit 0")
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert quarto.quarto_command() == path


def test_without_quarto_the_message_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quarto, "quarto_command", lambda: None)
    with pytest.raises(UserError, match="no quarto command"):
        quarto.render(tmp_path, tmp_path / "out")


@pytest.mark.parametrize("version", ["1.10.0", "1.10.18", "1.11.2-rc.1", "2.0.1", "99.9.9"])
def test_a_new_enough_quarto_will_do(tmp_path: Path, version: str) -> None:
    assert quarto_command.unfit(written(tmp_path, f"#!/bin/sh\necho {version}\n")) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("#!/bin/sh\necho 1.9.37\n", " is Quarto 1.9.37; the report needs 1.10 or newer."),
        ("#!/bin/sh\necho 0.9.532\n", " is Quarto 0.9.532; the report needs 1.10 or newer."),
        ("#!/bin/sh\necho 1.10.0; exit 1\n", " does not tell its version."),
        ("#!/bin/sh\necho no deno >&2; exit 1\n", " does not tell its version."),
        ("#!/bin/sh\necho fish\n", " does not tell its version."),
        ("#!/there/is/no/shell\n", " does not start."),
    ],
)
def test_what_will_not_do_is_told_with_its_place(tmp_path: Path, text: str, why: str) -> None:
    path = written(tmp_path, text)
    assert quarto_command.unfit(path) == f"{path}{why}"


def refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, kind: Format) -> UserError:
    """Render the sample with a command that does what a script says; return what is told."""
    project = report_sample.project(tmp_path / "project")
    staged = staging.stage(project, project.runs / "base", tmp_path / "staged")
    path = command(tmp_path, script)
    monkeypatch.setattr(quarto, "quarto_command", lambda: path)
    with pytest.raises(UserError) as told:
        quarto.render(staged, tmp_path / "out", {"report": [kind]})
    return told.value


def test_a_failure_of_quarto_is_told_in_two_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = "echo noise; echo 'ERROR: the template is broken' >&2; exit 1"
    assert refused(tmp_path, monkeypatch, script, "html").what.endswith("ERROR: the template is broken")
    assert not (tmp_path / "out").exists()


def test_what_quarto_does_not_make_is_told_with_the_line_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = refused(tmp_path, monkeypatch, "exit 0", "pdf")
    assert told.what == "Quarto made no report.pdf."
    assert "'typst'" in told.todo


@pytest.mark.parametrize(
    ("header", "formats", "starts"),
    [
        ("format:\n  html: default\n", ("html", "pdf", "docx"), 1),
        ("format:\n  html: default\n", ("html", "pdf"), 2),
        ("", ("html", "pdf", "docx"), 3),
    ],
)
def test_quarto_starts_once_where_the_header_names_what_is_asked_for(
    tmp_path: Path, header: str, formats: tuple[str, ...], starts: int
) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "report.qmd").write_text(f"---\ntitle: A\n{header}---\n", encoding="utf-8")
    assert len(quarto._starts(tmp_path, "report", formats)) == starts
