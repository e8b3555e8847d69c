"""What a user types wrong is answered with two lines: what is wrong, and what to do."""

import re

import pytest

import trials

MISTAKES = [
    ("rnu", r"No such command 'rnu'", "Did you mean 'run'|--help"),
    ("run --forse", r"No such option: --forse.*--force", "energikontoret run --help"),
    ("run --jobs many", r"'--jobs'.*valid integer", "energikontoret run --help"),
    ("run --jobs 0", r"'--jobs'.*greater than or equal to 1", "energikontoret run --help"),
    ("run --engine wram", "'--engine'.*'wram' is not one of 'warm', 'kernel'", "energikontoret run --help"),
    ("run phase_uot", r"no scenario 'phase_uot' \(params/phase_uot\.yml\)", "Did you mean 'phase_out'"),
    ("run ../base", r"no scenario '\.\./base'", "base"),
    ("run -p price_index", "-p price_index: there is no '='", "Write -p NAME=VALUE"),
    ("run -p", "'-p' requires an argument", "energikontoret run --help"),
    ("run -p price_indx=0.03", "'price_indx' is not a parameter", "Did you mean 'price_index'"),
    ("run -p price_index=0.03 -p price_index=0.04", "'price_index' is given twice", "once"),
    ("run -p price_index=much", "'price_index' is 'much', but must be a number from 0 to 0.1", "0.025"),
    ("run -p price_index=2.5", "'price_index' is 2.5", "2.5 percent is 0.025"),
    ("run -p ramp_years=2.5", "'ramp_years' is '2.5', but must be a whole number", "ramp_years: 0"),
    ("run -p horizon_years=7", "'horizon_years' is the same in every scenario", "params/base.yml"),
    ("run -p sharing_key=populaton", "'sharing_key' is 'populaton'", "Did you mean 'population'"),
    ("run -p opted_out=0180", "'opted_out' is '0180', which is not in data/munic", "Valid names: 2303"),
    ("run -p base_funding_share=0", "'base_funding_share' is 0.0", "base_funding_share: 0.5"),
    ("run -p own_contribution_share=0.05", "exceed the turnover", "Change base_funding_share"),
    ("run -p trend_from=2018", "lacks 2018, 2019", "Use 2018-2023 with vintage"),
    ("run --as base", "--as base: this is the name of a scenario", "another name"),
    ("run --as Base", "--as Base: this is the name of a scenario", "another name"),
    ("run --as ../../tmp/x", "this cannot be used as a name", "letters"),
    ("run --as a~b", "this cannot be used as a name", "letters"),
    ("run --as sweep-x", "cannot be used as a name: it is taken", "another name"),
    ("run params/bas.yml", r"no scenario 'bas' \(params/bas\.yml\)", "Did you mean 'base'"),
    ("run base phase_out --as mine", "several scenarios are given", "one scenario"),
    ("report --to html,pfd", "--to pfd", "Did you mean 'pdf'"),
    ("report --lang fr", "--lang fr", "en, sv"),
    ("report --renderer pandock", "'--renderer'.*'pandock' is not one of", "energikontoret report --help"),
    ("report nosuch", "no scenario 'nosuch'", "Valid names: base"),
    ("compare base nosuch", "no scenario 'nosuch'", "Valid names: base"),
    ("diff base", "Missing argument 'B'", "energikontoret diff --help"),
    ("diff base HEAD", "The scenario 'base' has no run", "Run it first: energikontoret run base"),
    ("diff phase_uot HEAD", "'phase_uot' is no folder, no scenario, no run", "Did you mean 'phase_out'"),
    ("params price_indx", "'price_indx' is not a parameter", "Did you mean 'price_index'"),
    ("new", "Missing command", "energikontoret new --help"),
    ("new scenario", "Missing argument", "energikontoret new --help"),
    ("new scenario base", "params/base.yml exists already", "another name"),
    ("new scenario Base", "params/base.yml exists already", "another name"),
    ("new scenario my.case", "'my.case' cannot be used as a name", "letters"),
    ("new scenario parameters", "'parameters' cannot be used as a name: it is taken", "another name"),
    ("new chapter Network", "'Network' cannot be the name of a chapter", "network_costs"),
    ("new chapter agreement_more", "has key figures of 'agreement' already", "another word"),
    ("new chapter network -p price_indx", "'price_indx' is not a parameter", "Did you mean 'price_index'"),
    ("new data nosuch.csv", "'nosuch.csv': No such file", "Name a CSV file"),
    ("new data data/population.csv", "describes 'population' already", "Edit it there"),
    ("new data report/report.qmd", "'report.qmd' cannot be the name of a data file", "heat_demand.csv"),
    ("new --publish nosuch", r"no draft 'nosuch' \(params/drafts/nosuch\.yml\)", "none to choose from"),
    ("new --publish base", "no draft 'base'", "published already"),
    ("new --publish base scenario x", "--publish is given with another command", "by itself"),
    ("new scenario mine --from nosuch", "no scenario 'nosuch'", "Valid names: base"),
    ("refresh populaton", "'populaton' cannot be fetched", "Did you mean 'population'"),
    ("check everything", "unexpected extra argument", "energikontoret check --help"),
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


def test_a_command_outside_of_the_project_says_where_it_is(tmp_path, monkeypatch, say):
    monkeypatch.chdir(tmp_path)
    said = say("run")
    assert (said.code, said.complaint[1:]) == (
        2,
        ["Change to the project's folder, or set PRESSROOM_ROOT to it."],
    )


def test_the_bare_command_shows_its_help(say):
    assert "Execute the notebooks of scenarios" in say().out
