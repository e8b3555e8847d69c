"""The command `sweep`: read, run, say what was done."""

from collections.abc import Sequence
from pathlib import Path

from pressroom.checks import checklist, datahash, derived
from pressroom.execution import progress
from pressroom.execution.job import Execution
from pressroom.execution.run import failures_as_one
from pressroom.project import Project
from pressroom.sweep import grid as grids
from pressroom.sweep.results import TABLE
from pressroom.sweep.sweep import sweep


def run_sweep(project: Project, path: Path, figures: Sequence[str], how: Execution) -> None:
    """Run the sweep that a file declares, with further figures; print where its table is."""
    checklist.refuse_unreadable(project)
    grid = grids.read(project, path)
    wanted = [grids.wanted(project, text, grid) for text in figures]
    checklist.refuse(project, "sweep", grid.sets)
    datahash.tell(project)
    derived.tell(project)
    with failures_as_one(), progress.listener(many=True) as listener:
        done = sweep(project, grid, how, figures=wanted, listener=listener)
    equal = f" ({done.folded} equal ones left out)" if done.folded else ""
    print(
        f"{done.sets} parameter sets{equal}: {done.executed} executed, {done.kept} kept, {done.seconds:.1f} s"
    )
    table = done.folder / TABLE
    others = sorted(path for path in done.folder.iterdir() if path != table)
    print("\n".join(f"  {path.relative_to(project.root)}" for path in others))
    print(f"Table, one row a set: {table.relative_to(project.root)}")
