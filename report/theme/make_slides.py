"""Make reference.pptx, the slides' look, from brand.yml (run this file)."""

import io
import re
import subprocess
import zipfile
from pathlib import Path

from pypandoc import get_pandoc_path

from pressroom import yamlfile

HERE = Path(__file__).parent
BRAND = yamlfile.read(HERE / "brand.yml", "brand.yml").values
LIGHT = {name: value.lstrip("#").upper() for name, value in BRAND["light"].items() if isinstance(value, str)}
SERIES = [value.lstrip("#").upper() for value in BRAND["light"]["series"]]
COLOURS = {
    "dk1": LIGHT["text"],
    "lt1": LIGHT["background"],
    "dk2": LIGHT["accent"],
    "lt2": LIGHT["surface"],
    **{f"accent{place}": colour for place, colour in enumerate([LIGHT["accent"], *SERIES[:5]], 1)},
    "hlink": LIGHT["accent"],
    "folHlink": LIGHT["muted"],
}
# pandoc's grey is too light to read; captions on the page have this one.
GREY = '<a:schemeClr val="tx1"><a:tint val="75000"/></a:schemeClr>'
MUTED = f'<a:srgbClr val="{LIGHT["muted"]}"/>'
# Letters in hundredths of a point, in the order of the master: title, then the levels of the text.
TITLE, LEVELS = 2400, (1800, 1800, 1600, 1600, 1600)
FONT = BRAND["fonts"]["sans"]
# Where the title of the first slide begins and how wide it is, in the units of the file.
LEFT, WIDTH = 685800, 7772400


def theme(xml: str) -> str:
    """Return a theme with the identity's colours and letters."""
    for name, colour in COLOURS.items():
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>', xml)
    return re.sub(r'(<a:m(?:aj|in)orFont><a:latin typeface=")[^"]*', rf"\g<1>{FONT}", xml)


def master(xml: str) -> str:
    """Return the master with smaller letters and a title that begins at the left."""
    head, style, rest = re.split(r"(<p:titleStyle>.*?</p:titleStyle>)", xml, maxsplit=1)
    style = style.replace('algn="ctr"', 'algn="l"')
    style = re.sub(r'sz="\d+"', f'sz="{TITLE}" b="1"', style, count=1)
    body = re.search(r"<p:bodyStyle>.*?</p:bodyStyle>", rest)[0]
    sizes = iter(LEVELS)
    new = re.sub(r'(<a:defRPr[^>]*?sz=")\d+', lambda match: f"{match[1]}{next(sizes, LEVELS[-1])}", body)
    return head.replace(GREY, MUTED) + style + rest.replace(body, new)


def first(xml: str) -> str:
    """Return the layout of the first slide: all lines begin where the title does, the version on one line."""
    subtitle = '<a:off x="1371600" y="2914650"/><a:ext cx="6400800" cy="1314450"/>'
    xml = xml.replace(subtitle, subtitle.replace("1371600", str(LEFT)).replace("6400800", str(WIDTH)))
    place = f'<a:xfrm><a:off x="{LEFT}" y="4500000"/><a:ext cx="{WIDTH}" cy="273844"/></a:xfrm>'
    version = re.search(r'<p:ph type="dt".*?<p:spPr/>', xml)[0]
    xml = xml.replace(version, version.replace("<p:spPr/>", f"<p:spPr>{place}</p:spPr>"))
    return xml.replace('algn="ctr"', 'algn="l"').replace(GREY, MUTED)


def made() -> bytes:
    """Return the file, with the same bytes every time."""
    words = [get_pandoc_path(), "--print-default-data-file", "reference.pptx"]
    default = subprocess.run(words, capture_output=True, check=True).stdout
    changes = {
        "ppt/theme/theme1.xml": theme,
        "ppt/slideMasters/slideMaster1.xml": master,
        "ppt/slideLayouts/slideLayout1.xml": first,
    }
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(default)) as old, zipfile.ZipFile(whole, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name in changes:
                content = changes[name](content.decode("utf-8")).encode("utf-8")
            part = zipfile.ZipInfo(name)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, content)
    return whole.getvalue()


if __name__ == "__main__":
    (HERE / "reference.pptx").write_bytes(made())
