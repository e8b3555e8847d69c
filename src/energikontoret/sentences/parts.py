"""Words that sentences of several chapters share: a part of a whole, a number, an interval."""

from pressroom.language.text import Text, quantity, t

# A share nearer than this to nothing, or to everything, is called that.
NOTHING = 0.0005


def out_of(part: int, whole: int, neuter: bool = False) -> Text:
    """Return "tre av fem", "alla fem" or "ingen av fem"; `neuter` is the gender of the Swedish noun."""
    if part == 0 and neuter:
        return t("inget av {whole:|word}", whole=whole)
    if part == 0:
        return t("ingen av {whole:|word}", whole=whole)
    if part == whole:
        return t("alla {whole:|word}", whole=whole)
    if part == 1 and not neuter:
        return t("en av {whole:|word}", whole=whole)
    return t("{part:|word} av {whole:|word}", part=part, whole=whole)


def number(value: float) -> Text:
    """Return a count in words where it is whole and small, else in digits."""
    if float(value).is_integer():
        return quantity(int(value), "", "word")
    return quantity(value, "antal", "short")


def interval(low: float, high: float, unit: str) -> Text:
    """Return the two ends of an interval for a table, without their unit."""
    return t(
        "{low}\u00a0till\u00a0{high}",
        low=quantity(low, unit, "table"),
        high=quantity(high, unit, "table"),
    )
