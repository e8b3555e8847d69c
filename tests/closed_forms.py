"""The analysis recomputed from its description with loops and fractions: no NumPy, no import of the model.

One function a sentence of the description, one year at a time. `p` is a parameter set.
"""

import functools
from fractions import Fraction

POSTS = ("office", "joint", "administration", "archive")
JOINT_COSTS, ADMINISTRATION, ARCHIVE = Fraction(1600000), Fraction(450000), Fraction(656000)
TURNOVER, EMPLOYEES = Fraction(6746750), Fraction(11)
POPULATION = {
    "2303": 5174,
    "2305": 6162,
    "2309": 15532,
    "2313": 11397,
    "2321": 12330,
    "2326": 7176,
    "2361": 10185,
    "2380": 64714,
}


def exact(p):
    """Give every float the fraction that its decimals say, and room to remember what was computed."""
    numbers = {name: Fraction(str(value)) if isinstance(value, float) else value for name, value in p.items()}
    return numbers | {"remembered": {}}


def once(function):
    """Compute a function of one parameter set once for the same arguments: fractions are slow."""

    @functools.wraps(function)
    def remembering(p, *arguments):
        key = (function.__name__, *arguments)
        if key not in p["remembered"]:
            p["remembered"][key] = function(p, *arguments)
        return p["remembered"][key]

    return remembering


def span(p):
    return range(p["first_year"], p["first_year"] + p["horizon_years"])


def last(p):
    return p["first_year"] + p["horizon_years"] - 1


@once
def index(p, year):
    level = Fraction(1)
    for _ in range(2022, year):
        level *= 1 + p["price_index"]
    return level


@once
def key_weight(p, code):
    equal, by_people = Fraction(1, 8), Fraction(POPULATION[code], sum(POPULATION.values()))
    if p["sharing_key"] == "equal":
        return equal
    if p["sharing_key"] == "population":
        return by_people
    return p["sharing_fixed_share"] * equal + (1 - p["sharing_fixed_share"]) * by_people


@once
def still_in(p):
    return sum(key_weight(p, code) for code in POPULATION if code not in p["opted_out"])


def amount(p, post):
    if post == "office":
        return p["base_funding_share"] * JOINT_COSTS if p["office_open"] else Fraction(0)
    if post == "joint":
        return JOINT_COSTS - p["base_funding_share"] * JOINT_COSTS
    return ADMINISTRATION if post == "administration" else ARCHIVE


@once
def m(p, post, year):
    """Give the share that the municipalities pay of a post."""
    k = year - p["first_year"] + 1
    t, final = p[f"municipal_transition_share_{post}"], p[f"municipal_share_{post}"]
    if k <= 0:
        return Fraction(1)
    if k <= p["transition_years"]:
        return t * still_in(p)
    j, start = k - p["transition_years"], t if p["transition_years"] > 0 else Fraction(1)
    if j > p["ramp_years"]:
        return final * still_in(p)
    return (start - (start - final) * Fraction(j, p["ramp_years"] + 1)) * still_in(p)


def paid_by(p, post, year):
    """Give what municipalities, Region and nobody pay of a post in a year."""
    municipalities = amount(p, post) * m(p, post, year)
    shortfall = amount(p, post) - municipalities
    region = p[f"region_cover_{post}"] * shortfall
    return {"municipalities": municipalities, "region": region, "nobody": shortfall - region}


def shortfall(p, year):
    return sum(amount(p, post) * (1 - m(p, post, year)) for post in POSTS)


def region(p, year):
    return sum(paid_by(p, post, year)["region"] for post in POSTS)


def is_closed(p, year):
    return year >= p["first_year"] and not p["office_open"]


def base0(p):
    return p["base_funding_share"] * JOINT_COSTS


@once
def b(p, year):
    if is_closed(p, year):
        return Fraction(0)
    return base0(p) * (m(p, "office", year) + p["region_cover_office"] * (1 - m(p, "office", year)))


@once
def c(p, year):
    return max(Fraction(0), b(p, year) - p["core_task_share"] * base0(p))


@once
def mc(p, year):
    lag = p["project_lag_years"]
    return sum(c(p, year - j) for j in range(lag + 1)) / (lag + 1)


@once
def v0(p):
    own = p["own_contribution_share"]
    return base0(p) * (1 - p["core_task_share"]) * (1 - own) / own


def v(p, year):
    own = p["own_contribution_share"]
    return Fraction(0) if is_closed(p, year) else mc(p, year) * (1 - own) / own


@once
def other0(p):
    return TURNOVER - base0(p) - v0(p)


def other(p, year):
    if is_closed(p, year):
        return Fraction(0)
    return other0(p) * (1 - (1 - p["other_income_retained_share"]) * (1 - b(p, year) / base0(p)))


@once
def turnover(p, year):
    return TURNOVER if year < p["first_year"] else b(p, year) + v(p, year) + other(p, year)


@once
def staff(p, year):
    return EMPLOYEES * turnover(p, year) / TURNOVER


def positions(p, year):
    gone = max(Fraction(0), staff(p, year - 1) - staff(p, year))
    return gone + (p["other_redundant_positions"] if year == p["first_year"] else 0)


def redundancy(p, year):
    notice = p["position_cost_sek"] * p["notice_months"] / 12
    return positions(p, year) * notice * (1 - p["redeployed_share"]) * index(p, year)


def running(p, year):
    return Fraction(0) if is_closed(p, year) else max(Fraction(0), mc(p, year) - c(p, year))


@once
def net(p, year):
    return (region(p, year) + running(p, year)) * index(p, year) + redundancy(p, year)


def keep(p):
    """Give what keeping the office costs and keeps: no municipal money, and all years passed."""
    lapsed = other0(p) * p["other_income_retained_share"]
    kept = TURNOVER - lapsed
    return {
        "keep.cost_year_sek": base0(p),
        "keep.turnover_kept_sek": kept,
        "keep.positions_kept": EMPLOYEES * kept / TURNOVER,
        "keep.other_money_per_krona": (kept - base0(p)) / base0(p),
    }


def figures(parameters):
    """Give every numeric id of the description, as fractions."""
    p = exact(parameters)
    years, end = span(p), last(p)
    grant = sum(paid_by(p, "archive", year)["nobody"] for year in years) * p["state_grant_ratio"]
    municipal = sum(paid_by(p, post, end)["municipalities"] for post in POSTS)
    discounted = sum(shortfall(p, year) / (1 + p["discount_rate"]) ** (year - 2022) for year in years)
    each = {
        f"sharing.municipality_{code}_sek": Fraction(0)
        if code in p["opted_out"]
        else municipal * key_weight(p, code) / still_in(p)
        for code in POPULATION
    }
    return {
        "agreement.gap_first_year_sek": shortfall(p, years[0]) * index(p, years[0]),
        "agreement.gap_horizon_sek": sum(shortfall(p, year) * index(p, year) for year in years),
        "agreement.gap_horizon_present_value_fixed_sek": discounted,
        "agreement.state_grant_loss_horizon_sek": grant,
        "region.net_first_year_sek": net(p, years[0]),
        "region.net_horizon_sek": sum(net(p, year) for year in years),
        "region.net_steady_year_sek": region(p, end),
        "region.redundancy_cost_sek": sum(redundancy(p, year) for year in years),
        "region.redundant_positions": sum(positions(p, year) for year in years),
        "region.running_projects_sek": sum(running(p, year) * index(p, year) for year in years),
        "municipalities.pay_steady_year_sek": municipal,
        "office.base_funding_sek": base0(p),
        "office.turnover_final_fixed_sek": turnover(p, end),
        "office.turnover_change_share": turnover(p, end) / TURNOVER - 1,
        "office.employees_final": staff(p, end),
        **each,
        **keep(p),
    }
