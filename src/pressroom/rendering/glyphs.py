"""Which signs the PDF cannot show. Typst is asked: what the theme's fonts lack, it takes from its own."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pressroom.rendering.source import Mistake

# Every font of the theme has what is written in Swedish and English.
USUAL = {chr(number) for number in (*range(0x20, 0x7F), *range(0xA0, 0x180))} | set("–—’”“…−•→←\n\t")
TODO = "Write it in words: none of the fonts has this sign, and the PDF may lack nothing."


def missing(file: str, text: str, fonts: Path) -> Iterator[Mistake]:
    """Yield each sign of a file's text that no font shows, at each of its lines."""
    without = _without(sorted(set(text) - USUAL), fonts)
    for number, line in enumerate(text.split("\n") if without else (), 1):
        for sign in dict.fromkeys(line):
            if sign in without:
                yield Mistake(file, number, f"no font shows '{sign}' (U+{ord(sign):04X}).", TODO)


def _without(signs: Sequence[str], fonts: Path) -> set[str]:
    if not signs or _shows(signs, fonts):
        return set()
    half = len(signs) // 2
    return _without(signs[:half], fonts) | _without(signs[half:], fonts) if half else set(signs)


def _shows(signs: Sequence[str], fonts: Path) -> bool:
    import typst

    text = " ".join(f"\\u{{{ord(sign):x}}}" for sign in signs)
    try:
        # Its stub wants the paths of the fonts to be of the same type as the text.
        typst.compile(  # type: ignore[misc]
            f"#set document(title: [Signs])\n{text}".encode(),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    except typst.TypstError:
        return False
    return True
