"""How much each changed input explains, as the page shows it."""

from pressroom.review.changes import Comparison, KeyFigureChange
from pressroom.review.show import wording
from pressroom.review.show.markup import anchor
from pressroom.safe import line


def attribution_view(comparison: Comparison, lang: str) -> dict[str, object] | None:
    attribution = comparison.attribution
    if attribution is None:
        return None
    rows = []
    for change in comparison.key_figures:
        parts = [effect.values.get(change.id) for effect in attribution.effects]
        if change.absolute is not None and any(part is not None for part in parts):
            rows.append(
                {
                    "id": anchor("key", change.place.notebook, change.place.cell, change.id),
                    "chapters": change.place.notebook,
                    "label": wording.label_of(change.label, lang),
                    "parts": [_amount(part, change, lang) for part in parts],
                    "rest": _amount(attribution.rest.get(change.id), change, lang),
                    "total": _amount(change.absolute, change, lang),
                }
            )
    tried = [(effect.ref, *effect.needed) for effect in attribution.effects]
    heads = [" + ".join(line(ref.partition(":")[2], 80) for ref in reversed(refs)) for refs in tried]
    skipped = [(line(ref.partition(":")[2], 80), line(why)) for ref, why in attribution.skipped.items()]
    return {"heads": heads, "rows": rows, "skipped": skipped}


def _amount(amount: float | None, change: KeyFigureChange, lang: str) -> str:
    return "–" if amount is None else wording.amount(amount, change.unit, lang)
