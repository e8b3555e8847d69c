"""A comparison is over before the reviewer looks up (processor time: a busy machine does not matter)."""

import json
import time
from collections import Counter

from handmade import code, commit, figure, finances, notebook, published

from pressroom.review import sides, tree
from pressroom.review.compare.runs import compare_runs
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.tree import git

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


def test_what_was_measured_and_each_older_file_are_read_once(project, monkeypatch):
    files = {f"report/executed/{name}": text for name, text in published(all_notebooks("navy", 100)).items()}
    sources = {f"src/orchard/m{number}.py": f"X = {number}\n" for number in range(20)}
    old = commit(project.root, {**files, **sources, "report/executed/dependence.json": "{}"})
    files = {f"report/executed/{name}": text for name, text in published(all_notebooks("red", 110)).items()}
    new = commit(project.root, {**files, **{path: f"{text}#" for path, text in sources.items()}})
    asked = []

    def counted(root, *words, **more):
        asked.append(words)
        return git(root, *words, **more)

    monkeypatch.setattr(tree, "git", counted)
    monkeypatch.setattr(sides, "git", counted)
    pair = [sides.find_side(project, name) for name in (old, new)]
    assert compare_runs(project, *pair, Tolerance()).differs
    read = Counter(words[-1] for words in asked if words[:2] == ("cat-file", "blob"))
    # Once for each side that holds it.
    assert max(read.values()) <= 2
    assert len(asked) < 60
