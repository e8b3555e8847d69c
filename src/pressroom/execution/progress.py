"""What a run tells while it goes on: one line that moves on a terminal, plain lines elsewhere."""

import sys
from typing import Protocol, TextIO

from pressroom.execution.job import Failure


class Listener(Protocol):
    """Hears what happens in a run, in the process that started it."""

    def planned(self, total: int, kept: int) -> None:
        """`total` notebooks are needed, of which `kept` are already there."""

    def finished(self, scenario: str, notebook: str, seconds: float) -> None:
        """A notebook has run."""

    def failed(self, scenario: str, failure: Failure) -> None:
        """A notebook has stopped at an error."""

    def note(self, text: str) -> None:
        """Something the user should know, in one line."""


class Silent:
    """A listener that says nothing; the base of the others."""

    def __enter__(self) -> "Silent":
        return self

    def __exit__(self, *error) -> None: ...

    def planned(self, total: int, kept: int) -> None: ...

    def finished(self, scenario: str, notebook: str, seconds: float) -> None: ...

    def failed(self, scenario: str, failure: Failure) -> None: ...

    def note(self, text: str) -> None: ...


class Plain(Silent):
    """One line for each notebook."""

    def __init__(self, file: TextIO | None = None) -> None:
        self.file = file or sys.stderr

    def finished(self, scenario: str, notebook: str, seconds: float) -> None:
        self.note(f"{scenario}/{notebook} {seconds:.1f} s")

    def failed(self, scenario: str, failure: Failure) -> None:
        self.note(f"{scenario}/{failure}")

    def note(self, text: str) -> None:
        print(text, file=self.file, flush=True)


class Bar(Silent):
    """A bar on a terminal, with what went wrong above it."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        self.progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self.task = None

    def __enter__(self) -> "Bar":
        self.progress.start()
        return self

    def __exit__(self, *error) -> None:
        self.progress.stop()

    def planned(self, total: int, kept: int) -> None:
        self.task = self.progress.add_task("Notebooks", total=total, completed=kept)

    def finished(self, scenario: str, notebook: str, seconds: float) -> None:
        self.progress.update(self.task, advance=1, description=f"{scenario}/{notebook}")

    def failed(self, scenario: str, failure: Failure) -> None:
        self.progress.update(self.task, advance=1)
        self.note(f"{scenario}/{failure}")

    def note(self, text: str) -> None:
        self.progress.console.print(text, markup=False, highlight=False)


def listener() -> Bar | Plain:
    """Return what suits the standard error: a context manager on a terminal, else plain lines."""
    return Bar() if sys.stderr.isatty() else Plain()
