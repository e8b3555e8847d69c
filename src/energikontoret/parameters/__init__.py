"""Every parameter, declared once: type, unit, range, reference value, label, status and source.

The JSON Schema, the command `energikontoret params`, the appendix of assumptions and the draws of the
uncertainty chapter all come from this model.
"""

from energikontoret.parameters.agreement import Agreement
from energikontoret.parameters.choices import Choices
from energikontoret.parameters.office import Office


class Parameters(Choices, Office, Agreement):
    """The parameters of a scenario, in the order of the notebooks."""
