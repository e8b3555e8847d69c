"""What each key figure is computed from, found in the notebook's source without running it.

The code is read as a flow of values: what an expression names flows into what it is assigned to, through the
functions of the model too. A mapping keeps its keys apart, so that one of its figures does not inherit what
only another needs. What cannot be told apart is taken together: an origin too many, never one too few.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, reduce

from pressroom import publication
from pressroom.notebook import source
from pressroom.notebook.ipynb import PARAMETERS, Notebook
from pressroom.project import find
from pressroom.runs import reads
from pressroom.runs.flow import NOTHING, OPEN, Flow
from pressroom.runs.packages import packages

SCENARIOS = "scenarios"
_DEEPEST = 8
_ASKED = re.compile(r"@(\w+)")


def of_notebook(notebook: Notebook) -> dict[str, set[str]]:
    """Return the origins of each key figure that a notebook records, by a pattern that its id matches."""
    names = notebook.parameters()
    given = {name: Flow(frozenset({f"param:{name}"})) for name in names}
    reader = _Reader({"globals": Flow(keys={re.escape(name): flow for name, flow in given.items()}), **given})
    for cell in notebook.code_cells:
        if PARAMETERS not in cell.tags:
            reader.run(ast.parse(cell.python).body)
    return reader.recorded


def of_figure(id: str, recorded: Mapping[str, set[str]]) -> set[str]:
    """Return the origins of the key figure `id`; nothing where no notebook records it."""
    return set().union(*(origins for pattern, origins in recorded.items() if re.fullmatch(pattern, id)))


class _Reader:
    """Reads statements in order, keeping what each name stands for."""

    def __init__(self, names: dict[str, Flow], module: str = "", depth: int = 0) -> None:
        self.names, self.module, self.depth = names, module, depth
        self.imported = dict(_imports(module))
        self.recorded: dict[str, set[str]] = {}
        self.returned = NOTHING
        self.literals: dict[str, ast.expr] = {}
        self.bound: set[str] = set()

    def run(self, statements: Iterable[ast.stmt]) -> None:
        for statement in statements:
            self.step(statement)

    def step(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Import() | ast.ImportFrom():
                self.imported |= dict(_named(statement, self.module))
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self.bind(target, value, self.value(value))
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self.bind(target, value, self.value(value))
            case ast.AugAssign(target=target, value=value):
                self.bind(target, value, self.value(target) | self.value(value))
            case ast.For(target=target, iter=iterated, body=body):
                self.bind(target, iterated, self.value(iterated).whole())
                # Twice, for what one turn hands to the next.
                self.run([*body, *body])
            case ast.While(test=test, body=body):
                self.choose(self.value(test), [*body, *body], [])
            case ast.If(test=test, body=body, orelse=orelse):
                self.choose(self.value(test), body, orelse)
            case ast.Return(value=ast.expr() as value):
                self.returned |= self.value(value)
            case ast.Expr(value=ast.Call(func=func) as call) if source.dotted(func) == "results.record":
                self.record(call)
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=owner)) as call) if not self.is_module(
                owner
            ):
                # A method may change its owner: rows.append(…).
                self.bind(owner, call, self.value(owner) | self.together(call))

    def is_module(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and node.id in self.imported

    def choose(self, test: Flow, body: list[ast.stmt], orelse: list[ast.stmt]) -> None:
        """Take both ways; what is returned or assigned on one of them rests on the test as well."""
        before, bound, self.bound = dict(self.names), self.bound, set()
        statements = [*body, *orelse]
        self.run(statements)
        if any(isinstance(node, ast.Return) for part in statements for node in ast.walk(part)):
            self.returned |= test.whole()
        for name in self.bound:
            self.names[name] |= before.get(name, NOTHING) | test.whole()
        self.bound |= bound

    def record(self, call: ast.Call) -> None:
        chapter = self.pattern(call.args[0])
        for word in call.keywords:
            flow = self.value(word.value)
            spread = flow.keys or {OPEN: flow}
            for name, each in ({re.escape(word.arg): flow} if word.arg else spread).items():
                pattern = rf"{chapter}\.{name}"
                origins = each.whole().origins | flow.origins
                self.recorded[pattern] = self.recorded.get(pattern, set()) | origins

    def bind(self, target: ast.expr, value: ast.expr, flow: Flow) -> None:
        match target:
            case ast.Name(id=name):
                self.assign(name, flow)
            case ast.Tuple(elts=targets) | ast.List(elts=targets):
                alike = isinstance(value, ast.Tuple) and len(value.elts) == len(targets)
                for i, each in enumerate(targets):
                    self.bind(each, value, self.value(value.elts[i]) if alike else flow.whole())
            case ast.Subscript(value=ast.Name(id=name)) | ast.Attribute(value=ast.Name(id=name)):
                self.assign(name, self.names.get(name, NOTHING) | flow.whole())
            case ast.Subscript(value=inner) | ast.Attribute(value=inner):
                self.bind(inner, value, self.value(inner) | flow.whole())

    def assign(self, name: str, flow: Flow) -> None:
        self.names[name] = flow
        self.bound.add(name)

    def value(self, node: ast.expr) -> Flow:
        match node:
            case ast.Constant(value=str(query)):
                # pandas reads names in a query: "year == @population_year".
                return reduce(
                    Flow.__or__, (self.names.get(name, NOTHING) for name in _ASKED.findall(query)), NOTHING
                )
            case ast.Name(id=name):
                return self.names.get(name, NOTHING)
            case ast.Attribute(value=owner, attr=name):
                return self.attribute(self.value(owner), name)
            case ast.Subscript(value=owner, slice=key):
                return self.item(self.value(owner), key)
            case ast.Dict(keys=keys, values=values):
                return self.mapping(keys, values)
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                return self.value(left) | self.value(right)
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                return self.comprehension(node)
            case ast.Call():
                return self.called(node)
        return self.together(node)

    def together(self, node: ast.AST) -> Flow:
        """Return everything that flows into an expression, its parts taken together."""
        found = [flow for part in _parts(node) if (flow := self.value(part)) is not NOTHING]
        return Flow(frozenset().union(*(flow.whole().origins for flow in found))) if found else NOTHING

    def attribute(self, owner: Flow, name: str) -> Flow:
        if name in owner.properties:
            return self.follow(owner.properties[name], owner.module, [owner], {})
        return owner.part(re.escape(name)) or owner.whole()

    def item(self, owner: Flow, key: ast.expr) -> Flow:
        spelled = isinstance(key, ast.Constant | ast.JoinedStr) or getattr(key, "id", None) in self.literals
        known = owner.part(self.pattern(key)) if spelled else None
        return (known or owner.whole()) | self.value(key).whole()

    def mapping(self, keys: list[ast.expr | None], values: list[ast.expr]) -> Flow:
        made = NOTHING
        for key, value in zip(keys, values, strict=True):
            made |= Flow(keys={self.pattern(key): self.value(value)}) if key else self.value(value)
        return made

    def comprehension(self, node: ast.expr) -> Flow:
        """Return what a comprehension makes; over names that are written out, one at a time."""
        first = node.generators[0]
        if isinstance(first.iter, ast.Tuple) and isinstance(first.target, ast.Name):
            turns = [[(first.target.id, element)] for element in first.iter.elts]
        else:
            turns = [[]]
        made = NOTHING
        for turn in turns:
            self.literals = dict(turn)
            for part in node.generators:
                self.bind(part.target, part.iter, self.value(part.iter).whole())
            made |= (
                self.mapping([node.key], [node.value])
                if isinstance(node, ast.DictComp)
                else self.value(node.elt)
            )
            made |= self.together(ast.Tuple([test for part in node.generators for test in part.ifs]))
        self.literals = {}
        return made

    def pattern(self, node: ast.expr) -> str:
        """Return a regular expression for a string, with its filled-in places open."""
        node = self.literals.get(node.id, node) if isinstance(node, ast.Name) else node
        match node:
            case ast.JoinedStr(values=parts):
                return "".join(
                    re.escape(part.value) if isinstance(part, ast.Constant) else OPEN for part in parts
                )
            case ast.Constant(value=value):
                return re.escape(str(value))
        return OPEN

    def called(self, call: ast.Call) -> Flow:
        if origins := reads.loaded(call):
            every = [reads.ALL_PARAMETERS]
            return Flow(frozenset([SCENARIOS] if origins == every else [f"data:{name}" for name in origins]))
        name = source.dotted(call.func)
        match name:
            case "scenarios.given":
                return self.value(call.args[0])
            case "globals":
                return self.names.get("globals", NOTHING)
        module, definition = self.definition(name)
        if definition is None or self.depth >= _DEEPEST:
            return self.together(call)
        named = {word.arg: self.value(word.value) for word in call.keywords}
        return self.follow(definition, module, [self.value(arg) for arg in call.args], named)

    def definition(self, name: str) -> tuple[str, ast.stmt | None]:
        """Return the function or class of the report that is called, and the module where it stands."""
        owner, _, own = name.rpartition(".")
        place = self.imported.get(owner, "") if owner else self.module
        imported = self.imported.get(own, "") if not owner else ""
        if imported:
            place, _, own = imported.rpartition(".")
        of_report = place.partition(".")[0] == publication.current().package
        return place, _definitions(place).get(own) if of_report else None

    def follow(
        self, definition: ast.stmt, module: str, given: list[Flow], named: Mapping[str | None, Flow]
    ) -> Flow:
        """Return what a call gives, from what is given to it."""
        if isinstance(definition, ast.ClassDef):
            return _instance(definition, module, given, named)
        order = [*definition.args.posonlyargs, *definition.args.args, *definition.args.kwonlyargs]
        names = dict(zip((arg.arg for arg in order), given, strict=False))
        spread = named.get(None, NOTHING)
        for arg in order[len(given) :]:
            names[arg.arg] = named.get(arg.arg) or spread.part(re.escape(arg.arg)) or Flow(spread.origins)
        inner = _Reader(names, module, self.depth + 1)
        inner.run(definition.body)
        return inner.returned


def _instance(
    definition: ast.ClassDef, module: str, given: list[Flow], named: Mapping[str | None, Flow]
) -> Flow:
    fields = [part.target.id for part in definition.body if isinstance(part, ast.AnnAssign)]
    properties = {part.name: part for part in definition.body if isinstance(part, ast.FunctionDef)}
    spread = named.get(None, NOTHING)
    stated = dict(zip(fields, given, strict=False)) | {name: flow for name, flow in named.items() if name}
    keys = {**spread.keys, **{re.escape(name): flow for name, flow in stated.items()}}
    return Flow(spread.origins, keys, properties, module)


@cache
def _parts(node: ast.AST) -> list[ast.expr]:
    """Return the expressions directly inside a node that may name something."""
    found = []
    for part in ast.iter_child_nodes(node):
        if isinstance(part, ast.keyword | ast.comprehension | ast.Slice):
            found += _parts(part)
        elif isinstance(part, ast.expr) and not _is_plain(part):
            found.append(part)
    return found


def _is_plain(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and not (isinstance(node.value, str) and _ASKED.search(node.value))


def _named(statement: ast.stmt, module: str) -> Iterator[tuple[str, str]]:
    if isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
        yield from ((name.asname or name.name, f"{statement.module}.{name.name}") for name in statement.names)


@cache
def _definitions(module: str) -> dict[str, ast.stmt]:
    """Return the functions and classes of a module of the package by name."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    return {part.name: part for part in _tree(module) if isinstance(part, kinds)}


@cache
def _imports(module: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for part in _tree(module) for pair in _named(part, module))


@cache
def _tree(module: str) -> list[ast.stmt]:
    path = packages(find()).file_of(module) if module else None
    return ast.parse(path.read_text(encoding="utf-8")).body if path else []
