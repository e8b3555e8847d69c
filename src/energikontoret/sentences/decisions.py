"""Sentences on the board's decisions."""

from pressroom.language.text import Text, t


def conclusion(count: int, with_outcome: list[Text]) -> Text:
    """Say for which decisions an outcome was found."""
    return t(
        "Nämnden fattade {count:|word} beslut. Rapporten har hittat ett utfall för {found:|word} av dem, "
        "{names:|and}, men inga belopp.",
        count=count,
        found=len(with_outcome),
        names=with_outcome,
    )
