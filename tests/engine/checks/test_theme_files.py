"""What is wrong in the theme is told with its line before a figure fails on it."""

from pathlib import Path

import pytest

import written_project
from pressroom.checks import theme_files
from pressroom.errors import UserError
from pressroom.project import Project

BRAND, STRINGS = "brand.yml", "strings.yml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A report with a theme of its own: its files, and the fonts of this one."""
    made = written_project.build(tmp_path, "Ett.")
    theme = written_project.ROOT / "report" / "theme"
    made.theme.unlink()
    made.theme.mkdir()
    for path in theme.iterdir():
        (made.theme / path.name).symlink_to(path)
    for name in (BRAND, STRINGS):
        (made.theme / name).unlink()
        (made.theme / name).write_bytes((theme / name).read_bytes())
    return made


def told(project: Project, name: str, old: str, new: str) -> str:
    path = project.theme / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    [problem] = theme_files.problems(project)
    assert problem.todo
    return problem.what


def test_the_theme_itself_is_in_order(project: Project) -> None:
    assert list(theme_files.problems(project)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        (BRAND, '"#fdfdfb"', '"red; } body { display: none"', "'background' is 'red; } body {"),
        (BRAND, "  accent:", "  acent:", "'light' has no 'accent'."),
        (BRAND, 'series: ["#1f3a4c",', 'series: ["x",', "'series' is \"['x', "),
        (BRAND, "sans: Source Sans 3", 'sans: "Comic</style>"', "'sans' is 'Comic</style>'"),
        (BRAND, "sans: Source Sans 3", "sans: Comic Sans", "there is no font report/theme/fonts/ComicSans-"),
        (BRAND, "folder: fonts", "folder: ../..", "'folder' is '../..', which is no name of a folder."),
        (BRAND, "light:\n", 'light:\n  backgrund: "#000000"\n', "nothing reads 'backgrund'."),
        (BRAND, "light:\n", "lihgt: {}\nlight:\n", "nothing reads 'lihgt'."),
        (STRINGS, "sv:\n", "fr: {}\nsv:\n", "the report has no language 'fr'."),
        (BRAND, "dark:", "drak:", "'dark' is no list of names and values."),
        (STRINGS, "sv:", "svv:", "there are no words for 'sv'."),
        (STRINGS, "  fig: figur\n", "", "'sv' has no 'fig'."),
        (STRINGS, "fig: figur", "fig: <script>", "'fig' is '<script>'."),
    ],
)
def test_a_mistake_in_the_theme_is_told_with_its_line(
    project: Project, name: str, old: str, new: str, what: str
) -> None:
    said = told(project, name, old, new)
    assert said.startswith(f"report/theme/{name}")
    assert what in said


@pytest.mark.parametrize("name", [BRAND, STRINGS, "report.css"])
def test_a_file_of_the_theme_that_is_missing_is_told(project: Project, name: str) -> None:
    (project.theme / name).unlink()
    assert [each.what for each in theme_files.problems(project)] == [f"report/theme/{name} is missing."]


def test_a_broken_file_of_the_theme_is_told_too(project: Project) -> None:
    (project.theme / BRAND).write_text("{", encoding="utf-8")
    with pytest.raises(UserError, match=r"report/theme/brand\.yml, line \d+: this is not valid YAML"):
        list(theme_files.problems(project))
