"""What a page's panel saved becomes a draft; what is no such file, or says what cannot be, is refused."""

import json
import os

import pytest

from pressroom import publication, scenarios
from pressroom.begin import draft, panel_file
from pressroom.errors import UserError
from pressroom.scenarios import declare
from pressroom.scenarios.schema import DESCRIPTION

TRIED = {"sold_share": 0.5, "resting": ["02", "03"], "fenced": True, "market": "fair"}
ESCAPE = "\x1b[2J\x1b]0;title\x07"
DEEP = "[" * 100_000


@pytest.fixture
def saved(project, tmp_path):
    """Write what a panel saves, with some parts changed."""

    def write(**parts):
        begins = {"publication": publication.of(project).name, "scenario": "base", "values": TRIED}
        content = {name: part for name, part in (begins | parts).items() if part is not None}
        path = tmp_path / "panel.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return write


def refusal(project, path):
    with pytest.raises(UserError) as error:
        panel_file.read(project, path)
    what, todo = error.value.what, error.value.todo
    assert error.value.code == 2
    assert what.isprintable()
    assert todo.isprintable()
    assert max(len(what), len(todo)) < 400
    return what


def test_it_becomes_a_draft_with_the_values_that_differ(project, saved):
    tried = panel_file.read(project, saved(scenario="frost"))
    path = draft.write(project, "tried", *tried)
    text = path.read_text(encoding="utf-8")
    assert scenarios.load(project, "tried").values == scenarios.load(project, "frost").values | TRIED
    set_in_it = {line.partition(":")[0] for line in text.splitlines() if line and line[0] not in "# "}
    assert set_in_it & declare.declared(project).keys() == TRIED.keys() - {"fenced"}
    assert DESCRIPTION in text


def test_a_whole_number_may_stand_for_a_share(project, saved):
    assert panel_file.read(project, saved(values={"sold_share": 1})).values == {"sold_share": 1.0}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"sold_shar": 1}, "'sold_shar' is not a parameter"),
        ({ESCAPE: 1}, "is not a parameter"),
        ({"x" * 50_000: 1}, "is not a parameter"),
        ({"since": 2001}, "is the same in every scenario"),
        ({"sold_share": 1.01}, "must be a number from 0 to 1"),
        ({"sold_share": -0.01}, "must be a number from 0 to 1"),
        ({"sold_share": "0.5"}, "must be a number"),
        ({"sold_share": True}, "must be a number"),
        ({"sold_share": None}, "must be a number"),
        ({"sold_share": float("nan")}, "must be a number"),
        ({"sold_share": float("inf")}, "must be a number"),
        ({"sold_share": [[[ESCAPE * 1_000]]]}, "'sold_share' is"),
        ({"years": 1.5}, "must be a whole number"),
        ({"years": 10**400}, "'years' is"),
        ({"fenced": 1}, "must be true or false"),
        ({"market": "squar"}, "must be one of"),
        ({"market": "\ud800"}, "must be one of"),
        ({"resting": "01"}, "must be a list of codes"),
        ({"resting": ["01", "0180"]}, "'0180', which is not in data"),
        ({"resting": [ESCAPE]}, "which is not in data"),
        ({"title": "Mitt"}, "is not a parameter"),
        ({"extends": "base"}, "is not a parameter"),
        ({"resting": ["01", "02", "03", "04"]}, "every variety rests"),
    ],
)
def test_a_value_that_no_scenario_may_have_is_refused(project, saved, values, said):
    assert said in refusal(project, saved(values=values))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"publication": "another"}, "is of 'another'"),
        ({"publication": ESCAPE}, "not of"),
        ({"publication": None}, "'publication' is missing"),
        ({"scenario": "nobody"}, "there is no scenario 'nobody'"),
        ({"scenario": "../../etc/passwd"}, "there is no scenario"),
        ({"scenario": ESCAPE}, "there is no scenario"),
        ({"scenario": ["base"]}, "'scenario' is missing"),
        ({"values": None}, "'values' is missing"),
        ({"values": [1]}, "'values' is missing"),
        ({"more": 1}, "'more' is not part of it"),
        ({ESCAPE * 99: 1}, "is not part of it"),
    ],
)
def test_a_file_of_another_form_is_refused(project, saved, parts, said):
    assert said in refusal(project, saved(**parts))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not valid JSON"),
        (b'{"scenario": "base", "scenario": "frost"}', "gives 'scenario' twice"),
        (b'{"values": {"years": 1, "years": 2}}', "gives 'years' twice"),
        (b"scenario: base\n", "is not valid JSON"),
        (b'{"publication": "\xff"}', "is not valid JSON"),
        (b"\x00" * 100, "is not valid JSON"),
        (DEEP.encode()[:60_000], "is nested too deep"),
        (b"[" * 100 + b"]" * 100, "is nested deeper than"),
        (b"[]", "is not what a page saves"),
        (b"null", "is not what a page saves"),
        (b'{"a": ' + b"1" * 20_000 + b"}", "is not valid JSON"),
        (b" " * 70_000, "is larger than 64 kB"),
    ],
)
def test_what_is_no_such_file_is_refused(project, tmp_path, content, said):
    path = tmp_path / "panel.json"
    path.write_bytes(content)
    assert said in refusal(project, path)


def test_what_is_no_file_at_all_is_refused(project, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "none", tmp_path / "pipe", tmp_path / "/dev/zero"):
        assert "is no file" in refusal(project, path)


def test_the_command_writes_the_draft_and_refuses_a_second_scenario(project, saved, monkeypatch, capsys):
    from pressroom import start

    monkeypatch.setenv("PRESSROOM_ROOT", str(project.root))
    path = str(saved())
    for words, code in (
        (["tried", "--from-panel", path], 0),
        (["tried", "--from-panel", path], 2),
        (["other", "--from-panel", path, "--from", "base"], 2),
    ):
        monkeypatch.setattr("sys.argv", ["x", "new", "scenario", *words])
        with pytest.raises(SystemExit) as end:
            start.main()
        assert (end.value.code or 0) == code
    said = capsys.readouterr()
    assert "params/drafts/tried.yml is written" in said.out
    assert said.err.count("\n") == 4
    assert "--from and --from-panel exclude each other." in said.err
    assert not (project.params / "drafts" / "other.yml").exists()
