"""Gradients by name: what users register, and what nodes ask for by attribute.

A node's `_gradient_op_type` names the gradient to use in place of that of its op.
"""

import itertools

from tfcompat._src.grad import rules
from tfcompat._src.registry import exists, find

ATTRIBUTE = "_gradient_op_type"
# What TensorFlow notes at calls is for its own process; the gradient is that of the function.
_CALLS = frozenset(["PartitionedCall", "StatefulPartitionedCall"])
_BY_NAME = {}
_CUSTOM = itertools.count(1)


class RegisterGradient:
    """A decorator that registers a gradient function: `tf.RegisterGradient`.

    The function gets the operation and the gradients of its outputs and returns those of its
    inputs. The name is that of an op without a gradient, or one for `gradient_override_map`.

    Args:
        op_type: the name.

    Raises:
        TypeError: the name is no string.
        KeyError: there is a gradient of that name.

    Example:
        >>> import tfcompat as tf
        >>> @tf.RegisterGradient("Tenfold")
        ... def tenfold(op, grad):
        ...     return grad * 10.0
        >>> graph = tf.Graph()
        >>> with graph.as_default(), graph.gradient_override_map({"Sin": "Tenfold"}):
        ...     x = tf.constant(0.0)
        ...     y = tf.sin(x)
        ...     tf.gradients(y, x)
        [<tf.Tensor 'gradients/Sin_grad/mul:0' shape=() dtype=float32>]
    """

    def __init__(self, op_type):
        if not isinstance(op_type, str):
            raise TypeError("op_type must be a string")
        self._op_type = op_type

    def __call__(self, function):
        _check_free(self._op_type)
        if exists(self._op_type):
            record = find(self._op_type)
            record.gradient_function = _adapted(function)
            rules.forget(record)
        register(self._op_type, function)
        return function


def not_differentiable(op_type):
    """State that an op has no gradient, so that nothing flows through it: `tf.no_gradient`.

    Args:
        op_type: the name of the op.

    Raises:
        TypeError: the name is no string.
        KeyError: there is a gradient of that name.

    Example:
        >>> import tfcompat as tf
        >>> tf.no_gradient("MyOpWithoutGradient")
    """
    if not isinstance(op_type, str):
        raise TypeError("op_type must be a string")
    _check_free(op_type)
    if exists(op_type):
        record = find(op_type)
        record.gradient_reason = "stated by tf.no_gradient"
        rules.forget(record)
    _BY_NAME[op_type] = rules.Rule(op_type, None, none=True)


def _check_free(name):
    taken = name in _BY_NAME
    if not taken and exists(name):
        rule = rules.of(find(name))
        taken = rule.function is not None or find(name).gradient_reason is not None
    if taken:
        raise KeyError(
            f"Registering two gradient with name '{name}'! (Previous registration was in "
            f"{rules.__name__})"
        )


def register(name, function):
    """Enter a gradient function, of operations and gradients, under a name."""
    _BY_NAME[name] = rules.Rule(name, _adapted(function))


def new_name():
    """Return a name for the gradient that a function brings along.

    TensorFlow numbers its own; names that both may give would be mixed up where models are loaded.
    """
    return f"CustomGradient-tfcompat-{next(_CUSTOM)}"


def attach(gradients, name, function):
    """Enter a gradient function, of operations and gradients, into a graph's custom gradients."""
    gradients[name] = rules.Rule(name, _adapted(function))


def rule_of(op):
    """Return the Rule for a node.

    Args:
        op: an Operation.

    Returns:
        A Rule that can be run.

    Raises:
        LookupError: there is no gradient.
    """
    name = name_of(op)
    if name is not None:
        rule = op.graph.custom_gradients.get(name) or _BY_NAME.get(name)
    else:
        rule = _BY_NAME.get(op.type) if op.record is None else rules.of(op.record)
    if rule is None or (rule.function is None and not rule.none):
        raise LookupError(_missing(op))
    return rule


def name_of(op):
    """Return the name of the gradient that a node asks for, or None."""
    name = None if op.type in _CALLS else op.attrs.get(ATTRIBUTE)
    return None if name is None else (name if isinstance(name, bytes) else name.s).decode()


def noted_names(nodes):
    """Return the AttrValues of the names of gradients that NodeDefs ask for."""
    return [node.attr[ATTRIBUTE] for node in nodes
            if ATTRIBUTE in node.attr and node.op not in _CALLS]


def _missing(op):
    return (
        f"No gradient defined for operation'{op.name}' (op type: {op.type}). In general every "
        "operation must have an associated `@tf.RegisterGradient` for correct autodiff, which "
        "this op is lacking. If you want to pretend this operation is a constant in your program, "
        "you may insert `tf.stop_gradient`. This can be useful to silence the error in cases "
        "where you know gradients are not needed, e.g. the forward pass of tf.custom_gradient. "
        "Please see more details in https://www.tensorflow.org/api_docs/python/tf/custom_gradient."
    )


def _adapted(function):
    """A rule that calls a function of operations, as users write them."""

    def rule(call, *dys):
        return function(call.node or _Operation(call), *dys)

    return rule


class _Operation:
    """What users' gradient functions see of a call that was no node."""

    def __init__(self, call):
        self._call = call
        self.inputs, self.outputs = call.inputs, call.outputs
        self.type = self.name = call.name

    def get_attr(self, name):
        """Return the value of an attribute.

        Raises:
            KeyError: there is none of that name.
        """
        if name not in self._call.attrs:
            raise KeyError(name)
        return self._call.attrs[name]
