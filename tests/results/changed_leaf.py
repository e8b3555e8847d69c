"""One random change in a copy of report/executed/. Its kind is drawn first: rare kinds count as much."""

import base64
import json
import random
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

GLYPH = re.compile(r'href="#[\w-]+?(\d+)"')
DECIMAL = re.compile(r"\d+\.\d+")
SIGNATURE = 8


class Change(NamedTuple):
    """What was changed: the file, the kind of place in it, the place, and how."""

    file: str
    kind: str
    place: str
    how: str


class Leaf(NamedTuple):
    """A value inside a JSON document: its holder, its key there, and the names that lead to it."""

    holder: Any
    key: Any
    path: tuple[Any, ...]

    @property
    def value(self) -> Any:
        return self.holder[self.key]

    def put(self, value: Any) -> None:
        self.holder[self.key] = value


def change(folder: Path, seed: int) -> Change:
    """Change one thing in the folder, and return what."""
    draw = random.Random(seed)
    path = draw.choice(sorted(folder.iterdir()))
    if draw.random() < 0.03:
        return _whole(path, draw)
    if path.suffix in (".json", ".ipynb"):
        return _document(path, draw)
    return _lines(path, draw)


def _whole(path: Path, draw: random.Random) -> Change:
    how = draw.choice(("removed", "renamed", "another beside it"))
    if how == "removed":
        path.unlink()
    elif how == "renamed":
        path.rename(path.with_name(f"x_{path.name}"))
    else:
        path.with_name(f"{path.stem}_2.dat").write_bytes(b"\0")
    return Change(path.name, "file", "", how)


def _lines(path: Path, draw: random.Random) -> Change:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    number = draw.randrange(len(lines))
    how = draw.choice(("text", "removed", "twice"))
    if how == "text":
        lines[number], how = _text(lines[number], draw)
    elif how == "removed":
        del lines[number]
    else:
        lines.insert(number, lines[number])
    path.write_text("".join(lines), encoding="utf-8")
    return Change(path.name, "line", str(number), how)


def _document(path: Path, draw: random.Random) -> Change:
    document = json.loads(path.read_bytes())
    kinds: dict[str, list[Leaf]] = {}
    for leaf in _leaves(document):
        kinds.setdefault(_kind(leaf.path), []).append(leaf)
    kind = draw.choice(sorted(kinds))
    leaf = draw.choice(kinds[kind])
    how = _alter(leaf, draw)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    return Change(path.name, kind, ".".join(map(str, leaf.path)), how)


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[Leaf]:
    """Yield every value below `value`, the holders of others too."""
    for key, child in value.items() if isinstance(value, dict) else enumerate(value):
        yield Leaf(value, key, (*path, key))
        if isinstance(child, dict | list):
            yield from _leaves(child, (*path, key))


def _kind(path: tuple[Any, ...]) -> str:
    """Return the names on the way without numbers, and without ids, hashes and names of files."""
    names = [
        "*" if isinstance(name, int) else re.sub(r"^\d\d_.*|.*\.(?=py|yml).*", "*", name) for name in path
    ]
    return ".".join(names[:9])


def _alter(leaf: Leaf, draw: random.Random) -> str:
    value = leaf.value
    if draw.random() < 0.1:
        return _structure(leaf, draw)
    if leaf.key in ("image/png", "image/svg+xml"):
        alter = _picture if leaf.key == "image/png" else _drawing
        content, how = alter("".join(value), draw)
        leaf.put(content if isinstance(value, str) else content.splitlines(keepends=True))
        return how
    if isinstance(value, str):
        content, how = _text(value, draw)
        leaf.put(content)
        return how
    if isinstance(value, bool) or value is None:
        leaf.put(draw.choice((0, "", "None")) if value is None else not value)
        return f"{value!r} → {leaf.value!r}"
    if isinstance(value, int):
        leaf.put(draw.choice((value + 1, -value or 1, str(value), value * 10 or 10)))
        return f"{value!r} → {leaf.value!r}"
    if isinstance(value, float):
        leaf.put(draw.choice((value * (1 + 1e-6) or 1e-6, -value or 0.1, str(value), value + 1)))
        return f"{value!r} → {leaf.value!r}"
    return _inside(value, draw) or _structure(leaf, draw)


def _structure(leaf: Leaf, draw: random.Random) -> str:
    """Take the value away, put another beside it, or exchange its type."""
    how = draw.choice(("removed", "renamed or twice", "emptied"))
    if how == "removed":
        del leaf.holder[leaf.key]
    elif how == "emptied" and leaf.value not in (None, [], {}, ""):
        leaf.put(None)
    elif isinstance(leaf.holder, dict):
        leaf.holder[f"{leaf.key}x"] = leaf.holder.pop(leaf.key)
    else:
        leaf.holder.insert(leaf.key, leaf.value)
    return how


def _inside(value: dict[str, Any] | list[Any], draw: random.Random) -> str:
    if isinstance(value, dict):
        value["added"] = draw.choice((1, "x", None))
        return "a name added"
    different = [number for number in range(1, len(value)) if value[number] != value[number - 1]]
    if not different:
        return ""
    number = draw.choice(different)
    value[number - 1], value[number] = value[number], value[number - 1]
    return "two exchanged"


def _text(text: str, draw: random.Random) -> tuple[str, str]:
    """Return another text, and how it differs."""
    ways: list[tuple[str, Callable[[], str]]] = [
        ("a space more", lambda: _at(text, draw, lambda here: here + " ")),
        ("a letter", lambda: _at(text, draw, lambda here: "x" if here != "x" else "y")),
        ("the end", lambda: text + draw.choice((" ", "\n", ".", "0"))),
    ]
    if re.search(r"\d", text):
        ways.append(("a digit", lambda: _digit(text, draw)))
        ways.append(("a zero before", lambda: _of(r"(?<!\d)\d", text, draw, lambda digit: f"0{digit}")))
    for pattern, other in ((r"(?<=\d),(?=\d)", "."), (r"(?<=\d)\.(?=\d)", ","), ("\u00a0", " "), ("  ", " ")):
        if re.search(pattern, text):
            ways.append((f"{pattern} → {other}", lambda p=pattern, o=other: _of(p, text, draw, lambda _: o)))
    how, way = draw.choice(ways)
    return way(), how


def _at(text: str, draw: random.Random, other: Callable[[str], str]) -> str:
    place = draw.randrange(len(text)) if text else 0
    return text[:place] + other(text[place : place + 1]) + text[place + 1 :]


def _of(pattern: str, text: str, draw: random.Random, other: Callable[[str], str]) -> str:
    found = draw.choice([*re.finditer(pattern, text)])
    return text[: found.start()] + other(found[0]) + text[found.end() :]


def _digit(text: str, draw: random.Random) -> str:
    """Return the text with another digit, though none that is noise: beyond the ninth of a decimal one."""
    noise = {
        place
        for number in DECIMAL.finditer(text)
        for place in range(number.start(), number.end())
        if len(re.sub(r"^[0.]*|[.]", "", text[number.start() : place])) >= 9
    }
    places = [found.start() for found in re.finditer(r"\d", text)]
    place = draw.choice([place for place in places if place not in noise] or places)
    return f"{text[:place]}{(int(text[place]) + 1) % 10}{text[place + 1 :]}"


def _drawing(svg: str, draw: random.Random) -> tuple[str, str]:
    """Return the drawing with two glyphs exchanged, or with any other letter of it."""
    glyphs = [found for found in GLYPH.finditer(svg)]
    first = draw.choice(glyphs) if glyphs else None
    others = [found for found in glyphs if first and found[0] != first[0]]
    if not others or draw.random() < 0.3:
        return _text(svg, draw)
    return svg[: first.start()] + draw.choice(others)[0] + svg[first.end() :], "another glyph"


def _picture(text: str, draw: random.Random) -> tuple[str, str]:
    """Return the PNG with one pixel of another colour, or with what changes its look or its frames."""
    raw = base64.b64decode(text)
    ways = {
        "gamma": lambda: _with_chunk(raw, b"gAMA", struct.pack(">I", 100_000)),
        "orientation": lambda: _with_chunk(raw, b"eXIf", _turned()),
        "frames": lambda: _with_chunk(raw, b"acTL", struct.pack(">II", 2, 0)),
        "resolution": lambda: raw.replace(b"pHYs", b"pHYz"),
        "bytes after the end": lambda: raw + b"\0",
        "a byte": lambda: _other_byte(raw, draw),
        "a colour": lambda: _other_colour(raw, draw),
    }
    how = draw.choice(sorted(ways))
    return base64.b64encode(ways[how]()).decode(), how


def _with_chunk(raw: bytes, name: bytes, content: bytes) -> bytes:
    """Return the PNG with one more chunk after its header, whose 25 bytes follow the signature."""
    head = SIGNATURE + 25
    chunk = struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    return raw[:head] + chunk + raw[head:]


def _turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif.tobytes().removeprefix(b"Exif\0\0")


def _other_byte(raw: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(SIGNATURE, len(raw))
    return raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]


def _other_colour(raw: bytes, draw: random.Random) -> bytes:
    """Return the PNG with a colour of its palette changed, its checksum right."""
    place = raw.index(b"PLTE")
    length = struct.unpack(">I", raw[place - 4 : place])[0]
    colours = bytearray(raw[place + 4 : place + 4 + length])
    colours[draw.randrange(length)] ^= 0x80
    crc = struct.pack(">I", zlib.crc32(b"PLTE" + colours))
    return raw[: place + 4] + bytes(colours) + crc + raw[place + 8 + length :]
