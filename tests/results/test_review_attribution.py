"""A real change of a parameter, a data cell and a formula is told apart by running again."""

import one_notebook
import pytest

from pressroom.checks import datahash
from pressroom.review import rerun
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance

pytestmark = pytest.mark.slow
AGREEMENT = "src/energikontoret/model/payments.py"


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The comparison of two runs of the first notebook, between which three inputs changed."""
    project = one_notebook.make(tmp_path_factory.mktemp("project"))
    old = one_notebook.run(project, "old", price_index=0.025)
    one_notebook.edit(project, "data/agreement_posts.csv", "common_costs,1600000", "common_costs,1700000")
    datahash.update(project)
    one_notebook.edit(project, AGREEMENT, '(1 + values["discount_rate"])', '(1.01 + values["discount_rate"])')
    new = one_notebook.run(project, "new", price_index=0.03)
    return rerun.attributed(project, old, new, compare_runs(project, old, new, Tolerance()))


def test_the_three_inputs_are_named_and_nothing_else_is(found):
    assert [(change.ref, change.details) for change in found.inputs] == [
        ("parameter:price_index", ()),
        ("data:agreement_posts", ()),
        ("code:energikontoret/model/payments.py", ("present_value",)),
    ]


def test_the_changed_data_cell_is_named(found):
    (row,) = found.inputs[1].grid.changes
    assert (row.key, [(c.old, c.new) for c in row.cells if c.grade]) == (
        ("common_costs",),
        [("1600000", "1700000")],
    )


def test_each_input_explains_its_part_of_the_first_years_gap(found):
    parts = {
        effect.ref: effect.values["agreement.gap_first_year_sek"] for effect in found.attribution.effects
    }
    expected = {
        "parameter:price_index": 2_706_000 * 0.005,
        "data:agreement_posts": 100_000 * 1.025,
        "code:energikontoret/model/payments.py": 0,
    }
    assert parts == pytest.approx(expected)


def test_what_is_left_is_the_interaction(found):
    assert found.attribution.rest["agreement.gap_first_year_sek"] == pytest.approx(100_000 * 0.005)
