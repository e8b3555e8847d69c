"""Who pays what: four posts of the agreement, three payers, every year.

Amounts are kronor in prices of 2022. What is drawn may be an array of shape (draws, 1); the last axis of
every result is the years. Choices are never drawn: each is a single value.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from energikontoret.model import years
from energikontoret.model.values import Number, Values

POSTS = ("office", "joint", "administration", "archive")
PAYERS = ("municipalities", "region", "nobody")
NOTHING = 1e-9
"""A share that differs by less is the same."""


@dataclass(frozen=True)
class Flow:
    """One post, year by year: what it costs and what the municipalities and the Region pay of it."""

    amount: np.ndarray
    municipalities: np.ndarray
    region: np.ndarray

    @property
    def shortfall(self) -> np.ndarray:
        """What the municipalities stop paying."""
        return self.amount - self.municipalities

    @property
    def nobody(self) -> np.ndarray:
        """What is left unpaid: the post is cut by it."""
        return self.shortfall - self.region


def check(values: Values) -> None:
    """Raise ValueError where transition and ramp leave no year in which the final shares hold."""
    steps = values["transition_years"] + values["ramp_years"]
    if steps >= values["horizon_years"]:
        raise ValueError(
            f"transition_years and ramp_years take {steps} years together; they must be fewer than "
            f"horizon_years, {values['horizon_years']}."
        )


def amounts(stated: Mapping[str, float], values: Values) -> dict[str, Number]:
    """Return the posts' amounts from the first year on, from the paper's three (by id of agreement_posts).

    The split of the joint costs is `base_funding_share`. A closed office is a post that nobody pays or lacks.
    """
    share = values["base_funding_share"]
    joint = stated["common_costs"]
    return {
        "office": share * joint * bool(values["office_open"]),
        "joint": (1 - share) * joint,
        "administration": stated["administration"],
        "archive": stated["archive"],
    }


def municipal_share(post: str, year: np.ndarray, values: Values, key_share: float = 1.0) -> np.ndarray:
    """Return the share of a post that the municipalities pay each year: transition, ramp, final share.

    Before the first year it is 1. From then on those who have opted out pay nothing: `key_share` is the
    others' part of the whole.
    """
    final, during = values[f"municipal_share_{post}"], values[f"municipal_transition_share_{post}"]
    transition, ramp = values["transition_years"], values["ramp_years"]
    since = np.asarray(year) - values["first_year"] + 1
    start, step = during if transition > 0 else 1.0, np.maximum(since - transition, 0)
    on_ramp = start - (start - final) * step / (ramp + 1)
    return np.where(since <= 0, 1.0, key_share * np.where(step > ramp, final, on_ramp))


def as_before(values: Values) -> bool:
    """Return whether whoever has not opted out pays all that it paid, once transition and ramp are over."""
    return all(values[f"municipal_share_{post}"] > 1 - NOTHING for post in POSTS)


def flows(values: Values, stated: Mapping[str, float], key_share: float = 1.0) -> dict[str, Flow]:
    """Return the flows of each post over the horizon."""
    span, result = years.horizon(values), {}
    for post, amount in amounts(stated, values).items():
        share = municipal_share(post, span, values, key_share)
        paid, missing = amount * share, amount * (1 - share)
        result[post] = Flow(
            np.broadcast_to(amount, paid.shape), paid, values[f"region_cover_{post}"] * missing
        )
    return result


def total(posts: Mapping[str, Flow], part: str) -> np.ndarray:
    """Return the yearly sum over posts of a part of `Flow`: amount, shortfall or one of `PAYERS`."""
    return sum(getattr(flow, part) for flow in posts.values())


def last(posts: Mapping[str, Flow], part: str) -> float:
    """Return `total` of one parameter set in the last year."""
    return float(total(posts, part)[-1])


def table(posts: Mapping[str, Flow], span: np.ndarray) -> pd.DataFrame:
    """Return year, post, payer, sek of one parameter set, in the order of `POSTS` and `PAYERS`."""
    rows = [
        (int(year), post, payer, float(getattr(flow, payer)[place]))
        for place, year in enumerate(span)
        for post, flow in posts.items()
        for payer in PAYERS
    ]
    return pd.DataFrame(rows, columns=["year", "post", "payer", "sek"])


def state_grant_loss(posts: Mapping[str, Flow], values: Values) -> np.ndarray:
    """Return what the archive loses of the state's grant each year; the state's kronor are not indexed."""
    return values["state_grant_ratio"] * posts["archive"].nobody


def present_value(span: np.ndarray, yearly: np.ndarray, values: Values) -> np.ndarray:
    """Return the sum of fixed-price kronor discounted to 2022 at the real rate `discount_rate`."""
    return (yearly / (1 + values["discount_rate"]) ** (span - years.BASE_YEAR)).sum(axis=-1)
