"""Truth values are no numbers, and JSON is what other programs read as well."""

import copy
import json

import pytest
from handmade import code, figure, finances, notebook, published, result, side

from pressroom.notebook import mime
from pressroom.review.compare import documents, drawings, inputs
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.equality import same_bytes
from pressroom.review.sides import is_same


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (1, 1.0, True),
        (1, True, False),
        (0, False, False),
        (True, True, True),
        ([1, {"a": 0}], [1, {"a": 0}], True),
        ([1, {"a": 0}], [1, {"a": False}], False),
        ({"a": 1}, {"a": 1, "b": None}, False),
        ([1], [1, 1], False),
        ("1", 1, False),
        (None, 0, False),
    ],
)
def test_two_values_are_the_same_as_json_has_them(old, new, expected):
    assert is_same(old, new) is is_same(new, old) is expected


def with_parameter(value):
    files = published({"n": finances()})
    manifest = json.loads(files["manifest.json"])
    manifest["scenario"]["parameters"] = {"open": value}
    return files | {"manifest.json": json.dumps(manifest)}


def test_a_parameter_that_is_a_number_now_is_a_changed_input(project):
    pair = side("a", with_parameter(True)), side("b", with_parameter(1))
    assert not same_bytes(*pair)
    [change] = compare_runs(project, *pair, Tolerance()).inputs
    assert (change.name, change.old, change.new) == ("open", True, 1)
    assert inputs.inputs_of(pair[0].run).keys() == {("parameter", "open"), *inputs.inputs_of(pair[1].run)}


def test_a_parameter_written_with_a_decimal_is_the_same(project):
    pair = side("a", with_parameter(3)), side("b", with_parameter(3.0))
    assert not compare_runs(project, *pair, Tolerance()).differs


@pytest.mark.parametrize("part", ["rows", "options"])
def test_a_truth_value_in_the_data_behind_a_figure_is_seen(project, part):
    old = figure([[0, 1]], options={"totals": True})
    new = copy.deepcopy(old)
    stored = new["data"][mime.of("figure")]
    if part == "rows":
        stored["data"]["rows"] = [[False, 1]]
    else:
        stored["options"]["totals"] = 1
    found = []
    for each in (old, new):
        found.append(side("s", published({"n": notebook(code("f", "#| label: fig-a", each))})))
    [change] = compare_runs(project, *found, Tolerance()).figures
    assert change.status == "changed"
    assert drawings.BEHIND_IMAGE not in change.notes


def test_a_result_that_a_notebook_says_is_a_truth_value_contradicts_a_number(project):
    files = published({"n": notebook(code("c", "", result("a.b", True)))})
    results = json.loads(files["results.json"])
    results["results"][0]["value"] = 1
    wrong = side("b", files | {"results.json": json.dumps(results)})
    found = compare_runs(
        project, side("a", published({"n": notebook(code("c", "x", result("a.b", 1)))})), wrong, Tolerance()
    )
    assert [each for each in found.problems if "a.b is 1, but n says True" in each]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("name", ["results.json", "n.ipynb", "x.json"])
def test_a_document_that_is_encoded_otherwise_is_a_problem_of_its_side(project, encoding, name):
    files = published({"n": finances()}) | {"x.json": "{}"}
    other = side("b", files | {name: files[name].encode(encoding)})
    told = [f"b/{name} is not plain UTF-8"]
    assert documents.ambiguous(side("a", files), other) == told
    assert told[0] in compare_runs(project, side("a", files), other, Tolerance()).problems


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (
            lambda text: text.replace("{", '{"started": "x", "started": "y", ', 1).encode(),
            "gives a name twice in one place",
        ),
        (lambda text: text.encode("utf-16"), "is not plain UTF-8"),
    ],
)
def test_a_manifest_that_only_python_reads_as_the_same_is_a_problem(project, written, why):
    files = published({"n": finances()})
    other = side("b", files | {"manifest.json": written(files["manifest.json"])})
    assert f"b/manifest.json {why}" in compare_runs(project, side("a", files), other, Tolerance()).problems


def test_words_with_a_number_that_is_too_large_are_compared_as_they_are_stored(project):
    old, new = ({"message": "{n:kr}", "values": {"n": number}} for number in (10**400, 10**400 + 1))
    pair = [
        side("s", published({"n": notebook(code("c", "", result("a.b", 1, text=each)))}))
        for each in (old, new)
    ]
    assert [figure.id for figure in compare_runs(project, *pair, Tolerance()).key_figures] == ["a.b"]
