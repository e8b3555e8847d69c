"""The panel of the report's web page: the place in which a publication lets values be tried."""

import html
import json
from typing import Any

from pressroom import publication
from pressroom.language.text import t
from pressroom.project import REFERENCE, Project
from pressroom.runs import Run

PAGE, SCRIPT = "panel.html", "panel.js"
"""What the filter panel.lua puts where the text wants a panel, and the script that the page then has."""


def files(project: Project, run: Run, lang: str) -> dict[str, str]:
    """Return these two by name; none where the publication has no panel."""
    place = publication.of(project).panel
    if not place:
        return {}
    module = publication.at(place)
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in module.SCRIPTS)
    content = {"file": _file(project, run), **module.content(run.parameters, lang)}
    return {PAGE: _page(content, lang), SCRIPT: scripts}


def _file(project: Project, run: Run) -> dict[str, str]:
    """Return what a file with the panel's state begins with; see `pressroom.begin.panel_file`."""
    name = str(run.about.get("name"))
    # The values of a what-if stand in the file, whatever it was called.
    known = name if name in project.named() else REFERENCE
    return {"publication": publication.of(project).name, "scenario": known}


def _page(content: Any, lang: str) -> str:
    # The script puts the panel in the sentence's place: so it stands where scripts were taken away, too.
    # What is data to a script ends where "</script" stands in it, and so holds no "<".
    stored = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    missing = t("Den här delen behöver JavaScript. Allt annat på sidan går att läsa utan.").of(lang)
    return (
        f'<div id="panel"><p>{html.escape(missing)}</p></div>\n'
        f'<script type="application/json" id="panel-data">{stored}</script>\n'
    )
