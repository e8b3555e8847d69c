"""A key figure is recorded once, as report/key_figures.yml declares it, and collected sorted by id."""

import nbformat
import pytest

from pressroom.errors import UserError
from pressroom.language.text import t
from pressroom.notebook import declarations, mime, results
from pressroom.project import Project

DECLARED = """\
agreement.known_total_sek: {unit: kr, label: Belopp}
agreement.conclusion:
  unit: text
  label: Slutsats
agreement.grows: {unit: villkor, label: Växer}
"""


@pytest.fixture
def displayed(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    return shown


@pytest.fixture
def declare(tmp_path, monkeypatch):
    """Write report/key_figures.yml into a project of its own, which the working folder is then in."""
    (tmp_path / "report").mkdir()
    (tmp_path / "params").mkdir()
    (tmp_path / "_quarto.yml").touch()
    (tmp_path / "pyproject.toml").write_text('[tool.pressroom]\npublication = "orchard:publication"')
    monkeypatch.setenv("PRESSROOM_ROOT", str(tmp_path))

    def write(text=DECLARED):
        (tmp_path / declarations.FILE).write_text(text, encoding="utf-8")
        return tmp_path

    write()
    return write


def notebook(*figures):
    outputs = [{"output_type": "display_data", "data": {mime.of("result"): figure}} for figure in figures]
    return {"cells": [{"cell_type": "markdown"}, {"cell_type": "code", "outputs": outputs}]}


def test_a_recorded_figure_travels_in_an_output_with_its_unit_and_label(displayed, declare):
    results.record("agreement", known_total_sek=2706000, conclusion=t("Mest."))
    about = {"unit": "text", "label": "Slutsats"}
    assert [shown[mime.of("result")] for shown in displayed] == [
        {"id": "agreement.known_total_sek", "value": 2706000, "unit": "kr"} | {"label": "Belopp"},
        {"id": "agreement.conclusion", "value": "Mest.", "text": {"message": "Mest."}} | about,
    ]


@pytest.mark.parametrize(
    ("values", "wrong", "todo"),
    [
        (
            {"conclusion": "Mest.", "known_totl_sek": 1},
            "does not declare",
            "Did you mean 'agreement.known_total_sek'?",
        ),
        ({"known_total_sek": float("nan")}, "is nan", "finite number"),
        ({"known_total_sek": float("inf")}, "is inf", "finite number"),
        ({"known_total_sek": "much"}, "is 'much', but its unit is 'kr'", "declared"),
        ({"conclusion": 1}, "is 1, but its unit is 'text'", "declared"),
        ({"grows": 1}, "is 1, but its unit is 'villkor'", "declared"),
        ({"known_total_sek": True}, "is True, but its unit is 'kr'", "declared"),
    ],
)
def test_a_figure_that_cannot_be_published_is_refused(displayed, declare, values, wrong, todo):
    with pytest.raises(UserError) as refused:
        results.record("agreement", **values)
    assert wrong in refused.value.what
    assert todo in refused.value.todo
    assert not displayed


@pytest.mark.parametrize(
    ("text", "wrong", "todo"),
    [
        ("agreement.a_sek: {unit: SEK, label: A}", "the unit 'SEK'", "Valid names"),
        ("# x\nagreement.a_sek: {unit: kr}", "line 2: .* has no 'label'", "label: …"),
        ("agreement.a_sek: {unit: kr, lable: A}", "line 1: .* has 'lable'", "'label'"),
        ("a.a_sek: {unit: kr, label: A}\nTotal: {}", "line 2: 'Total' is not an id", "chapter"),
        ("a.b: {unit: text, label: A}\n" * 2, "line 2: a name is given twice", "one of them"),
        ("a.b: {unit: kr", r"line \d: this is not valid YAML", "name: value"),
        ("- a.b", "not a list of names", "name: value"),
    ],
)  # fmt: skip
def test_a_declaration_that_is_wrong_is_refused_with_its_line(declare, text, wrong, todo):
    root = declare(text)
    with pytest.raises(UserError, match=f"{declarations.FILE}.*{wrong}") as refused:
        declarations.declared(Project(root))
    assert todo in refused.value.todo


def test_collected_figures_are_plain_at_any_depth():
    figure = nbformat.from_dict({"id": "a.x", "value": "Mest.", "text": {"message": "Mest."}})
    output = {"output_type": "display_data", "data": {mime.of("result"): figure}}
    (collected,) = results.collect({"cells": [{"cell_type": "code", "outputs": [output]}]}, "01_x")
    assert collected == {"id": "a.x", "value": "Mest.", "text": {"message": "Mest."}, "notebook": "01_x"}
    assert (type(collected), type(collected["text"])) == (dict, dict)
