"""Can what is published be read: where it cannot, no text is found that names something of it."""

import json
from collections.abc import Iterator

from pressroom import yamlfile
from pressroom.checks import Problem
from pressroom.errors import UserError
from pressroom.project import Project
from pressroom.rendering import variables
from pressroom.runs import dependence, run

JSON = (*run.FILES, "provenance.json", dependence.FILE)
TODO = "Restore it from git."


def problems(project: Project) -> Iterator[Problem]:
    """Yield each file of report/executed/ that is there and cannot be read."""
    for name in JSON:
        path, place = project.executed / name, f"report/executed/{name}"
        if not path.is_file():
            continue
        try:
            content = json.loads(path.read_bytes())
        except json.JSONDecodeError as error:
            yield Problem(f"{place}, line {error.lineno}: it is not valid JSON.", TODO)
        except (ValueError, RecursionError):
            yield Problem(f"{place}: it is not valid JSON.", TODO)
        else:
            if not isinstance(content, dict):
                yield Problem(f"{place}: it is not a list of names and values.", TODO)
    if (project.executed / variables.FILE).is_file():
        try:
            yamlfile.read(project.executed / variables.FILE, f"report/executed/{variables.FILE}")
        except UserError as error:
            yield Problem(error.what, TODO)
