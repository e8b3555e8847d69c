"""What keeps a file from being the comma-separated table it should be, in the words of who saved it."""

import csv
import io
import unicodedata
from pathlib import Path

from pressroom.checks import Problem

AS_CSV = "Save it as CSV in UTF-8, with commas between the values; in Excel: 'CSV UTF-8', then ';' to ','."
MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
BOM = b"\xef\xbb\xbf"


def fault(path: Path) -> Problem | None:
    """Return the first thing that is wrong with the form of a CSV file, with its line."""
    name, raw = f"data/{path.name}", path.read_bytes()
    if raw[:2] in MARKS:
        return Problem(f"{name}: this is {MARKS[raw[:2]]}, which Excel calls Unicode text.", AS_CSV)
    if raw.startswith(BOM):
        return Problem(f"{name}, line 1: it begins with a byte order mark, as Excel saves it.", AS_CSV)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        said = raw.split(b"\n")[line - 1].decode("latin-1").strip()[:60]
        return Problem(f"{name}, line {line}: not UTF-8; read as Latin-1 it says '{said}'.", AS_CSV)
    header = text.split("\n", 1)[0]
    for sign, called in ((";", "';'"), ("\t", "tabs")):
        if sign in header and "," not in header:
            return Problem(f"{name}, line 1: {called} stand between the columns instead of commas.", AS_CSV)
    return _strange_sign(name, text) or _rows(name, text)


def _strange_sign(name: str, text: str) -> Problem | None:
    """Look at each sign once: digits of another script are numbers for Python and codes for nobody."""
    for sign in sorted(set(text)):
        category = unicodedata.category(sign)
        line = text.count("\n", 0, text.index(sign)) + 1
        if category == "Nd" and not sign.isascii():
            what = f"{name}, line {line}: '{sign}' is a digit of another script."
            return Problem(what, "Write 0 to 9.")
        if category == "Cc" and sign not in "\t\r\n":
            what = f"{name}, line {line}: the character U+{ord(sign):04X} is no text."
            return Problem(what, "Take it out; compare the row with its source.")
    return None


def _rows(name: str, text: str) -> Problem | None:
    if not text.strip():
        return Problem(f"{name}: the file is empty.", "Restore it from git, or take out its resource.")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line, rows = 1, -1
    try:
        for row in reader:
            line, rows = reader.line_num + 1, rows + bool(row)
    except csv.Error:
        what = f"{name}, line {line}: a quotation mark is not closed."
        return Problem(what, 'Close it; a quotation mark inside a text is written "".')
    if rows < 1:
        return Problem(
            f"{name}: there is no row below the header.", "Add the rows, or take out its resource."
        )
    return None
