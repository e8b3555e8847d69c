import json
from pathlib import Path

import pytest
from handmade import collected, finances, parts

from pressroom.project import Project


@pytest.fixture
def project(tmp_path):
    for name in ("params", "data", "runs", "report/executed"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "_quarto.yml").touch()
    return Project(tmp_path)


@pytest.fixture
def run(project):
    """Write a run folder: notebooks by name (JSON, or raw text), results and manifest that fit them."""

    def write(name, notebooks=None, manifest=None, parameters=None, folder=None):
        notebooks = {"01_finances": finances()} if notebooks is None else notebooks
        home = Path(folder) if folder else project.runs / name
        home.mkdir(parents=True, exist_ok=True)
        for stem, content in notebooks.items():
            text = content if isinstance(content, str) else json.dumps(content)
            (home / f"{stem}.ipynb").write_text(text, encoding="utf-8")
        (home / "results.json").write_text(json.dumps({"scenario": name, "results": collected(notebooks)}))
        used = manifest or {stem: parts() for stem in notebooks}
        document = {
            "scenario": {"name": name, "title": name, "parameters": parameters or {}},
            "notebooks": {stem: {"key": "k", "parts": part, "seconds": 1.5} for stem, part in used.items()},
            "started": name,
            "git": {"commit": None, "clean": False},
        }
        (home / "manifest.json").write_text(json.dumps(document))
        return home

    return write
