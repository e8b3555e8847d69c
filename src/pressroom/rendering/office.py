"""An Office file, which is a zip of XML parts: some changed, some added, the same bytes every time."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from lxml import etree

from pressroom import files

Change = Callable[[etree._Element], None]
CORE, CUSTOM = "docProps/core.xml", "docProps/custom.xml"
DATES = "{http://purl.org/dc/terms/}"


def rewrite(
    document: Path, change_of: Callable[[str], Change | None], added: Mapping[str, bytes] | None = None
) -> Path:
    """Write a file anew in place, with the parts that `change_of` a name changes and those `added`."""
    added = added or {}
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(document) as old,
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name not in added:
                change = FORGOTTEN.get(name) or change_of(name)
                _add(new, name, _changed(old.read(name), change) if change else old.read(name))
        for name, content in added.items():
            _add(new, name, content)
    files.write(document, whole.getvalue())
    return document


def written(root: etree._Element) -> bytes:
    """Return a part as it stands in the file."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def forget_dates(root: etree._Element) -> None:
    """Take out when the file was made, which is not what it says."""
    for name in ("created", "modified"):
        for date in root.findall(f"{DATES}{name}"):
            root.remove(date)


def forget_settings(root: etree._Element) -> None:
    """Take out what pandoc lists of the filters among the properties, such as the colours of the page."""
    del root[:]


FORGOTTEN: dict[str, Change] = {CORE: forget_dates, CUSTOM: forget_settings}


def _changed(content: bytes, change: Change) -> bytes:
    root = etree.fromstring(content)
    change(root)
    return written(root)


def _add(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a part with the date that every part has, so that equal reports are equal files."""
    part = zipfile.ZipInfo(name)
    part.compress_type = package.compression
    package.writestr(part, content, compresslevel=package.compresslevel)
