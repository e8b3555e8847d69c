"""The pieces of a changed input that somebody edited, as both sides hold them, bounded."""

import ast
from collections.abc import Collection, Iterator

from pressroom.notebook.ipynb import Notebook
from pressroom.review.changes import COMMENTS, Edit
from pressroom.review.compare import renames
from pressroom.safe import clean, line

MOST, AROUND, LONGEST, LARGEST = 50, 3, 8_000, 4_000_000
"""How many pieces are kept, how many lines around what differs, how many signs of each side, and how many
bytes a file may have.
"""


def named(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """Yield each definition of a module by the name that it gives."""
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        assigned = (target.id for target in targets if isinstance(target, ast.Name))
        yield getattr(node, "name", None) or next(assigned, "imports"), node


def of_code(old: bytes, new: bytes, names: Collection[str]) -> tuple[Edit, ...]:
    """Return the definitions of these names in two modules that can be parsed; where only comments differ,
    the whole.
    """
    texts = [content.decode(errors="replace") for content in (old, new)]
    if COMMENTS in names:
        return (of_text("", *texts),)
    before, after = (_sources(text) for text in texts)
    return tuple(of_text(name, before.get(name, ""), after.get(name, "")) for name in [*names][:MOST])


def of_cells(old: Notebook, new: Notebook, keys: Collection[str]) -> tuple[Edit, ...]:
    """Return the cells that are told by these keys, as `details` tell them."""
    renamed = renames.of_cells(old, new) if keys else {}
    found = []
    for key in dict.fromkeys([*new.by_key, *(key for key in old.by_key if key not in renamed.values())]):
        cells = old.by_key.get(renamed.get(key, key)), new.by_key.get(key)
        if line(key, 80) in keys:
            found.append(of_text(key, *(cell.source if cell else "" for cell in cells)))
    return tuple(found[:MOST])


def of_text(name: str, old: str, new: str) -> Edit:
    """Return a text of both sides, of long ones little around what differs."""
    olds, news = old.splitlines(), new.splitlines()
    shortest = min(len(olds), len(news))
    start = next((at for at in range(shortest) if olds[at] != news[at]), shortest)
    left = range(shortest - start)
    end = next((at for at in left if olds[-1 - at] != news[-1 - at]), shortest - start)
    first, last = max(start - AROUND, 0), max(end - AROUND, 0)
    kept = (clean("\n".join(lines[first : len(lines) - last]), LONGEST) for lines in (olds, news))
    return Edit(line(name, 80), *kept)


def of_files(name: str, old: bytes | None, new: bytes | None) -> tuple[Edit, ...]:
    """Return two files that differ as one edit; none where one is no text, or very large."""
    if max(len(old or b""), len(new or b"")) > LARGEST:
        return ()
    try:
        return (of_text(name, *((content or b"").decode() for content in (old, new))),)
    except UnicodeDecodeError:
        return ()


def _sources(text: str) -> dict[str, str]:
    """Return each definition as it is written, by its name."""
    lines = text.split("\n")
    found: dict[str, str] = {}
    for name, node in named(ast.parse(text)):
        first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
        written = "\n".join(lines[first - 1 : node.end_lineno])
        found[name] = f"{found[name]}\n{written}" if name in found else written
    return found
