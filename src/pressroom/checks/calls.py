"""Do calls in a notebook's code fit: messages and their values, units, functions and their arguments.

Nothing is run. Of functions only those of the engine and of the report are looked at, in their files.
"""

import ast
import inspect
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from inspect import Parameter
from pathlib import Path
from typing import Any

from pressroom.checks import Problem, code_cells, modules
from pressroom.errors import NoSuchName
from pressroom.language import text
from pressroom.language.numbers import unit_named
from pressroom.notebook.source import dotted
from pressroom.project import Project
from pressroom.runs.packages import Packages, packages

AS_PLACES = 'Name each value, and give it: t("{n} träd", n=number).'
AS_MESSAGE = 'Write t("…"), with the words in it.'
# How a parameter is annotated that is a message, or holds some.
ONE_MESSAGE, SOME_MESSAGES = ("Text", "Text | None"), ("Labels", "Labels | None")
MESSAGES = {f"{text.__name__}.{each.__name__}": each for each in (text.t, text.plural)}


def problems(project: Project) -> Iterator[Problem]:
    """Yield what does not fit, with the nearest that would."""
    own = packages(project)
    for notebook, cells, trees in code_cells.parsed(project):
        imported, given = modules.imported(trees), _given_once(trees)
        for cell, tree in zip(cells, trees, strict=True):
            for node in ast.walk(tree):
                if isinstance(node, ast.Call):
                    for what, todo in _misfits(node, imported, own, given):
                        yield Problem(f"{notebook}, cell '{cell.id}', line {node.lineno}: {what}", todo)


def _given_once(trees: Sequence[ast.AST]) -> dict[str, ast.expr]:
    """Return what the names of a notebook stand for that get their value once, in a line of their own."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    times = Counter(n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
    given: dict[str, ast.expr] = {}
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if times[name] == 1:
                given[name] = value
    return given


def _misfits(
    call: ast.Call, imported: Mapping[str, str], own: Packages, given: Mapping[str, ast.expr]
) -> Iterator[tuple[str, str]]:
    name = dotted(call.func)
    first, _, rest = name.partition(".")
    whole = ".".join(filter(None, [imported.get(first), rest]))
    arguments = _arguments(own, *whole.rpartition(".")[::2]) if whole else None
    try:
        if whole in MESSAGES:
            yield from _unwritten(MESSAGES[whole], call, given)
        elif arguments:
            yield from _unbound(name, _signature(arguments), call, given)
    except NoSuchName as error:
        yield error.what, error.todo


def _unwritten(
    function: Callable[..., Any], call: ast.Call, given: Mapping[str, ast.expr]
) -> Iterator[tuple[str, str]]:
    """Yield why a message cannot be written or translated with the values that it is given.

    Raise NoSuchName where their names do not fit.
    """
    count = 1 if function is text.t else 2
    if any(isinstance(each, ast.JoinedStr) for each in call.args[:count]):
        yield "an f-string is no message: no translation can be found for it.", AS_PLACES
    for each in call.args[:count]:
        match _meant(each, given):
            case ast.Constant(value=value) if not isinstance(value, str):
                yield f"{value!r} is no message.", AS_PLACES
                return
    messages = [str(each.value) for each in call.args[:count] if isinstance(each, ast.Constant)]
    names = [word.arg for word in call.keywords if word.arg != "context"]
    if len(messages) < count or None in names:
        return
    function(*messages, *[0] * (count - 1), **dict.fromkeys(filter(None, names), 0))
    if function is text.t and not names and _has_places(messages[0]):
        yield f"'{messages[0]}': it has places, and no value is given.", AS_PLACES


def _has_places(message: str) -> bool:
    try:
        return any(place.name for place in text.places(message))
    except NoSuchName:
        raise
    except ValueError:
        return False  # A single brace stands as it is.


def _meant(node: ast.expr, given: Mapping[str, ast.expr]) -> ast.expr:
    """Return what an expression is, or what the name stands for that it is."""
    return given.get(node.id, node) if isinstance(node, ast.Name) else node


def _plain(node: Any, given: Mapping[str, ast.expr]) -> bool:
    """Return whether an expression is words that are no message."""
    match _meant(node, given):
        case ast.JoinedStr():
            return True
        case ast.Constant(value=str(words)):
            return bool(words)
    return False


def _untranslated(
    signature: inspect.Signature, bound: Mapping[str, Any], given: Mapping[str, ast.expr]
) -> Iterator[tuple[str, str]]:
    """Yield each argument that is to be a message, or to hold some, and is plain words."""
    for name, value in bound.items():
        kind = signature.parameters[name].annotation
        held = _meant(value, given) if kind in SOME_MESSAGES else None
        if kind in ONE_MESSAGE and _plain(value, given):
            yield f"'{name}' is plain words: no translation can be found for them.", AS_MESSAGE
        elif isinstance(held, ast.Dict) and any(_plain(each, given) for each in held.values):
            yield f"'{name}' has plain words: no translation can be found for them.", AS_MESSAGE


def _unbound(
    name: str, signature: inspect.Signature, call: ast.Call, given_once: Mapping[str, ast.expr]
) -> Iterator[tuple[str, str]]:
    """Yield why a function does not take the arguments of a call; what stands behind a star may be any."""
    known = list(signature.parameters)
    given = {word.arg: word.value for word in call.keywords if word.arg}
    takes_any = any(each.kind is Parameter.VAR_KEYWORD for each in signature.parameters.values())
    for word in given:
        if word not in known and not takes_any:
            raise NoSuchName(f"'{name}' has no argument '{word}'", word, known)
    starred = any(isinstance(each, ast.Starred) for each in call.args) or len(given) < len(call.keywords)
    bind = signature.bind_partial if starred else signature.bind
    try:
        bound = bind(*([] if starred else call.args), **given).arguments
    except TypeError as error:
        yield f"'{name}': {error}.", f"It takes: {', '.join(known)}."
        return
    yield from _untranslated(signature, bound, given_once)
    match bound.get("unit"):
        case ast.Constant(value=str(unit)):
            unit_named(unit)


def _arguments(own: Packages, module: str, name: str) -> ast.arguments | None:
    """Return what a function or named tuple of a module, or of one that it imports, takes; else None."""
    path = own.file_of(module)
    for node in _top(path) if path else ():
        match node:
            case ast.FunctionDef(name=found, decorator_list=[]) if found == name:
                return node.args
            case ast.ClassDef(name=found, bases=[ast.Name(id="NamedTuple")]) if found == name:
                return _fields(node)
            case ast.ImportFrom(module=str(other), names=names, level=0):
                for each in names:
                    if (each.asname or each.name) == name:
                        return _arguments(own, other, each.name)
    return None


@cache
def _top(path: Path) -> Sequence[ast.stmt]:
    return ast.parse(path.read_text(encoding="utf-8"), str(path)).body


def _fields(tuple_: ast.ClassDef) -> ast.arguments:
    fields = [each for each in tuple_.body if isinstance(each, ast.AnnAssign)]
    return ast.arguments(
        posonlyargs=[],
        args=[ast.arg(ast.unparse(each.target), each.annotation) for each in fields],
        defaults=[each.value for each in fields if each.value],
        kwonlyargs=[],
        kw_defaults=[],
    )


def _signature(arguments: ast.arguments) -> inspect.Signature:
    """Return the signature of arguments as they are written; what has a default may be left out."""
    first, others = arguments.posonlyargs, arguments.args
    needed = len(first) + len(others) - len(arguments.defaults)
    defaults = [*[None] * needed, *arguments.defaults]
    kinds = (
        (Parameter.POSITIONAL_ONLY, first, defaults[: len(first)]),
        (Parameter.POSITIONAL_OR_KEYWORD, others, defaults[len(first) :]),
        (Parameter.VAR_POSITIONAL, [arguments.vararg], [None]),
        (Parameter.KEYWORD_ONLY, arguments.kwonlyargs, arguments.kw_defaults),
        (Parameter.VAR_KEYWORD, [arguments.kwarg], [None]),
    )
    return inspect.Signature(
        [
            Parameter(
                each.arg,
                kind,
                default=None if default else Parameter.empty,
                annotation=ast.unparse(each.annotation) if each.annotation else Parameter.empty,
            )
            for kind, every, given in kinds
            for each, default in zip(every, given, strict=True)
            if each
        ]
    )
