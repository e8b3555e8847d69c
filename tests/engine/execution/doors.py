"""Small notebooks of each kind, and the ways to execute one: its canonical text, and the files it leaves."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from pressroom.execution import dispatch, local
from pressroom.execution.job import Job
from pressroom.notebook.canonical import canonical

# Those that an error ends, or the end of their process.
STOPPING = ("death", "death without a flush", "killed", "exit", "error", "quit by exception")
# What differs between any two kernels: ports and key of the connection, and the file that tells of them.
CONNECTION = [
    (re.compile(r'\\"(\w+_port)\\": \d+'), r"\1: 0"),
    (re.compile(r'\\"key\\": \\"[^"\\]*\\"'), "key"),
    (re.compile(r"/[^\s'\"\\]*\.json"), "connection.json"),
]


@dataclass(frozen=True)
class Result:
    """What became of a notebook."""

    failed: bool
    text: str
    files: dict[str, bytes]


def notebooks() -> dict[str, dict[str, Any]]:
    """Return the notebooks of the suite by name."""
    text = (Path(__file__).parent / "conformance_notebooks.txt").read_text(encoding="utf-8")
    found = dict(part.split("\n", 1) for part in text.split("# %%% ")[1:])
    cells = {name: re.split(r"^# %%\n", source, flags=re.MULTILINE) for name, source in found.items()}
    return {name: notebook(*sources, stop=name in STOPPING) for name, sources in cells.items()}


def notebook(*sources: str, stop: bool = False) -> dict[str, Any]:
    """Return a notebook of these cells, whose errors do not stop it unless asked."""
    cells = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"c{number}",
            "metadata": {} if stop else {"tags": ["raises-exception"]},
            "outputs": [],
            "source": source.rstrip("\n"),
        }
        for number, source in enumerate(sources)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def library(document: dict[str, Any], folder: Path, engine: str | None) -> Result:
    """Execute with Papermill's function, `engine` None being the ordinary kernel."""
    out = folder.with_suffix(".ipynb")
    try:
        papermill.execute_notebook(
            nbformat.from_dict(document),
            str(out),
            engine_name=engine,
            cwd=str(folder),
            progress_bar=False,
            execution_timeout=120,
        )
        failed = False
    except (PapermillExecutionError, DeadKernelError):
        failed = True
    return Result(failed, _text(json.loads(out.read_text("utf-8")), folder), _files(folder))


def command(document: dict[str, Any], folder: Path) -> Result:
    """Execute with Papermill's command."""
    path, out = folder.with_suffix(".in.ipynb"), folder.with_suffix(".ipynb")
    path.write_text(json.dumps(document), encoding="utf-8")
    words = ["papermill", "--engine", "warm", "--no-progress-bar", "--cwd", folder, path, out]
    done = subprocess.run([sys.executable, "-m", *words], capture_output=True, stdin=subprocess.DEVNULL)
    return Result(done.returncode != 0, _text(json.loads(out.read_text("utf-8")), folder), _files(folder))


def run(documents: dict[str, dict[str, Any]], folder: Path) -> Iterator[tuple[str, Result]]:
    """Execute as the project's own run does."""
    jobs = []
    for name, document in documents.items():
        (folder / name).mkdir(parents=True)
        jobs.append(Job(name, name, document, {}, str(folder / name)))
    for job, outcome in dispatch.in_processes(jobs, 2, local.pool):
        text = _masked(outcome.text or "")
        yield job.name, Result(outcome.failure is not None, text, _files(Path(job.root)))


def _text(document: dict[str, Any], folder: Path) -> str:
    return _masked(canonical(document, {str(folder): "."}))


def _masked(text: str) -> str:
    for pattern, replacement in CONNECTION:
        text = pattern.sub(replacement, text)
    return text


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()} | {
        path.name: b"" for path in folder.iterdir() if path.is_dir()
    }
