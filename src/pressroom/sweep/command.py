"""The command `sweep`: read, run, say what was done."""

from collections.abc import Sequence
from pathlib import Path

from pressroom.execution import progress
from pressroom.execution.run import counted
from pressroom.execution.tasks import Means
from pressroom.project import Project
from pressroom.sweep import grid as grids
from pressroom.sweep.run import sweep


def run(
    project: Project,
    path: Path,
    figures: Sequence[str],
    engine: str,
    jobs: int | None,
    force: bool,
    scheduler: str | None,
) -> None:
    """Run the sweep that a file declares, with further figures; print where its table is."""
    grid = grids.read(project, path)
    wanted = [grids.wanted(text, grid.varied) for text in figures]
    means = Means(engine, jobs, scheduler=scheduler)
    with counted(), progress.listener() as listener:
        done = sweep(project, grid, means=means, force=force, figures=wanted, listener=listener)
    equal = f" ({done.folded} equal ones left out)" if done.folded else ""
    print(
        f"{done.sets} parameter sets{equal}: {done.executed} executed, {done.kept} kept, {done.seconds:.1f} s"
    )
    print("\n".join(f"  {path.relative_to(project.root)}" for path in sorted(done.folder.iterdir())))
