"""Statements of converted code: `if`, `while` and `for` become calls, their blocks functions.

The blocks share variables with the code around them by `nonlocal`. A pair of functions gets and
sets
those variables that matter: stored to inside, and read later or from before. Which these are is
found by `liveness`; those that may lack a value begin as `ag__.Undefined`.
"""

import ast

from tfcompat._src.function.autograph import trees
from tfcompat._src.function.autograph.options import Feature
from tfcompat._src.function.autograph.usage import Usage, is_generator


class Scope:
    """One function of converted code: the user's, or one made of a block.

    Attributes:
        shared: names that belong to a function around it.
        certain: names that have a value at this point, whichever way was taken.
        starting_undefined: names to set to Undefined at its beginning, in order.
    """

    def __init__(self, shared=(), certain=()):
        self.shared = set(shared)
        self.certain = set(certain)
        self.starting_undefined = {}


class Statements:
    """Converts the statements of one function.

    Args:
        function: the FunctionDef; jumps lowered, annotated by `liveness`.
        options: the Options of the conversion.
        expressions: the Expressions of the function.
        namer: the Namer of the function.
        convert_inner: converts an inner FunctionDef.
        branches: whether there are any conditionals or loops.
    """

    def __init__(self, function, options, expressions, namer, convert_inner, branches):
        self._options = options
        self._expressions = expressions
        self._namer = namer
        self._convert_inner = convert_inner
        self._branches = branches
        usage = Usage(*function.body)
        self._outside, self._globals = usage.outside, usage.globals
        self._fleeting = usage.fleeting
        self.undefined = set()

    def convert(self, statements, scope):
        """Return the converted statements of a whole function, in their own scope."""
        body = self._block(statements, scope)
        start = []
        for name in scope.starting_undefined:
            start += trees.statements(f"{name} = ag__.Undefined({name!r})", statements[0])
        declared = []
        for kind, names in (("global", self._outside & self._globals),
                            ("nonlocal", self._outside - self._globals)):
            if names and not scope.shared:
                declared += trees.statements(f"{kind} {', '.join(sorted(names))}", statements[0])
        return declared + start + body

    def _block(self, statements, scope):
        made = []
        for statement in statements:
            made += self._statement(statement, scope)
        return made

    def _statement(self, node, scope):
        special = getattr(self, f"_{type(node).__name__}", None)
        if special is not None:
            return special(node, scope)
        node = self._visit(node)
        if self._branches:
            scope.certain |= Usage(node).names
        return [node]

    def _visit(self, node):
        return self._expressions.visit(node)

    # Control flow

    def _If(self, node, scope):
        test = self._visit(node.test)
        scope.certain |= Usage(test).names
        variables, outputs = self._variables(node, Usage(*node.body, *node.orelse).bound, scope)
        make = _Pieces(self, node, variables)
        body = make.function("if_body", "", node.body)
        orelse = make.function("else_body", "", node.orelse)
        call = make.call("if_stmt", [test, body.name, orelse.name], [outputs])
        return [*make.state(), body, orelse, call]

    def _While(self, node, scope):
        variables, _ = self._variables(node, Usage(node.test, *node.body).bound, scope)
        test = self._visit(node.test)
        make = _Pieces(self, node, variables)
        body = make.function("loop_body", "", node.body)
        tested = make.returning("loop_test", test)
        call = make.call("while_stmt", [tested.name, body.name], [self._loop_options(node)])
        return [*make.state(), body, tested, call]

    def _For(self, node, scope):
        iterated = self._visit(node.iter)
        variables, _ = self._variables(node, Usage(node.target, *node.body).bound, scope)
        make = _Pieces(self, node, variables)
        item = self._namer.new("itr")
        assign = ast.copy_location(
            ast.Assign([node.target], trees.expression(item, node)), node.target)
        body = make.function("loop_body", item, [assign, *node.body])
        options = self._loop_options(node)
        options.keys.append(trees.constant("iterate_names", node))
        options.values.append(trees.constant(ast.unparse(node.target), node))
        extra = getattr(node, "extra_test", None)
        tested = [] if extra is None else [make.returning("extra_test", self._visit(extra))]
        name = tested[0].name if tested else "None"
        call = make.call("for_stmt", [iterated, name, body.name], [options])
        return [*make.state(), body, *tested, call]

    def _loop_options(self, node):
        made = trees.expression("{}", node)
        for key, value in getattr(node, "loop_options", {}).items():
            made.keys.append(trees.constant(key, node))
            made.values.append(self._visit(value))
        return made

    def _variables(self, node, bound, scope):
        """Return the symbols of a statement's state, results first, and how many are results."""
        basic = {name for name, one in bound.items() if one.simple and (
            name in node.live_in or name in node.live_out or name in self._outside)}
        composite = {name for name, one in bound.items()
                     if not one.simple and one.support <= node.live_in}
        inputs_only = {name for name in basic if name in node.live_in
                       and name not in node.live_out and name not in self._outside}
        names = sorted(basic | composite, key=lambda name: (name in inputs_only, name))
        for name in sorted(basic - self._outside - scope.shared - scope.certain):
            scope.starting_undefined[name] = None
            self.undefined.add(name)
        scope.certain |= basic
        return [bound[name] for name in names], len(names) - len(inputs_only)

    # Other compound statements

    def _With(self, node, scope):
        scope.certain |= Usage(*node.items).names
        node.body = self._block(node.body, scope)
        return [node]

    def _Try(self, node, scope):
        before = set(scope.certain)
        node.body = self._block(node.body, scope)
        node.orelse = self._block(node.orelse, scope)
        for handler in node.handlers:
            scope.certain = set(before)
            handler.body = self._block(handler.body, scope)
        scope.certain = set(before)
        node.finalbody = self._block(node.finalbody, scope)
        return [node]

    _TryStar = _Try

    def _Match(self, node, scope):
        node.subject = self._visit(node.subject)
        before = set(scope.certain)
        for case in node.cases:
            scope.certain = before | Usage(case.pattern).names
            case.guard = case.guard and self._visit(case.guard)
            case.body = self._block(case.body, scope)
        scope.certain = before
        return [node]

    def _FunctionDef(self, node, scope):
        node.decorator_list = [self._visit(one) for one in node.decorator_list]
        node.args.defaults = [self._visit(one) for one in node.args.defaults]
        node.args.kw_defaults = [one and self._visit(one) for one in node.args.kw_defaults]
        if not is_generator(node):
            self._convert_inner(node)
            node.decorator_list.append(trees.expression("ag__.artifact", node))
        scope.certain.add(node.name)
        return [node]

    def _left_alone(self, node, scope):
        scope.certain |= Usage(node).names
        return [node]

    _AsyncFunctionDef = _ClassDef = _AsyncFor = _AsyncWith = _left_alone

    # Simple statements

    def _declaration(self, node, scope):
        return []  # made again at the beginning of every function that needs it

    _Global = _Nonlocal = _declaration

    def _Delete(self, node, scope):
        made, rest = [], []
        for target in node.targets:
            if isinstance(target, ast.Name):
                name = target.id
                made += trees.statements(
                    f"ag__.ld({name})\n{name} = ag__.Undefined({name!r})", node)
                self.undefined.add(name)
            else:
                rest.append(target)
        node.targets = rest
        return made + ([node] if rest else [])

    def _Assert(self, node, scope):
        if not self._options.uses(Feature.ASSERT_STATEMENTS):
            return [self._visit(node)]
        message = node.msg or trees.constant("Assertion error", node)
        if not isinstance(message, ast.Constant):
            raise NotImplementedError("can only convert string messages for now.")
        call = trees.called("assert_stmt", node, self._visit(node.test), trees.thunk(message))
        return [ast.copy_location(ast.Expr(call), node)]

    def is_fleeting(self, name):
        """Say whether Python itself unbinds a name now and then."""
        return name in self._fleeting

    def declarations(self, variables, like):
        """Return the statements that let a function store to some variables."""
        names = [one.text for one in variables if one.simple]
        made = []
        for kind, chosen in (("global", [n for n in names if n in self._globals]),
                             ("nonlocal", [n for n in names if n not in self._globals])):
            if chosen:
                made += trees.statements(f"{kind} {', '.join(sorted(chosen))}", like)
        return made

    def fresh(self, root):
        """Return a name that the function does not use."""
        return self._namer.new(root)

    def convert_block(self, statements, variables):
        """Return the body of a function made of a block that stores to some variables."""
        names = [one.text for one in variables if one.simple]
        inner = Scope(names, names)  # they have a value, or are Undefined; see `_variables`
        body = self._block(statements, inner)
        start = []
        for name in inner.starting_undefined:
            start += trees.statements(f"{name} = ag__.Undefined({name!r})", statements[0])
        return start + body


class _Pieces:
    """Makes the functions and the call that stand for one control flow statement."""

    def __init__(self, owner, node, variables):
        self._owner = owner
        self._node = node
        self._variables = variables
        self._getter, self._setter = owner.fresh("get_state"), owner.fresh("set_state")

    def state(self):
        """Return the functions that get and set the variables."""
        loads = [self._load(one) for one in self._variables]
        texts = [one.text for one in self._variables]
        getter = f"def {self._getter}():\n    return ({''.join(text + ', ' for text in loads)})"
        made = trees.statements(
            f"{getter}\ndef {self._setter}(ag__vars):\n    pass", self._node)
        if texts:
            made[1].body = [
                *self._owner.declarations(self._variables, self._node),
                *trees.statements(f"({', '.join(texts)},) = ag__vars", self._node),
            ]
        return made

    def _load(self, variable):
        text = variable.text
        if variable.simple and not self._owner.is_fleeting(text):
            return text
        return f"ag__.ldu(lambda: {text}, {text!r})"

    def function(self, root, parameter, statements):
        """Return a function made of a block."""
        made = trees.statements(f"def {self._owner.fresh(root)}({parameter}):\n    pass",
                                self._node)[0]
        if statements:
            body = self._owner.convert_block(statements, self._variables)
            made.body = self._owner.declarations(self._variables, self._node) + body
        return made

    def returning(self, root, value):
        """Return a function that evaluates an expression."""
        made = trees.statements(f"def {self._owner.fresh(root)}():\n    return 0", self._node)[0]
        made.body[0].value = value
        made.body = self._owner.declarations(self._variables, self._node) + made.body
        return made

    def call(self, operator, before, after):
        """Return the call of the operator."""
        names = tuple(one.text for one in self._variables)
        arguments = [*before, self._getter, self._setter, trees.constant(names, self._node), *after]
        arguments = [
            trees.expression(one, self._node) if isinstance(one, str)
            else trees.constant(one, self._node) if isinstance(one, int) else one
            for one in arguments
        ]
        made = trees.statements(f"ag__.{operator}()", self._node)[0]
        made.value.args = arguments
        return made
