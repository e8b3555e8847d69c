"""What a user types wrong is answered with two lines: what is wrong, and what to do."""

import re

import pytest

import trials

MISTAKES = [
    ("rnu", r"No such command 'rnu'", "Did you mean 'run'|--help"),
    ("run --forse", r"No such option: --forse.*--force", "orchard run --help"),
    ("run --jobs many", r"'--jobs'.*valid integer", "orchard run --help"),
    ("run --jobs 0", r"'--jobs'.*greater than or equal to 1", "orchard run --help"),
    ("run --engine wram", "'--engine'.*'wram' is not one of 'warm', 'kernel'", "orchard run --help"),
    ("run forst", r"no scenario 'forst' \(params/forst\.yml\)", "Did you mean 'frost'"),
    ("run ../base", r"no scenario '\.\./base'", "base"),
    ("run -p sold_share", "-p sold_share: there is no '='", "Write -p NAME=VALUE"),
    ("run -p", "'-p' requires an argument", "orchard run --help"),
    ("run -p sold_shar=0.7", "'sold_shar' is not a parameter", "Did you mean 'sold_share'"),
    ("run -p sold_share=0.7 -p sold_share=0.8", "'sold_share' is given twice", "once"),
    ("run -p years=٣", "-p years=٣: '٣' is a digit of another script", "Write 0 to 9"),
    ("run -p years=1_0", "-p years=1_0: there is a '_' in the number", "Write -p years=10"),
    ("run sold_share=0.7", "'sold_share=0.7' is no scenario", "follows -p: -p sold_share=0.7"),
    ("-p sold_share=0.7 run", "No such option: -p", "Options follow the command: orchard run -p"),
    ("run -p sold_share=much", "'sold_share' is 'much', but must be a number from 0 to 1", "0.6"),
    ("run -p sold_share=70", "'sold_share' is 70", "70 percent is 0.7"),
    ("run -p years=2.5", "'years' is '2.5', but must be a whole number", "years: 8"),
    ("run -p since=2000", "'since' is the same in every scenario", "params/base.yml"),
    ("run -p market=squar", "'market' is 'squar'", "Did you mean 'square'"),
    ("run -p resting=7", "'resting' is '7', which is not in data/varieties", "Valid names: 01"),
    ("run -p resting=01,02,03,04", "every variety rests", "Take one out of 'resting'"),
    ("run --as base", "--as base: this is the name of a scenario", "another name"),
    ("run --as Base", "--as Base: this is the name of a scenario", "another name"),
    ("run --as ../../tmp/x", "this cannot be used as a name", "letters"),
    ("run --as a~b", "this cannot be used as a name", "letters"),
    ("run --as sweep-x", "cannot be used as a name: it is taken", "another name"),
    ("run params/bas.yml", r"no scenario 'bas' \(params/bas\.yml\)", "Did you mean 'base'"),
    ("run base frost --as mine", "several scenarios are given", "one scenario"),
    ("run ./base", r"no scenario '\./base'", "Did you mean 'base'"),
    ("report --all base", "--all is every scenario, and 'base' is given", "Leave one of them out"),
    ("report --part all,brief", "--part all,brief: 'all' stands by itself", "Write --part all"),
    ("sweep params", "params is no file", "Name a file such as"),
    ("report --to html,pfd", "--to pfd", "Did you mean 'pdf'"),
    ("report --lang fr", "--lang fr", "en, sv"),
    ("report --renderer pandock", "'--renderer'.*'pandock' is not one of", "orchard report --help"),
    ("report nosuch", "no scenario 'nosuch'", "Valid names: base"),
    ("compare base nosuch", "no scenario 'nosuch'", "Valid names: base"),
    ("diff", "Missing argument 'A'", "orchard diff --help"),
    ("diff base", "Missing argument 'B'", "orchard diff --help"),
    ("diff --all", "No other scenario has a run", "orchard run NAME"),
    ("diff base base base --attribute", "--attribute splits the change between two runs", "two of them"),
    ("diff base HEAD", "The scenario 'base' has no run", "Run it first: orchard run base"),
    ("diff forst HEAD", "'forst' is no folder, no scenario, no run", "Did you mean 'frost'"),
    ("params sold_shar", "'sold_shar' is not a parameter", "Did you mean 'sold_share'"),
    ("new", "Missing command", "orchard new --help"),
    ("new scenario", "Missing argument", "orchard new --help"),
    ("new scenario base", "params/base.yml exists already", "another name"),
    ("new scenario Base", "params/base.yml exists already", "another name"),
    ("new scenario my.case", "'my.case' cannot be used as a name", "letters"),
    ("new scenario parameters", "'parameters' cannot be used as a name: it is taken", "another name"),
    ("new chapter Network", "'Network' cannot be the name of a chapter", "network_costs"),
    ("new chapter sum_more", "has key figures of 'sum' already", "another word"),
    ("new chapter network -p sold_shar", "'sold_shar' is not a parameter", "Did you mean 'sold_share'"),
    ("new data nosuch.csv", "'nosuch.csv': No such file", "Name a CSV file"),
    ("new data data/harvests.csv", "describes 'harvests' already", "Edit it there"),
    ("new data report/report.qmd", "'report.qmd' cannot be the name of a data file", "heat_demand.csv"),
    ("new --publish nosuch", r"no draft 'nosuch' \(params/drafts/nosuch\.yml\)", "none to choose from"),
    ("new --publish base", "no draft 'base'", "published already"),
    ("new --publish base scenario x", "--publish is given with another command", "by itself"),
    ("new scenario mine --from nosuch", "no scenario 'nosuch'", "Valid names: base"),
    ("weigh 99", "'99' is no variety", "Valid names: 01"),
    ("check everything", "unexpected extra argument", "orchard check --help"),
]  # fmt: skip


@trials.trial("mistakes on the command line, each told in two lines", 1, 1)
@pytest.mark.parametrize(("words", "what", "todo"), MISTAKES, ids=[words for words, _, _ in MISTAKES])
def test_a_mistake_gives_two_lines_and_the_code_2(project, say, words, what, todo):
    said = say(*words.split())
    assert (said.code, said.out, len(said.complaint)) == (2, "", 2), said.err
    first, second = said.complaint
    assert re.search(what, first), first
    assert re.search(todo, second), second
    assert not project.runs.exists()


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("0.7\n0.8", "-p sold_share=0.7 0.8: 'sold_share' is '0.7\\n0.8', but must be"),
        ("\x1b[2J0.7", "-p sold_share=0.7: 'sold_share' is '\\x1b[2J0.7', but must be"),
        ("9" * 5000, "… [5012 characters] 'sold_share' is inf, but must be"),
        ("0.7\udcff", "sold_share=0.7[U+DCFF]': this is not text in UTF-8"),
        (" 0.7", "-p sold_share=9: 'sold_share' is given twice"),
    ],
)
def test_whatever_is_quoted_a_mistake_is_told_in_two_short_lines(project, say, value, quoted):
    words = ["-p", f"sold_share={value}"]
    said = say("run", *words, *(["-p", " sold_share=9"] if value == " 0.7" else []))
    assert (said.code, said.out, len(said.complaint)) == (2, "", 2), said.err
    assert quoted.replace("-p sold_share=9", "-p  sold_share=9") in said.complaint[0]
    assert max(map(len, said.complaint)) < 300


def test_a_command_outside_of_the_project_says_where_it_is(tmp_path, monkeypatch, say):
    monkeypatch.chdir(tmp_path)
    said = say("run")
    assert (said.code, said.complaint[1:]) == (
        2,
        ["Change to the project's folder, or set PRESSROOM_ROOT to it."],
    )


def test_a_working_folder_that_is_gone_is_told(tmp_path, monkeypatch, say):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    said = say("run")
    monkeypatch.chdir(tmp_path)
    assert (said.code, said.complaint) == (
        2,
        ["The working folder is gone: it was moved or taken away.", "Change to the project's folder."],
    )


def test_the_bare_command_shows_its_help(say):
    assert "Execute the notebooks of scenarios" in say().out
