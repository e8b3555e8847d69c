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
# What Papermill passes on to those that name it.
PARAMETERS = {
    "amount": 2.5, "names": ["å", "b'c\"d"], "nested": {"a": {"b": [1, None]}}, "nothing": None, "flag": True,
}  # fmt: skip
# What differs between any two kernels: ports and key of the connection, and the file that tells of them.
# Ids of cells that have none are drawn.
DIFFERENT = [
    (re.compile(r'"id": "(?:[0-9a-f]{8}|cell-\d+)"'), '"id": "drawn"'),
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


def cells() -> dict[str, str]:
    """Return single cells of every kind by name; some go on from the one before."""
    text = (Path(__file__).parent / "conformance_cells.txt").read_text(encoding="utf-8")
    return dict(cell.split("\n", 1) for cell in text.split("# %% ")[1:])


def shapes() -> dict[str, dict[str, Any]]:
    """Return notebooks that are odd in what is not a source: tags, metadata, formats, old outputs."""
    plain = notebook("1 + 1", "print('second')")
    first, second = plain["cells"]
    prose = {"cell_type": "markdown", "id": "m", "metadata": {}, "source": "![x](attachment:x.png)"}
    picture = {"attachments": {"x.png": {"image/png": "aGVq"}}}
    raw = {"cell_type": "raw", "id": "r", "metadata": {"format": "text/latex"}, "source": "\\alpha"}
    old = [{"output_type": "stream", "name": "stdout", "text": "of an earlier run\n"}]
    skipped = first | {"metadata": {"tags": ["skip-execution"]}, "outputs": old, "execution_count": 7}
    fails = notebook("1 / 0")["cells"][0]
    given = first | {"metadata": {"tags": ["parameters"]}, "source": "amount = 1"}
    used = second | {"source": "amount, names, nested, nothing, flag"}
    nameless = [{key: value for key, value in cell.items() if key != "id"} for cell in plain["cells"]]
    kept = {"collapsed": True, "scrolled": True, "jupyter": {"source_hidden": True}, "own": {"a": [1]}}
    found = {
        "no cell": [],
        "no code": [prose | picture, raw],
        "prose between code": [first, prose | picture, second, raw],
        "skipped and tagged": [skipped, second],
        "everything skipped": [skipped],
        "an error that is expected": [fails, second],
        "outputs of an earlier run": [first | {"outputs": old, "execution_count": 9}, second],
        "metadata of a cell": [first | {"metadata": kept | {"tags": ["raises-exception"]}}, second],
        "lines as a list": [first | {"source": ["a = 1\n", "a + 1"]}, second],
        "only space": [first | {"source": "  \n\n"}, second | {"source": "\t"}],
        "windows lines": [first | {"source": "a = 1\r\na\r\n"}, second],
        "parameters without a cell": [used],
        "parameters of every type": [given, used],
        "parameters after code": [second, given, used],
        "two parameters cells": [given, given | {"id": "again"}, used],
    }
    documents = {name: plain | {"cells": cells} for name, cells in found.items()}
    documents["cells without ids"] = plain | {"cells": nameless, "nbformat_minor": 4}
    documents["an older minor format"] = plain | {"cells": nameless, "nbformat_minor": 2}
    about = {"title": "A", "authors": [{"name": "B"}], "language_info": {"name": "python", "version": "2.7"}}
    documents["metadata of the notebook"] = plain | {"metadata": plain["metadata"] | about}
    return documents


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


def given(name: str) -> dict[str, Any]:
    """Return the parameters of a notebook of the suite."""
    return PARAMETERS if "parameters" in name else {}


def library(document: dict[str, Any], folder: Path, engine: str | None) -> Result:
    """Execute with Papermill's function, `engine` None being the ordinary kernel."""
    out = folder.with_suffix(".ipynb")
    try:
        papermill.execute_notebook(
            nbformat.from_dict(document),
            str(out),
            given(folder.name),
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
    words += ["--parameters_yaml", json.dumps(given(folder.name))] if given(folder.name) else []
    done = subprocess.run([sys.executable, "-m", *words], capture_output=True, stdin=subprocess.DEVNULL)
    return Result(done.returncode != 0, _text(json.loads(out.read_text("utf-8")), folder), _files(folder))


def run(documents: dict[str, dict[str, Any]], folder: Path) -> Iterator[tuple[str, Result]]:
    """Execute as the project's own run does."""
    jobs = []
    for name, document in documents.items():
        (folder / name).mkdir(parents=True)
        jobs.append(Job(name, name, document, given(name), str(folder / name)))
    for job, outcome in dispatch.in_processes(jobs, 2, local.pool):
        text = _masked(outcome.text or "")
        yield job.name, Result(outcome.failure is not None, text, _files(Path(job.root)))


def _text(document: dict[str, Any], folder: Path) -> str:
    return _masked(canonical(document, {str(folder): "."}))


def _masked(text: str) -> str:
    for pattern, replacement in DIFFERENT:
        text = pattern.sub(replacement, text)
    return text


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()} | {
        path.name: b"" for path in folder.iterdir() if path.is_dir()
    }
