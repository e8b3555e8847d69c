"""YAML 1.2 files that hold one mapping, with the line in the message where one is refused."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import yaml

from pressroom.errors import UserError


class Mapping(NamedTuple):
    """What a file says, and the line of each of its top-level names."""

    values: dict[str, Any]
    lines: dict[str, int]
    node: yaml.MappingNode

    def line(self, *names: str | int) -> int:
        """Return the line to which names (of an entry in a list: its place) lead, as far as they do."""
        node: yaml.Node = self.node
        line = 1
        for name in names:
            if isinstance(node, yaml.MappingNode):
                found = next((pair for pair in node.value if pair[0].value == name), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(name, int) and name < len(node.value):
                found = node.value[name], node.value[name]
            else:
                found = None
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        return line


def read(path: Path, name: str) -> Mapping:
    """Return the file's mapping; `name` is what a message calls the file.

    Raises UserError, with the line, where it is missing, not YAML, no mapping, or gives a name twice.
    """
    return parse(source(path, name), name)


def source(path: Path, name: str) -> str:
    """Return the text of a file; a UserError names one that is missing or is no text."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UserError(f"{name} is missing.", "Restore it from git.") from None
    except UnicodeDecodeError:
        raise UserError(f"{name}: this is not valid YAML.", "Save it as text in UTF-8.") from None


def parse(text: str, name: str) -> Mapping:
    """Return the mapping that a text of the file `name` holds; see `read`."""
    try:
        return _parsed(text)
    except _Refused as error:
        raise UserError(f"{name}{_line(error)}: {error.problem}.", error.context) from None
    except yaml.reader.ReaderError as error:
        # PyYAML counts signs where it has text.
        line = text.count("\n", 0, error.position) + 1
        sign = ord(error.character) if isinstance(error.character, str) else error.character
        raise UserError(
            f"{name}, line {line}: the character U+{sign:04X} is no text.", "Take it out."
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise UserError(f"{name}{_line(error)}: this is not valid YAML.", _advice(text, error)) from None
    except TypeError:
        raise UserError(
            f"{name}: it is not a list of names and values.", "Write one 'name: value' a line."
        ) from None


class _Refused(yaml.constructor.ConstructorError):
    """What YAML allows and these files do not: `problem` says what it is, `context` what to do."""

    def __init__(self, what: str, todo: str, mark: yaml.Mark) -> None:
        super().__init__(todo, None, what, mark)


# As many as a number with a decimal point can have before it.
MOST_DIGITS = 300
TEXT = "tag:yaml.org,2002:str"
# PyYAML may be built without the fast one.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):
    """Reads plain words by YAML 1.2: neither 'no' nor '12:30' nor a date is more than text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return the mapping; unlike PyYAML, refuse a name that is given twice."""
        made = super().construct_mapping(node, deep)
        if len(made) < len(node.value):
            seen: set[Any] = set()
            for key, _ in node.value:
                if key.value in seen:
                    raise _Refused("a name is given twice", "Keep one of them.", key.start_mark)
                seen.add(key.value)
        return made


def _whole(loader: _Loader, node: yaml.ScalarNode) -> int:
    if len(node.value) > MOST_DIGITS:
        raise _Refused("a number has too many digits", "Write a shorter one.", node.start_mark)
    bases = {"0o": 8, "0x": 16}
    return int(node.value, bases.get(node.value[:2], 10))


_NUMBER = r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", _NUMBER, list("-+.0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})$"), _first)
_Loader.add_constructor("tag:yaml.org,2002:int", _whole)


@lru_cache(maxsize=16)
def _parsed(text: str) -> Mapping:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise TypeError
        _refuse_unlike(node)
        values = loader.construct_document(node)
        lines = {key.value: key.start_mark.line + 1 for key, _ in node.value}
    finally:
        loader.dispose()
    return Mapping(values, lines, node)


def _refuse_unlike(node: yaml.Node) -> None:
    """Raise _Refused for a name that is no text, and for an alias: few of them say more than memory holds."""
    waiting, seen = [node], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            raise _Refused(
                "what stands here is taken again with '*'", "Write it out in each place.", node.start_mark
            )
        seen.add(id(node))
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        for key, _ in pairs:
            if not isinstance(key, yaml.ScalarNode) or key.tag != TEXT:
                shown = f" {key.value}" if isinstance(key, yaml.ScalarNode) else ""
                raise _Refused(
                    f"the name{shown} is no text", "Put quotation marks around it.", key.start_mark
                )
        waiting += [value for _, value in pairs] if pairs else ()
        waiting += node.value if isinstance(node, yaml.SequenceNode) else ()


def _line(error: Exception) -> str:
    """Return the line where what is wrong begins: a name without a colon, and an open text, are met later."""
    marks = (getattr(error, key, None) for key in ("context_mark", "problem_mark"))
    began, met = marks
    said = f"{getattr(error, 'context', '')}"
    mark = began if began and re.search("simple key|quoted scalar", said) else met
    return f", line {mark.line + 1}" if mark else ""


def _advice(text: str, error: Exception) -> str:
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    if "quoted scalar" in said:
        return "Close the quotation mark."
    if "alias" in said:
        return "Put quotation marks around a text that begins with '*'."
    if "tag" in said or "constructor" in said:
        return "Put quotation marks around a text that begins with '!'."
    if "\\t" in said or re.search(r"^ *\t", text, re.MULTILINE):
        return "Write spaces, and no tab, at the beginning of a line."
    return "Write one 'name: value' a line, with a space after the colon."
