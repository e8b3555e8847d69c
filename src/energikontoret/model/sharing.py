"""Who pays: a yearly cost split between the Region and the municipalities by a key."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

KEYS = ("population", "equal", "mixed")
REGION = "region"


@dataclass(frozen=True)
class Rule:
    """A cost-sharing key and who takes part.

    Key `mixed` splits `fixed_share` of the municipalities' part equally and the rest by population.
    """

    key: str = "population"
    fixed_share: float = 0.0
    region_share: float = 0.0
    opted_out: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.key not in KEYS:
            raise ValueError(f"Unknown sharing key '{self.key}': choose {', '.join(KEYS)}.")

    @property
    def equal_part(self) -> float:
        return {"population": 0.0, "equal": 1.0, "mixed": self.fixed_share}[self.key]


def cost(shared_cost: str, base_funding_sek: float, known_agreement_sek: float, amount_sek: float) -> float:
    """Return the yearly cost to share, in kronor. Raise ValueError for an unknown kind of cost."""
    costs = {"base_funding": base_funding_sek, "known_agreement": known_agreement_sek, "amount": amount_sek}
    if shared_cost not in costs:
        raise ValueError(f"Unknown shared cost '{shared_cost}': choose {', '.join(costs)}.")
    return costs[shared_cost]


def shares(population: pd.Series, rule: Rule) -> pd.Series:
    """Return each party's share of the cost: the Region's first, then the municipalities' in the given order.

    `population` is indexed by municipality code. Municipalities that opted out bear nothing; with none left
    the Region bears all. Raise ValueError for an unknown code.
    """
    unknown = sorted(set(rule.opted_out) - set(population.index))
    if unknown:
        raise ValueError(f"Unknown municipality code in opted_out: {', '.join(unknown)}.")
    staying = ~population.index.isin(rule.opted_out)
    region = rule.region_share if staying.any() else 1.0
    people = population.where(staying, 0)
    by_equal = staying / max(staying.sum(), 1)
    by_people = people / max(people.sum(), 1)
    weights = rule.equal_part * by_equal + (1 - rule.equal_part) * by_people
    return pd.concat([pd.Series({REGION: region}), (1 - region) * weights])


def split(cost_sek: float, party_shares: pd.Series) -> pd.Series:
    """Split the cost, rounded to whole kronor, by largest remainder, so that the parts add up to it.

    Of equal remainders the party that comes first in `party_shares` gets the krona.
    """
    total = round(cost_sek)
    exact = (total * party_shares.to_numpy(dtype=float)).round(6)
    parts = np.floor(exact).astype(int)
    by_remainder = np.argsort((parts - exact).round(6), kind="stable")
    payers = by_remainder[party_shares.to_numpy()[by_remainder] > 0]
    parts[payers[: total - parts.sum()]] += 1
    return pd.Series(parts, index=party_shares.index)


def amounts(cost_sek: float, population: pd.Series, rule: Rule) -> pd.Series:
    """Return what each party pays in whole kronor a year; the sum is the cost."""
    return split(cost_sek, shares(population, rule))


def per_inhabitant(paid: pd.Series, population: pd.Series) -> pd.Series:
    """Return kronor per inhabitant for each municipality, and for the Region over all inhabitants."""
    people = pd.concat([pd.Series({REGION: population.sum()}), population])
    return paid / people.reindex(paid.index)


def exit_effect(cost_sek: float, population: pd.Series, rule: Rule, leaver: str) -> pd.Series:
    """Return what each party pays more when one more municipality leaves (kronor; its own is negative)."""
    without = replace(rule, opted_out=(*rule.opted_out, leaver))
    return amounts(cost_sek, population, without) - amounts(cost_sek, population, rule)


def exit_matrix(cost_sek: float, population: pd.Series, rule: Rule) -> pd.DataFrame:
    """Return the exit effects: one row for each municipality that leaves, one column for each party."""
    staying = [code for code in population.index if code not in rule.opted_out]
    return pd.DataFrame({code: exit_effect(cost_sek, population, rule, code) for code in staying}).T


def by_key(cost_sek: float, population: pd.Series, rule: Rule) -> pd.DataFrame:
    """Return what each party pays (rows) under each key (columns), all else as in the rule."""
    return pd.DataFrame({key: amounts(cost_sek, population, replace(rule, key=key)) for key in KEYS})


def key_figures(cost_sek: float, population: pd.Series, rule: Rule) -> dict[str, float]:
    """Return the key figures of part 5 by name: one amount a party, and kronor per paying inhabitant."""
    paid = amounts(cost_sek, population, rule)
    municipal = paid.drop(REGION)
    paying = population.drop(list(rule.opted_out))
    return {
        "cost_sek": float(paid.sum()),
        "region_sek": float(paid[REGION]),
        "municipalities_sek": float(municipal.sum()),
        "per_inhabitant_sek": float(municipal.sum() / paying.sum()) if len(paying) else 0.0,
        "largest_exit_share": _largest_exit(cost_sek, population, rule),
        **{f"municipality_{code}_sek": float(municipal[code]) for code in population.index},
    }


def _largest_exit(cost_sek: float, population: pd.Series, rule: Rule) -> float:
    """Return by how large a share the others' payments rise when the largest payer leaves."""
    municipal = amounts(cost_sek, population, rule).drop(REGION)
    others = municipal.sum() - municipal.max()
    alone = others == 0 or len(rule.opted_out) + 1 >= len(population)
    return 0.0 if alone else float(municipal.max() / others)
