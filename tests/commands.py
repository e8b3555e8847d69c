"""The project's own commands, called in this checkout."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def command(*words: str, code: int = 0) -> None:
    """Run one of the project's commands in this checkout; `code` is the exit code it must have."""
    done = subprocess.run(
        [sys.executable, "-m", "energikontoret", *words],
        env=os.environ | {"PRESSROOM_ROOT": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert done.returncode == code, done.stderr
