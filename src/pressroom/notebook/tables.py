"""Tables of a notebook: accessible HTML, Markdown, and the specification of both for any language."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from pressroom.errors import NoSuchName
from pressroom.language.catalogue import SOURCE
from pressroom.language.numbers import format_number, format_value, scale_named, unit_header, unit_named
from pressroom.language.text import Text, message_of
from pressroom.notebook import mime

# What is written for readers is drawn from rows; only a notebook has frames.
if TYPE_CHECKING:
    import pandas as pd


class Column(NamedTuple):
    """One column: its key in the frame, its label, its unit.

    Values may be shown in a `scale` of their unit ("tkr", "mnkr"); `decimals` overrides those of the unit.
    `lang` is the language of cells that stay as they are in every edition, such as titles. With
    `unit_in_caption`, the head leaves the unit out.
    """

    key: str
    label: Text
    unit: str = "text"
    scale: str = ""
    decimals: int | None = None
    lang: str = ""
    unit_in_caption: bool = False


def show(
    frame: "pd.DataFrame",
    columns: Sequence[Column],
    key: Sequence[str] | None = None,
    total: bool = False,
    numbers: Sequence[Column] = (),
) -> None:
    """Display `frame` as a table; the columns of `key` (default: the first) name a row.

    Cells may be `Text`. With `total`, the last row is set off as a sum. The columns of `numbers` are not
    shown: where cells tell numbers in words, the exported table has them as numbers too.
    """
    from IPython.display import display

    spec = specification(frame, columns, key, total, numbers)
    markdown = render(spec, to="markdown")
    shown = {"text/html": render(spec), "text/markdown": markdown, "text/plain": markdown}
    display(shown | {mime.of("table"): spec}, raw=True)


def specification(
    frame: "pd.DataFrame",
    columns: Sequence[Column],
    key: Sequence[str] | None = None,
    total: bool = False,
    numbers: Sequence[Column] = (),
) -> dict[str, Any]:
    """Return the table as plain JSON values: columns, rows of raw values, and the keys that name a row."""
    spec = of_rows(_rows(frame, columns, key or ()), columns, key)
    if total:
        spec["total"] = True
    if numbers:
        spec["numbers"] = {"columns": list(map(_column_spec, numbers)), "rows": _rows(frame, numbers)}
    return spec


def _rows(frame: "pd.DataFrame", columns: Sequence[Column], key: Sequence[str] = ()) -> list[list[Any]]:
    for name in [*(column.key for column in columns), *key]:
        if name not in frame.columns:
            raise NoSuchName(f"The frame has no column '{name}'", name, map(str, frame.columns))
    return [
        [plain(value) for value in row]
        for row in zip(*(frame[column.key] for column in columns), strict=True)
    ]


def of_rows(
    rows: Sequence[Sequence[Any]], columns: Sequence[Column], key: Sequence[str] | None = None
) -> dict[str, Any]:
    """Return the table of rows of plain JSON values, a value for each column."""
    return {
        "columns": [_column_spec(column) for column in columns],
        "rows": [list(row) for row in rows],
        "key": list(key or [columns[0].key]),
    }


def render(spec: dict[str, Any], lang: str = SOURCE, to: str = "html") -> str:
    """Return the table of `spec` in `lang`, as "html" or as a "markdown" pipe table."""
    head = [_header(column, lang) for column in spec["columns"]]
    body = [
        [_cell(value, column, lang) for value, column in zip(row, spec["columns"], strict=True)]
        for row in spec["rows"]
    ]
    if to == "html":
        return _html(spec, head, body)
    return _markdown(spec, head, [_with_language(row, spec["columns"], lang) for row in body])


def plain(value: Any) -> Any:
    """Return `value` as something JSON knows: missing is None, a `Text` is its message and values."""
    if isinstance(value, Text):
        return value.as_json()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if value is None or isinstance(value, str | bool | int):
        return value
    import pandas as pd

    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value


def _column_spec(column: Column) -> dict[str, Any]:
    unit = unit_named(column.unit)
    spec: dict[str, Any] = {
        "key": column.key,
        "label": message_of("label", column.label).as_json(),
        "unit": column.unit,
        "align": "left" if column.unit == "text" else "right",
        "decimals": column.decimals
        if column.decimals is not None
        else (1 if column.scale else unit.decimals),
    }
    kept = {"scale": column.scale, "lang": column.lang, "unit_in_caption": column.unit_in_caption}
    return spec | {key: value for key, value in kept.items() if value}


def _header(column: dict[str, Any], lang: str) -> tuple[str, str]:
    """Return (label, unit) of a column; the unit is empty where the label already says it."""
    label = Text.from_json(column["label"]).of(lang)
    if column.get("unit_in_caption"):
        return label, ""
    unit = unit_header(column["unit"], lang, column.get("scale", ""))
    return label, "" if unit.lower() in label.lower() else unit


def _cell(value: Any, column: dict[str, Any], lang: str) -> str:
    if isinstance(value, dict):
        return Text.from_json(value).of(lang)
    unit, scale = unit_named(column["unit"]), column.get("scale", "")
    if isinstance(value, str) or value is None or column["unit"] == "text" or unit.calendar:
        return format_value(value, column["unit"], lang, "table")
    factor = 1 / scale_named(column["unit"], scale).size if scale else unit.factor
    return format_number(value * factor, column["decimals"], lang)


def _with_language(row: list[str], columns: list[dict[str, Any]], lang: str) -> list[str]:
    """Return the Markdown of a row with the cells marked that are in another language than the page."""
    other = [column.get("lang", lang) != lang for column in columns]
    return [
        f"[{text}]{{lang={column['lang']}}}" if marked else text
        for text, column, marked in zip(row, columns, other, strict=True)
    ]


def _html(spec: dict[str, Any], head: list[tuple[str, str]], body: list[list[str]]) -> str:
    columns = spec["columns"]
    named = spec["key"][0]
    lines = ['<table class="data" style="font-variant-numeric: tabular-nums">', "<thead>", "<tr>"]
    for column, (label, unit) in zip(columns, head, strict=True):
        shown = escape(label) + (f' <span class="unit">({escape(unit)})</span>' if unit else "")
        lines.append(f'<th scope="col"{_align(column)}>{shown}</th>')
    lines += ["</tr>", "</thead>", "<tbody>"]
    for number, row in enumerate(body, start=1):
        last = spec.get("total") and number == len(body)
        lines.append('<tr class="total">' if last else "<tr>")
        for column, text in zip(columns, row, strict=True):
            tag, scope = ("th", ' scope="row"') if column["key"] == named else ("td", "")
            lines.append(f"<{tag}{scope}{_align(column)}>{escape(text)}</{tag}>")
        lines.append("</tr>")
    return "\n".join([*lines, "</tbody>", "</table>"])


def _align(column: dict[str, Any]) -> str:
    if column["align"] == "right":
        return ' class="number" style="text-align: right"'
    return ' style="text-align: left"'


def _markdown(spec: dict[str, Any], head: list[tuple[str, str]], body: list[list[str]]) -> str:
    columns = spec["columns"]
    titles = [f"{label} ({unit})" if unit else label for label, unit in head]
    rules = ["---:" if column["align"] == "right" else ":---" for column in columns]
    if spec.get("total"):
        body = [*body[:-1], [f"**{text}**" for text in body[-1]]]
    rows = [[text.replace("|", "\\|").replace("\n", " ") for text in row] for row in [titles, *body]]
    return "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], rules, *rows[1:]])
