"""What a comparison finds: the vocabulary of the review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pressroom.notebook import declarations
from pressroom.review.compare.grids import Grid
from pressroom.review.compare.successions import Succession
from pressroom.review.compare.tolerance import is_number
from pressroom.review.tree import REPORT, SETTINGS

# How causes name one of the report's own texts.
TEXT = "text:"
# Environments of which a run holds only a hash.
LOCK, INSTALLED = "requirements.lock", "installed packages"
CAPTIONS = ("fig-cap", "fig-alt", "tbl-cap", "tbl-alt")
COMMENTS = "comments only"
# What differs of a cell that is called otherwise, and the status of an output that differs in no more.
NAME, RENAMED = "name", "renamed"
WORDING = frozenset((*CAPTIONS, COMMENTS, NAME, "prose", "text", "text added", "text removed"))


@dataclass(frozen=True)
class Location:
    """Where an item stands: notebook and cell, and the cell's label where it has one.

    `before` is what the cell is called on the old side, where that is another name.
    """

    notebook: str
    cell: str = ""
    before: str = ""

    @property
    def old(self) -> "Location":
        """Return where the item stands on the old side."""
        return Location(self.notebook, self.before) if self.before else self


@dataclass(frozen=True)
class Edit:
    """A piece of a changed input as both sides hold it: a function, a cell, or a whole file ("")."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class InputChange:
    """An input that differs between the sides.

    `kind` is parameter, data, code, notebook, environment or other; `notebooks` are those that read it;
    `details` name functions, cells or options that changed, `edits` hold them before and after; `grid` holds
    the rows of a data resource, `succession` those of a new edition beside those of the one before.
    `folded` are the refs of inputs that differ only by this one: the file and the cells that hold a value.
    `is_redeclared` says of a parameter that it may have other values than before.
    """

    kind: str
    name: str
    old: object = None
    new: object = None
    notebooks: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    grid: Grid | None = None
    succession: Succession | None = None
    unit: str | None = None
    folded: tuple[str, ...] = ()
    is_redeclared: bool = False

    @property
    def ref(self) -> str:
        return f"{self.kind}:{self.name}"

    @property
    def status(self) -> str:
        return "added" if self.old is None else "removed" if self.new is None else "changed"

    @property
    def has_value(self) -> bool:
        """Return whether its sides are values or versions, which can be shown, and not hashes."""
        return self.kind == "parameter" or (self.kind == "environment" and self.name not in (LOCK, INSTALLED))

    @property
    def is_declaration(self) -> bool:
        """Return whether labels and units of key figures differ, which move no value."""
        return self.name.startswith(declarations.FILE)

    @property
    def is_wording(self) -> bool:
        """Return whether only words differ that no output can depend on: prose, captions, comments."""
        parts = [part for detail in self.details for part in detail.rpartition(": ")[2].split(", ")]
        return self.kind in ("notebook", "code") and bool(parts) and WORDING.issuperset(parts)


@dataclass(frozen=True)
class KeyFigureChange:
    """A recorded result that differs; `causes` are the refs of the changed inputs of its notebook.

    `renamed` is the id on the old side of one that has another now, `old_unit` the unit of the old value
    where it is another.
    """

    id: str
    label: str
    unit: str | None
    old: object
    new: object
    status: str
    place: Location
    causes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    renamed: str | None = None
    old_unit: str | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Return what it is called on either side."""
        return (self.id, self.renamed) if self.renamed else (self.id,)

    @property
    def is_moved(self) -> bool:
        """Return whether it says something else now, and is not only called otherwise."""
        return not self.renamed or self.old_unit is not None or self.old != self.new

    @property
    def absolute(self) -> float | None:
        """Return new - old, None where they are no numbers of one unit, or too large."""
        try:
            if self.old_unit is None and is_number(self.old) and is_number(self.new):
                return self.new - self.old
            return None
        except OverflowError:
            return None

    @property
    def importance(self) -> float:
        """Return the change as a share of the larger of both values: at most 2, 0 where there is none."""
        absolute = self.absolute
        if absolute is None or not is_number(self.old) or not is_number(self.new):
            return 0.0
        return abs(absolute) / (max(abs(self.old), abs(self.new)) or 1)

    @property
    def relative(self) -> float | None:
        """Return the change as a share of the old value, None where that is 0 or no number."""
        absolute = self.absolute
        try:
            return (
                absolute / abs(self.old)
                if absolute is not None and is_number(self.old) and self.old
                else None
            )
        except OverflowError:
            return None


@dataclass(frozen=True)
class TableChange:
    """A table that differs, laid over its counterpart."""

    place: Location
    caption: str
    status: str
    grid: Grid | None
    causes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """An image of a figure: its MIME type and its bytes."""

    mime: str
    data: bytes


@dataclass(frozen=True)
class Pixels:
    """How two images differ: the share of differing pixels, and both sizes in pixels."""

    share: float
    old_size: tuple[int, int]
    new_size: tuple[int, int]


@dataclass(frozen=True)
class FigureChange:
    """A figure that differs: the data behind it, its pixels, its texts, and both pictures."""

    place: Location
    caption: str
    alt: str
    status: str
    grid: Grid | None = None
    pixels: Pixels | None = None
    texts: tuple[tuple[str, str], ...] = ()
    old: Picture | None = None
    new: Picture | None = None
    notes: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()


@dataclass(frozen=True)
class TextChange:
    """A text that differs: `what` is prose, output, error, html, or the name of a cell option."""

    place: Location
    what: str
    status: str
    old: str
    new: str
    causes: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Return whether this is a text of the report itself, which no run writes."""
        return self.place.notebook == SETTINGS or self.place.notebook.startswith(f"{REPORT}/")

    def is_translated(self, languages: Sequence[str]) -> bool:
        """Return whether it is a text of an edition in one of these languages."""
        return self.place.notebook.startswith(tuple(f"{REPORT}/{each}/" for each in languages))

    @property
    def ref(self) -> str:
        """Return how causes name it: what is written from a text differs with it."""
        return f"{TEXT}{self.place.notebook}"

    @property
    def is_wording(self) -> bool:
        """Return whether somebody wrote this: prose, a caption, a key figure's label or unit."""
        return self.what in WORDING or self.what.endswith((" label", " unit"))


OutputChange = KeyFigureChange | TableChange | FigureChange | TextChange


@dataclass(frozen=True)
class Effect:
    """What one changed input explains when it alone is changed.

    `values` are the parts of key figures' differences, `moved` all outputs that then differ: a key figure by
    its id, what a cell shows by notebook and cell. `needed` is the input without whose new state the
    notebooks fail: then it is what this one explains on top of that.
    """

    ref: str
    values: Mapping[str, float]
    moved: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Attribution:
    """Differences by the input that explains them; `rest` is interaction, `skipped` says why not.

    `together` are the outputs that all inputs which could be tried move together, `left` those that then
    are not as on the new side, None where they could not be run together.
    """

    effects: tuple[Effect, ...] = ()
    rest: Mapping[str, float] = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)
    together: tuple[str, ...] = ()
    left: tuple[str, ...] | None = None


def output_name(place: Location) -> str:
    """Return how `Effect.moved` names what a cell shows."""
    return f"{place.notebook} {place.cell}"


@dataclass(frozen=True)
class CellSource:
    """The source of the cell that recorded a changed key figure, on both sides."""

    place: Location
    old: str
    new: str


@dataclass(frozen=True)
class Stale:
    """A side whose outputs are older than its inputs, the paths of these, and what of them has changed."""

    side: str
    inputs: tuple[str, ...]
    changes: tuple[InputChange, ...] = ()


@dataclass(frozen=True)
class Within:
    """An output that differs within the tolerance: its kind, what it is called, and the largest difference of
    its numbers as a share of them, None where it is not told.
    """

    kind: str
    name: str
    apart: float | None = None


@dataclass(frozen=True)
class Commit:
    """A commit: its short hash, the day that it was written, by whom, and what its message begins with."""

    hash: str
    day: str
    author: str
    subject: str


@dataclass(frozen=True)
class History:
    """The commits between two revisions, the newest first, and how many more there are."""

    commits: tuple[Commit, ...] = ()
    more: int = 0


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two sides, and the counts of what does not.

    `unfetched` are files of which it is not told what differs, since a shallow clone lacks an older one.
    Key figures stand in the order of what a reader is told first: `headlines` are those of the brief.
    `within` are the outputs behind the counts of `noise` whose numbers differ most.
    """

    old: str
    new: str
    titles: Mapping[str, str] = field(default_factory=dict)
    inputs: tuple[InputChange, ...] = ()
    key_figures: tuple[KeyFigureChange, ...] = ()
    tables: tuple[TableChange, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    noise: Mapping[str, int] = field(default_factory=dict)
    unchanged: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    stale: tuple[Stale, ...] = ()
    unfetched: tuple[str, ...] = ()
    cells: tuple[CellSource, ...] = ()
    attribution: Attribution | None = None
    headlines: tuple[str, ...] = ()
    history: History = History()
    within: tuple[Within, ...] = ()

    @property
    def outputs(self) -> "tuple[OutputChange, ...]":
        """Return all changed outputs, of every kind."""
        return (*self.key_figures, *self.tables, *self.figures, *self.texts)

    @property
    def written(self) -> "tuple[TextChange, ...]":
        """Return the report's own texts that somebody changed, but what a changed input tells."""
        told = {change.name.partition(": ")[0] for change in self.inputs}
        return tuple(each for each in self.texts if each.is_own and each.place.notebook not in told)

    @property
    def outputs_differ(self) -> bool:
        return bool(self.outputs or self.problems)

    @property
    def differs(self) -> bool:
        return self.outputs_differ or bool(self.inputs or self.stale)
