"""Branches and loops over tensors: `tf.cond`, `tf.case`, `tf.switch_case`, `tf.while_loop`.

The nodes that they make in graphs are built in the graph room; maps, scans and folds, which are
made of loops, are in `functional_loops`.
"""

import collections
import functools
import logging

from tfcompat._src.core import context
from tfcompat._src.core.convert import constant
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend import casting, checks, joining, reductions, scopes
from tfcompat._src.frontend.comparison import less_equal
from tfcompat._src.frontend.control import control_dependencies
from tfcompat._src.graph import cond as conditions
from tfcompat._src.graph import switch_case as switches
from tfcompat._src.graph import while_loop as loops


def cond(pred, true_fn=None, false_fn=None, name=None):
    """Call one of two functions, as a condition says.

    In a graph both functions are traced, and the node made of them calls one when it runs.

    Args:
        pred: a boolean scalar.
        true_fn: the function to call if `pred` holds; it takes no arguments.
        false_fn: the function to call otherwise; it returns the same structure and dtypes.
        name: a name for the node.

    Returns:
        What the function that is called returns.

    Raises:
        TypeError: an argument is missing or not callable, or the functions return different
            structures.

    Example:
        >>> import tfcompat as tf
        >>> x = tf.constant(3.0)
        >>> tf.cond(x > 2.0, lambda: x * 10.0, lambda: x)
        <tf.Tensor: shape=(), dtype=float32, numpy=30.0>
    """
    for argument, value in (("true_fn", true_fn), ("false_fn", false_fn)):
        if value is None:
            raise TypeError(f"cond(): '{argument}' argument required")
    for argument, value in (("true_fn", true_fn), ("false_fn", false_fn)):
        if not callable(value):
            raise TypeError(f"'{argument}' must be callable.")
    return conditions.cond(pred, true_fn, false_fn, name)


def switch_case(branch_index, branch_fns, default=None, name="switch_case"):
    """Call one of several functions, by number.

    Args:
        branch_index: an integer scalar tensor.
        branch_fns: a list of functions, a list of (number, function) pairs, or a dict of numbers
            to functions; the numbers go from 0 without a gap.
        default: the function for all other numbers; the one with the highest number when None.
        name: a name for the node.

    Returns:
        What the function that is called returns.

    Raises:
        TypeError: an argument is not of the kind it has to be.
        ValueError: there is no function, or the numbers have gaps.

    Example:
        >>> import tfcompat as tf
        >>> tf.switch_case(tf.constant(1), [lambda: tf.constant("no"), lambda: tf.constant("yes")])
        <tf.Tensor: shape=(), dtype=string, numpy=b'yes'>
    """
    return switches.switch_case(branch_index, branch_fns, default, name)


def case(pred_fn_pairs, default=None, exclusive=False, strict=False, name="case"):
    """Call the function of the first condition that holds.

    Args:
        pred_fn_pairs: list of (boolean scalar tensor, function) pairs.
        default: the function to call when no condition holds; None makes that an error.
        exclusive: whether more than one condition that holds is an error.
        strict: accepted for compatibility.
        name: a name for the nodes.

    Returns:
        What the function that is called returns.

    Raises:
        TypeError: an argument is not of the kind it has to be.
        InvalidArgumentError: too many conditions hold, or none.

    Example:
        >>> import tfcompat as tf
        >>> x = tf.constant(5)
        >>> tf.case([(x < 3, lambda: tf.constant("low")), (x < 9, lambda: tf.constant("middle"))],
        ...         default=lambda: tf.constant("high"))
        <tf.Tensor: shape=(), dtype=string, numpy=b'middle'>
    """
    predicates, actions = _checked_pairs(pred_fn_pairs, exclusive, name)
    with scopes.scope(name, "case"):
        if default is None:
            default, predicates, actions = _default(predicates, actions)
        function = default
        for predicate, action in reversed(list(zip(predicates, actions, strict=True))):
            function = functools.partial(cond, predicate, true_fn=action, false_fn=function)
        if not exclusive:
            return function()
        with control_dependencies(
            [_at_most(predicates, 1, "Input error: exclusive=True")]
        ):
            return function()


def _checked_pairs(pairs, exclusive, name):
    """Return the conditions and the functions."""
    if not isinstance(pairs, (list, tuple, dict)):
        raise TypeError(
            f"'pred_fn_pairs' must be a list, tuple, or dict. Received: {type(pairs)}"
        )
    if isinstance(pairs, collections.OrderedDict):
        pairs = pairs.items()
    elif isinstance(pairs, dict):
        pairs = _ordered(pairs, exclusive, name)
    for pair in pairs:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError(f"Each entry in 'pred_fn_pairs' must be a 2-tuple. Received {pair}.")
        predicate, function = pair
        if not isinstance(predicate, Tensor):
            raise TypeError(f"pred must be a Tensor, got: {predicate}")
        if predicate.dtype.name != "bool":
            raise TypeError(f"pred must be Tensor of type bool: {predicate.name}")
        if not callable(function):
            raise TypeError(f"fn for pred {predicate.name} must be callable.")
    predicates, actions = zip(*pairs)
    return predicates, actions


def _ordered(pairs, exclusive, name):
    if context.executing_eagerly():
        if not exclusive:
            raise ValueError(
                "Unordered dictionaries are not supported for the 'pred_fn_pairs' argument when "
                "`exclusive=False` and eager mode is enabled."
            )
        return list(pairs.items())
    if not exclusive:
        logging.getLogger("tensorflow").warning(
            "%s: An unordered dictionary of predicate/fn pairs was provided, but exclusive=False. "
            "The order of conditional tests is deterministic but not guaranteed.", name)
    return sorted(pairs.items(), key=lambda item: item[0].name)


def _at_most(predicates, count, message):
    """Assert that no more than `count` conditions hold."""
    stacked = joining.stack(predicates, name="preds_c")
    held = reductions.reduce_sum(casting.cast(stacked, "int32"), name="num_true_conds")
    names = ", ".join(getattr(predicate, "name", "?") for predicate in predicates)
    within = less_equal(held, constant(count, name="n_true_conds"))
    text = f"{message}: more than {count} conditions ({names}) evaluated as True:"
    return checks.Assert(within, [text, stacked], summarize=len(predicates))


def _default(predicates, actions):
    """Make the last condition the default, which fails where that does not hold either."""
    last = len(predicates) - 1

    def default():
        others = (
            f"Implementation error: selected default action #{last} was called, but some of "
            "other predicates are True: "
        )
        data = ("Input error: None of conditions evaluated as True:",
                joining.stack(predicates, name="preds_c"))
        first = _at_most(predicates[:last], 0, others)
        with control_dependencies([first, checks.Assert(predicates[last], data)]):
            return actions[last]()

    return default, predicates[:last], actions[:last]


def while_loop(
    cond, body, loop_vars, shape_invariants=None, parallel_iterations=10, back_prop=True,
    swap_memory=False, maximum_iterations=None, name=None,
):
    """Call `body` on its own results for as long as `cond` of them holds.

    In a graph both functions are traced once, and the node made of them runs the loop.

    Args:
        cond: function of the loop variables that returns a boolean scalar.
        body: function of the loop variables that returns their next values.
        loop_vars: list, tuple or other nest of the first values.
        shape_invariants: nest of TensorShapes or specs that the variables keep to in every
            iteration; by default the shapes they begin with.
        parallel_iterations: noted on the node.
        back_prop: whether the results have gradients.
        swap_memory: accepted; nothing is swapped.
        maximum_iterations: the loop ends after that many, whatever `cond` says.
        name: a name for the node.

    Returns:
        The last values of the loop variables, in the structure of `loop_vars`.

    Raises:
        TypeError: an argument is not of the kind it has to be, or a dtype changes.
        ValueError: a shape or the structure changes.

    Example:
        >>> import tfcompat as tf
        >>> tf.while_loop(lambda i, s: i < 4, lambda i, s: (i + 1, s + i), (0, 0))
        (<tf.Tensor: shape=(), dtype=int32, numpy=4>, <tf.Tensor: shape=(), dtype=int32, numpy=6>)
    """
    return loops.while_loop(
        cond, body, loop_vars, shape_invariants, parallel_iterations, back_prop, swap_memory,
        maximum_iterations, name)
