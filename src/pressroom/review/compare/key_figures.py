"""Compare the recorded results of two runs."""

from collections.abc import Collection, Iterator, Mapping

from pressroom.language.text import Text
from pressroom.notebook.ipynb import Notebook
from pressroom.review.changes import RENAMED, KeyFigureChange, Location, TextChange
from pressroom.review.compare import leftovers, renames
from pressroom.review.compare.frames import plain_value
from pressroom.review.compare.leftovers import Leftover
from pressroom.review.compare.outputs import Findings
from pressroom.review.compare.tolerance import Grade, Tolerance
from pressroom.review.sides import Side, is_same
from pressroom.runs.run import RESULTS
from pressroom.safe import clean, line

Entries = dict[str, dict[str, object]]
Notebooks = Mapping[str, Notebook]


def changed_key_figures(
    old: Entries, new: Entries, tolerance: Tolerance, findings: Findings, unmeasured: Collection[str] = ()
) -> tuple[KeyFigureChange, ...]:
    """Return the key figures that differ, by id; what else is stored of them goes to `findings` as texts.

    Of `unmeasured` notebooks it is not known what their figures rest on: their sources are left.
    """
    changes = []
    renamed = renames.of_key_figures(old, new)
    for name in sorted({*old, *new} - {*renamed.values()}):
        former = renamed.get(name)
        before, after = old.get(former or name), new.get(name)
        grade = Grade.CHANGED if former else _grade(before, after, tolerance)
        if grade is Grade.CHANGED:
            changes.append(_change(name, before, after, former))
        findings.count("key_figures", grade, name, tolerance.apart(before, after))
        if before and after:
            findings.texts.extend(_labels(name, before, after))
            known = ("sources",) if after.get("notebook") in unmeasured else ()
            findings.add(Location(RESULTS, name, former or ""), _rest(before, after, known, tolerance))
        if grade is Grade.CHANGED or (grade is Grade.NOISE and tolerance.is_given):
            for each in (name, former or name):
                findings.recorded.pop(each, None)
    findings.texts.extend(findings.recorded.values())
    return tuple(changes)


def _rest(
    old: Mapping[str, object], new: Mapping[str, object], known: Collection[str], tolerance: Tolerance
) -> Iterator[Leftover]:
    """Yield what differs in two entries beside what is compared by meaning, and is `known`."""
    told = ("value", "text") if _is_told(old) and _is_told(new) else ()
    read = ("id", "cell", "turn", *known, *told, "label", "unit")
    before, after = ({name: entry[name] for name in entry if name not in read} for entry in (old, new))
    return leftovers.listed(leftovers.STORED, tolerance.apart(before, after))


def _is_told(entry: Mapping[str, object]) -> bool:
    """Return whether an entry's value, and its words where it has some, are shown in full."""
    return "text" not in entry or isinstance(_value(entry), Text)


def entries(side: Side, notebooks: Notebooks) -> Entries:
    """Return the recorded results of a side by id, with the cell that recorded each, and as which of all.

    results.json counts, since the report is made from it; where a notebook says otherwise, that is a
    problem of the side. Without it, the notebooks are asked.
    """
    inside_of = recorded(notebooks)
    if not side.run.has_results:
        return inside_of
    entries_by_id: Entries = {}
    for entry in side.run.figures:
        name = entry.get("id")
        if not isinstance(name, str) or name in entries_by_id:
            side.problems.append(f"{RESULTS}: '{line(name, 80)}' is no id, or recorded twice")
            continue
        inside = inside_of.get(name)
        notebook = entry.get("notebook")
        entries_by_id[name] = {**entry, "cell": "", **_where(inside)}
        if notebook in notebooks and (inside is None or not is_same(inside.get("value"), entry.get("value"))):
            name = line(name, 80)
            said = "does not record it" if inside is None else f"says {line(inside.get('value'), 40)}"
            side.problems.append(
                f"{RESULTS}: {name} is {line(entry.get('value'), 40)}, but {line(notebook, 80)} {said}"
            )
    return entries_by_id


def _where(inside: Mapping[str, object] | None) -> dict[str, object]:
    return {name: inside[name] for name in ("cell", "turn")} if inside else {"turn": None}


def recorded(notebooks: Notebooks) -> Entries:
    """Return the results that notebooks record, by id."""
    return dict(_recorded(notebooks))


def _recorded(notebooks: Notebooks) -> Iterator[tuple[str, dict[str, object]]]:
    turn = 0
    for notebook in notebooks.values():
        for key, cell in notebook.by_key.items():
            for output in cell.outputs:
                stored = output.data("result")
                if stored and isinstance(stored.get("id"), str):
                    turn += 1
                    found = {"notebook": notebook.name, "cell": key, "turn": turn}
                    yield stored["id"], {**stored, **found}


def _grade(old: dict[str, object] | None, new: dict[str, object] | None, tolerance: Tolerance) -> Grade:
    if old is None or new is None or old.get("unit") != new.get("unit"):
        return Grade.CHANGED
    unit = _text(new, "unit")
    values = tolerance.grade(plain_value(old.get("value")), plain_value(new.get("value")), unit)
    return max(values, tolerance.grade(_value(old), _value(new), unit))


def _change(
    name: str, old: dict[str, object] | None, new: dict[str, object] | None, former: str | None
) -> KeyFigureChange:
    entry = new or old or {}
    label = _text(entry, "label") or name
    sources = entry.get("sources")
    return KeyFigureChange(
        id=name,
        label=label,
        unit=_text(entry, "unit"),
        old_unit=_text(old, "unit") if old and new and old.get("unit") != new.get("unit") else None,
        old=_value(old) if old else None,
        new=_value(new) if new else None,
        status="added" if old is None else "removed" if new is None else RENAMED if former else "changed",
        place=Location(_text(entry, "notebook") or "", _text(entry, "cell") or ""),
        renamed=former,
        sources=tuple(source for source in sources if isinstance(source, str))
        if isinstance(sources, list)
        else (),
    )


def _labels(name: str, old: dict[str, object], new: dict[str, object]) -> Iterator[TextChange]:
    place = Location(_text(new, "notebook") or "", _text(new, "cell") or name)
    for part in ("label", "unit"):
        before, after = _text(old, part) or "", _text(new, part) or ""
        if old.get(part) != new.get(part):
            yield TextChange(place, f"{name} {part}", "changed", clean(before, 500), clean(after, 500))


def _value(entry: Mapping[str, object]) -> object:
    """Return a result: a number, or what it says as a text where the notebook recorded one."""
    return plain_value(entry.get("text", entry.get("value")))


def _text(entry: Mapping[str, object], name: str) -> str | None:
    value = entry.get(name)
    return value if isinstance(value, str) else None
