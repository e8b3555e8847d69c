"""Small executed notebooks made by hand, and what stands beside them in a run."""

import base64
import dataclasses
import hashlib
import io
import json
import subprocess
from functools import partial

from PIL import Image, ImageDraw

from pressroom.notebook import mime
from pressroom.review.sides import File, Side
from pressroom.review.tree import Resource
from pressroom.runs.blob import blob_id_of


def png(colour="navy", size=(60, 40)):
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((10, 10, 29, 29), fill=colour)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return base64.b64encode(stream.getvalue()).decode()


def display(**bundle):
    return {"output_type": "display_data", "metadata": {}, "data": bundle}


def code(id, source, *outputs, tags=()):
    return {
        "cell_type": "code", "id": id, "metadata": {"tags": list(tags)}, "execution_count": None,
        "source": source, "outputs": list(outputs),
    }  # fmt: skip


def prose(id, source):
    return {"cell_type": "markdown", "id": id, "metadata": {}, "source": source}


def result(id, value, unit="kr", label="Underskott", **more):
    stored = {"id": id, "value": value, "unit": unit, "label": label, "sources": ["posts"], **more}
    return display(**{mime.of("result"): stored, "text/plain": f"{id} = {value}"})


def table(rows, columns=("id", "amount"), key=("id",)):
    heads = [{"key": name, "label": {"message": name.title()}, "unit": "kr"} for name in columns]
    stored = {"columns": heads, "rows": rows, "key": list(key)}
    return display(**{mime.of("table"): stored, "text/html": f"<table><tr><td>{rows}</td></tr></table>"})


def figure(rows, colour="navy", title="Gap", size=(60, 40), options=None):
    stored = {
        "chart": "bars",
        "data": {"columns": ["year", "amount"], "rows": rows},
        "text": {"title": {"message": title}, "labels": {}},
        "options": options or {},
    }
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><text id="t1">{title}</text><rect fill="{colour}"/></svg>'
    return display(**{mime.of("figure"): stored, "image/png": png(colour, size), "image/svg+xml": svg})


def notebook(*cells):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def finances(
    rate=0.03, amount=100, colour="navy", caption="Gapet", words="Text.", formula="gap(posts)", title="Gap"
):
    """Return a small executed notebook whose outputs follow from its arguments."""
    gap = amount * (1 + rate)
    return notebook(
        prose("intro", f"# Ekonomi\n\n{words}"),
        code("parameters", "rate = 0.03", tags=["parameters"]),
        code("injected", f"rate = {rate}", tags=["injected-parameters"]),
        code("record", formula, result("agreement.gap_sek", gap), result("agreement.posts", 3, "antal")),
        code(
            "c-table",
            '#| label: tbl-posts\n#| tbl-cap: "Poster"\ntables.show(posts)',
            table([["common", amount], ["archive", 50]]),
        ),
        code(
            "c-figure",
            f'#| label: fig-gap\n#| fig-cap: "{caption}"\n#| fig-alt: "Staplar"\nfigures.show(chart)',
            figure([[2023, gap], [2024, gap * 2]], colour, title),
        ),
    )


def parts(notebook="n1", rate=0.03, data="d1", code="c1", lock="l1", python="3.11.7", **more):
    return {
        "notebook": notebook, "parameters": {"rate": rate}, "data": {"posts": data},
        "code": {"orchard.agreement": code}, "theme": "t1", "lock": lock, "python": python,
        **more,
    }  # fmt: skip


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def collected(notebooks):
    found = []
    for stem, content in notebooks.items():
        if isinstance(content, dict):
            stored = (
                output["data"][mime.of("result")] | {"notebook": stem}
                for cell in content.get("cells", [])
                for output in cell.get("outputs", [])
                if mime.of("result") in output.get("data", {})
            )
            found.extend(stored)
    return found


def published(stem_to_notebook):
    """Return the files of a published run of some notebooks."""
    manifest = {"scenario": {"name": "base", "parameters": {}}}
    manifest["notebooks"] = {stem: {"parts": parts()} for stem in stem_to_notebook}
    files = {f"{stem}.ipynb": json.dumps(document) for stem, document in stem_to_notebook.items()}
    results = {"scenario": "base", "results": collected(stem_to_notebook)}
    return files | {"results.json": json.dumps(results), "manifest.json": json.dumps(manifest)}


def side(title, files, tree=None, revision=None):
    """Return a side that holds these files: bytes, texts, or what JSON makes of anything else."""
    raw = {
        name: content if isinstance(content, bytes) else _written(content) for name, content in files.items()
    }
    held = {
        name: File(len(each), partial(blob_id_of, each), partial(bytes, each)) for name, each in raw.items()
    }
    return Side(title, title, held, revision, tree)


def _written(content):
    return (content if isinstance(content, str) else json.dumps(content)).encode()


class Kept:
    """The files of one side, by path; each was made as it is."""

    def __init__(self, files):
        self.files = files

    def read(self, path):
        return self.files.get(path)

    def load(self, paths):
        """Read nothing before it is asked for."""

    def file(self, path, sha256):
        return self.files.get(path)

    def has_resource(self, name):
        return any(path.startswith(f"data/{name}.") for path in self.files)

    def theme(self, sha256):
        return self.files.get("report/theme/brand.yml")

    def resource(self, name, sha256):
        path = next((path for path in self.files if path.startswith(f"data/{name}.")), None)
        return Resource(self.files[path], path, ("id",), {}) if path else None


class Held:
    """A tree of files without a folder: at a commit, or as it is now."""

    def __init__(self, files, commit=None):
        self.files, self.commit = files, commit

    def read(self, path):
        return self.files.get(path)

    def load(self, paths):
        """Read nothing before it is asked for."""

    def blob(self, path):
        return blob_id_of(self.files[path]) if path in self.files else None

    def paths(self, folder):
        return [path for path in self.files if path.startswith(f"{folder}/")]


def git(folder, *words):
    named = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", "-C", str(folder), *named, *words], check=True, capture_output=True)
    return done.stdout.decode().strip()


def as_anna(folder):
    """Begin a repository in which somebody has a name."""
    git(folder, "init", "-q")
    git(folder, "config", "user.name", "Anna Ek")


def put(folder, files):
    """Write files, texts or bytes, into a folder; what is None is taken out."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            (folder / path).unlink()
        else:
            (folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())


def commit(folder, files):
    """Put files into a git checkout, and return the commit that holds them."""
    put(folder, files)
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")
    return git(folder, "rev-parse", "HEAD")


def kinds_of(module):
    """Return the kinds of values that a module declares."""
    return [
        each
        for each in vars(module).values()
        if dataclasses.is_dataclass(each) and each.__module__ == module.__name__
    ]


def is_fixed(kind):
    """Return whether a value of this kind stays as it was made."""
    try:
        setattr(object.__new__(kind), dataclasses.fields(kind)[0].name, None)
    except dataclasses.FrozenInstanceError:
        return True
    return False
