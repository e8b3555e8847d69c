"""Which changed inputs may explain which changed outputs.

Parameters and data are named where they were measured to move the output, else where its notebook reads
them; code, cells and packages where its notebook uses them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from pressroom import publication
from pressroom.notebook.bounded import Refused
from pressroom.notebook.ipynb import VARIABLE
from pressroom.project import Project
from pressroom.rendering import variables
from pressroom.review.changes import (
    CAPTIONS,
    NAME,
    RENAMED,
    WORDING,
    Attribution,
    Comparison,
    FigureChange,
    InputChange,
    KeyFigureChange,
    OutputChange,
    TableChange,
    TextChange,
    output_name,
)
from pressroom.review.compare.leftovers import STORED
from pressroom.review.sides import Side
from pressroom.runs import dependence
from pressroom.runs.run import MANIFEST, RESULTS

# What data of single facts are called as an input of a notebook, and as a file that none reads.
FACTS = ("facts", "data/facts.csv")

Change = TypeVar("Change", KeyFigureChange, TableChange, FigureChange, TextChange)
Refs = tuple[str, ...]
Rests = Mapping[str, frozenset[str]]
Captions = Mapping[tuple[str, str, str], str]
"""The text of each caption as it stands in the notebook's source, by notebook, cell and option."""


def with_causes(comparison: Comparison, measured: "Measured", captions: Captions) -> Comparison:
    """Return the comparison with each changed output naming the changed inputs that may explain it."""
    causes = Causes(comparison, measured, captions)

    def caused(items: tuple[Change, ...]) -> tuple[Change, ...]:
        return tuple(replace(item, causes=causes.of(item)) for item in items)

    return replace(
        comparison,
        key_figures=caused(comparison.key_figures),
        tables=caused(comparison.tables),
        figures=caused(comparison.figures),
        texts=caused(comparison.texts),
    )


@dataclass(frozen=True)
class Measured:
    """What the outputs of both sides were measured to rest on."""

    project: Project
    sides: tuple[Side, ...]

    @cached_property
    def _files(self) -> list[bytes | None]:
        """Return what was measured of each side, as its file holds it."""
        return [_content(side) for side in self.sides]

    @property
    def notebooks(self) -> set[str]:
        """Return the names of the notebooks of both sides."""
        return {name for side in self.sides for name in side.notebooks}

    @property
    def files(self) -> set[str]:
        """Return the names of the files of both sides."""
        return {name for side in self.sides for name in side.files}

    def of(self, notebook: str) -> Rests | None:
        """Return what a notebook's outputs rest on, on either side; None where it is not known of both."""
        pairs = zip(self.sides, self._files, strict=True)
        found = [self._on(*pair, notebook) for pair in pairs if notebook in pair[0].run.notebooks]
        if not found or None in found:
            return None
        known = [rests for rests in found if rests is not None]
        names = {name for rests in known for name in rests}
        return {name: frozenset().union(*(rests.get(name, frozenset()) for rests in known)) for name in names}

    def _on(self, side: Side, content: bytes | None, notebook: str) -> Rests | None:
        parts = side.run.notebooks[notebook].parts
        try:
            inside = dependence.measured_in(content, notebook, parts) if content is not None else None
            return inside if inside is not None else dependence.measured(self.project, notebook, parts)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None


def _content(side: Side) -> bytes | None:
    file = side.files.get(dependence.FILE)
    try:
        return file.read() if file else None
    except (OSError, Refused):
        return None


class Causes:
    """The causes of what a comparison found."""

    def __init__(self, comparison: Comparison, measured: Measured, captions: Captions) -> None:
        self.changed, self.captions = comparison.inputs, captions
        self.tried = comparison.attribution or Attribution()
        self.moved: dict[str, set[str]] = {}
        for effect in self.tried.effects:
            for ref in (effect.ref, *effect.needed):
                self.moved.setdefault(ref, set()).update(effect.moved)
        self.texts = comparison.texts
        self.figures = {id: change for change in comparison.key_figures for id in change.ids}
        self.rests: dict[str, Rests | None] = {}
        self.measured = measured

    def of(self, item: OutputChange) -> Refs:
        """Return the refs of the changed inputs that can have changed the item."""
        notebook, what = item.place.notebook, getattr(item, "what", "")
        if isinstance(item, KeyFigureChange):
            declared = self._declared(notebook) if item.old_unit else ()
            moving = self._of_output(notebook, item.ids, item.ids)
            return (*(moving if item.is_moved else filter(_is_written, moving)), *declared)
        if item.status == RENAMED:
            return self._edited(item, NAME)
        if what.endswith((" label", " unit")):
            return self._declared(notebook)
        id, _, part = what.partition(" ")
        if part == STORED and notebook in self.measured.notebooks:
            return (*self._of_output(notebook, (id,), (id,)), *self._declared(notebook))
        if what in CAPTIONS:
            return self._edited(item, what) or self._filled_in(item, what)
        if what in WORDING:
            return self._edited(item, what)
        if notebook == RESULTS and item.place.cell in self.figures:
            return self.of(self.figures[item.place.cell])
        if notebook in self.measured.notebooks:
            places = (item.place, item.place.old)
            cells, names = ({each.cell for each in places}, {*map(output_name, places)})
            return self._of_output(notebook, cells, names, not isinstance(item, TableChange))
        is_made = notebook != MANIFEST and notebook in self.measured.files
        return self._of_file(item) if is_made and isinstance(item, TextChange) else ()

    def _of_file(self, item: TextChange) -> Refs:
        """Return what a file that publishing writes may come from: inputs, and the report's own texts."""
        is_left = self.tried.left != ()
        some = [change for change in self.changed if not change.is_wording]
        refs = {c.ref for c in some if c.is_declaration or self.moved.get(c.ref, is_left)}
        if item.place.notebook == variables.FILE:
            refs &= self._of_values(item)
        else:
            translated = publication.current().languages[1:]
            told = {change.name.partition(": ")[0] for change in self.changed}
            own = (text for text in self.texts if text.is_own and text.place.notebook not in told)
            refs |= {text.ref for text in own if not text.is_translated(translated)}
        named = [*(change.ref for change in self.changed), *(text.ref for text in self.texts)]
        return tuple(dict.fromkeys(ref for ref in named if ref in refs))

    def _of_values(self, item: TextChange) -> set[str]:
        """Return what may have moved the values that differ; of what nothing explains, what writes them."""
        old, new = (variables.written(text) for text in (item.old, item.new))
        refs: set[str] = set()
        for name in (name for name in {*old, *new} if old.get(name) != new.get(name)):
            id = name.removesuffix("_exact")
            group, _, rest = id.partition(".")
            if id in self.figures:
                refs |= {*self.of(self.figures[id])}
            elif group == "params":
                refs.add(f"parameter:{rest}")
            elif group == "facts":
                refs |= {change.ref for change in self.changed if change.name in FACTS}
            else:
                refs |= {change.ref for change in self.changed if change.kind == "other"}
        return refs

    def _declared(self, notebook: str) -> Refs:
        """Return what is declared otherwise of the key figures of a notebook."""
        read = (change for change in self.changed if notebook in change.notebooks)
        return tuple(change.ref for change in read if change.is_declaration)

    def _edited(self, item: OutputChange, what: str) -> Refs:
        """Return the notebook where somebody has changed these words in it."""
        return tuple(
            change.ref
            for change in self.changed
            if (change.kind, change.name) == ("notebook", item.place.notebook)
            and (not change.details or _tells(change, item.place.cell, what))
        )

    def _filled_in(self, item: OutputChange, what: str) -> Refs:
        """Return what explains the key figures that a caption is filled in with."""
        source = self.captions.get((item.place.notebook, item.place.cell, what), "")
        named = [self.figures[id] for id in VARIABLE.findall(source) if id in self.figures]
        refs = {ref for figure in named for ref in self.of(figure)}
        return tuple(change.ref for change in self.changed if change.ref in refs)

    def _of_output(
        self, notebook: str, outputs: Collection[str], names: Collection[str], is_drawn: bool = False
    ) -> Refs:
        """Return what explains an output by what it rests on, as it is called (on either side) in
        `outputs` where it was measured, and in `names` where it was run.
        """
        if notebook not in self.rests:
            self.rests[notebook] = self.measured.of(notebook)
        rests = self.rests[notebook] or {}
        sets = [rests[each] for each in outputs if each in rests]
        known = frozenset[str]().union(*sets) if sets else None
        read = [change for change in self.changed if notebook in change.notebooks and not change.is_wording]
        read = [change for change in read if is_drawn or change.kind != "theme"]
        read = [change for change in read if not change.is_declaration]
        # What runs the notebooks, and they do not use, is the last that may have moved something.
        read = read or [c for c in self.changed if c.kind == "environment" and not c.notebooks]
        moving = [change for change in read if known is None or _moves(change, known)] or read
        if not self.moved:
            return tuple(change.ref for change in moving)
        alone = [change for change in read if self.moved.get(change.ref, set()).intersection(names)]
        # What only several do together comes from all of them.
        is_moved = any(map(self._is_moved, names))
        several = [change for change in moving if change.ref in self.moved] if is_moved else []
        untried = [change for change in moving if change.ref not in self.moved]
        found = [*(alone or several), *(untried if any(map(self._is_left, names)) else ())]
        return tuple(change.ref for change in read if change in found)

    def _is_moved(self, name: str) -> bool:
        """Return whether what was tried moves an output together, or may."""
        return self.tried.left is None or name in self.tried.together

    def _is_left(self, name: str) -> bool:
        """Return whether something of an output's difference may be left to what could not be tried."""
        if self.tried.left is not None:
            return name in self.tried.left
        figure = self.figures.get(name)
        return figure is None or figure.absolute is None or name in self.tried.rest


def _is_written(ref: str) -> bool:
    """Return whether an input can give a key figure another name."""
    return ref.startswith(("notebook:", "code:"))


def _tells(change: InputChange, cell: str, what: str) -> bool:
    said = (detail.rpartition(": ") for detail in change.details)
    whole = ("added", "removed")
    return any(
        key == cell and (what == "prose" or parts in whole or what in parts.split(", "))
        for key, _, parts in said
    )


def _moves(change: InputChange, known: frozenset[str]) -> bool:
    """Return whether a changed input is among those measured to move an output, or is not measured.

    What a parameter moves was measured with the values that it could have.
    """
    named: Mapping[str, Callable[[], set[str]]] = {
        "parameter": lambda: {f"{dependence.PARAM}{change.name}", f"{dependence.SCENARIOS}{change.name}"},
        "data": lambda: {f"{dependence.DATA}{change.name}"},
    }
    if change.kind == "data" and "/" in change.name:
        return any(name.startswith(dependence.SCENARIOS) for name in known)
    return change.kind not in named or change.is_redeclared or bool(named[change.kind]() & known)
