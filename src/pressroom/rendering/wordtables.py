"""The Word file's tables: no row is broken over two pages, and a short table is not broken at all."""

import re

_TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
_ROW = re.compile(r"<w:tr>(?:<w:trPr>)?")
_STYLE = re.compile(r'(<w:pStyle w:val="Table(?:Head|Text)(?:Small)?" ?/>)')
_SHORT = 10


def keep_rows(document: str) -> str:
    """Return the document's XML with rows that hold together, and tables of a few rows as well."""
    return _TABLE.sub(lambda table: _kept(table[0]), document)


def _kept(table: str) -> str:
    opening, *rows = re.split(r"(?=<w:tr>)", table)
    whole = [_ROW.sub(_unbroken, row, count=1) for row in rows]
    # Of a longer one, the first rows stay with the caption.
    kept = len(rows) - 1 if len(rows) <= _SHORT else 2
    whole[:kept] = [_STYLE.sub(r"\1<w:keepNext/>", row) for row in whole[:kept]]
    return opening + "".join(whole)


def _unbroken(start: re.Match[str]) -> str:
    return "<w:tr><w:trPr><w:cantSplit/>" + ("" if start[0].endswith("<w:trPr>") else "</w:trPr>")
