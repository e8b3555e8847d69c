"""What is published and cannot be read is told, and not each text that names something of it."""

from pathlib import Path

import pytest

import written_project
from pressroom.checks import published_files
from pressroom.project import Project
from pressroom.rendering import variables


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = written_project.build(tmp_path, "Ett.")
    made.executed.mkdir()
    for name in published_files.JSON:
        (made.executed / name).write_text("{}", encoding="utf-8")
    (made.executed / variables.FILE).write_text("a: {b: c}\n", encoding="utf-8")
    return made


def test_what_can_be_read_is_not_told(project: Project) -> None:
    assert list(published_files.problems(project)) == []


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("results.json", b"{", "results.json, line 1: it is not valid JSON."),
        ("manifest.json", b"[]", "manifest.json: it is not a list of names and values."),
        ("provenance.json", b"\xff", "provenance.json: it is not valid JSON."),
        ("dependence.json", b"[" * 100_000, "dependence.json: it is not valid JSON."),
        ("_variables.yml", b"{", "_variables.yml, line 2: this is not valid YAML."),
    ],
)
def test_what_cannot_be_read_is_told_once(project: Project, name: str, content: bytes, what: str) -> None:
    (project.executed / name).write_bytes(content)
    told = [each.what for each in published_files.problems(project)]
    assert told == [f"report/executed/{what}"] or told == [
        f"report/executed/{what}".replace("line 2", "line 1")
    ]
