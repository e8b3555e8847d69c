"""What the command `check` looks for. Each check returns problems; none of them raises."""

from typing import NamedTuple

from pressroom.errors import UserError


class Problem(NamedTuple):
    """Something to mend: what is wrong, and what to do."""

    what: str
    todo: str

    @classmethod
    def of(cls, error: UserError) -> "Problem":
        """Return a user's mistake as a problem."""
        return cls(error.what, error.todo)
