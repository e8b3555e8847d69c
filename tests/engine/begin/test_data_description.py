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
        ("people", ["1", "2,5"], "string"),
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
    ],
)
def test_the_key_is_the_fewest_columns_that_tell_the_rows_apart(described, lines, key):
    assert described(*lines)["schema"].get("primaryKey") == key


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
        (b"a;b\n1;2\n", "line 1: ';' stand between"),
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
