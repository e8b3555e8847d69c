"""What frictionless says of a data file, in the two lines of a mistake."""

from pathlib import Path
from typing import Any

from pressroom.errors import UserError, near

MEND = "Mend the value, or the schema in data/datapackage.json."
CSV = "Save it as CSV in UTF-8: commas between the values, every column, quotes around a text with a comma."


def first(path: Path, names: list[str]) -> UserError:
    """Return what keeps a file from being a table with these columns: the first fault in header and rows."""
    from frictionless import Dialect, Resource, Schema, formats

    table = Resource(
        path=path.name,
        basepath=str(path.parent),
        encoding="utf-8",
        schema=Schema.from_descriptor({"fields": [{"name": name, "type": "string"} for name in names]}),
        dialect=Dialect(controls=[formats.CsvControl(delimiter=",")]),
    )
    for task in table.validate(limit_errors=1).tasks:
        for error in task.errors:
            label = getattr(error, "label", "")
            todo = near(label, names) if label and label not in names else CSV
            return UserError(mistake(path.name, error).what, todo)
    return UserError(f"data/{path.name}: not a table with the columns of its schema.", CSV)


def mistake(file: str, error: Any) -> UserError:
    """Return an error of frictionless, with the file, the row and the column that it names."""
    row, column = getattr(error, "row_number", None), getattr(error, "field_name", None)
    where = f"data/{file}" + (f", row {row}" if row else "") + (f", column '{column}'" if column else "")
    note = " ".join(str(error.note or error.message).split())[:300].rstrip(".")
    return UserError(f"{where}: {error.title}: {note}.", MEND)
