"""A small project under git, and changes of it."""

import re
import subprocess

IDENTITY = ("-c", "user.name=Anna Å", "-c", "user.email=a@example.org")


def git(project, *words):
    subprocess.run(["git", "-C", project.root, *IDENTITY, *words], check=True, capture_output=True)


def commit(project, message):
    git(project, "add", "-A")
    git(project, "commit", "-qm", message)


def correct(project, factor=1200):
    """Change the formula of a key figure."""
    path = project.notebooks / "01_first.ipynb"
    path.write_text(re.sub(r"sold_share \* \d+", f"sold_share * {factor}", path.read_text()))
