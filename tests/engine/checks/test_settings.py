"""A mistake in a file that few commands read is told by the check, with its line."""

import pytest

import small_project
from pressroom.checks import checklist
from pressroom.project import Project

GLOSSARY, PLACES = "report/glossary.yml", "report/places.yml"
OURS = ("_quarto.yml", GLOSSARY, PLACES)
TERM = "skörd: {en: harvest, not_sv: [avkastning], not_en: ['yield\\b'], case: true}\n"


@pytest.fixture
def project(tmp_path):
    made = small_project.build(tmp_path / "project")
    (made.root / GLOSSARY).write_text(TERM, encoding="utf-8")
    (made.root / PLACES).write_text("01_first:\n  param:sold_share: [100001]\n")
    return made


def told(project: Project) -> list[str]:
    return [each.what for each in checklist.problems(project) if each.what.startswith(OURS)]


def told_after(project: Project, file: str, old: str, new: str) -> str:
    """Change a file, and return the one mistake that is told."""
    text = (project.root / file).read_text(encoding="utf-8")
    assert old in text
    (project.root / file).write_text(text.replace(old, new), encoding="utf-8")
    [only] = told(project)
    return only


def test_terms_and_places_in_order_are_not_told(project):
    assert told(project) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("en: harvest", "en: [harvest]", "line 1: 'en' of 'skörd' is \"['harvest']\", which is no text."),
        ("not_sv:", "nt_sv:", "line 1: 'nt_sv' says nothing of 'skörd'."),
        (
            "[avkastning]",
            "avkastning",
            "line 1: 'not_sv' of 'skörd' is 'avkastning', which is no",
        ),
        ("yield\\b", "(yield", "line 1: 'not_en' of 'skörd' is \"['(yield']\", and '(yield' is no regular"),
        ("case: true", "case: ja", "line 1: 'case' of 'skörd' is 'ja', which is neither true nor false."),
        (TERM, "skörd: harvest\n", "line 1: 'skörd' is told nothing of."),
        (TERM, TERM + TERM, "line 2: a name is given twice."),
        (TERM, "skörd: {en: [\n", "line 2: this is not valid YAML."),
    ],
)
def test_a_mistake_among_the_terms_is_told_once(project, old, new, what):
    assert told_after(project, GLOSSARY, old, new).startswith(f"{GLOSSARY}, {what}")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("01_first", "01_frst", "'01_frst' is no notebook."),
        (
            "param:sold_share",
            "param:sold_shar",
            "'01_first' has 'param:sold_shar', and there",
        ),
        ("[100001]", "[x]", "'01_first' does not give lists of seeds by input."),
    ],
)
def test_a_mistake_among_the_places_is_told_once(project, old, new, what):
    assert told_after(project, PLACES, old, new).startswith(f"{PLACES}: {what}")


def test_broken_settings_of_quarto_are_told(project):
    (project.root / "_quarto.yml").write_text("lang: [\n")
    assert told(project) == ["_quarto.yml, line 2: this is not valid YAML."]
