"""What keeps a file from being the comma-separated table it should be, in the words of who saved it."""

import csv
import io
import re
import unicodedata
from pathlib import Path

from pressroom.checks import Problem
from pressroom.rendering import bounds

AS_CSV = "Save it as CSV in UTF-8: decimal points, commas between values. 'new data' takes Excel's ';', too."
MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
LONGEST = 100_000
"""Characters in a value; what Python's own reader takes is a little more."""
PACKED = {
    b"PK\x03\x04": "an Excel file or a zip archive",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
    b"\x1f\x8b": "a packed file (gzip)",
}
BOM = b"\xef\xbb\xbf"


def fault(path: Path) -> Problem | None:
    """Return the first thing that is wrong with the form of a CSV file, with its line."""
    name, raw = f"data/{path.name}", path.read_bytes()
    for mark, called in PACKED.items():
        if raw.startswith(mark):
            return Problem(f"{name}: this is {called}, and no text.", AS_CSV)
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
    conflicts = (bounds.conflict(number, said) for number, said in enumerate(text.split("\n"), 1))
    if conflict := next(filter(None, conflicts), None):
        return Problem(f"{name}, line {conflict.number}: {conflict.what}", conflict.todo)
    return _header(name, text.split("\n", 1)[0]) or _strange_sign(name, text) or _rows(name, text)


def _header(name: str, header: str) -> Problem | None:
    """Look at the first line, which names the columns."""
    if header.lower().startswith("sep="):
        return Problem(f"{name}, line 1: '{header.strip()[:20]}' is for Excel only.", "Take the line out.")
    if header.startswith(("<", "{", "[")):
        return Problem(f"{name}, line 1: this is a page or JSON, and no table.", AS_CSV)
    if header.startswith("version https://git-lfs"):
        return Problem(f"{name}: this stands for a file that git has not fetched.", "Run: git lfs pull")
    if header.startswith("#"):
        return Problem(f"{name}, line 1: a comment stands before the columns' names.", "Take the line out.")
    for sign, called in ((";", "';'"), ("\t", "tabs"), ("|", "'|'")):
        if sign in header and "," not in header:
            return Problem(f"{name}, line 1: {called} stand between the columns instead of commas.", AS_CSV)
    return None


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
        if category == "Cf" or sign == "\ufffd":
            seen = "stands for what could not be read" if sign == "\ufffd" else "cannot be seen"
            what = f"{name}, line {line}: the character U+{ord(sign):04X} {seen}."
            return Problem(what, "Take it out; compare the row with its source.")
        if unicodedata.combining(sign) and (whole := _one_sign(text, sign)):
            line = text.count("\n", 0, whole[0]) + 1
            what = f"{name}, line {line}: '{whole[1]}' is written as two signs, and equal to no other."
            return Problem(what, f"Write '{whole[1]}' as one sign, as a keyboard does.")
    return None


def _one_sign(text: str, mark: str) -> tuple[int, str] | None:
    """Return where a letter and a mark above it could be one sign, and this sign."""
    for found in re.finditer(f".{mark}", text):
        if len(one := unicodedata.normalize("NFC", found[0])) == 1:
            return found.start(), one
    return None


def _rows(name: str, text: str) -> Problem | None:
    if not text.strip():
        return Problem(f"{name}: the file is empty.", "Restore it from git, or take out its resource.")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line, rows = 1, -1
    try:
        for row in reader:
            if any(len(cell) > LONGEST for cell in row):
                return _too_long(name, line)
            loose = next((cell for cell in row if cell != cell.strip()), "")
            if loose.strip():
                what = f"{name}, line {line}: a space stands before or after '{loose.strip()[:60]}'."
                return Problem(what, "Take it out; it is part of the value otherwise.")
            if rows < 0 and not row:
                what = f"{name}, line {line}: it is blank, and should name the columns."
                return Problem(what, "Take the line out.")
            line, rows = reader.line_num + 1, rows + bool(row)
    except csv.Error as error:
        if "larger" in str(error):
            return _too_long(name, line)
        what = f"{name}, line {line}: a quotation mark is not closed."
        return Problem(what, 'Close it; a quotation mark inside a text is written "".')
    if rows < 1:
        return Problem(
            f"{name}: there is no row below the header.", "Add the rows, or take out its resource."
        )
    return None


def _too_long(name: str, line: int) -> Problem:
    return Problem(f"{name}, line {line}: a value is longer than a table's may be.", "Shorten it.")
