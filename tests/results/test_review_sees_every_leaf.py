"""Whatever is changed in the published run, the review says that something differs."""

import shutil

import changed_leaf
import pytest

import trials
from pressroom.project import find
from pressroom.review import sides
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance

CHANGES = trials.count(2000, 60)


@trials.trial("changes of one leaf in the published run", 2000, 60)
@pytest.mark.slow
def test_every_change_of_one_leaf_is_seen(tmp_path):
    project, unseen = find(), []
    old = sides.find_side(project, str(project.executed))
    for seed in range(trials.SEED, trials.SEED + CHANGES):
        copy = tmp_path / str(seed)
        shutil.copytree(project.executed, copy)
        change = changed_leaf.change(copy, seed)
        if not compare_runs(project, old, sides.find_side(project, str(copy)), Tolerance()).differs:
            unseen.append((seed, change))
        shutil.rmtree(copy)
    assert not unseen, "\n".join(f"{seed}: {change}" for seed, change in unseen)
