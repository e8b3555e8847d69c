"""The data rows behind the changed key figures, whether they changed or not."""

from collections.abc import Mapping

from pressroom.project import Project
from pressroom.review.changes import Comparison
from pressroom.review.compare import details, inputs
from pressroom.review.compare.grids import Grid
from pressroom.review.past import Past
from pressroom.review.sides import Side

MOST_RESOURCES = 20


def resources_behind(project: Project, old: Side, new: Side, comparison: Comparison) -> Mapping[str, Grid]:
    """Return the resources that changed key figures rest on, both sides laid over each other."""
    data = [change for change in comparison.inputs if change.kind == "data"]
    changed = {each.name: each.succession.grid if each.succession else each.grid for each in data}
    named = dict.fromkeys(source for figure in comparison.key_figures for source in figure.sources)
    reads = [inputs.inputs_of(side.run) for side in (old, new)]
    pasts = Past(project.root, old), Past(project.root, new)
    grids = {name: grid for name, grid in changed.items() if grid}
    for name in list(named)[:MOST_RESOURCES]:
        hashes = [next(iter(read.get(("data", name), {}).values()), None) for read in reads]
        if name not in changed and all(hashes):
            grid = details.resource_rows(name, hashes[0], hashes[1], pasts)
            grids |= {name: grid} if grid else {}
    return grids
