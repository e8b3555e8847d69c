"""The key by which the municipalities share what they pay, and how much of it those who take part bear."""

import pandas as pd

from energikontoret.model import payments, years
from energikontoret.model.values import Values

KEYS = ("population", "equal", "mixed")


def other(key: str) -> str:
    """Return the key to set beside one that is not known: population and equal parts differ the most."""
    return "equal" if key == "population" else "population"


def weights(population: pd.Series, values: Values) -> pd.Series:
    """Return each municipality's part of the whole by the key, those outside included; the sum is 1.

    `population` is indexed by municipality code. The key `mixed` divides `sharing_fixed_share` equally and
    the rest by population. Raise ValueError for an unknown key.
    """
    equal_parts = {"population": 0.0, "equal": 1.0, "mixed": values["sharing_fixed_share"]}
    if values["sharing_key"] not in equal_parts:
        raise ValueError(f"Unknown sharing key '{values['sharing_key']}': choose {', '.join(KEYS)}.")
    equal = equal_parts[values["sharing_key"]]
    return equal / len(population) + (1 - equal) * population / population.sum()


def paying(population: pd.Series, values: Values) -> pd.Series:
    """Return the weights with 0 for each municipality that has opted out.

    Raise ValueError for an unknown code, and where all have opted out.
    """
    outside = set(values["opted_out"])
    unknown = sorted(outside - set(population.index))
    if unknown:
        raise ValueError(f"opted_out: unknown municipality code {', '.join(unknown)}.")
    if outside == set(population.index):
        raise ValueError("opted_out: all municipalities are outside; set municipal_share_* to 0 instead.")
    return weights(population, values).where(~population.index.isin(outside), 0.0)


def outside(values: Values) -> list[str]:
    """Return the codes of those who pay nothing while others pay: none where nobody pays in any year."""
    span = years.horizon(values)
    shares = (payments.municipal_share(post, span, values) for post in payments.POSTS)
    return list(values["opted_out"]) if any(share.any() for share in shares) else []


def paying_share(population: pd.Series, values: Values) -> float:
    """Return the part of the whole that those who have not opted out bear: exactly 1 where none has."""
    return float(paying(population, values).sum()) if values["opted_out"] else 1.0
