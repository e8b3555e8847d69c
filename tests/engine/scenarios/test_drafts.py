"""A draft loads as it is, explains every parameter, overwrites nothing, and is nobody else's."""

import unicodedata

import pytest

import small_project
from pressroom import names, scenarios
from pressroom.begin import draft
from pressroom.checks import Problem, checklist, regular
from pressroom.errors import UserError
from pressroom.scenarios.schema import DESCRIPTION


@pytest.fixture
def project(tmp_path):
    return small_project.build(tmp_path / "project")


def written(project, name, origin="base", **values):
    """Return the file of a draft that says what it assumes, with some values."""
    path = draft.write(project, name, origin)
    text = path.read_text().replace(DESCRIPTION, "Ett prov.")
    path.write_text(text + "".join(f"{key}: {value}\n" for key, value in values.items()))
    return path


def test_it_loads_with_the_inherited_values(project):
    draft.write(project, "my_case", "frost")
    assert scenarios.load(project, "my_case").values == scenarios.load(project, "frost").values


def test_it_names_every_parameter_that_a_scenario_may_set(project):
    text = draft.write(project, "my_case").read_text()
    named = {name: f"\n# {name}: " in text for name in scenarios.declared(project)}
    assert named == {name: not about.same for name, about in scenarios.declared(project).items()}
    assert not named["since"]


def test_each_line_can_be_used_by_removing_its_sign(project):
    path = draft.write(project, "my_case")
    text = path.read_text()
    for name in scenarios.declared(project):
        text = text.replace(f"\n# {name}: ", f"\n{name}: ")
    path.write_text(text)
    assert scenarios.load(project, "my_case").values == scenarios.load(project, "base").values


def test_an_existing_file_is_never_overwritten(project):
    before = (project.params / "frost.yml").read_text()
    with pytest.raises(UserError, match="exists already"):
        draft.write(project, "frost")
    assert (project.params / "frost.yml").read_text() == before


def test_of_two_who_write_a_draft_at_the_same_moment_one_is_refused(project, monkeypatch):
    draft.write(project, "mine")
    monkeypatch.setattr(type(project), "named", lambda self: ["base"])
    with pytest.raises(UserError, match=r"params/drafts/mine\.yml exists already"):
        draft.write(project, "mine")


@pytest.mark.parametrize("name", ["../x", "My case", "", "a/b", "-x", "x.y", "лаг"])
def test_a_name_that_cannot_be_a_file_is_refused(project, name):
    with pytest.raises(UserError, match="cannot be used as a name"):
        draft.write(project, name)


@pytest.mark.parametrize("name", ["låg_ränta", "Case-2", "2_fall", "é"])
def test_one_rule_for_names_takes_letters_digits_and_two_signs(project, name):
    assert draft.write(project, name) == project.params / "drafts" / f"{name}.yml"
    assert scenarios.load(project, name).name == name


def test_a_name_is_the_same_however_its_letters_are_put_together(project):
    draft.write(project, unicodedata.normalize("NFD", "låg"))
    assert project.drafts() == [unicodedata.normalize("NFC", "låg")]


def test_nothing_but_its_name_leads_to_a_draft(project):
    before = scenarios.load_all(project)
    (project.params / "drafts").mkdir()
    (project.params / "drafts" / "broken.yml").write_text("scenario: [")
    (project.params / "drafts" / "gone.yml").symlink_to("nowhere")
    assert (scenarios.load_all(project), project.scenarios()) == (before, [each.name for each in before])
    assert list(regular.irregular(project)) == []
    with pytest.raises(UserError, match=r"params/drafts/broken\.yml, line 2: this is not valid YAML"):
        scenarios.load(project, "broken")
    with pytest.raises(UserError, match=r"params/drafts/gone\.yml is no regular file"):
        scenarios.load(project, "gone")


def test_a_draft_may_extend_a_draft_and_a_published_scenario_may_not(project):
    written(project, "first", "frost", years=2)
    path = written(project, "second", "first")
    assert scenarios.load(project, "second").values["years"] == 2
    path.rename(project.params / "second.yml")
    with pytest.raises(UserError, match=r"params/second\.yml, line 6: 'extends' is 'first', a draft"):
        scenarios.load(project, "second")


def test_a_name_that_a_draft_shares_with_a_scenario_is_refused(project):
    path = draft.write(project, "mine")
    path.rename(path.with_name("Base.yml"))
    assert names.named(project, ["frost"]) == ["frost"]
    for name in ("base", "Base", str(project.params / "base.yml")):
        with pytest.raises(UserError, match=r"params/drafts/Base\.yml: the name is also that of params/base"):
            names.named(project, [name])


def test_a_published_draft_is_a_scenario_like_the_others(project):
    path = written(project, "mine", years=2)
    values = scenarios.load(project, "mine").values
    assert draft.publish(project, str(path)) == project.params / "mine.yml"
    assert not path.exists()
    assert project.scenarios().count("mine") == 1
    assert scenarios.load(project, "mine").values == values
    assert (project.params / "mine.yml").read_text().startswith(draft.SCHEMA.format("") + "\n")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            "Ett prov.",
            DESCRIPTION,
            r"params/drafts/mine\.yml, line 5: 'description' is the one to be",
        ),
        ("extends: base", "extends: first", r"params/drafts/mine\.yml, line 6: 'extends' is 'first'"),
        (
            "extends: base",
            "extends: base\nsold_shar: 0.7",
            r"params/drafts/mine\.yml, line 7: 'sold_shar' is not",
        ),
        ("scenario: mine", "scenario: other", r"params/drafts/mine\.yml, line 3: 'scenario' is 'other'"),
    ],
)
def test_what_a_published_scenario_may_not_be_is_refused_and_the_draft_stays(project, old, new, what):
    written(project, "first")
    path = written(project, "mine")
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(UserError, match=what):
        draft.publish(project, "mine")
    assert (path.exists(), project.scenarios().count("mine")) == (True, False)


def test_the_reports_own_checks_are_asked_when_a_draft_is_published(project, monkeypatch):
    written(project, "mine")
    monkeypatch.setattr(checklist, "of_scenario", lambda project, scenario: [Problem("No.", "Change it.")])
    with pytest.raises(UserError, match="No"):
        draft.publish(project, "mine")
