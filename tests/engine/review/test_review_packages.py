"""Packages are told by name and version, with the notebooks that use them."""

import pytest
from handmade import Kept, sha256

from pressroom.review.compare.inputs import changed_inputs
from pressroom.runs import Run

NOTHING = (Kept({}), Kept({}))


def run(packages, **notebooks):
    """Return a run with these packages; each notebook is given by the parts of its key."""
    made = {notebook: {"parts": parts} for notebook, parts in notebooks.items()}
    return Run({"notebooks": made, "packages": packages}, {})


def told(old, new, pasts=NOTHING):
    """Return what is told of each changed input, by its ref."""
    found = changed_inputs(old, new, {}, pasts)
    return {each.ref: (each.old, each.new, each.notebooks) for each in found}


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ({"a": "1", "b": "1"}, {"a": "2", "b": "1"}, ["environment:a"]),
        ({"a": "1"}, {}, ["environment:installed packages"]),
        ({}, {"a": "1"}, ["environment:installed packages"]),
        ({"a": "1"}, {"a": "1"}, []),
    ],
)
def test_packages_are_told_by_name_where_both_runs_say_what_they_had(old, new, named):
    sides = (run(each, n={"installed": n, "lock": n}) for n, each in (("1", old), ("2", new)))
    assert [*told(*sides)] == [*named, "environment:requirements.lock"]


def with_packages(version, uses, lock=""):
    """Return a run of two notebooks with two packages, and the files of its side."""
    notebooks = {
        name: {"installed": version, "lock": sha256(lock)} | ({} if used is None else {"packages": used})
        for name, used in uses.items()
    }
    return run({"a": version, "py_b": version}, **notebooks), Kept({"requirements.lock": lock.encode()})


@pytest.mark.parametrize(
    ("old", "new", "readers"),
    [
        ({"n": ["a"], "m": []}, {"n": ["a"], "m": []}, ("n",)),
        ({"n": [], "m": []}, {"n": [], "m": ["a"]}, ("m",)),
        ({"n": [], "m": ["a"]}, {"n": [], "m": []}, ("m",)),
        ({"n": [], "m": []}, {"n": [], "m": []}, ()),
        # What it uses is not known of a run from before, nor of one that says something else.
        ({"n": None, "m": []}, {"n": [], "m": []}, ("n",)),
        ({"n": [], "m": []}, {"n": [], "m": 7}, ("m",)),
        ({"n": [], "m": []}, {"n": [], "x": ["a"]}, ("x",)),
    ],
)
def test_a_package_is_told_with_the_notebooks_that_use_it(old, new, readers):
    sides = with_packages("1", old)[0], with_packages("2", new)[0]
    assert told(*sides)["environment:a"] == ("1", "2", readers)


@pytest.mark.parametrize(
    ("new", "readers"),
    [
        ("a==2\npy-b==2\n", None),
        # The list says more than what is installed.
        ("a==2\npy-b==2\nc==1\n", ()),
    ],
)
def test_the_list_of_packages_is_told_where_it_says_more_and_moves_nothing(new, readers):
    uses = {"n": ["a"], "m": []}
    before, after = with_packages("1", uses, "a==1\npy-b==1\n"), with_packages("2", uses, new)
    found = told(before[0], after[0], (before[1], after[1]))
    assert found.get("environment:requirements.lock", (None,))[-1] == readers
