"""Changes as people make them, each a commit of its own and all in one, are told with their true causes.

What each change moves is known from the files of a run with this change alone.
"""

from collections.abc import Iterator

import pytest
from clone import FIRST, Clone
from realistic import KINDS, OPTIONS, UNCERTAINTY, UPGRADED

import trials
from pressroom.review import reading, sides
from pressroom.review.changes import Comparison, KeyFigureChange, TextChange, output_name
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.rerun import attributed

ALL = "all"
COUNT = trials.count(len(KINDS), 4)
TRIED = [*KINDS][:COUNT]
ACCEPTED = [name for name in TRIED if KINDS[name].is_accepted]
Causes = dict[str, set[str]]

pytestmark = pytest.mark.slow
trial = trials.trial("realistic changes, one commit each and all at once", len(KINDS), 4)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """A clone with a commit for each change, and one for all that are accepted together."""
    made = Clone(tmp_path_factory.mktemp("realistic") / "clone")
    for name in TRIED:
        made.commit(name, [KINDS[name].make], KINDS[name].is_accepted)
    made.commit(ALL, [KINDS[name].make for name in ACCEPTED])
    return made


@pytest.fixture(scope="module")
def truth(clone: Clone) -> dict[str, set[str]]:
    """The outputs that each change moves by itself."""
    return {name: clone.moved(FIRST, name) for name in ACCEPTED}


def compared(clone: Clone, name: str) -> Comparison:
    old, new = (sides.find_side(clone.project, each) for each in (FIRST, name))
    return compare_runs(clone.project, old, new, Tolerance())


def causes(found: Comparison) -> Causes:
    """Return the causes that each output of a notebook names, as `Clone.moved` names outputs."""
    named: Causes = {}
    for name, item in _named(found):
        named.setdefault(name, set()).update(item.causes)
    return named


def _named(found: Comparison) -> Iterator[tuple[str, object]]:
    for item in found.outputs:
        if isinstance(item, KeyFigureChange):
            yield from ((id, item) for id in item.ids)
        elif item.place.notebook in found.titles:
            is_said = isinstance(item, TextChange) and item.what not in ("output", "html")
            yield f"{output_name(item.place)}{f' {item.what}' if is_said else ''}", item


def true_causes(truth: dict[str, set[str]], *names: str) -> set[str]:
    """Return the inputs that move an output, under whichever of its names."""
    return {ref for name in truth if truth[name].intersection(names) for ref in KINDS[name].inputs}


@trial
@pytest.mark.parametrize("name", ACCEPTED)
def test_a_change_is_told_with_what_it_moves_and_with_its_inputs_alone(clone, truth, name):
    named = causes(compared(clone, name))
    units = {each for each in named if each.endswith(" unit")}
    assert named.keys() - units == truth[name]
    assert {ref for refs in named.values() for ref in refs} == (
        {*KINDS[name].inputs} if truth[name] else set()
    )


@trial
def test_of_all_at_once_each_output_names_at_least_its_true_causes(clone, truth):
    named = causes(compared(clone, ALL))
    lacking = {each: true_causes(truth, each) - named.get(each, set()) for each in clone.moved(FIRST, ALL)}
    assert not {each: refs for each, refs in lacking.items() if refs}


@trial
def test_of_all_at_once_with_runs_each_output_names_exactly_its_true_causes(clone, truth):
    old, new = (sides.find_side(clone.project, each) for each in (FIRST, ALL))
    found = attributed(clone.project, old, new, compared(clone, ALL))
    named, moved = causes(found), clone.moved(FIRST, ALL)
    called = {id: each.ids for each in found.key_figures for id in each.ids}
    assert {each: named.get(each) for each in moved} == {
        each: true_causes(truth, *called.get(each, (each,))) for each in moved
    }
    assert not {each for each in named.keys() - moved if not each.endswith(" unit")}


def tried(name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(name not in TRIED, reason="tried by 'make trials'")


@trial
@pytest.mark.parametrize("name", [pytest.param(each, marks=tried(each)) for each in ("order", "noise")])
def test_noise_moves_nothing(clone, name):
    assert compared(clone, name).outputs == ()


@trial
@tried("forgotten")
def test_an_accept_that_was_forgotten_is_said_first(clone):
    said = clone.command("diff", FIRST, "forgotten", code=1).splitlines()
    assert said[1].startswith("! git forgotten (")
    assert said[1].endswith(" is older than its inputs: params/base.yml")


@trial
@tried("rename")
def test_a_key_figure_with_another_name_is_known_again(clone):
    found = compared(clone, "rename").key_figures
    assert [(each.id, each.renamed, each.is_moved) for each in found] == [
        ("sharing.earlier", "sharing.before", False)
    ]


@trial
@tried("figure")
def test_a_figure_that_was_taken_out_is_removed(clone):
    [figure] = compared(clone, "figure").figures
    assert (figure.status, output_name(figure.place)) == ("removed", f"{OPTIONS} fig-options-lead")


@trial
@tried("prose")
def test_words_are_shown_where_a_reader_reads_them(clone):
    pair = (sides.find_side(clone.project, each) for each in (FIRST, "prose"))
    [passage] = reading.moved(clone.project, *pair)
    assert (passage.old, passage.new) == ("Vad rapporten inte kan säga", "Det rapporten inte kan säga")


@trial
@tried("package")
def test_a_package_is_read_by_the_notebook_that_uses_it(clone):
    [package] = compared(clone, "package").inputs
    assert (package.name, package.new, package.notebooks) == ("salib", UPGRADED, (UNCERTAINTY,))
