"""Directives: calls in the source that speak to the converter and are not made."""

import ast
import types

from tfcompat._src.function.autograph import trees

UNSPECIFIED = object()
_NAMES = ("parallel_iterations", "swap_memory", "maximum_iterations", "shape_invariants")
_COUNTED = (ast.Assign, ast.AugAssign, ast.Expr)
_LOOPS = (ast.While, ast.For)


def set_loop_options(
    parallel_iterations=UNSPECIFIED, swap_memory=UNSPECIFIED, maximum_iterations=UNSPECIFIED,
    shape_invariants=UNSPECIFIED,
):
    """Set options of the loop around the call, where that loop becomes a graph loop.

    It must be the first statement of the loop; see `tf.while_loop` for the options.

    Args:
        parallel_iterations: how many rounds may run at once.
        swap_memory: whether values for gradients may be kept on the host.
        maximum_iterations: after how many rounds the loop ends in any case.
        shape_invariants: a list of (tensor, shape): what holds of a variable in every round.

    Example:
        >>> import tfcompat as tf
        >>> @tf.function
        ... def f(n):
        ...     k = 0
        ...     for _ in tf.range(n):
        ...         tf.autograph.experimental.set_loop_options(maximum_iterations=3)
        ...         k += 1
        ...     return k
        >>> f(tf.constant(10))
        <tf.Tensor: shape=(), dtype=int32, numpy=3>
    """


def extract(function, nodes, namespace):
    """Take the directives out of a FunctionDef, noting options on its loops as `loop_options`.

    Args:
        function: the FunctionDef.
        nodes: all nodes in it.
        namespace: what its free and global names stand for.

    Raises:
        ValueError: a directive stands where it says nothing.
    """
    if any(isinstance(node, (ast.Name, ast.Attribute)) and _last_name(node) == "set_loop_options"
           for node in nodes):
        _Extractor(namespace).block(function.body, None)


def _last_name(node):
    return node.id if isinstance(node, ast.Name) else node.attr


class _Extractor:
    def __init__(self, namespace):
        self._namespace = namespace
        self._counted = 0

    def block(self, statements, loop):
        for statement in list(statements):
            self._counted += isinstance(statement, _COUNTED)
            if self._is_directive(statement):
                self._check_place(loop)
                loop.loop_options = _options(statement.value)
                statements.remove(statement)
                if not statements:
                    statements += trees.statements("pass", statement)
            elif not isinstance(statement, ast.ClassDef):
                self._inside(statement, loop)

    def _inside(self, statement, loop):
        starts = isinstance(statement, (ast.FunctionDef, *_LOOPS))
        counted = self._counted
        if starts:
            self._counted = 0
            loop = statement if isinstance(statement, _LOOPS) else None
        for owner, field in trees.blocks(statement):
            self.block(getattr(owner, field), loop)
        if starts:
            self._counted = counted

    def _check_place(self, loop):
        if loop is None:
            raise ValueError('"set_loop_options" must be used inside a statement')
        if self._counted > 1:
            raise ValueError('"set_loop_options" must be the first statement in the loop block')

    def _is_directive(self, statement):
        return (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
                and self._static_value(statement.value.func) is set_loop_options)

    def _static_value(self, node):
        """Return what a name or an attribute of modules stands for, as far as that is certain."""
        if isinstance(node, ast.Name):
            return self._namespace.get(node.id)
        if isinstance(node, ast.Attribute):
            value = self._static_value(node.value)
            if isinstance(value, types.ModuleType):
                return getattr(value, node.attr, None)
        return None


def _options(call):
    given = dict(zip(_NAMES, call.args, strict=False))
    for keyword in call.keywords:
        if keyword.arg not in _NAMES or keyword.arg in given:
            raise TypeError(f"set_loop_options got an unexpected argument '{keyword.arg}'")
        given[keyword.arg] = keyword.value
    return given
