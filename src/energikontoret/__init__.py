"""What follows for the regional energy office when the municipalities end their agreement."""

__version__ = "0.1.0"
