"""What stands beside the notebooks of a run is compared: results, manifest, and every other file."""

import pytest
from handmade import side

from pressroom.notebook.bounded import Refused
from pressroom.review.changes import InputChange
from pressroom.review.compare import documents
from pressroom.review.compare.outputs import Findings
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.sides import File

# Files of any kind.


def held(content, size=None):
    return File(size or len(content), lambda: str(hash(content)), lambda: content)


def unreadable(error):
    def read():
        raise error

    return File(1, lambda: str(id(error)), read)


def of_files(old, new):
    return [(each.old, each.new) for each in documents.of_files(old, new, Tolerance())]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (held(b"a"), held(b"a"), []),
        (held(b"a"), None, [("1 bytes", "–")]),
        (None, held(b"abc"), [("–", "3 bytes")]),
        (held(b"a\n"), held(b"b\n"), [("a\n", "b\n")]),
        (held(b"a\x1b[31mb"), held(b"c"), [("ab", "c")]),
        (held(b'{"a": [1, 2]}'), held(b'{"a": [1, 3]}'), [("a.1: 2", "a.1: 3")]),
        (held(b"[1, 2]"), held(b"[1, 3]"), [("1: 2", "1: 3")]),
        (held(b'{"a": 1}'), held(b'{"a":1}'), []),
        (held(b'{"a": 1}'), held(b'\n{"a": 1}'), [('{"a": 1}', '\n{"a": 1}')]),
        (held(b'\xef\xbb\xbf{"a": 1}'), held(b'{"a": 1}'), [('[U+FEFF]{"a": 1}', '{"a": 1}')]),
        (held(b'{"a": 1}'), held(b"{"), [('{"a": 1}', "{")]),
        (held(b"{"), held(b'{"a": 1}'), [("{", '{"a": 1}')]),
        (held(b"1"), held(b"2"), [("1", "2")]),
        (held(b"null"), held(b"[]"), [("null", "[]")]),
    ],
)
def test_two_files_are_compared_by_places_or_as_text(old, new, told):
    assert of_files(old, new) == told


def test_a_file_that_is_no_text_is_told_by_its_hash():
    ((old, new),) = of_files(held(b"\xff"), held(b"\xff\xff"))
    assert (old[:8], new[:8]) == ("1 bytes,", "2 bytes,")


@pytest.mark.parametrize(("length", "is_cut"), [(1_000_000, False), (1_000_001, True)])
def test_a_text_of_more_than_a_million_signs_is_cut(length, is_cut):
    ((old, _),) = of_files(held(b"x" * length), held(b"y"))
    assert old.endswith(f"… [{length} characters]") is is_cut
    assert old.startswith("x" * 1_000_000)


@pytest.mark.parametrize("error", [Refused("is too large"), OSError("is too large")])
def test_a_file_that_cannot_be_read_is_told_so(error):
    for pair in ((unreadable(error), held(b"a")), (held(b"a"), unreadable(error))):
        assert of_files(*pair) == [("", "differs, and is too large")]


# Names given twice.


@pytest.mark.parametrize(
    ("name", "content", "is_told"),
    [
        ("x.json", '{"a": 1, "a": 2}', True),
        ("x.ipynb", '[{"b": {"a": 1, "a": 2}}]', True),
        ("x.json", '[{"a": 1}, {"a": 2}]', False),
        ("x.json", '{"a": 1, "a": 2', False),
        ("x.json", "[" * 100_000, False),
        ("x.txt", '{"a": 1, "a": 2}', False),
    ],
)
def test_a_name_given_twice_is_told_of_the_side_that_has_it(name, content, is_told):
    twice, once = side("runs/b", {name: content}), side("runs/a", {name: "{}"})
    told = [f"runs/b/{name} gives a name twice in one place"] if is_told else []
    assert documents.ambiguous(once, twice) == documents.ambiguous(twice, once) == told
    assert documents.ambiguous(side("runs/a", {}), twice) == told
    assert documents.ambiguous(twice, side("runs/c", {name: content})) == []


def test_a_file_that_cannot_be_read_gives_no_name_twice():
    new = side("b", {"x.json": "{}"})
    new.files["x.json"] = unreadable(OSError("gone"))
    assert documents.ambiguous(side("a", {}), new) == []


# Results and manifest.


def made(parts=None, key="k", output="o"):
    return {"key": key, "parts": parts or {}, "output": output}


def manifest(name="base", parameters=None, notebooks=None, **more):
    about = {"name": name, "parameters": parameters or {}}
    return {"scenario": about | more.pop("about", {}), "notebooks": notebooks or {}} | more


def results(*ids, name="base", **more):
    return {"scenario": name, "results": [{"id": id} for id in ids]} | more


def compared(old, new, changed=()):
    """Return what is told of two runs, each given by its files."""
    findings = Findings()
    documents.compare_documents(side("a", old), side("b", new), changed, Tolerance(), findings)
    return [(text.place.notebook, text.what, text.old, text.new) for text in findings.texts]


def of_results(old, new):
    found = compared({"results.json": old}, {"results.json": new})
    return [told[1:] for told in found if told[0] == "results.json"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (results("a"), results("b"), []),
        (results(), results(x=1), [("further details", "x: –", "x: 1")]),
        (results("a", "b"), results("b", "a"), [("order", "a\nb", "b\na")]),
        ({"results": [7]}, {"results": [8]}, [("further details", "results.0: 7", "results.0: 8")]),
        ({"results": 7}, {"results": 8}, [("further details", "results: 7", "results: 8")]),
        ({"x": [{"id": 1}]}, {"x": [{"id": 2}]}, [("further details", "x.0.id: 1", "x.0.id: 2")]),
        (results(name="a"), results(name="b"), [("further details", 'scenario: "a"', 'scenario: "b"')]),
    ],
)
def test_results_count_beside_the_key_figures(old, new, told):
    assert of_results(old, new) == told


def test_of_two_scenarios_the_names_are_no_difference():
    pair = (
        {"results.json": results(name=name, x=name), "manifest.json": manifest(name, about={"title": name})}
        for name in "ab"
    )
    assert compared(*pair) == [("results.json", "further details", 'x: "a"', 'x: "b"')]


def of_manifests(old, new, changed=(), **notebooks):
    """Return the places that are told of two manifests beside equal notebooks."""
    files = [{"manifest.json": each, "n.ipynb": "{}"} for each in (old, new)]
    found = compared(*files, changed)
    assert {told[:2] for told in found} <= {("manifest.json", "further details")}
    return [place.partition(":")[0] for told in found for place in told[2].splitlines()]


def pair_of(**parts):
    """Return two manifests whose notebook n has one part of its key apart."""
    ((name, (old, new)),) = parts.items()
    return tuple(manifest(notebooks={"n": made({} if v is None else {name: v})}) for v in (old, new))


def rated(rate):
    return manifest(parameters={"rate": rate})


def change(kind, name, *notebooks):
    return InputChange(kind, name, "1", "2", notebooks)


@pytest.mark.parametrize(
    ("old", "new", "changed", "told"),
    [
        (manifest(), manifest(), [], []),
        (manifest(x=1), manifest(x=2), [], ["x"]),
        (manifest(started=1), manifest(started=2), [], []),
        (rated(1), rated(2), [], ["scenario.parameters.rate"]),
        (rated(1), rated(2), [change("parameter", "rate")], []),
        (rated(1), rated(2), [change("data", "rate")], ["scenario.parameters.rate"]),
        (rated(1), rated(2), [change("parameter", "share")], ["scenario.parameters.rate"]),
        (manifest(about={"title": 1}), manifest(about={"title": 2}), [], ["scenario.title"]),
        (manifest(files={"a": 1}), manifest(files={"a": 2}), [], []),
        (manifest(packages={"a": 1}), manifest(packages={"a": 2}), [], ["packages.a"]),
        (manifest(packages={"a": 1}), manifest(packages={"a": 2}), [change("environment", "a")], []),
        (manifest(packages={"a": 1}), manifest(packages={}), [], ["packages.a"]),
        (manifest(packages={"a": 1}), manifest(packages={}), [change("code", "x", "n")], []),
    ],
)  # fmt: skip
def test_a_manifest_counts_but_for_what_a_changed_input_says(old, new, changed, told):
    assert of_manifests(old, new, changed) == told


@pytest.mark.parametrize("name", ["name", "title", "description", "other"])
def test_what_two_scenarios_say_of_themselves_is_no_difference(name):
    old, new = (
        {"manifest.json": manifest(each, about={name: each}), "results.json": results(name=each)}
        for each in "ab"
    )
    told = [("manifest.json", "further details", 'scenario.other: "a"', 'scenario.other: "b"')]
    assert compared(old, new) == (told if name == "other" else [])


@pytest.mark.parametrize(
    ("parts", "changed", "told"),
    [
        ({"lock": ("1", "2")}, [], ["lock"]),
        ({"lock": ("1", "2")}, [change("environment", "requirements.lock")], []),
        ({"lock": ("1", "2")}, [change("environment", "Python")], ["lock"]),
        ({"data": ({"a": 1}, {"a": 2})}, [], ["data.a"]),
        ({"data": ({"a": 1}, {"a": 2})}, [change("data", "a")], []),
        ({"data": ({"a": 1}, {"a": 2})}, [change("data", "b"), change("code", "a")], ["data.a"]),
        ({"code": ({"a": 1}, {"a": 2})}, [change("code", "a")], []),
        ({"parameters": ({"a": 1}, {"a": 2})}, [change("parameter", "a")], []),
        ({"notebook": (1, 2)}, [change("notebook", "n")], []),
        ({"theme": (1, 2)}, [change("theme", "report/theme")], []),
        ({"own": (1, 2)}, [change("other", "own")], []),
        ({"own": ({"x": 1}, {"x": 2})}, [change("other", "x")], []),
        ({"data": ({}, {"a": 2})}, [], ["data.a"]),
        ({"data": ({}, {"a": 2})}, [change("notebook", "n", "n")], []),
        ({"data": ({"a": 2}, {})}, [change("code", "x", "n")], []),
        ({"data": ({}, {"a": 2})}, [change("data", "x", "n")], ["data.a"]),
        ({"data": ({}, {"a": 2})}, [change("notebook", "m", "m")], ["data.a"]),
        ({"data": ({"a": 1}, {"a": 2})}, [change("notebook", "n", "n")], ["data.a"]),
        ({"data": (None, {"a": 2})}, [], ["data"]),
        ({"data": (None, {"a": 2})}, [change("code", "x", "n")], []),
        ({"installed": (1, 2)}, [], ["installed"]),
        ({"installed": (1, 2)}, [change("environment", "installed packages")], []),
        ({"installed": (1, 2)}, [change("environment", "numpy")], ["installed"]),
    ],
)
def test_a_part_of_a_run_key_counts_but_for_what_a_changed_input_says(parts, changed, told):
    assert of_manifests(*pair_of(**parts), changed) == [f"notebooks.n.parts.{place}" for place in told]


@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize(
    ("changed", "is_told"),
    [
        (change("environment", "numpy"), False),
        (change("environment", "Python"), True),
        (change("data", "numpy"), True),
    ],
)
def test_installed_packages_follow_from_one_that_is_told_by_name(changed, is_told, at):
    pair = pair_of(installed=(1, 2))
    pair[at]["packages"] = {"numpy": "2"}
    assert of_manifests(*pair, [changed]) == (["notebooks.n.parts.installed", "packages"] if is_told else [])


@pytest.mark.parametrize(
    ("changed", "is_told"),
    [
        ([], True),
        ([change("code", "x", "n")], False),
        ([change("notebook", "n", "n")], False),
        ([change("code", "x", "m")], True),
        ([change("data", "x", "n")], True),
        ([change("environment", "a")], False),
    ],
)
def test_which_packages_a_notebook_uses_follows_from_its_code_and_from_them(changed, is_told):
    pair = [each | {"packages": {"a": "1"}} for each in pair_of(packages=(["a"], ["b"]))]
    assert of_manifests(*pair, changed) == ["notebooks.n.parts.packages.0"] * is_told


def test_of_another_environment_all_notebooks_are_made_anew():
    pair = manifest(notebooks={"n": made()}), manifest(notebooks={"n": made(key="l", output="p")})
    assert of_manifests(*pair, [change("environment", "a")]) == []
    assert of_manifests(*pair, [change("theme", "a")]) == ["notebooks.n.key", "notebooks.n.output"]


@pytest.mark.parametrize(
    ("changed", "is_told"),
    [
        ([], True),
        ([change("code", "x", "n")], False),
        ([change("notebook", "n", "n")], False),
        ([change("code", "x", "m")], True),
        ([change("data", "x", "n")], True),
    ],
)
def test_the_hash_of_the_code_that_was_measured_follows_from_the_code(changed, is_told):
    old, new = ({"dependence.json": {"n": {"code": code, "inputs": ["a"]}}} for code in "ab")
    told = ("dependence.json", "content", 'n.code: "a"', 'n.code: "b"')
    assert compared(old, new, changed) == [told] * is_told
    other = {"dependence.json": {"n": {"code": "b", "inputs": ["b"]}}}
    assert len(compared(old, other, changed)) == 1
    assert len(compared({"x.json": {"n": {"code": "a"}}}, {"x.json": {"n": {"code": "b"}}}, changed)) == 1


@pytest.mark.parametrize("apart", [{"key": "l"}, {"output": "p"}])
@pytest.mark.parametrize(
    ("changed", "is_told"),
    [([], True), ([change("data", "a", "n")], False), ([change("data", "a", "m")], True)],
)
def test_a_run_key_and_an_output_follow_from_a_changed_input_of_the_notebook(apart, changed, is_told):
    pair = manifest(notebooks={"n": made()}), manifest(notebooks={"n": made(**apart)})
    assert of_manifests(*pair, changed) == ([f"notebooks.n.{next(iter(apart))}"] if is_told else [])


def test_a_run_key_follows_from_a_notebook_that_differs():
    old, new = (
        {"manifest.json": manifest(notebooks={"n": made(key=key)}), "n.ipynb": key} for key in ("k", "l")
    )
    assert compared(old, new) == []


@pytest.mark.parametrize("flip", [False, True])
def test_a_notebook_of_one_manifest_alone_is_told_where_no_input_says_so(flip):
    pair = [manifest(), manifest(notebooks={"n": made()})]
    pair = pair[::-1] if flip else pair
    assert of_manifests(*pair) == ["notebooks.n"]
    assert of_manifests(*pair, [change("notebook", "n", "n")]) == []


# All other files.


def run(name, files, published):
    about = {} if published else {"started": name}
    return side(name, {"manifest.json": manifest(**about)} | files)


def names(old, new):
    findings = Findings()
    documents.compare_documents(old, new, (), Tolerance(), findings)
    return [text.place.notebook for text in findings.texts]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (True, True, ["_variables.yml"]),
        (False, False, ["_variables.yml"]),
        (False, True, []),
        (True, False, ["_variables.yml"]),
    ],
)
def test_a_file_that_publishing_writes_is_lacked_by_a_run_alone(old, new, told):
    variables = {"_variables.yml": "a"}
    assert names(run("a", {}, old), run("b", variables, new)) == told
    assert names(run("b", variables, new), run("a", {}, old)) == told


def test_a_file_of_both_sides_is_compared_whether_they_are_published_or_not():
    assert names(*(run(name, {"x.yml": name}, name == "b") for name in "ab")) == ["x.yml"]


def test_notebooks_are_compared_elsewhere_and_those_in_folders_are_files():
    old, new = (side(name, {"n.ipynb": name, "more/n.ipynb": name}) for name in "ab")
    assert names(old, new) == ["more/n.ipynb"]


def test_files_are_told_in_the_order_of_their_names():
    old, new = (side(name, {"b.txt": name, "a.txt": name}) for name in "ab")
    assert names(old, new) == ["a.txt", "b.txt"]


def test_a_notebook_is_the_same_file_where_its_bytes_are():
    old, new = (side(name, {"n.ipynb": "{}", "m.ipynb": name}) for name in "ab")
    assert [documents.same_file(old, new, name) for name in ("n", "m", "gone")] == [True, False, False]
