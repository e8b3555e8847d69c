"""What a run tells while it goes on: one line that moves on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from pressroom.execution.job import Failure

if TYPE_CHECKING:
    from rich.progress import TaskID

PAUSE_SECONDS = 2.0


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

    def __exit__(self, *error: Any) -> None: ...

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


class Counted(Plain):
    """A line now and then, where the notebooks are many: how many of them are done, and the time left."""

    def __init__(self, file: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(file)
        self.clock = clock
        self.total = self.kept = self.done = 0
        self.began = self.said = 0.0

    def planned(self, total: int, kept: int) -> None:
        self.total, self.kept = total, kept
        self.began = self.said = self.clock()

    def finished(self, scenario: str, notebook: str, seconds: float) -> None:
        self._count()

    def failed(self, scenario: str, failure: Failure) -> None:
        super().failed(scenario, failure)
        self._count()

    def _count(self) -> None:
        self.done += 1
        now, left = self.clock(), self.total - self.kept - self.done
        if now - self.said >= PAUSE_SECONDS or not left:
            self.said = now
            rest = (now - self.began) / self.done * left
            self.note(f"{self.kept + self.done} of {self.total} notebooks, about {rest:.0f} s left")


class Bar(Silent):
    """A bar on a terminal, with the time that is left, and what went wrong above it."""

    task: "TaskID"

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        words = TextColumn("{task.description}"), TextColumn("left")
        columns = words[0], BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), words[1]
        self.progress = Progress(*columns, console=Console(stderr=True), transient=True)

    def __enter__(self) -> "Bar":
        self.progress.start()
        return self

    def __exit__(self, *error: Any) -> None:
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


def listener(many: bool = False) -> Bar | Plain:
    """Return what suits the standard error: a bar on a terminal, else lines, fewer where they are `many`."""
    if sys.stderr.isatty():
        return Bar()
    return Counted() if many else Plain()
