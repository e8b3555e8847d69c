"""The checks of the data package, on copies of it with one mistake each."""

import json
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from places import SAMPLE
from pressroom.checks import data_package, datahash, rows
from pressroom.checks.resources import Tables
from pressroom.errors import UserError
from pressroom.notebook import data
from pressroom.project import Project

Edit = Callable[[str, str, str], Project]


@pytest.fixture
def copy(tmp_path: Path) -> Project:
    for name in ("data", "params"):
        shutil.copytree(SAMPLE / name, tmp_path / name)
    shutil.copy(SAMPLE / "pyproject.toml", tmp_path)
    return Project(tmp_path)


@pytest.fixture
def edited(copy: Project) -> Edit:
    def edit(name: str, old: str, new: str) -> Project:
        path = copy.data / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"'{old}' is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        if name != "datapackage.json":
            datahash.update(copy)
        return copy

    return edit


def messages(project: Project) -> str:
    return "\n".join(f"{problem.what} {problem.todo}" for problem in data_package.check(project))


def test_the_data_package_of_the_sample_has_no_problem() -> None:
    assert messages(Project(SAMPLE)) == ""


def test_the_tables_are_those_of_the_package() -> None:
    tables = Tables(Project(SAMPLE))
    assert len(tables) == len(list(tables)) == len(data.package(Project(SAMPLE))["resources"])
    with pytest.raises(KeyError):
        tables["nothing"]


def test_a_fault_in_a_place_without_end_is_told_in_a_line(copy: Project) -> None:
    path = copy.data / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"][0]["x" * 5000] = 1
    path.write_text(json.dumps(package), encoding="utf-8")
    assert all(len(problem.what) < 500 for problem in data_package.check(copy))
    assert "x" * 120 in messages(copy)


def described(copy: Project, change: Callable[[dict], object]) -> list[str]:
    """Return what is told where something else is said of the resource of harvests."""
    path = copy.data / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    [harvests] = [each for each in package["resources"] if each["name"] == "harvests"]
    change(harvests)
    path.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    return [problem.what for problem in Tables(copy).faults()]


def of_pointer(**said: object) -> Callable[[dict], object]:
    pointer = {"fields": "source_id", "reference": {"resource": "sources", "fields": "source_id"}}
    reference = pointer["reference"] | {key: said[key] for key in ("resource",) if key in said}
    reference |= {"fields": said["there"]} if "there" in said else {}
    own = {"fields": said.get("own", "source_id"), "reference": reference}
    return lambda harvests: harvests["schema"].update(foreignKeys=[own])


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda harvests: harvests.update(name="varieties"), ": two resources have the name 'varieties'."),
        (lambda harvests: harvests.pop("schema"), ", resource 'harvests': schema: Input should be"),
        (
            lambda harvests: harvests["schema"].update(primaryKey=3),
            ", resource 'harvests': schema.primaryKey",
        ),
        (
            lambda harvests: harvests["schema"].update(primaryKey=["yr"]),
            ": primaryKey names 'yr', which is no",
        ),
        (lambda harvests: harvests["schema"]["fields"][1].update(type="int"), ": schema.fields.1.type: "),
        (lambda harvests: harvests["schema"]["fields"][1].update(unit="kgg"), ": 'kg' has the unit 'kgg'."),
        (
            lambda harvests: harvests["schema"]["fields"][1].update(constraints={"minimum": "0"}),
            ": schema.fields.1.constraints.minimum",
        ),
        (
            lambda harvests: harvests["schema"]["fields"][2].update(constraints={"enum": [1]}),
            ": schema.fields.2.constraints.enum.0",
        ),
        (
            lambda harvests: harvests["schema"]["fields"][2].update(constraints={"pattern": "["}),
            ": the pattern of 'source_id' is no regular expression.",
        ),
        (of_pointer(resource="source"), ": foreignKeys names 'source', which is no resource."),
        (of_pointer(own="source"), ": foreignKeys names 'source', which is no column."),
        (of_pointer(there="id"), ": foreignKeys names 'id', which is no column of 'sources'."),
    ],
)
def test_a_wrong_description_is_told_before_the_rows_are_looked_at(copy: Project, change, what: str) -> None:
    told = described(copy, change)
    assert told
    assert what in told[0]
    assert told[0].startswith("data/datapackage.json")


def test_the_check_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the check reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert data_package.check(Project(SAMPLE)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("harvests.csv", "year,kg,source_id", "year,kg,source_di", "Did you mean 'source_id'?"),
        ("harvests.csv", "2021,2410", "2022,2410", "row 3"),
        (
            "varieties.csv",
            "04,Åkerö,8,30,price_list",
            "04,Åkerö,8,30,price_lst",
            "Did you mean 'price_list'?",
        ),
        ("varieties.csv", "Astrakan,12", "Astrakan,-12", "column 'trees'"),
        ("varieties.csv", "02,Graven", "2,Graven", "row 3, column 'code'"),
        ("sources.csv", ",sv,Byalaget", ",xx,Byalaget", "row 2, column 'language'"),
        (
            "datapackage.json",
            '"required": true',
            '"requird": true',
            "requird: Extra inputs are not permitted",
        ),
        ("datapackage.json", '"minimum": 0', '"minimum": 0.5', "minimum and maximum do not fit"),
        ("datapackage.json", '"type": "string"', '"type": "strong"', "data/datapackage.json"),
        ("datapackage.json", '"publisher": "Byalaget"', '"publisher": ""', "resource 'varieties': publisher"),
    ],
)
def test_a_mistake_is_found_and_named(edited: Edit, file: str, old: str, new: str, named: str) -> None:
    assert named in messages(edited(file, old, new))


def test_a_file_as_large_as_a_table_may_be_is_looked_into(
    copy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copy.data / "harvests.csv"
    # Larger than the description of the package, which the same limit holds for.
    path.write_text(
        path.read_text(encoding="utf-8").replace(",", ";") + "2021;1;x\n" * 9000, encoding="utf-8"
    )
    size = path.stat().st_size
    monkeypatch.setattr(data, "MAX_BYTES", size)
    with pytest.raises(UserError, match="stand between the columns instead of commas"):
        Tables(copy)["harvests"]
    monkeypatch.setattr(data, "MAX_BYTES", size - 1)
    with pytest.raises(UserError, match=r"harvests\.csv: larger than"):
        Tables(copy)["harvests"]


def test_of_one_kind_of_mistake_the_first_three_are_told(copy: Project) -> None:
    path = copy.data / "harvests.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    wrong = [f"{year},-1,price_list" for year in range(1990, 1995)]
    path.write_text("\n".join([lines[0], *wrong]) + "\n", encoding="utf-8")
    told = [problem.what for problem in rows.problems(Tables(copy)) if "harvests.csv" in problem.what]
    assert [what.partition(":")[0] for what in told] == [
        f"data/harvests.csv, row {row}, column 'kg'" for row in (2, 3, 4)
    ]


def test_a_file_changed_without_its_hash_is_named_with_the_command(copy: Project) -> None:
    path = copy.data / "harvests.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "data/harvests.csv: differs from its hash" in messages(copy)
    assert "orchard check --fix" in messages(copy)


def test_a_code_column_must_be_text(copy: Project) -> None:
    path = copy.data / "datapackage.json"
    package = json.loads(path.read_text())
    table = next(entry for entry in package["resources"] if entry["name"] == "varieties")
    table["schema"]["fields"][0]["type"] = "integer"
    path.write_text(json.dumps(package))
    assert "resource 'varieties': 'code' is not a string" in messages(copy)


def test_a_source_that_nothing_uses_is_named(copy: Project) -> None:
    with (copy.data / "sources.csv").open("a") as file:
        file.write("idle,Idle,en,Nobody,,okänd,,2026-01-15,\n")
    datahash.update(copy)
    assert "nothing uses the source 'idle'" in messages(copy)


def test_a_file_without_a_resource_is_named_but_a_dated_one_may_lie_there(copy: Project) -> None:
    (copy.data / "stray.csv").write_text("a\n1\n")
    (copy.data / "harvests.2026-01-16.csv").write_text("a\n1\n")
    assert [problem.what for problem in data_package.check(copy)] == [
        "data/stray.csv: no resource of data/datapackage.json describes it."
    ]


@pytest.mark.parametrize(
    "content",
    [b"\x00" * 100, b"a,b\n" * 2_000_000, b'"', b"year\n" + b"9" * 300_000, "å".encode("latin-1")],
)
def test_a_malformed_or_huge_file_is_one_problem_and_no_traceback(copy: Project, content: bytes) -> None:
    (copy.data / "harvests.csv").write_bytes(content)
    datahash.update(copy)
    problems = data_package.check(copy)
    assert len(problems) == 1
    assert all("\n" not in line and len(line) < 500 for line in problems[0])


def test_of_many_mistakes_of_a_kind_the_first_are_told(copy: Project) -> None:
    with (copy.data / "varieties.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"x{number},Sort {number},1,20,garden_book\n" for number in range(30))
    assert len(data_package.check(copy)) == rows.MOST


def test_updating_hashes_names_only_what_changed(copy: Project) -> None:
    with (copy.data / "harvests.csv").open("a") as file:
        file.write("\n")
    assert (datahash.update(copy), datahash.update(copy)) == (["harvests"], [])
