"""The Word file as it leaves: its fonts inside, its table rows whole, and the same bytes every time."""

import io
import re
import uuid
import zipfile
from pathlib import Path

from pressroom import files, publication
from pressroom.rendering.wordtables import keep_rows

FACES = {
    "Source Sans 3": {"Regular": "SourceSans3-Regular", "Bold": "SourceSans3-Bold"},
    "Source Serif 4": {
        "Regular": "SourceSerif4-Regular",
        "Bold": "SourceSerif4-Semibold",
        "Italic": "SourceSerif4-It",
    },
}
_TABLE, _RELATIONS, _TYPES = "word/fontTable.xml", "word/_rels/fontTable.xml.rels", "[Content_Types].xml"
_SETTINGS, _TEXT, _ABOUT = "word/settings.xml", "word/document.xml", "docProps/core.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DEFAULT = (
    '<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>'
)


def embed(document: Path, fonts: Path) -> Path:
    """Add the fonts of the folder `fonts` to the Word file `document`, in place, and return it.

    The fonts are the whole ones, for the reader may write; their licence (OFL) allows it.
    """
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(document) as old,
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for part in old.namelist():
            if part != _RELATIONS:
                _add(new, part, _changed(part, old.read(part)))
        _add(new, _RELATIONS, _relations().encode())
        for name in _faces():
            content = (fonts / f"{name}.ttf").read_bytes()
            _add(new, f"word/fonts/{name}.odttf", _obfuscated(content, _key(name)))
    files.write(document, whole.getvalue())
    return document


def _add(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a part with the date that every part has, so that equal reports are equal files."""
    part = zipfile.ZipInfo(name)
    part.compress_type = package.compression
    package.writestr(part, content, compresslevel=package.compresslevel)


def _faces() -> list[str]:
    return [name for styles in FACES.values() for name in styles.values()]


def _changed(part: str, content: bytes) -> bytes:
    """Return a part of the package with what the embedded fonts and the tables need."""
    if part == _TEXT:
        return keep_rows(content.decode("utf-8")).encode()
    if part not in (_TABLE, _TYPES, _SETTINGS, _ABOUT):
        return content
    text = content.decode("utf-8")
    if part == _ABOUT:
        # When it was made is not what it says.
        return re.sub(r"<dcterms:(created|modified)\b.*?</dcterms:\1>", "", text).encode()
    if part == _TYPES:
        return re.sub(r"(<Types[^>]*>)", rf"\1{_DEFAULT}", text, count=1).encode()
    if part == _SETTINGS:
        # The schema gives the elements an order.
        return re.sub(r"(<w:embedSystemFonts)", r"<w:embedTrueTypeFonts/>\1", text, count=1).encode()
    for family, styles in FACES.items():
        links = "".join(_link(style, name) for style, name in styles.items())
        text = re.sub(
            rf'(<w:font w:name="{family}"[^>]*>.*?)(</w:font>)', rf"\1{links}\2", text, count=1, flags=re.S
        )
    return text.encode()


def _link(style: str, name: str) -> str:
    key = str(_key(name)).upper()
    return f'<w:embed{style} xmlns:r="{_OFFICE}" r:id="{name}" w:fontKey="{{{key}}}"/>'


def _relations() -> str:
    links = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/font" Target="fonts/{name}.odttf"/>' for name in _faces()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_PACKAGE}">{links}</Relationships>'


def _key(name: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{publication.name()}/{name}")


def _obfuscated(font: bytes, key: uuid.UUID) -> bytes:
    """Return the font with its first 32 bytes mixed with the key, read backwards (ECMA-376-1, 17.8.1)."""
    mask = key.bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(font[:32], mask, strict=True)) + font[32:]
