"""What may vary, and the sets of values that are run."""

from pressroom.scenarios.declare import Parameter, declared, given
from pressroom.scenarios.load import Scenario, load, load_all, validate
from pressroom.scenarios.ranges import ranges

__all__ = ["Parameter", "Scenario", "declared", "given", "load", "load_all", "ranges", "validate"]
