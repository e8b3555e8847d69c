"""Compare what stands beside the notebooks: results.json and manifest.json as documents, all other files."""

from collections.abc import Callable, Iterator, Sequence

from pressroom.notebook import bounded
from pressroom.notebook.bounded import Refused
from pressroom.review.changes import InputChange, Location
from pressroom.review.compare import inputs, leftovers
from pressroom.review.compare.leftovers import Leftover
from pressroom.review.compare.outputs import Findings
from pressroom.review.compare.tolerance import MISSING, Apart, Tolerance
from pressroom.review.sides import File, Side, ambiguities, is_notebook, same_content
from pressroom.runs import dependence
from pressroom.runs.run import FILES, MANIFEST, RESULTS, Run
from pressroom.safe import clean, line

CONTENT = "content"
# What a scenario says of itself: of another scenario it says something else.
IDENTITY = ("name", "title", "description")


def compare_documents(
    old: Side, new: Side, changed: Sequence[InputChange], tolerance: Tolerance, findings: Findings
) -> None:
    """Add what differs outside of the notebooks to `findings`; `changed` are the inputs that differ."""
    explanation = _Explanation(old, new, changed)
    findings.add(Location(RESULTS), _of_results(old.run, new.run, tolerance))
    findings.add(Location(MANIFEST), _of_manifest(old, new, explanation, tolerance))
    follows = {dependence.FILE: explanation.moves_measurement}
    for name in sorted({*old.files, *new.files} - {*FILES}):
        if not is_notebook(name) and not _is_unpublished(name, old, new):
            pair = old.files.get(name), new.files.get(name)
            findings.add(Location(name), of_files(*pair, tolerance, follows.get(name, _never)))


def _never(apart: Apart) -> bool:
    return False


def of_files(
    old: File | None, new: File | None, tolerance: Tolerance, follows: Callable[[Apart], bool] = _never
) -> Iterator[Leftover]:
    """Yield how two files differ: JSON by its places, text as text, all else by its hash.

    What `follows` from a changed input is left out of JSON.
    """
    if same_content(old, new):
        return
    if old is None or new is None:
        yield Leftover(CONTENT, *("–" if file is None else f"{file.size} bytes" for file in (old, new)))
        return
    try:
        before, after = old.read(), new.read()
    except (Refused, OSError) as error:
        yield Leftover(CONTENT, "", f"differs, and {error}")
        return
    yield from of_contents(before, after, tolerance, follows)


def of_contents(
    before: bytes, after: bytes, tolerance: Tolerance, follows: Callable[[Apart], bool] = _never
) -> Iterator[Leftover]:
    """Yield how the contents of two files differ."""
    old, new = _document(before), _document(after)
    if old and new:
        apart = tolerance.apart(old[0], new[0])
        yield from leftovers.listed(CONTENT, (each for each in apart if not follows(each)))
        return
    try:
        yield Leftover(CONTENT, *(clean(raw.decode(), 1_000_000) for raw in (before, after)))
    except UnicodeDecodeError:
        yield Leftover(CONTENT, leftovers.hashed(before), leftovers.hashed(after))


def _document(raw: bytes) -> list[object] | None:
    """Return the JSON object or list in a file, in a list; None where it is none."""
    try:
        document = bounded.loads(raw) if raw[:1] in (b"{", b"[") else None
    except Refused:
        return None
    return [document] if isinstance(document, dict | list) else None


def ambiguous(old: Side, new: Side) -> list[str]:
    """Return the JSON files that differ and that another program would read otherwise, or not at all."""
    found = []
    for side, other in ((old, new), (new, old)):
        names = [name for name in side.files if name.endswith((".ipynb", ".json"))]
        for name in (each for each in names if not same_content(side.files[each], other.files.get(each))):
            found += [f"{side.title}/{line(name, 80)} {why}" for why in ambiguities(side.files[name])]
    return found


def _is_unpublished(name: str, old: Side, new: Side) -> bool:
    """Return whether publishing writes the file, and the side without it was not published."""
    lacking = [side for side in (old, new) if name not in side.files]
    return any(not side.run.is_published for side in lacking) and old.run.is_published != new.run.is_published


def _of_results(old: Run, new: Run, tolerance: Tolerance) -> Iterator[Leftover]:
    befores, afters = ([*_beside_figures(run)] for run in (old, new))
    left = tolerance.apart(dict(befores), dict(afters))
    are_two = inputs.are_two_scenarios(old, new)
    yield from leftovers.listed(leftovers.STORED, (e for e in left if not are_two or e[0] != ("scenario",)))
    yield from leftovers.in_order(*([str(figure.get("id")) for figure in run.figures] for run in (old, new)))


def _beside_figures(run: Run) -> Iterator[tuple[str, object]]:
    """Yield what results.json holds beside its key figures."""
    for name, content in run.results.items():
        is_list = name == "results" and run.has_results
        yield name, [entry for entry in content if not isinstance(entry, dict)] if is_list else content


def _of_manifest(
    old: Side, new: Side, explanation: "_Explanation", tolerance: Tolerance
) -> Iterator[Leftover]:
    """Yield what differs in the manifests and no changed input says."""
    apart = tolerance.apart(old.run.steady, new.run.steady)
    yield from leftovers.listed(leftovers.STORED, (each for each in apart if not explanation.covers(each)))


class _Explanation:
    """What the changed inputs say of two manifests."""

    def __init__(self, old: Side, new: Side, changed: Sequence[InputChange]) -> None:
        self.refs = {ref for change in changed for ref in (change.ref, *change.folded)}
        self.of_notebook = {(change.kind, name) for change in changed for name in change.notebooks}
        self.touched = {name for _, name in self.of_notebook}
        self.touched |= {name for name in {*old.notebooks, *new.notebooks} if not same_file(old, new, name)}
        self.are_two_scenarios = inputs.are_two_scenarios(old.run, new.run)
        names = {*old.run.packages, *new.run.packages}
        self.packages_told = any(change.kind == "environment" and change.name in names for change in changed)
        # Of another environment all are made anew, whatever they use of it.
        if any(change.kind == "environment" for change in changed):
            self.touched |= {*old.notebooks, *new.notebooks}

    def covers(self, apart: Apart) -> bool:
        """Return whether a difference is said by a changed input, or follows from one."""
        path, before, after, _ = apart
        match path:
            case ("scenario", "parameters", name):
                return f"parameter:{name}" in self.refs
            case ("scenario", name):
                return self.are_two_scenarios and name in IDENTITY
            case ("files", *_):
                return True
            case ("packages", *_):
                return self.packages_told or self._is_other_use(before, after)
            case ("notebooks", _, "parts", "installed") if self.packages_told:
                return True
            case ("notebooks", notebook, "parts", inputs.PACKAGES, *_):
                is_other_code = {("notebook", notebook), ("code", notebook)} & self.of_notebook
                return self.packages_told or bool(is_other_code)
            case ("notebooks", notebook, "parts", inputs.CELLS):
                return f"notebook:{notebook}" in self.refs
            case ("notebooks", notebook) | ("notebooks", notebook, "key" | "output"):
                return notebook in self.touched
            case ("notebooks", notebook, "parts", part, *names):
                content = {names[0]: before} if names else before
                named = {
                    f"{kind}:{name}" for kind, name, _ in inputs.named(str(notebook), str(part), content)
                }
                moved = MISSING in (before, after) and {("notebook", notebook), ("code", notebook)}
                return bool(named & self.refs) or bool(moved and moved & self.of_notebook)
        return False

    def moves_measurement(self, apart: Apart) -> bool:
        """Return whether it is the hash of code that was measured, of a notebook whose code has changed."""
        match apart[0]:
            case (notebook, "code"):
                return bool({("notebook", notebook), ("code", notebook)} & self.of_notebook)
        return False

    def _is_other_use(self, before: object, after: object) -> bool:
        """Return whether packages only came to be told, or to be used or not, by what changed in the code."""
        kinds = {ref.partition(":")[0] for ref in self.refs} | {kind for kind, _ in self.of_notebook}
        used = MISSING in (before, after) and kinds & {"code", "notebook"}
        return bool(used) or "environment:installed packages" in self.refs


def same_file(old: Side, new: Side, notebook: str) -> bool:
    """Return whether both sides hold the same bytes of a notebook."""
    return same_content(*(side.files.get(f"{notebook}.ipynb") for side in (old, new)))
