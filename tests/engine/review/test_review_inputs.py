"""Which inputs differ between two runs, as their manifests and notebooks say."""

import json

import pytest
from handmade import Kept, code, notebook

from pressroom.notebook.ipynb import parse
from pressroom.review.compare.inputs import are_two_scenarios, changed_inputs
from pressroom.runs import Run

NOTHING = (Kept({}), Kept({}))


def run(parameters=None, files=None, packages=None, name="base", said=None, **notebooks):
    """Return a run; each notebook is given by the parts of its key."""
    made = {notebook: {"parts": parts} for notebook, parts in notebooks.items()}
    manifest = {"scenario": {"name": name, "parameters": parameters or {}}, "notebooks": made}
    return Run(manifest | {"files": files or {}, "packages": packages or {}}, {"scenario": said or name})


def inputs(old, new, pairs=None, pasts=NOTHING):
    return [
        (each.ref, each.old, each.new, each.notebooks)
        for each in changed_inputs(old, new, pairs or {}, pasts)
    ]


def refs(*given, **more):
    return [each[0] for each in inputs(*given, **more)]


def read(*cells):
    return parse("n", json.dumps(notebook(*cells)).encode())


@pytest.mark.parametrize(
    ("part", "old", "new", "told"),
    [
        ("notebook", "1", "2", ("notebook:n", "1", "2")),
        ("lock", "1", "2", ("environment:requirements.lock", "1", "2")),
        ("python", "1", "2", ("environment:Python", "1", "2")),
        ("installed", "1", "2", ("environment:installed packages", "1", "2")),
        ("theme", "1", "2", ("theme:report/theme", "1", "2")),
        ("parameters", {"a": 1, "b": 1}, {"a": 2, "b": 1}, ("parameter:a", 1, 2)),
        ("parameters", {"a": 1}, {"a": None}, ("parameter:a", 1, "null")),
        ("data", {"a": "1"}, {"a": "2"}, ("data:a", "1", "2")),
        ("code", {"a": "1"}, {"a": "2"}, ("code:a", "1", "2")),
        ("own", {"a": "1"}, {"a": "2"}, ("other:a", "1", "2")),
        ("own", "1", "2", ("other:own", "1", "2")),
        ("data", {"a": "1"}, {}, ("data:a", "1", None)),
        ("data", {}, {"a": "1"}, ("data:a", None, "1")),
    ],
)
def test_an_input_that_differs_is_told_with_the_notebooks_that_read_it(part, old, new, told):
    assert inputs(run(n={part: old}), run(n={part: new})) == [(*told, ("n",))]
    assert inputs(run(n={part: old}), run(n={part: old})) == []


def test_a_parameter_of_the_run_is_told_whether_a_notebook_reads_it_or_not():
    assert inputs(run({"a": 1}), run({"a": 2})) == [("parameter:a", 1, 2, ())]
    old, new = (run({"a": n}, n={"parameters": {"a": n}}, m={"parameters": {"a": n}}) for n in (1, 2))
    assert inputs(old, new) == [("parameter:a", 1, 2, ("m", "n"))]


def test_the_value_that_a_notebook_was_given_is_told_before_that_of_the_run():
    old, new = (run({"a": 0}, n={"parameters": {"a": n}}) for n in (1, 2))
    assert inputs(old, new) == [("parameter:a", 1, 2, ("n",))]


def test_an_input_that_more_or_fewer_notebooks_read_has_not_changed():
    one, two = run(n={"data": {"a": "1"}}, m={}), run(n={"data": {"a": "1"}}, m={"data": {"a": "1"}})
    assert inputs(one, two) == inputs(two, one) == []


def test_an_input_that_another_notebook_reads_in_another_state_has_changed():
    one, two = run(n={"data": {"a": "1"}}, m={}), run(n={}, m={"data": {"a": "2"}})
    assert inputs(one, two) == [("data:a", "1", "2", ("m", "n"))]


def test_an_input_that_another_notebook_reads_as_it_was_has_not_changed():
    one, two = run(n={"data": {"a": "1"}}, m={}), run(n={}, m={"data": {"a": "1"}})
    assert inputs(one, two) == []


def test_an_input_that_one_of_its_notebooks_read_otherwise_has_changed():
    one, two = (run(n={"data": {"a": "1"}}, m={"data": {"a": each}}) for each in "12")
    assert refs(one, two) == ["data:a"]


@pytest.mark.parametrize("flip", [False, True])
def test_what_came_or_went_with_a_notebook_is_told_by_the_notebook(flip):
    sides = [
        run(n={"data": {"a": "1"}}),
        run(n={"data": {"a": "1"}}, m={"notebook": "1", "data": {"b": "1"}}),
    ]
    assert refs(*(sides[::-1] if flip else sides)) == ["notebook:m"]


def test_what_came_with_a_notebook_of_both_sides_is_told():
    one, two = run(n={}, m={}), run(n={"data": {"b": "1"}}, m={"data": {"b": "1"}})
    assert refs(one, two) == ["data:b"]


def test_of_two_runs_without_a_common_notebook_every_input_is_told():
    assert refs(run(n={"data": {"a": "1"}}), run(m={"data": {"b": "1"}})) == ["data:a", "data:b"]


def test_a_parameter_that_came_is_told_though_no_notebook_reads_it():
    assert inputs(run({}, n={}), run({"a": 1}, n={})) == [("parameter:a", None, 1, ())]


def test_inputs_are_told_by_kind_and_name():
    parts = [
        {"own": n, "lock": n, "theme": n, "notebook": n, "code": {"b": n, "a": n}, "data": {"a": n},
         "parameters": {"a": n}}
        for n in "12"
    ]  # fmt: skip
    assert refs(*(run(n=each) for each in parts)) == [
        "parameter:a", "data:a", "code:a", "code:b", "notebook:n", "theme:report/theme",
        "environment:requirements.lock", "other:own",
    ]  # fmt: skip


# Sources in the notebooks themselves.


def given(text):
    return code("i", text, tags=["injected-parameters"])


def details(old, new, pair):
    found = changed_inputs(old, new, {"n": pair}, NOTHING)
    return [(each.ref, each.old, each.new, each.notebooks, each.details) for each in found]


def test_cells_that_differ_without_a_changed_notebook_are_told():
    pair = read(code("c", "x")), read(code("c", "y"))
    assert details(run(n={}), run(n={}), pair) == [("notebook:n", "…", "…", ("n",), ("c: code",))]


def test_cells_of_a_notebook_that_changed_are_told_once():
    pair = read(code("c", "x")), read(code("c", "y"))
    assert details(run(n={"notebook": "1"}), run(n={"notebook": "2"}), pair) == [
        ("notebook:n", "1", "2", ("n",), ("c: code",))
    ]


def test_given_values_that_no_changed_parameter_says_are_told():
    pair = read(given("a = 1")), read(given("a = 2"))
    told = ("notebook:n", "…", "…", ("n",), ("injected-parameters: code",))
    assert details(run(n={}), run(n={}), pair) == [told]
    assert [each[0] for each in details(run({"a": 1}, n={}), run({"a": 2}, n={}), pair)] == ["parameter:a"]


@pytest.mark.parametrize("pair", [(read(code("c", "x")), None), (None, read(code("c", "x")))])
def test_a_notebook_of_one_side_alone_has_no_sources_to_compare(pair):
    assert details(run(n={}), run(n={}), pair) == []


# What a run writes into a notebook is no change of it: values of parameters, and captions that it fills in.

DECLARED, OTHER = (
    code("p", "a = 1\nb = 1", tags=["parameters"]),
    code("p", "a = 2\nb = 1", tags=["parameters"]),
)
FIRST, SECOND = (run({"a": a}, n={"notebook": str(a), "parameters": {"a": a}}) for a in (1, 2))


def sources(*documents):
    return tuple(Kept({"notebooks/n.ipynb": json.dumps(each).encode()}) for each in documents)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (notebook(DECLARED), notebook(OTHER), []),
        (notebook(DECLARED), notebook(OTHER) | {"metadata": {"x": 1}}, [("notebook:n", ())]),
        (notebook(DECLARED), notebook(code("p", "a = 2\nb = 2", tags=["parameters"])), ["parameters: code"]),
        (notebook(DECLARED), notebook(OTHER, code("c", "x")), ["c: added"]),
        (notebook(DECLARED, code("c", "x")), notebook(OTHER, code("c", "y")), ["c: code"]),
    ],
)
def test_a_notebook_that_differs_by_changed_values_alone_is_told_by_the_parameter(old, new, told):
    expected = [("notebook:n", tuple(told))] if told and isinstance(told[0], str) else told
    found = changed_inputs(FIRST, SECOND, {}, sources(old, new))
    assert [(each.ref, each.details) for each in found if each.kind == "notebook"] == expected
    folded = [each.folded for each in found if each.ref == "parameter:a"]
    assert folded == [() if expected else ("notebook:n",)]


def captioned(words, more="x"):
    return read(code("c", f'#| label: fig-c\n#| fig-cap: "{words}"\n{more}'))


@pytest.mark.parametrize(
    ("parts", "pair", "told"),
    [
        ({"notebook": "1"}, (captioned("12"), captioned("13")), []),
        ({"notebook": "1"}, (captioned("12"), captioned("13", "y")), [("fig-c: code",)]),
        ({}, (captioned("12"), captioned("13")), [("fig-c: fig-cap",)]),
    ],
)
def test_a_caption_that_a_run_filled_in_is_no_change_of_the_notebook(parts, pair, told):
    found = changed_inputs(run(n=parts), run(n=parts), {"n": pair}, NOTHING)
    assert [each.details for each in found] == told


@pytest.mark.parametrize("content", [b"{", None])
def test_where_a_source_cannot_be_had_the_executed_cells_are_told(content):
    pasts = Kept({"notebooks/n.ipynb": content} if content else {}), NOTHING[0]
    pair = read(code("c", "x")), read(code("c", "y"))
    found = changed_inputs(FIRST, SECOND, {"n": pair}, pasts)
    assert [each.details for each in found if each.kind == "notebook"] == [("c: code",)]


@pytest.mark.parametrize(
    ("files", "told"), [(({"data/posts.csv": b""},) * 2, []), (({"data/posts.csv": b""}, {}), ["data:posts"])]
)
def test_data_that_are_only_no_longer_read_have_not_gone(files, told):
    old, new = run(n={"data": {"posts": "1"}}), run(n={"data": {}})
    pasts = tuple(Kept(each) for each in files)
    assert refs(old, new, pasts=pasts) == told
    assert refs(new, old, pasts=pasts[::-1]) == told


def test_the_hash_of_a_notebooks_cells_is_no_input_of_its_own():
    old, new = (run(n={"notebook": each, "cells": each}) for each in "12")
    assert refs(old, new) == ["notebook:n"]


# Scenario files, folded into the parameters that changed in them.


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ([{"a": 1}, {"a": 2}], [("parameter:a", ("m", "n"))]),
        ([{}, {}], [("data:params/x.yml", ("m", "n"))]),
        ([{"b": 1}, {"b": 2}], [("parameter:b", ()), ("data:params/x.yml", ("m", "n"))]),
    ],
)
def test_a_scenario_file_is_told_by_the_parameters_that_changed_in_it(parameters, told):
    reads = [{"data": {"params/x.yml": each}} for each in "12"]
    old, new = (run(values, n=each, m=each) for values, each in zip(parameters, reads, strict=True))
    pasts = tuple(Kept({"params/x.yml": f"a: {each}\n".encode()}) for each in "12")
    assert [(each[0], each[3]) for each in inputs(old, new, pasts=pasts)] == told


def test_a_scenario_file_whose_entries_cannot_be_had_is_told_itself():
    old, new = (run({"a": n}, n={"data": {"params/x.yml": n}}) for n in "12")
    assert refs(old, new) == ["parameter:a", "data:params/x.yml"]


def test_a_parameter_that_is_in_no_folded_file_keeps_its_readers():
    old, new = (
        run({"a": n, "b": n}, n={"data": {"params/x.yml": n}}, m={"parameters": {"b": n}}) for n in "12"
    )
    pasts = tuple(Kept({"params/x.yml": f"a: {each}\n".encode()}) for each in "12")
    assert [(each[0], each[3]) for each in inputs(old, new, pasts=pasts)] == [
        ("parameter:a", ("n",)),
        ("parameter:b", ("m",)),
    ]


def test_what_has_the_name_of_a_folded_parameter_keeps_its_own_readers():
    old, new = (run({"a": n}, n={"data": {"params/x.yml": n}}, m={"data": {"a": n}}) for n in "12")
    pasts = tuple(Kept({"params/x.yml": f"a: {each}\n".encode()}) for each in "12")
    assert [(each[0], each[3]) for each in inputs(old, new, pasts=pasts)] == [
        ("parameter:a", ("n",)),
        ("data:a", ("m",)),
    ]


def test_code_whose_functions_are_called_as_parameters_is_told_itself():
    old, new = (run({"a": n}, n={"code": {"params/x.py": n}}) for n in "12")
    pasts = tuple(Kept({"src/params/x.py": f"a = {each}\n".encode()}) for each in "12")
    assert refs(old, new, pasts=pasts) == ["parameter:a", "code:params/x.py"]


# Files behind two runs.


@pytest.mark.parametrize(
    ("path", "parts", "told"),
    [
        ("src/x.py", ({}, {}), ["other:src/x.py"]),
        ("src/x.py", ({"code": {"x.py": "1"}}, {"code": {"x.py": "2"}}), ["code:x.py"]),
        ("src/x.py", ({"code": {"src/x.py": "1"}}, {"code": {"src/x.py": "2"}}), ["code:src/x.py"]),
        ("notebooks/n.ipynb", ({"notebook": "1"}, {"notebook": "2"}), ["notebook:n"]),
        ("notebooks/m.ipynb", ({"notebook": "1"}, {"notebook": "2"}),
         ["notebook:n", "other:notebooks/m.ipynb"]),
        ("notebooks/a.ipynb", ({"code": {"a": "1"}}, {"code": {"a": "2"}}),
         ["code:a", "other:notebooks/a.ipynb"]),
        ("params/base.yml", ({}, {}), ["other:params/base.yml"]),
        ("params/base.yml", ({"parameters": {"a": 1}}, {"parameters": {"a": 2}}), ["parameter:a"]),
        ("data/x.csv", ({"data": {"a": "1"}}, {"data": {"a": "2"}}), ["data:a"]),
        ("data/x.csv", ({"parameters": {"a": 1}}, {"parameters": {"a": 2}}),
         ["parameter:a", "other:data/x.csv"]),
        ("report/theme/x", ({"theme": "1"}, {"theme": "2"}), ["theme:report/theme"]),
    ],
)  # fmt: skip
def test_a_file_behind_two_runs_is_told_where_no_other_input_says_so(path, parts, told):
    old, new = (run(files={path: id}, n=each) for id, each in zip("12", parts, strict=True))
    assert refs(old, new) == told
    assert refs(run(files={path: "1"}, n={}), run(files={path: "1"}, n={})) == []


@pytest.mark.parametrize("flip", [False, True])
def test_a_file_of_one_run_alone_is_told_where_both_say_what_they_were_made_from(flip):
    sides = [run(files={"a": "1"}), run(files={"a": "1", "b": "1"})]
    assert refs(*(sides[::-1] if flip else sides)) == ["other:b"]
    sides = [run(), run(files={"b": "1"})]
    assert refs(*(sides[::-1] if flip else sides)) == []


@pytest.mark.parametrize(
    ("names", "path", "told"),
    [
        (("a", "b"), "params/b.yml", []),
        (("a", "a"), "params/b.yml", ["other:params/b.yml"]),
        (("a", "b"), "src/b.py", ["other:src/b.py"]),
    ],
)
def test_another_scenario_may_have_a_file_of_its_own(names, path, told):
    old, new = run(files={"x": "1"}, name=names[0]), run(files={"x": "1", path: "1"}, name=names[1])
    assert refs(old, new) == refs(new, old) == told


def test_a_scenario_file_that_two_scenarios_have_in_two_states_is_told():
    old, new = (run(files={"params/base.yml": name}, name=name) for name in "ab")
    assert refs(old, new) == ["other:params/base.yml"]


@pytest.mark.parametrize(
    ("old", "new", "are_two"),
    [
        (run(name="a"), run(name="b"), True),
        (run(name="a"), run(name="a"), False),
        (run(name="a", said="b"), run(name="b"), False),
        (run(name="a"), run(name="b", said="a"), False),
        (Run(run(name="a").manifest, {}), run(name="b"), True),
    ],
)
def test_two_scenarios_are_two_names_in_both_files(old, new, are_two):
    assert are_two_scenarios(old, new) is are_two
