"""What the accessibility statement tells of the checks: what each tool tried, when, and what it found."""

import json

from pressroom.errors import UserError
from pressroom.language.text import t
from pressroom.project import Project
from pressroom.rendering.appendix import pipe_table

RECORD = "accessibility.json"
"""Under report/: what the tests of the pages recorded, {tested, checks: [{tool, version, tried, found}]}."""
HEAD = (t("Verktyg"), t("Version"), t("Prövningar"), t("Fel"))


def checks(project: Project, lang: str) -> str:
    """Return the sentence and the table of the recorded checks; where none is recorded, it says so."""
    path = project.report / RECORD
    if not path.is_file():
        return t("Automatiska kontroller är inte gjorda.").of(lang) + "\n"
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        rows = [
            [check["tool"], check["version"], str(check["tried"]), str(check["found"])]
            for check in record["checks"]
        ]
        said = t("Kontrollerna gjordes den {day:|day} (@tbl-accessibility).", day=record["tested"]).of(lang)
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(
            f"report/{RECORD} cannot be read: {error}.",
            "Restore it from git, or write it: make accessibility.",
        ) from None
    head = [words.of(lang) for words in HEAD]
    table = pipe_table(
        head,
        rows,
        caption=t("Automatiska kontroller.").of(lang),
        label="tbl-accessibility",
        widths=(40, 20, 20, 20),
    )
    return f"{said}\n\n{table}"
