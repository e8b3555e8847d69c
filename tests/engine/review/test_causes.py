"""A changed output names the changed inputs that may explain it: those that were measured to move it."""

import json
from dataclasses import replace

import pytest
from handmade import parts, side

from pressroom.review.causes import Measured, with_causes
from pressroom.review.changes import (
    Attribution,
    Comparison,
    Effect,
    FigureChange,
    InputChange,
    KeyFigureChange,
    Location,
    TableChange,
    TextChange,
)
from pressroom.runs.dependence import code_key

PLACE = Location("01_finances", "fig-c")


def inputs(*kinds, notebooks=("01_finances",), **more):
    """Return changed inputs, each given as 'kind:name'."""
    pairs = (each.split(":", 1) for each in kinds)
    return tuple(InputChange(kind, name, 1, 2, notebooks, **more) for kind, name in pairs)


def figure(id="a.b", place=PLACE):
    return KeyFigureChange(id, "Tal", "kr", 1, 2, "changed", place)


def text(what, place=PLACE):
    return TextChange(place, what, "changed", "a", "b")


def run(rests=None, key=None, notebook="01_finances", **more):
    """Return a side whose notebook was measured to rest on this: output → inputs."""
    made = {"notebooks": {notebook: {"parts": parts()}}, "scenario": {"name": "base"}}
    files = {f"{notebook}.ipynb": "{}", "manifest.json": made} | more
    if rests is not None:
        entry = {
            "code": key or code_key(parts()),
            "inputs": [" ".join(each) for each in rests.values()],
            "outputs": {output: place for place, output in enumerate(rests)},
        }
        files["dependence.json"] = {notebook: entry}
    return side("a", files)


@pytest.fixture
def caused(project):
    """Return the causes of each output, in their order, between two sides with these changed inputs."""

    def find(changed, *items, sides=None, captions=None, effects=None, together=(), left=None):
        kinds = {KeyFigureChange: "key_figures", TableChange: "tables", FigureChange: "figures"}
        lists = {"texts": ()} | dict.fromkeys(kinds.values(), ())
        for item in items:
            lists[kinds.get(type(item), "texts")] += (item,)
        attribution = None if effects is None else Attribution(tuple(effects), {}, {}, together, left)
        comparison = Comparison("a", "b", inputs=changed, attribution=attribution, **lists)
        found = with_causes(comparison, Measured(project, sides or (run(), run())), captions or {})
        return [item.causes for item in found.outputs]

    return find


def test_where_nothing_was_measured_all_that_the_notebook_reads_is_named(caused):
    changed = inputs("parameter:width", "data:posts")
    changed += inputs("parameter:height", notebooks=("02_office",))
    changed += inputs("notebook:01_finances", details=("p: text",))
    items = (
        figure(),
        TableChange(PLACE, "", "changed", None),
        FigureChange(PLACE, "", "", "changed"),
        text("output"),
    )
    assert caused(changed, *items) == [("parameter:width", "data:posts")] * 4
    assert caused(changed, figure(place=Location("03_none", "c"))) == [()]


MEASURED = {"a.b": ["param:width"], "fig-c": ["data:posts"], "a.c": ["scenarios:height"], "a.d": []}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (figure("a.b"), ("parameter:width",)),
        (figure("a.c"), ("parameter:height", "data:params/x.yml")),
        (FigureChange(PLACE, "", "", "changed"), ("data:posts",)),
        (text("output"), ("data:posts",)),
        (figure("a.new"), ("parameter:width", "parameter:height", "data:posts", "data:params/x.yml")),
        # What was measured to move nothing has changed all the same.
        (figure("a.d"), ("parameter:width", "parameter:height", "data:posts", "data:params/x.yml")),
    ],
)
def test_parameters_and_data_are_named_where_they_were_measured_to_move_the_output(caused, item, expected):
    changed = inputs("parameter:width", "parameter:height", "data:posts", "data:params/x.yml")
    assert caused(changed, item, sides=(run(MEASURED), run(MEASURED))) == [expected]


def test_code_cells_and_packages_are_named_beside_what_was_measured(caused):
    changed = inputs("parameter:height", "code:a.py", "notebook:01_finances", "environment:pandas")
    found = caused(changed, figure(), sides=(run(MEASURED), run(MEASURED)))
    assert found == [("code:a.py", "notebook:01_finances", "environment:pandas")]


def test_what_either_side_was_measured_to_rest_on_counts(caused):
    changed = inputs("parameter:width", "data:posts", "parameter:height")
    other = run({"a.b": ["data:posts"]})
    assert caused(changed, figure(), sides=(run(MEASURED), other)) == [("parameter:width", "data:posts")]


@pytest.mark.parametrize("unknown", [run(), run(MEASURED, key="of other code")])
def test_where_one_side_was_not_measured_all_that_is_read_is_named(caused, unknown):
    changed = inputs("parameter:width", "data:posts")
    assert caused(changed, figure(), sides=(run(MEASURED), unknown)) == [("parameter:width", "data:posts")]


@pytest.mark.parametrize("content", ["{", "[]", json.dumps({"01_finances": {"code": 1}}), "[" * 100_000])
def test_a_strangers_measurement_of_another_form_is_none(caused, content):
    sides = run(**{"dependence.json": content}), run(MEASURED)
    assert caused(inputs("parameter:width", "data:posts"), figure(), sides=sides) == [
        ("parameter:width", "data:posts")
    ]


def test_the_look_changes_no_number(caused):
    items = figure(), TableChange(PLACE, "", "changed", None), FigureChange(PLACE, "", "", "changed")
    assert caused(inputs("theme:report/theme"), *items) == [(), (), ("theme:report/theme",)]


def test_what_is_declared_of_a_key_figure_changes_its_label_and_its_unit_alone(caused):
    changed = inputs("parameter:width", "other:report/key_figures.yml: a")
    other = replace(figure(), old_unit="antal")
    items = figure(), text("a.b label"), text("a.b unit"), other
    declared = ("other:report/key_figures.yml: a",)
    assert caused(changed, *items) == [
        ("parameter:width",),
        ("parameter:width", *declared),
        declared,
        declared,
    ]


# Words: somebody edits them, or a run fills them in.


@pytest.mark.parametrize(
    ("what", "details", "expected"),
    [
        ("prose", ("fig-c: text",), ("notebook:01_finances",)),
        ("prose", ("other: text",), ()),
        ("fig-cap", ("fig-c: code, fig-cap",), ("notebook:01_finances",)),
        ("fig-cap", ("fig-c: fig-alt",), ()),
        ("fig-cap", (), ("notebook:01_finances",)),
    ],
)
def test_words_that_somebody_edited_come_from_the_notebook(caused, what, details, expected):
    changed = inputs("parameter:width") + inputs("notebook:01_finances", details=details)
    assert caused(changed, text(what)) == [expected]


def test_a_caption_comes_from_what_moved_the_key_figures_that_it_is_filled_in_with(caused):
    changed = inputs("parameter:width", "parameter:height")
    captions = {("01_finances", "fig-c", "fig-alt"): "Från {{< var a.b >}} till {{<var a.x>}}."}
    sides = run(MEASURED), run(MEASURED)
    found = caused(changed, figure("a.b"), text("fig-alt"), text("fig-cap"), sides=sides, captions=captions)
    assert found == [("parameter:width",), ("parameter:width",), ()]


def test_what_results_hold_of_a_key_figure_comes_from_what_moved_it(caused):
    changed = inputs("parameter:width", "parameter:height")
    item = text("further details", Location("results.json", "a.b"))
    assert caused(changed, figure("a.b"), item, sides=(run(MEASURED),) * 2) == [("parameter:width",)] * 2


def test_a_file_that_publishing_writes_may_come_from_every_changed_input_and_text(caused):
    changed = inputs("parameter:width", "code:a.py") + inputs("notebook:01_finances", details=("p: text",))
    sides = run(**{"sources.qmd": "a"}), run(**{"sources.qmd": "b"})
    named = [Location(name) for name in ("sources.qmd", "manifest.json", "report/brief.qmd")]
    items = [text("content", place) for place in named]
    made = ("parameter:width", "code:a.py", "text:report/brief.qmd")
    assert caused(changed, *items, sides=sides) == [made, (), ()]


def test_a_file_that_publishing_writes_does_not_come_from_what_was_tried_and_moved_nothing(caused):
    changed = inputs("parameter:width", "code:a.py", "environment:pandas")
    effects = [Effect("parameter:width", {}, ("a.b",)), Effect("code:a.py", {}, ())]
    sides = run(**{"sources.qmd": "a"}), run(**{"sources.qmd": "b"})
    item = text("content", Location("sources.qmd"))
    assert caused(changed, item, sides=sides, effects=effects) == [("parameter:width", "environment:pandas")]


# What was tried: each changed input alone.


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        ((["a.b"], []), ("parameter:width",)),
        ((["a.b"], ["a.b"]), ("parameter:width", "code:a.py")),
        (([], ["a.b"]), ("code:a.py",)),
        # Only both together.
        (([], []), ("parameter:width", "code:a.py")),
    ],
)
def test_inputs_that_were_tried_alone_are_named_where_they_moved_the_output(caused, moved, expected):
    changed = inputs("parameter:width", "code:a.py")
    effects = [Effect(each.ref, {}, tuple(names)) for each, names in zip(changed, moved, strict=True)]
    assert caused(changed, figure(), effects=effects) == [expected]


def test_where_what_was_tried_leaves_nothing_to_explain_nothing_else_is_named(caused):
    changed = inputs("parameter:width", "environment:pandas")
    effects = [Effect("parameter:width", {"a.b": 1}, ("a.b",))]
    assert caused(changed, figure(), effects=effects) == [("parameter:width",)]


def test_what_could_not_be_tried_does_not_push_out_what_only_several_do_together(caused):
    changed = inputs("parameter:width", "parameter:height", "environment:pandas")
    effects = [Effect(each.ref, {}, ()) for each in changed[:2]]
    item = FigureChange(PLACE, "", "", "changed")
    assert caused(changed, item, effects=effects) == [tuple(each.ref for each in changed)]


@pytest.mark.parametrize("detail", ["fig-c: added", "fig-c: removed"])
def test_the_caption_of_a_cell_that_came_or_went_comes_from_the_notebook(caused, detail):
    changed = inputs("notebook:01_finances", details=(detail,))
    assert caused(changed, text("fig-cap")) == [("notebook:01_finances",)]


def test_an_input_that_could_not_be_tried_may_be_a_cause(caused):
    changed = inputs("parameter:width", "environment:pandas")
    effects = [Effect("parameter:width", {}, ("01_finances fig-c",))]
    assert caused(changed, FigureChange(PLACE, "", "", "changed"), effects=effects) == [
        ("parameter:width", "environment:pandas")
    ]


@pytest.mark.parametrize(
    ("together", "left", "expected"),
    [
        (["a.b"], (), ("parameter:width", "parameter:height")),
        (["a.b"], ["a.b"], ("parameter:width", "parameter:height", "environment:pandas")),
        ([], ["a.b"], ("environment:pandas",)),
    ],
)
def test_what_was_tried_together_tells_what_is_left_to_what_could_not_be_tried(
    caused, together, left, expected
):
    changed = inputs("parameter:width", "parameter:height", "environment:pandas")
    effects = [Effect(each.ref, {}, ()) for each in changed[:2]]
    assert caused(changed, figure(), effects=effects, together=together, left=left) == [expected]


def test_an_input_and_the_one_that_it_needs_are_both_causes(caused):
    changed = inputs("parameter:width", "data:posts", "code:a.py")
    needed = Effect("parameter:width", {}, ("a.b",), ("data:posts",))
    effects = [needed, Effect("data:posts", {}, ()), Effect("code:a.py", {}, ())]
    found = caused(changed, figure(), effects=effects, together=("a.b",), left=())
    assert found == [("parameter:width", "data:posts")]


def test_what_moved_an_output_alone_is_named_though_it_was_not_measured_to(caused):
    changed = inputs("parameter:width", "parameter:height")
    effects = [Effect("parameter:width", {}, ()), Effect("parameter:height", {}, ("a.b",))]
    sides = run(MEASURED), run(MEASURED)
    assert caused(changed, figure(), sides=sides, effects=effects) == [("parameter:height",)]


def test_a_file_that_publishing_writes_comes_from_what_is_declared_and_not_from_what_left_nothing(caused):
    changed = inputs("parameter:width", "environment:pandas", "other:report/key_figures.yml: a")
    effects = [Effect("parameter:width", {}, ("a.b",))]
    sides = run(**{"sources.qmd": "a"}), run(**{"sources.qmd": "b"})
    item = text("content", Location("sources.qmd"))
    found = caused(changed, item, sides=sides, effects=effects, together=("a.b",), left=())
    assert found == [("parameter:width", "other:report/key_figures.yml: a")]


def test_a_parameter_that_may_have_other_values_than_were_measured_may_move_all_that_reads_it(caused):
    changed = inputs("parameter:width") + inputs("parameter:height", is_redeclared=True)
    assert caused(changed, figure(), sides=(run(MEASURED), run(MEASURED))) == [
        ("parameter:width", "parameter:height")
    ]


def test_a_package_that_no_notebook_uses_is_named_where_nothing_else_is(caused):
    changed = inputs("environment:tornado", notebooks=()) + inputs("parameter:width")
    items = figure(), figure("a.x", Location("02_office", "c"))
    assert caused(changed, *items) == [("parameter:width",), ("environment:tornado",)]
