"""Make the web page's subsets of the fonts (run this file; it needs fonttools and brotli)."""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
FACES = ["SourceSans3-Regular", "SourceSans3-It", "SourceSans3-Semibold", "SourceSans3-Bold"]
FACES += ["SourceSerif4-Regular", "SourceSerif4-It", "SourceSerif4-Semibold"]
RANGES = [(0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2027), (0x202F, 0x203A), (0x2080, 0x2089)]
SINGLES = "\u2009\u200a\u2011€−→←↑↓↗↘≈≠≤≥×√∞∑✓•‰½"
FEATURES = [
    "kern",
    "liga",
    "mark",
    "mkmk",
    "ccmp",
    "locl",
    "tnum",
    "lnum",
    "pnum",
    "onum",
    "frac",
    "sups",
    "subs",
]


def make(face: str) -> Path:
    """Write the subset of one face as woff2 and return where."""
    font = TTFont(HERE / f"{face}.ttf")
    options = subset.Options(
        flavor="woff2", layout_features=FEATURES, hinting=False, name_IDs=[0, 1, 2, 13, 14]
    )
    cutter = subset.Subsetter(options)
    letters = {code for low, high in RANGES for code in range(low, high + 1)} | {
        ord(char) for char in SINGLES
    }
    cutter.populate(unicodes=letters, text=SINGLES)
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID == 1:
            record.string = "Energikontoret " + ("Sans" if "Sans" in face else "Serif")
    target = HERE / "web" / f"{face.replace('Source', '').lower()}.woff2"
    subset.save_font(font, target, options)
    return target


if __name__ == "__main__":
    for face in FACES:
        written = make(face)
        print(written.name, written.stat().st_size)
