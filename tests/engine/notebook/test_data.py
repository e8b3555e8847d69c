"""Reading the data package."""

import json
from pathlib import Path

import pytest

from places import SAMPLE
from pressroom.errors import UserError
from pressroom.language.text import Text
from pressroom.language.units import units
from pressroom.notebook import data
from pressroom.project import Project

PROJECT = Project(SAMPLE)
RESOURCES = [entry["name"] for entry in data.package(PROJECT)["resources"]]


@pytest.fixture
def small(tmp_path: Path) -> Project:
    fields = [
        {"name": "code", "type": "string"},
        {"name": "people", "type": "integer"},
        {"name": "share", "type": "number"},
    ]
    entry = {"name": "towns", "path": "towns.csv", "schema": {"fields": fields}}
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "datapackage.json").write_text(json.dumps({"name": "x", "resources": [entry]}))
    (folder / "towns.csv").write_text("code,people,share\n0114,12,0.5\n2303,,\n")
    return Project(tmp_path)


@pytest.mark.parametrize("resource", RESOURCES)
def test_every_resource_loads_with_the_columns_of_its_schema(resource: str) -> None:
    fields = data.entry_of(PROJECT, resource)["schema"]["fields"]
    assert list(data.read(PROJECT, resource).columns) == [field["name"] for field in fields]


def test_a_code_keeps_its_leading_zero(small: Project) -> None:
    assert list(data.read(small, "towns")["code"]) == ["0114", "2303"]


def test_whole_numbers_with_a_blank_stay_whole(small: Project) -> None:
    people = data.read(small, "towns")["people"]
    assert (str(people.dtype), people[0], people.isna().sum()) == ("Int64", 12, 1)


def test_an_unknown_resource_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(UserError, match=r"(?s)'harvest'.*Did you mean 'harvests'"):
        data.read(PROJECT, "harvest")


def test_a_misspelt_column_is_named_with_the_nearest_valid_one(small: Project) -> None:
    (small.data / "towns.csv").write_text("code,peple,share\n0114,12,0.5\n")
    with pytest.raises(UserError, match=r"(?s)towns.csv, column 'people'.*\"peple\".*Did you mean 'people'"):
        data.read(small, "towns")


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("0114,12 3,0.5", "row 2, column 'people': '12 3' is not a whole number"),
        ("0114,12 000,0.5", "row 2, column 'people': '12 000' is not a whole number"),
        ("0114, 5,0.5", "row 2, column 'people': ' 5' is not a whole number"),
        ("0114,1_000,0.5", "row 2, column 'people': '1_000' is not a whole number"),
        ("0114,١٢,0.5", "row 2, column 'people': '١٢' is not a whole number"),
        ("0114,12,NaN", "row 2, column 'share': 'NaN' is not a number"),
        ("0114,12, 5", "row 2, column 'share': ' 5' is not a number"),
        ("0114,12.0,0.5", "row 2, column 'people': '12.0' is not a whole number"),
        ('0114,12,"0,5"', "row 2, column 'share': '0,5' is not a number"),
        ("0114,12,inf", "row 2, column 'share': 'inf' is not a number"),
        ("0114,12,1e999", "row 2, column 'share': '1e999' is not a number"),
    ],
)
def test_a_wrong_value_is_named_with_file_row_and_column(small: Project, row: str, named: str) -> None:
    (small.data / "towns.csv").write_text(f"code,people,share\n{row}\n")
    with pytest.raises(UserError) as error:
        data.read(small, "towns")
    assert error.value.what == f"data/towns.csv, {named}."


@pytest.mark.parametrize("row", ["0114,12", '0114,"12,0.5', '0114,12,"0.5" ,', "", "0114,12,0.5,1"])
def test_a_row_that_is_not_one_value_a_column_is_named(small: Project, row: str) -> None:
    (small.data / "towns.csv").write_text(f"code,people,share\n2303,,\n{row}\n")
    with pytest.raises(UserError, match=r"data/towns\.csv, row 3.*\n.*commas between the values"):
        data.read(small, "towns")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"code,people\n", "column 'share'.*missing"),
        (b"code,people,share,code\n", "extra label"),
        (b"", "the source is empty"),
        (b"code;people;share\n0114;12;0.5\n", "(?s)column 'people'.*commas between the values"),
        (b"\xef\xbb\xbfcode,people,share\n", "not a table with the columns"),
        ("code,people,share\nÅre,1,1\n".encode("latin-1"), "not UTF-8 text"),
    ],
)
def test_a_broken_file_gives_one_message(small: Project, content: bytes, named: str) -> None:
    (small.data / "towns.csv").write_bytes(content)
    with pytest.raises(UserError, match=named):
        data.read(small, "towns")


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[" * 100_000,
        "9" * 5000,
        "[]",
        '{"resources": 3}',
        '{"resources": [3]}',
        '{"resources": [{"name": "towns", "path": "../towns.csv"}]}',
        '{"resources": [{"name": "towns", "path": "towns.csv", "schema": {"fields": [{"type": "any"}]}}]}',
    ],
)
def test_a_broken_package_gives_one_message(small: Project, content: str) -> None:
    (small.data / "datapackage.json").write_text(content)
    with pytest.raises(UserError, match=r"data/datapackage\.json"):
        data.read(small, "towns")


def test_a_missing_file_is_named(small: Project) -> None:
    (small.data / "towns.csv").unlink()
    with pytest.raises(UserError, match=r"data/towns\.csv: No such file"):
        data.read(small, "towns")


@pytest.mark.parametrize(
    ("text", "unit", "value"), [("1998", "år", 1998), ("0.035", "andel", 0.035), ("2019", "text", "2019")]
)
def test_a_fact_is_a_number_unless_its_unit_is_text(text: str, unit: str, value: object) -> None:
    assert data.fact_value(text, unit) == value


def test_every_fact_has_a_value_of_its_unit() -> None:
    rows = data.read(PROJECT, "facts")
    values = [data.fact_value(row.value, row.unit) for row in rows.itertuples()]
    assert all(
        isinstance(value, str) == (unit == "text") for value, unit in zip(values, rows.unit, strict=True)
    )


def test_a_number_among_the_facts_is_no_text_that_can_be_translated() -> None:
    rows = data.load("facts")
    assert not any(isinstance(value, Text) for value in rows.loc[rows.unit != "text", "value"])
    assert any(isinstance(value, Text) for value in rows.loc[rows.unit == "text", "value"])


def test_every_unit_in_the_data_can_be_written_for_a_reader() -> None:
    in_rows = [data.read(PROJECT, "facts")["unit"]]
    fields = [f for entry in data.package(PROJECT)["resources"] for f in entry["schema"]["fields"]]
    used = set().union(*in_rows) | {field["unit"] for field in fields if "unit" in field}
    assert used - set(units()) == set()
