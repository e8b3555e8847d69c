"""Damaged files are told in two lines before any notebook runs; what was published stays."""

import re
from pathlib import Path

import pytest


def replace(name: str, old: str, new: str):
    """Return a damage: in a file of the project, one text in the place of another."""

    def damage(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return damage


def write(name: str, content: bytes):
    """Return a damage: other content in a file."""
    return lambda root: (root / name).write_bytes(content)


def remove(*names: str):
    """Return a damage: files that are gone."""
    return lambda root: [(root / name).unlink() for name in names]


BASE, FROST = "params/base.yml", "params/frost.yml"
DAMAGES = {
    "broken YAML": (
        replace(BASE, "sold_share: 0.6", "sold_share: [0.6"),
        r"params/base\.yml, line \d+: this is not valid YAML",
        "'name: value'",
    ),
    "not text": (write(BASE, b"\xff\xfe\x00"), r"params/base\.yml: this is not valid YAML", "text in UTF-8"),
    "an empty file": (
        write(BASE, b""),
        r"params/base\.yml: .* not a list of names and values",
        "'name: value'",
    ),
    "an unknown name": (
        replace(BASE, "sold_share:", "sold_shar:"),
        "'sold_shar' is not a parameter",
        "Did you mean 'sold_share'",
    ),
    "a missing name": (
        replace(BASE, "sold_share: 0.6", ""),
        "parameter 'sold_share' is missing",
        "Add the line 'sold_share: …'",
    ),
    "a name given twice": (
        replace(BASE, "sold_share: 0.6", "sold_share: 0.6\nsold_share: 0.7"),
        "a name is given twice",
        "Keep one",
    ),
    "YAML's own no": (
        replace(BASE, "kg_per_tree: 40.0", "kg_per_tree: no"),
        "'kg_per_tree' is '?no|False",
        r"kg_per_tree: \d+",
    ),
    "an octal code": (
        replace(BASE, "resting: []", "resting: [01]"),
        "'resting' is 1",
        '"01", "02"',
    ),
    "a unit": (
        replace(BASE, "sold_share: 0.6", "sold_share: 60 %"),
        "'sold_share' is '60 %'",
        "no unit",
    ),
    "an unknown parent": (
        replace(FROST, "extends: base", "extends: bse"),
        r"params/frost\.yml, line 6: 'extends' is 'bse'",
        "Did you mean 'base'",
    ),
    "a circle": (
        replace(FROST, "extends: base", "extends: frost"),
        "runs in a circle",
        "end at 'base'",
    ),
    "a cell that is not Python": (
        replace("notebooks/02_second.ipynb", "len(data.load('harvests'))", "len(data.load('harvests')"),
        r"notebooks/02_second\.ipynb, cell 'c2', line 1: '\(' was never closed",
        "Mend it",
    ),
    "a parameters cell with a calculation": (
        replace("notebooks/02_second.ipynb", "kg_per_tree = 40.0", "kg_per_tree = 39 + len('x')"),
        r"notebooks/02_second\.ipynb, the parameters cell gives 'kg_per_tree' more than a plain value",
        "Mend it",
    ),
    "a header's typo": (
        replace("data/harvests.csv", "source_id", "source_di"),
        r'data/harvests\.csv, column .source_id.: Incorrect Label: Label "source_di"',
        "Did you mean 'source_id'",
    ),
    "a word among the numbers": (
        replace("data/varieties.csv", "Astrakan,12", "Astrakan,many"),
        r"data/varieties\.csv, row 2.*'many'",
        "",
    ),
    "a year that is missing": (
        replace("data/harvests.csv", "2023,1980,garden_book\n", ""),
        r"data/harvests\.csv: no harvest stands between 2022 and 2024",
        "Add the row",
    ),
    "a missing file": (remove("data/harvests.csv"), r"data/harvests\.csv", "Restore"),
    "a broken description": (write("data/datapackage.json", b"{"), r"data/datapackage\.json, line 1", "Mend"),
    "a missing notebook": (
        remove("notebooks/01_first.ipynb"),
        r"notebooks/01_first\.ipynb is missing; report/report\.qmd shows outputs of it",
        "Restore the notebook",
    ),
    "no notebooks": (
        remove("notebooks/01_first.ipynb", "notebooks/02_second.ipynb", "report/report.qmd"),
        "no notebooks in notebooks/",
        "Restore",
    ),
    "a broken notebook": (
        write("notebooks/02_second.ipynb", b"{"),
        r"notebooks/02_second\.ipynb is not a notebook",
        "Restore",
    ),
}


@pytest.mark.parametrize("command", ["run", "report"])
@pytest.mark.parametrize("name", DAMAGES)
def test_damage_gives_two_lines_before_anything_runs(project, say, name, command):
    damage, what, todo = DAMAGES[name]
    published = project.output / "base" / "report.html"
    published.parent.mkdir(parents=True)
    published.write_text("earlier")
    damage(project.root)
    said = say(command)
    assert (said.code, said.out, len(said.complaint)) == (2, "", 2), said.err
    assert re.search(what, said.complaint[0]), said.err
    assert re.search(todo, said.complaint[1]), said.err
    assert published.read_text() == "earlier"
    assert not (project.runs / "base").exists()


@pytest.mark.parametrize(
    "name",
    ["an unknown name", "a header's typo", "a missing file", "a missing notebook", "a broken notebook"],
)
def test_the_check_finds_the_damage_too_and_tells_it_once(project, say, name):
    damage, what, _ = DAMAGES[name]
    damage(project.root)
    said = say("check")
    assert said.code == 1
    problems = list(zip(said.complaint[::2], said.complaint[1::2], strict=True))
    assert len(problems) == len(set(problems))
    assert re.search("not a notebook|Expecting" if name == "a broken notebook" else what, said.err), said.err


@pytest.mark.parametrize(
    ("name", "command"), [("runs", "run"), ("runs", "compare base"), ("_report", "report")]
)
def test_a_file_where_a_folder_should_be_is_named(project, say, name, command):
    (project.root / name).write_text("")
    said = say(*command.split())
    assert said.code == 2
    assert said.complaint[-2:] == [
        f"'{name}' is a file where a folder should be.",
        "Move it away, and try again.",
    ]
