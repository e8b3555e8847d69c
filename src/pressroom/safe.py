"""Make text that a stranger wrote harmless before anyone sees it.

Executed notebooks are untrusted: their text must not steer a terminal, reorder what is read, or fill
the whole screen.
"""

import hashlib
import re

ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor, screen
    r"|\x1b[\]PX^_].*?(?:\x07|\x1b\\|$)"  # OSC, DCS, SOS, PM, APC: titles, links, clipboard
    r"|\x1b.?",
    re.DOTALL,
)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff]")
MARKUP = re.compile(r"<[^<>]*>")


def clean(value: object, limit: int = 20_000) -> str:
    """Return `value` as text without terminal controls, direction overrides or lone surrogates.

    What cannot be seen is shown by its code point; text beyond `limit` characters is cut with a note.
    """
    text = value if isinstance(value, str) else str(value)
    total = len(text)
    text = ESCAPES.sub("", text[: limit * 2].replace("\r\n", "\n"))
    text = CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
    text = INVISIBLE.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", text)
    return text if max(len(text), total) <= limit else f"{text[:limit]}… [{total} characters]"


def line(value: object, limit: int = 200) -> str:
    """Return `value` as one harmless line of at most about `limit` characters."""
    return clean(" ".join(clean(value, limit * 2).split()), limit)


def told(value: object, limit: int = 250) -> str:
    """Return what a message says as one harmless line, in which no word is longer than `limit` characters."""
    text = " ".join(clean(value).splitlines())
    return re.sub(rf"\S{{{limit},}}", lambda word: f"{word[0][:60]}… [{len(word[0])} characters]", text)


def escaped_markdown(value: object, limit: int = 200) -> str:
    """Return one line that Markdown shows as it stands: no markup, link, image or mention."""
    text = re.sub(r"([\\`*_{}\[\]<>()#+!|~$&])", r"\\\1", line(value, limit))
    return re.sub(r"@(?=\w)|(?<=\w):(?=/)|(?<=www)", lambda place: f"{place[0]}\u2060", text)


def mark(content: str | bytes) -> str:
    """Return a short hash, by which two contents that cannot be shown are told apart."""
    raw = content.encode(errors="surrogatepass") if isinstance(content, str) else content
    return hashlib.sha256(raw).hexdigest()[:12]


def untagged(html: str) -> str:
    """Return the visible text of an HTML fragment, roughly: for comparing, never for showing."""
    return " ".join(MARKUP.sub(" ", html).split())
