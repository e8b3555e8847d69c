"""IPython extension: fixed seeds when the first cell starts, whatever drew numbers before.

PRESSROOM_SEEDS=no leaves them to chance, as in an ordinary kernel.
"""

import os
import random
from typing import Any


def load_ipython_extension(shell: Any) -> None:
    """Seed the global generators at the shell's first cell."""

    def seed(info: Any) -> None:
        import numpy

        value = None if os.environ.get("PRESSROOM_SEEDS") == "no" else 0
        random.seed(value)
        numpy.random.seed(value)
        shell.events.unregister("pre_run_cell", seed)

    shell.events.register("pre_run_cell", seed)
