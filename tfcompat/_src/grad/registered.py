"""Gradients by name: what users register, and what nodes ask for by attribute.

A node's `_gradient_op_type` names the gradient to use in place of that of its op.
"""

from tfcompat._src.grad import rules

_BY_NAME = {}
ATTRIBUTE = "_gradient_op_type"


def rule_of(op):
    """Return the Rule for a node.

    Args:
        op: an Operation.

    Returns:
        A Rule that can be run.

    Raises:
        LookupError: there is no gradient.
    """
    name = op.attrs.get(ATTRIBUTE)
    if name is not None:
        name = (name if isinstance(name, bytes) else name.s).decode()
        rule = _BY_NAME.get(name)
    else:
        rule = _BY_NAME.get(op.type) if op.record is None else rules.of(op.record)
    if rule is None or (rule.function is None and not rule.none):
        raise LookupError(_missing(op))
    return rule


def _missing(op):
    return (
        f"No gradient defined for operation'{op.name}' (op type: {op.type}). In general every "
        "operation must have an associated `@tf.RegisterGradient` for correct autodiff, which "
        "this op is lacking. If you want to pretend this operation is a constant in your program, "
        "you may insert `tf.stop_gradient`. This can be useful to silence the error in cases "
        "where you know gradients are not needed, e.g. the forward pass of tf.custom_gradient. "
        "Please see more details in https://www.tensorflow.org/api_docs/python/tf/custom_gradient."
    )


def register(name, function):
    """Enter a gradient function under a name, as rules see calls.

    Raises:
        KeyError: the name is taken.
    """
    _BY_NAME[name] = rules.Rule(name, function)
