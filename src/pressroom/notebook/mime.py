"""The MIME types under which a notebook carries its results as data."""

PREFIX = "application/vnd.energikontoret"

RESULT = f"{PREFIX}.result+json"
TABLE = f"{PREFIX}.table+json"
FIGURE = f"{PREFIX}.figure+json"
PANEL = f"{PREFIX}.panel+json"
