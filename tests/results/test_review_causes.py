"""A single change of an input is named as the cause of what it changed, and nothing else is."""

import one_notebook
import pytest

from pressroom.checks import datahash
from pressroom.review import sides
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance

pytestmark = pytest.mark.slow
BRAND, MODEL = "report/theme/brand.yml", "energikontoret/model/payments.py"
NOTEBOOK = f"notebooks/{one_notebook.NAME}.ipynb"
POSTS = "data/agreement_posts.csv"
CHANGES = {
    "parameter": (None, {"price_index": 0.03}, "parameter:price_index"),
    "data cell": ((POSTS, "common_costs,1600000", "common_costs,1700000"), {}, "data:agreement_posts"),
    "formula": (
        (f"src/{MODEL}", '(1 + values["discount_rate"])', '(1.01 + values["discount_rate"])'),
        {},
        f"code:{MODEL}",
    ),
    "caption": ((NOTEBOOK, "egna beräkningar.", "räknat här."), {}, f"notebook:{one_notebook.NAME}"),
    "colour": ((BRAND, '"#9d3722", "#457669"', '"#9d3723", "#457669"'), {}, "theme:report/theme"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    made = one_notebook.make(tmp_path_factory.mktemp("causes"))
    one_notebook.run(made, "old")
    return made


@pytest.mark.parametrize(("edit", "parameters", "ref"), CHANGES.values(), ids=CHANGES.keys())
def test_the_changed_input_is_the_only_cause(project, edit, parameters, ref):
    if edit:
        one_notebook.edit(project, *edit)
        datahash.update(project)
    new = one_notebook.run(project, "new", **parameters)
    found = compare_runs(project, sides.find_side(project, "old"), new, Tolerance())
    one_notebook.git(project, "checkout", "--", ".")
    items = [*found.key_figures, *found.tables, *found.figures, *found.texts]
    assert (
        {cause for item in items for cause in item.causes} == {ref} == {change.ref for change in found.inputs}
    )


def test_running_again_without_a_change_gives_no_difference(project):
    new = one_notebook.run(project, "again")
    assert not compare_runs(project, sides.find_side(project, "old"), new, Tolerance()).differs
