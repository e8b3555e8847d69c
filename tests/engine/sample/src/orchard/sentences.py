"""What the numbers mean, in words."""

from pressroom.language.text import Text, plural, t


def harvest(total_kg: float, trees: int, largest: str) -> Text:
    """Say how much the trees give, and which variety gives most."""
    return plural(
        "Ett träd ger {total:kg}. Mest ger {largest}.",
        "{number} träd ger {total:kg}. Mest ger {largest}.",
        trees,
        total=total_kg,
        largest=largest,
    )


def sales(income_sek: float, change: float) -> Text:
    """Say what the apples bring, and whether that is more than last year."""
    more = t("mer") if change >= 0 else t("mindre")
    return t("Äpplena ger {income:kr}. Skörden är {more} än i fjol.", income=income_sek, more=more)
