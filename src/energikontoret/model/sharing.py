"""Each municipality's part of what the municipalities pay in all."""

import pandas as pd

from energikontoret.model import cost, keys, payments
from energikontoret.model.values import Values


def parts(values: Values, facts: cost.Facts) -> pd.Series:
    """Return what each municipality pays in the last year, by code, kronor in prices of 2022.

    Those in `opted_out` pay nothing, and the others what they would have paid with all in.
    """
    everyone = payments.flows({**values, "opted_out": []}, facts.amounts)
    whole = float(payments.total(everyone, "municipalities")[-1])
    return whole * keys.paying(facts.population, values)


def as_it_was(values: Values, facts: cost.Facts) -> pd.Series:
    """Return each municipality's part of the whole agreement as the paper states it, by code.

    That the paper's three amounts do not overlap is an assumption.
    """
    return sum(facts.amounts.values()) * keys.weights(facts.population, values)


def by_key(values: Values, facts: cost.Facts) -> pd.DataFrame:
    """Return code × key: each municipality's part under each of the three keys, all else as in `values`."""
    return pd.DataFrame({key: parts({**values, "sharing_key": key}, facts) for key in keys.KEYS})


def as_it_was_by_key(values: Values, facts: cost.Facts) -> pd.DataFrame:
    """Return code × key: each municipality's part of the whole agreement under each of the three keys."""
    return pd.DataFrame({key: as_it_was({**values, "sharing_key": key}, facts) for key in keys.KEYS})


def per_inhabitant(paid: pd.DataFrame, population: pd.Series) -> pd.DataFrame:
    """Return kronor per inhabitant of each municipality, for the table's columns."""
    return paid.div(population, axis=0)
