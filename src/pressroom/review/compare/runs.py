"""Compare two runs: what differs in outputs and inputs, and which inputs explain which outputs."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pressroom.notebook.bounded import Refused
from pressroom.notebook.ipynb import Notebook, parse
from pressroom.project import Project
from pressroom.rendering import source
from pressroom.review.causes import Captions, Measured, with_causes
from pressroom.review.changes import (
    CAPTIONS,
    RENAMED,
    CellSource,
    Comparison,
    History,
    KeyFigureChange,
    TextChange,
    output_name,
)
from pressroom.review.compare import documents, drawn_ids, inputs, key_figures, notebooks, outputs, texts
from pressroom.review.compare.behind import inputs_behind
from pressroom.review.compare.stale import stale_sides
from pressroom.review.compare.tolerance import Tolerance
from pressroom.review.equality import is_equal
from pressroom.review.history import history
from pressroom.review.past import Past, unfetched
from pressroom.review.sides import Side
from pressroom.runs.run import MANIFEST, RESULTS, Made
from pressroom.safe import clean, line

MOST_WITHIN = 20


def compare_runs(project: Project, old: Side, new: Side, tolerance: Tolerance) -> Comparison:
    """Return everything that differs between two sides; equal bytes are not even read as notebooks."""
    late = stale_sides(project.root, old, new)
    if is_equal(old, new):
        found = Comparison(old.title, new.title, unchanged={"notebooks": len(new.notebooks)})
    else:
        found = _compared(project, old, new, tolerance)
    made = history(project.root, old, new) if late or found.differs else History()
    return replace(found, stale=late, history=made)


def _compared(project: Project, old: Side, new: Side, tolerance: Tolerance) -> Comparison:
    """Return what differs in the contents of two sides."""
    pairs, same, problems = _pairs(old, new)
    findings = outputs.Findings()
    findings.unchanged["notebooks"] = same
    for before, after in pairs.values():
        outputs.compare_outputs(before, after, tolerance, findings)
    befores, afters = (
        {name: notebook for name, pair in pairs.items() if (notebook := pair[side])} for side in (0, 1)
    )
    measured, pasts = Measured(project, (old, new)), (Past(project.root, old), Past(project.root, new))
    unmeasured = _unmeasured(measured, old, new)
    entries = key_figures.entries(old, befores), key_figures.entries(new, afters)
    figures = key_figures.changed_key_figures(*entries, tolerance, findings, unmeasured)
    changed = inputs.changed_inputs(old.run, new.run, pairs, pasts)
    told = told_in(project)
    documents.compare_documents(old, new, changed, tolerance, findings)
    changed += inputs_behind(old, new, changed, _is_written(old, new, findings))
    texts.compare_texts(old, new, changed, findings)
    problems += documents.ambiguous(old, new)
    comparison = Comparison(
        old=old.title,
        new=new.title,
        titles={name: each.title for name, pair in pairs.items() if (each := pair[1] or pair[0])},
        inputs=changed,
        key_figures=tuple(sorted(figures, key=lambda each: min(rank(id, told) for id in each.ids))),
        tables=tuple(findings.tables),
        figures=tuple(findings.figures),
        texts=tuple(sorted(findings.texts, key=lambda each: _turn(each, old, new))),
        noise=dict(+findings.noise),
        within=tuple(sorted(findings.within, key=lambda each: -(each.apart or 0))[:MOST_WITHIN]),
        unchanged={kind: count for kind, count in findings.unchanged.items() if count},
        cells=tuple(_cells(figures, befores, afters)),
        headlines=tuple(each.id for each in figures if {*each.ids} & {*told["brief"]}),
        problems=tuple([*problems, *_of(old), *_of(new), *_contradictions(figures, old, new)]),
    )
    return _explained(comparison, measured, pasts)


def explained(project: Project, comparison: Comparison, sides: tuple[Side, Side]) -> Comparison:
    """Return a comparison that was attributed with the causes of each output, those shown by runs."""
    pasts = Past(project.root, sides[0]), Past(project.root, sides[1])
    return _explained(comparison, Measured(project, sides), pasts)


def _explained(comparison: Comparison, measured: Measured, pasts: tuple[Past, Past]) -> Comparison:
    """Return a comparison with the causes of each output, and with what could not be found of the past."""
    caused = with_causes(comparison, measured, _captions(comparison, pasts))
    lacking = {*comparison.unfetched, *unfetched(pasts[0].root, pasts)}
    return replace(caused, unfetched=tuple(sorted(lacking)))


def outputs_apart(olds: Mapping[str, Notebook], news: Mapping[str, Notebook]) -> tuple[str, ...]:
    """Return the outputs that differ between notebooks that have been run, as `Effect.moved` names them.

    Not words and names that somebody wrote, nor what is declared of key figures.
    """
    findings, tolerance = outputs.Findings(), Tolerance()
    shared = [name for name in olds if name in news]
    for name in shared:
        outputs.compare_outputs(olds[name], news[name], tolerance, findings)
    befores, afters = (key_figures.recorded({name: run[name] for name in shared}) for run in (olds, news))
    befores = {id: {**each, "unit": afters.get(id, each).get("unit")} for id, each in befores.items()}
    figures = key_figures.changed_key_figures(befores, afters, tolerance, findings)
    texts = [item for item in findings.texts if not item.is_wording and item.place.notebook != RESULTS]
    shown = [item for found in (findings.tables, findings.figures, texts) for item in found]
    places = {item.place for item in shown if item.status != RENAMED}
    return tuple(sorted({*(figure.id for figure in figures), *map(output_name, places)}))


def outputs_left(ran: Mapping[str, Notebook], new: Side) -> tuple[str, ...]:
    """Return the outputs that a run gives otherwise than a side has them, as `Effect.moved` names them."""
    pairs = [(each, after) for name, each in ran.items() if (after := _read(new, name, [])[0])]
    if new.run.is_published:
        from pressroom.review.compare.published import as_published

        pairs = [(as_published(each, after), after) for each, after in pairs]
    return outputs_apart({each.name: each for each, _ in pairs}, {after.name: after for _, after in pairs})


def _turn(item: TextChange, old: Side, new: Side) -> int:
    """Return when a text is told: what somebody wrote first, files written from all else last."""
    is_made = item.place.notebook in old.files or item.place.notebook in new.files
    return 0 if item.is_own else 2 if is_made else 1


def _is_written(old: Side, new: Side, findings: outputs.Findings) -> bool:
    """Return whether a file differs that publishing writes beside the notebooks."""
    made = {*old.files, *new.files} - {MANIFEST, RESULTS}
    return any(item.place.notebook in made for item in findings.texts)


def _unmeasured(measured: Measured, old: Side, new: Side) -> list[str]:
    """Return the notebooks with other code of which a run gives sources that were not measured yet."""
    if old.run.is_published and new.run.is_published:
        return []
    pairs = [(name, made, new.run.notebooks.get(name)) for name, made in old.run.notebooks.items()]
    return [
        name
        for name, before, after in pairs
        if after and _code(before) != _code(after) and measured.of(name) is None
    ]


def _code(made: Made) -> list[object]:
    return [made.parts.get(part) for part in ("notebook", "cells", "code")]


def told_in(project: Project) -> Mapping[str, list[str]]:
    """Return the key figures that the brief and the report name, in the order of their texts."""
    return {part: source.named(project, part) for part in ("brief", "report")}


def rank(id: str, told: Mapping[str, list[str]]) -> tuple[int, int, str]:
    """Return where a key figure stands among others: in the brief, in the report, or in neither."""
    for number, named in enumerate(told.values()):
        if id in named:
            return number, named.index(id), id
    return len(told), 0, id


def _pairs(
    old: Side, new: Side
) -> tuple[Mapping[str, tuple[Notebook | None, Notebook | None]], int, list[str]]:
    """Return the notebooks that differ, how many have equal bytes, and what could not be read."""
    pairs: dict[str, tuple[Notebook | None, Notebook | None]] = {}
    same = 0
    problems: list[str] = []
    for name in sorted({*old.notebooks, *new.notebooks}):
        if documents.same_file(old, new, name):
            same += 1
            continue
        readings = [_read(side, name, problems) for side in (old, new)]
        if all(good for _, good in readings):
            before, after = (notebook for notebook, _ in readings)
            pairs[name] = _in_one_form(before, after, old, new) if before and after else (before, after)
    return pairs, same, problems


def _in_one_form(before: Notebook, after: Notebook, old: Side, new: Side) -> tuple[Notebook, Notebook]:
    """Return two notebooks as the report embeds them where one of them is so already."""
    if old.run.is_published == new.run.is_published:
        return before, after
    from pressroom.review.compare.published import as_published

    if new.run.is_published:
        return as_published(before, after), after
    return before, as_published(after, before)


def _read(side: Side, name: str, problems: list[str]) -> tuple[Notebook | None, bool]:
    file = side.files.get(f"{name}.ipynb")
    try:
        return (drawn_ids.of_notebook(parse(name, file.read())) if file else None), True
    except Refused as error:
        problems.append(f"{side.title}/{line(name, 80)}.ipynb {error}")
    except OSError as error:
        problems.append(f"{side.title}/{line(name, 80)}.ipynb cannot be read ({error.strerror})")
    return None, False


def _cells(
    figures: tuple[KeyFigureChange, ...], olds: Mapping[str, Notebook], news: Mapping[str, Notebook]
) -> Iterator[CellSource]:
    """Yield the cells that recorded the changed key figures."""
    for place in dict.fromkeys(figure.place for figure in figures):
        cells = (
            notebooks[place.notebook].by_key.get(place.cell) if place.notebook in notebooks else None
            for notebooks in (olds, news)
        )
        old, new = (clean(cell.code) if cell else "" for cell in cells)
        if old or new:
            yield CellSource(place, old, new)


def _captions(comparison: Comparison, pasts: tuple[Past, Past]) -> Captions:
    """Return the captions of the notebooks in which some differ, as they stand in their sources."""
    found: dict[tuple[str, str, str], str] = {}
    for name in {item.place.notebook for item in comparison.texts if item.what in CAPTIONS}:
        for past in pasts:
            made = past.side.run.notebooks.get(name)
            source = notebooks.source_of(name, past, made.parts.get("notebook")) if made else None
            for key, cell in source.by_key.items() if source else ():
                found |= {(name, key, option): cell.options.get(option, "") for option in CAPTIONS}
    return found


def _of(side: Side) -> list[str]:
    return [f"{side.title}/{problem}" for problem in side.problems]


def _contradictions(figures: tuple[KeyFigureChange, ...], old: Side, new: Side) -> list[str]:
    """Say so where results.json changed and the notebook that recorded the result did not."""
    same = {name for name in new.notebooks if documents.same_file(old, new, name)}
    unrecorded = (figure for figure in figures if figure.place.notebook in same)
    return [f"{RESULTS}: {line(f.id, 80)} differs, but {f.place.notebook} is the same" for f in unrecorded]
