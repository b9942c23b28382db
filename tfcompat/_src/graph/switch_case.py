"""`tf.switch_case`: choosing a function by number, run at once or as a Case node.

The node itself is made in `cond`, with that of `tf.cond`.
"""

from tfcompat._src.core import context
from tfcompat._src.core.tensor import EagerTensor, Tensor
from tfcompat._src.graph import cond
from tfcompat._src.graph.func_graph import current_graph


def switch_case(branch_index, branch_fns, default=None, name="switch_case"):
    """Call one of several functions, by number; see `tf.switch_case`.

    Args:
        branch_index: an integer scalar tensor.
        branch_fns: a list of functions, a list of (number, function) pairs, or such a dict.
        default: the function for all other numbers; the last of `branch_fns` when None.
        name: a name for the node.

    Returns:
        What the function that is called returns.

    Raises:
        TypeError, ValueError: an argument is not of the kind it has to be.
    """
    functions = _checked(branch_fns, default, branch_index)
    if context.executing_eagerly() and isinstance(branch_index, EagerTensor):
        number = int(branch_index)
        return functions[number if 0 <= number < len(functions) else -1]()
    with current_graph().name_scope(name or "case"):
        return cond.indexed_case(branch_index, functions)


def _checked(branch_fns, default, branch_index):
    """Return the functions in the order of their numbers, `default` last."""
    if not isinstance(branch_index, Tensor):
        raise TypeError(f"'branch_index' must be a Tensor, got {type(branch_index)}")
    if not branch_index.dtype.is_integer:
        raise TypeError(f"'branch_index' must be an integer Tensor, got {branch_index.dtype}")
    if not branch_fns:
        raise ValueError("Must provide at least one item in 'branch_fns'")
    if not isinstance(branch_fns, (list, tuple, dict)):
        raise TypeError("'branch_fns' must be a list, tuple, or dict")
    pairs = branch_fns.items() if isinstance(branch_fns, dict) else branch_fns
    if all(callable(function) for function in pairs):
        pairs = list(enumerate(pairs))
    for pair in pairs:
        _check_pair(pair)
    keys = [key for key, _ in pairs]
    if min(keys) < 0 or max(keys) >= len(keys) or len(set(keys)) != len(keys):
        shown = ",".join(map(str, sorted(keys)))
        raise ValueError(
            f"branch indices (keys) must form contiguous range of [0 to {len(keys)}) but found "
            f"{{{shown}}}"
        )
    functions = [function for _, function in sorted(pairs, key=_number)]
    return functions if default is None else [*functions, default]


def _number(pair):
    return pair[0]


def _check_pair(pair):
    if not isinstance(pair, tuple) or len(pair) != 2:
        raise TypeError(f"Each entry in 'branch_fns' must be a 2-tuple. Received {pair}.")
    key, function = pair
    if not isinstance(key, int):
        raise TypeError(f"key must be a Python `int`, got {type(key)}")
    if not callable(function):
        raise TypeError(f"fn for key {key} must be callable.")
