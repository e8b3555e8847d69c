"""A project that is a text, with the names that the sample declares, for tests of what a text may hold."""

from pathlib import Path

from places import SAMPLE
from pressroom.project import Project

ROOT = Path(__file__).parents[1]
HEADER = '---\ntitle: "Prov"\nlang: sv-SE\n---\n\n'
MAIN = HEADER + "# Start {#sec-start}\n\n{{< include chapters/a.qmd >}}\n"


def build(root: Path, chapter: str | bytes, main: str = MAIN) -> Project:
    """Write a report with one chapter into the folder `root`."""
    (root / "report" / "chapters").mkdir(parents=True)
    for name in ("params", "data", "report/key_figures.yml"):
        (root / name).symlink_to(SAMPLE / name)
    (root / "report" / "report.qmd").write_text(main, encoding="utf-8")
    raw = chapter if isinstance(chapter, bytes) else chapter.encode()
    (root / "report" / "chapters" / "a.qmd").write_bytes(raw)
    (root / "report" / "theme").symlink_to(ROOT / "report" / "theme")
    (root / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (root / "_quarto.yml").write_text("", encoding="utf-8")
    return Project(root)
