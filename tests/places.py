"""Where the tests find what they test."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "engine" / "sample"
