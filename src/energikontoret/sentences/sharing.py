"""Sentences on who pays what of the shared cost."""

from collections.abc import Mapping

from pressroom.language.text import Text, joined, plural, t

KEYS = {"population": t("Efter folkmängd"), "equal": t("Lika delar"), "mixed": t("Blandad")}


def conclusion(figures: Mapping[str, float], leaving: list[str], same: bool) -> Text:
    """Say who pays what of the shared cost; `leaving` names the municipalities that stay outside.

    With `same`, all municipalities that take part pay the same per inhabitant.
    """
    cost, region, rest = (figures[name] for name in ("cost_sek", "region_sek", "municipalities_sek"))
    if rest < 0.5:
        return t("I räkneexemplet betalar Regionen hela kostnaden, {cost:kr} om året.", cost=cost)
    each = figures["per_inhabitant_sek"]
    per_head = t("För kommunerna blir det i snitt {each:kr/invånare}.", each=each)
    if same:
        per_head = t("Varje kommun som är med betalar {each:kr/invånare}.", each=each)
    return joined(_parts(cost, region, rest), per_head, _outside(leaving))


def _parts(cost: float, region: float, rest: float) -> Text:
    if region < 0.5:
        return t("I räkneexemplet betalar kommunerna hela kostnaden, {cost:kr} om året.", cost=cost)
    return t(
        "Om {cost:kr} om året delas betalar Regionen {region:kr} och kommunerna {rest:kr}.",
        cost=cost,
        region=region,
        rest=rest,
    )


def _outside(leaving: list[str]) -> Text:
    if not leaving:
        return t("")
    return plural(
        "{names:|and} står utanför, och de andra betalar den delen.",
        "{names:|and} står utanför, och de andra betalar den delen.",
        len(leaving),
        names=leaving,
    )
