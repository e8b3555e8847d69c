"""The description of a new data file says what can be known, and leaves the rest blank."""

import json

import pytest

from pressroom.begin import resource
from pressroom.checks import blanks
from pressroom.errors import UserError
from pressroom.notebook import data


@pytest.fixture
def described(project):
    """Describe a CSV file of these lines, and return the description."""

    def describe(*lines, name="heat"):
        file = project.root / f"{name}.csv"
        file.write_text("\n".join([*lines, ""]), encoding="utf-8")
        resource.write(project, file)
        return data.entry_of(project, name)

    return describe


def fields(entry):
    return {field["name"]: field for field in entry["schema"]["fields"]}


@pytest.mark.parametrize(
    ("name", "cells", "kind"),
    [
        ("people", ["1", "-2"], "integer"),
        ("people", ["1", ""], "integer"),
        ("people", ["1", "2.5"], "number"),
        ("people", ["a", "2,5"], "string"),
        ("id", ["1001", "1002"], "string"),
        ("post", ["0114", "2309"], "string"),
        ("area_code", ["2303", "2309"], "string"),
        ("is_open", ["true", "false"], "boolean"),
        ("word", ["a", "1"], "string"),
    ],
)
def test_a_columns_type_is_what_all_its_cells_are(described, name, cells, kind):
    rows = [f'{number},"{cell}"' for number, cell in enumerate(cells)]
    assert fields(described(f"row,{name}", *rows))[name]["type"] == kind


def test_what_others_say_of_a_column_is_taken_over(described):
    found = fields(described("year,source_id,thing", "2022,garden_book,a", "2023,garden_book,"))
    assert found["year"]["description"] == "År."
    assert found["year"]["unit"] == "år"
    assert found["thing"]["description"] == blanks.blank("what thing is")
    assert ("constraints" in found["year"], "constraints" in found["thing"]) == (True, False)


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (("a,b", "x,1", "y,1"), "a"),
        (("a,b,c", "x,1,1", "x,2,1", "y,1,1"), ["a", "b"]),
        (("a,b", "x,0.5", "x,0.6"), None),
        (("a,source_id", "x,one", "x,two"), None),
        (("place,year,people", "x,2022,7176", "x,2023,7231", "y,2022,910", "y,2023,905"), ["place", "year"]),
        (("people,place", "7176,x", "910,y"), "place"),
        (("place,people", "x,7176", "x,910"), None),
        (("place,what,year,note", "x,a,2022,one", "x,b,2022,two", "y,a,2022,three"), ["place", "what"]),
    ],
)
def test_the_key_is_the_first_columns_that_tell_the_rows_apart_and_no_measurement(described, lines, key):
    assert described(*lines)["schema"].get("primaryKey") == key


@pytest.mark.parametrize(
    ("cells", "row", "is_none"),
    [
        (["1", "12O", "3"], 3, "'12O' is not a number"),
        (["1.5", "2", "3", "-"], 5, "'-' is not a number"),
        (["1.5", "2", "3,5"], 4, "'3,5' is not a number"),
        (["1,5", "2,5"], 2, "'1,5' is not a number"),
        (["true", "false", "ture"], 4, "'ture' is not true or false"),
    ],
)
def test_what_is_no_number_among_numbers_is_told_with_row_and_column_and_nothing_is_written(
    project, described, cells, row, is_none
):
    before = (project.data / "datapackage.json").read_bytes()
    with pytest.raises(UserError) as refused:
        described("place,mwh", *(f'p{number},"{cell}"' for number, cell in enumerate(cells)))
    file = project.root / "heat.csv"
    assert refused.value.what == f"{file}, row {row}, column 'mwh': {is_none}, as most there are."
    assert refused.value.todo.endswith("If the column is text, say so: --text mwh")
    assert (project.data / "datapackage.json").read_bytes() == before
    assert not (project.data / "heat.csv").exists()


def test_a_column_that_is_said_to_be_text_is_text(project):
    (project.root / "heat.csv").write_text("house,size\n1,1\n2,2\n12B,3\n")
    resource.write(project, project.root / "heat.csv", ["house"])
    assert fields(data.entry_of(project, "heat"))["house"]["type"] == "string"


def test_a_misspelt_column_of_text_is_answered_with_the_nearest(project):
    (project.root / "heat.csv").write_text("house,size\n1,1\n")
    with pytest.raises(UserError, match=r"(?s)heat.csv has no column 'huose'.*Did you mean 'house'"):
        resource.write(project, project.root / "heat.csv", ["huose"])


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_table_that_excel_saved_in_swedish_gets_commas_and_points(project, capsys, mark):
    file = project.root / "heat.csv"
    saved = 'area_code;heat, what;mwh\r\n0114;"a;b";1,5\r\n2309;Ångström;-2\r\n2313;"1,5";\r\n'
    file.write_bytes(mark + saved.encode())
    resource.write(project, file)
    table = data.read(project, "heat")
    assert list(table.columns) == ["area_code", "heat, what", "mwh"]
    assert list(table["mwh"].dropna()) == [1.5, -2.0]
    assert list(table["heat, what"]) == ["a;b", "Ångström", "1,5"]
    assert "written with ',' between the columns" in capsys.readouterr().err
    assert file.read_bytes().endswith(saved.encode())


def test_such_a_table_in_data_is_written_anew_and_another_stays_as_it_is(project, capsys):
    for name, text in (("heat", "a;b\n1,5;x\n"), ("cold", '"a;b",c\n1.5,"x;y"\n')):
        (project.data / f"{name}.csv").write_text(text)
        resource.write(project, project.data / f"{name}.csv")
    assert (project.data / "heat.csv").read_text() == "a,b\n1.5,x\n"
    assert (project.data / "cold.csv").read_text() == '"a;b",c\n1.5,"x;y"\n'
    assert capsys.readouterr().err.count("written with") == 1


def test_a_letter_among_swedish_numbers_is_told_and_not_their_commas(described):
    with pytest.raises(UserError, match="row 3, column 'mwh': '12O' is not a number"):
        described("place;mwh", "a;1,5", "b;12O", "c;2,5")


def test_a_known_source_says_who_publishes_and_a_new_one_gets_a_row(project, described):
    known = described("a,source_id", "x,price_list")
    assert (known["publisher"], known["licenses"]) == (
        "Torgkooperativet",
        [{"name": "CC0-1.0", "title": "CC0 1.0"}],
    )
    new = described("b,source_id", "x,new_2023", name="other")
    assert new["publisher"] == blanks.blank("who publishes other")
    rows = data.read(project, "sources").set_index("source_id")
    assert rows.loc["new_2023", "title"] == blanks.blank("title of new_2023")
    assert new["schema"]["foreignKeys"][0]["reference"] == {"resource": "sources", "fields": "source_id"}


def test_words_that_are_the_key_of_another_table_refer_to_it_and_numbers_do_not(described):
    described("place,size", "a,1", "b,2", name="places")
    described("size,word", "1,x", "2,y", name="sizes")
    pointers = described("place,size,word", "a,1,x", "b,1,x", "b,2,x")["schema"]["foreignKeys"]
    assert [each["reference"]["resource"] for each in pointers] == ["places"]


def test_a_file_with_a_name_that_is_there_is_not_overwritten(project):
    (project.data / "heat.csv").write_text("a\n1\n")
    (project.root / "heat.csv").write_text("a\n2\n")
    with pytest.raises(UserError, match=r"data/heat\.csv exists already"):
        resource.write(project, project.root / "heat.csv")
    assert (project.data / "heat.csv").read_text() == "a\n1\n"
    resource.write(project, project.data / "heat.csv")
    assert data.entry_of(project, "heat")["hash"].startswith("sha256:")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"a;b\n1;2\n1;2;3\n", "heat.csv, row 3: "),
        (b"a\tb\n1\t2\n", "line 1: tabs stand between"),
        (b"a,b\n", "no row below the header"),
        (b"a,b\n1,2,3\n", "heat.csv"),
    ],
)
def test_what_is_no_table_is_refused_and_nothing_is_written(project, content, what):
    (project.root / "heat.csv").write_bytes(content)
    before = (project.data / "datapackage.json").read_bytes()
    with pytest.raises(UserError) as refused:
        resource.write(project, project.root / "heat.csv")
    assert what in refused.value.what
    assert (project.data / "datapackage.json").read_bytes() == before
    assert not (project.data / "heat.csv").exists()


def test_the_other_descriptions_stay_as_they_are(project, described):
    before = json.loads((project.data / "datapackage.json").read_text())["resources"]
    described("a", "1")
    assert json.loads((project.data / "datapackage.json").read_text())["resources"][:-1] == before
