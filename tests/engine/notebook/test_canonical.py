"""What the canonical form of an executed notebook leaves out, and what it keeps."""

import json

import pytest

from pressroom.notebook.canonical import canonical, with_ids


def executed(*outputs: dict, **cell: object) -> dict:
    """Return a notebook of one executed cell."""
    base = {"cell_type": "code", "id": "a", "metadata": {}, "source": "x", "execution_count": 1}
    return {"cells": [base | {"outputs": list(outputs)} | cell], "metadata": {}}


def outputs_of(*outputs: dict, **folders: str) -> list[dict]:
    """Return the outputs in canonical form."""
    return json.loads(canonical(executed(*outputs), folders))["cells"][0]["outputs"]


def stream(name: str, text: str) -> dict:
    return {"output_type": "stream", "name": name, "text": text}


def shown(**data: str) -> dict:
    kinds = {"plain": "text/plain", "html": "text/html", "svg": "image/svg+xml"}
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {kinds[kind]: value for kind, value in data.items()},
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<object object at 0x7f1ec8b75950>", "<object object at 0x0>"),
        ("/tmp/ipykernel_4711/1234567.py:1: UserWarning: w", "ipykernel/1234567.py:1: UserWarning: w"),
        ("colour 0x7f1ec8b75950", "colour 0x7f1ec8b75950"),
    ],
)
def test_what_differs_between_processes_is_replaced(text, expected):
    assert outputs_of(stream("stdout", text))[0]["text"] == [expected]


def test_the_projects_folder_is_replaced():
    text = canonical(executed(stream("stdout", "/home/a/project/data")), {"/home/a/project": "."})
    assert '"./data"' in text


def test_a_stylers_random_id_is_replaced():
    html = '<style>#T_1a2b3_row0 {}</style><table id="T_1a2b3"><table id="T_fffff">'
    assert outputs_of(shown(html=html))[0]["data"]["text/html"] == [
        '<style>#T_00000_row0 {}</style><table id="T_00000"><table id="T_00001">'
    ]


def test_streams_between_other_outputs_are_joined_by_name():
    parts = [stream("stderr", "e"), stream("stdout", "a\n"), stream("stdout", "b"), shown(plain="p")]
    found = outputs_of(*parts, stream("stdout", "c"))
    assert [(output.get("name"), output.get("text")) for output in found] == [
        ("stdout", ["a\n", "b"]),
        ("stderr", ["e"]),
        (None, None),
        ("stdout", ["c"]),
    ]


def test_times_are_left_out():
    cell = {"metadata": {"papermill": {"duration": 1}, "execution": {}, "tags": ["t"]}}
    notebook = executed(**cell) | {"metadata": {"papermill": {}, "language_info": {"version": "3.11.7"}}}
    found = json.loads(canonical(notebook))
    assert (found["cells"][0]["metadata"], found["metadata"]) == ({"tags": ["t"]}, {"language_info": {}})


def test_an_injected_cell_has_a_fixed_id():
    notebook = executed(id="f3a9", metadata={"tags": ["injected-parameters"]})
    assert json.loads(canonical(notebook))["cells"][0]["id"] == "injected-parameters"


def test_the_canonical_form_of_a_canonical_notebook_is_itself():
    once = canonical(executed(stream("stdout", "a\nb"), shown(svg="<svg>\n</svg>")))
    assert canonical(json.loads(once)) == once


def test_a_cell_without_an_id_gets_one_by_its_place():
    assert with_ids({"cells": [{"id": "a"}, {}]})["cells"][1]["id"] == "cell-2"
