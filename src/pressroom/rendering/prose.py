"""Reading a .qmd line by line: what is prose, which numbers are typed, which constructs are unknown."""

import re
from collections.abc import Iterator

MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
MONTHS += "|January|February|March|April|May|June|July|August|September|October|November|December"
YEAR = r"(?:19|20)\d\d"

# What looks like a number but is a name: nothing was counted or measured to get it.
NAMES = [
    rf"\b[A-ZÅÄÖ]{{2,}}/\d+/{YEAR}\b",  # diary number: RUN/59/2022
    rf"\b{YEAR}-\d\d-\d\d\b",
    rf"\b\d{{1,2}} (?:{MONTHS})\b",
    rf"\b{YEAR}:\d+\b",  # statute: 2017:725
    rf"\b{YEAR}(?:–{YEAR}|–\d\d)?\b",
    r"§\s*\d+",
    r"\b(?:avsnitt|kapitel|bilaga|steg|del|section|chapter|appendix|step|part) \d+\b",
    r"\b\w*[A-Za-zÅÄÖåäö]\w*\d\w*\b",  # S3, CO2, NUTS2
    r"\bWCAG \d\.\d\b|\bPDF/UA-\d\b",
    r"\b(?:CC BY|MIT|Python|Quarto) \d(?:\.\d+)*\b",
]
_IGNORED = [
    r"\{\{<.*?>\}\}",
    r"`[^`]*`",
    r"<https?://[^>]*>",
    r"\]\([^)]*\)",
    r"\{[^}]*\}",
    r"\[\^\w+\]:?",
    r"@[\w-]+",
    r"^\s*\d+[.)]\s",
    r"https?://\S+",
]
_NUMBER = re.compile(r"[−-]?\d+(?:[\u00a0 .,]\d+)*(?:\s?(?:%|procent|per cent))?")
_UNKNOWN = [
    (r"</?[a-zA-Z][\w-]*(?:\s[^>]*)?/?>", "HTML in the text ('{}')"),
    (r"!\[[^\]]*\]\([^)]*\)", "an image outside a notebook ('{}')"),
    (r"\$[^$\s][^$]*\$", "a formula between dollar signs ('{}')"),
    (r"\\(?:begin|ref|cite)\b", "LaTeX ('{}')"),
    (r"`[^`]*`\{=\w+\}", "raw output for one format ('{}')"),
    (r"(?<![\w`.@])@(?!(?:[Ff]ig|[Tt]bl|[Ss]ec)-)[A-Za-z][\w-]*", "a citation ('{}')"),
    (r'=\s*"[^"]*\{\{<[^"]*"', "a result inside an attribute ('{}')"),
]
_DIV = re.compile(r"^\s*:{3,}\s*(\{.*\}|\S+)\s*$")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})(.*)$")
_KNOWN_BLOCK = re.compile(
    r"\{[^}]*\.callout-(?:note|tip|warning|important|caution)\b[^}]*\}|\{\.fine-print\}"
    r'|\{(?:when|unless)="[^"]*"\}'
)


def readable(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, text) of every line but the header, code blocks and comments."""
    lines = text.splitlines()
    start = lines.index("---", 1) + 1 if lines[:1] == ["---"] and "---" in lines[1:] else 0
    fence = ""
    for number, line in enumerate(lines[start:], start=start + 1):
        match = _FENCE.match(line)
        if fence:
            fence = "" if match and match[1].startswith(fence) and not match[2].strip() else fence
        elif match:
            fence = match[1]
            if match[2].strip().startswith("{"):
                yield number, line
        else:
            yield number, re.sub(r"<!--.*?-->", "", line)


def typed_numbers(line: str) -> list[str]:
    """Return the numbers of a line that are neither results nor names, such as years and diary numbers."""
    for pattern in (*_IGNORED, *NAMES):
        line = re.sub(pattern, " ", line)
    return [match[0].strip() for match in _NUMBER.finditer(line)]


def unknown_constructs(line: str) -> list[str]:
    """Return what in a line the two renderers do not both know."""
    unknown = []
    fence, div = _FENCE.match(line), _DIV.match(line)
    if fence and fence[2].strip().startswith("{"):
        unknown.append(f"a code cell ('{line.strip()}') is not known to both renderers.")
    if div and not _KNOWN_BLOCK.fullmatch(div[1]):
        unknown.append(f"the block '{div[1]}' is not known to both renderers.")
    bare = re.sub(r"(?<!`)`[^`]+`(?!\{=)", " ", line)
    for pattern, what in _UNKNOWN:
        unknown += [
            what.format(m[0]) + " is not known to both renderers." for m in re.finditer(pattern, bare)
        ]
    return unknown
