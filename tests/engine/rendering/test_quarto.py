"""Quarto is found where it may be, and its failures become two lines."""

import sys
from pathlib import Path

import pytest

import report_sample
from pressroom.errors import UserError
from pressroom.rendering import quarto, staging
from pressroom.rendering.edition import Format


def command(folder: Path, script: str) -> Path:
    path = folder / "quarto"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
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
