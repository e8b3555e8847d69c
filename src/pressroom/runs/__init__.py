"""What a run leaves, and whether it still holds."""

from pressroom.runs.run import Run

__all__ = ["Run"]
