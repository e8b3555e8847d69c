"""A comparison is over before the reviewer looks up (processor time: a busy machine does not matter)."""

import json
import time

from handmade import code, figure, finances, notebook

from pressroom.review import sides
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance

NAMES = [f"0{number}_chapter" for number in range(1, 10)]


def large(colour, amount):
    drawn = [
        code(f"f{number}", f"#| label: fig-{number}", figure([[2023, amount]], colour, size=(1400, 850)))
        for number in range(3)
    ]
    return notebook(*finances(amount=amount)["cells"], *drawn)


def all_notebooks(colour, amount):
    """Return nine notebooks, each with key figures of its own."""
    text = json.dumps(large(colour, amount))
    return {name: json.loads(text.replace('"agreement.', f'"{name}.')) for name in NAMES}


def seconds(project):
    started = time.process_time()
    found = compare_runs(project, sides.find_side(project, "a"), sides.find_side(project, "b"), Tolerance())
    return time.process_time() - started, found


def test_nine_changed_notebooks_take_less_than_two_seconds(project, run):
    run("a", all_notebooks("navy", 100))
    run("b", all_notebooks("crimson", 110))
    spent, found = seconds(project)
    assert len(found.figures) == 36
    assert spent < 2


def test_nine_unchanged_notebooks_take_a_tenth_of_a_second(project, run):
    for name in ("a", "b"):
        run(name, all_notebooks("navy", 100))
    spent, found = seconds(project)
    assert not found.differs
    assert spent < 0.1
