"""Every payment: each post, every year, by each municipality, the Region or nobody."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from energikontoret.model import keys, payments, years
from energikontoret.model.cost import Facts
from energikontoret.model.values import Values

COLUMNS = ("year", "post", "payer", "area_code", "fixed_sek", "nominal_sek")


def every_payment(values: Values, facts: Facts) -> pd.DataFrame:
    """Return year, post, payer (of `payments.PAYERS`), area_code (of a municipality), fixed_sek, nominal_sek.

    Fixed kronor are in prices of 2022. The payers of a post add up to its amount each year.
    """
    span = years.horizon(values)
    level = years.price_level(span, values)
    rows = [
        (int(span[place]), post, payer, code, float(sek), float(sek * level[place]))
        for post, payer, code, yearly in _series(values, facts)
        for place, sek in enumerate(yearly)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).sort_values("year", kind="stable", ignore_index=True)


def _series(values: Values, facts: Facts) -> Iterator[tuple[str, str, str | None, np.ndarray]]:
    """Yield post, payer, code and kronor of 2022 a year.

    What the municipalities would pay with all in is shared by the key; those outside pay nothing of theirs.
    """
    flows = payments.flows(values, facts.amounts, keys.paying_share(facts.population, values))
    everyone = payments.flows(values, facts.amounts)
    parts = keys.paying(facts.population, values)
    for post, flow in flows.items():
        for code, part in parts.items():
            yield post, "municipalities", str(code), everyone[post].municipalities * part
        yield post, "region", None, flow.region
        yield post, "nobody", None, flow.nobody
