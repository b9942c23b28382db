"""The global seed, and the seeds that random ops get from it.

Random functions are in `random.py`; the streams that seeds begin in `ops/random.py`.
"""

import numbers
import random
import weakref

from tfcompat._src.core import context
from tfcompat._src.ops import random as streams

_DEFAULT_SEED = 87654321
_MOST = 2**31 - 1

_seed = None
_generator = None
_counts = weakref.WeakKeyDictionary()


def set_seed(seed):
    """Set the global seed: random functions called from now on give the same in every run.

    Args:
        seed: a number, or None for no seed.

    Returns:
        None.

    Raises:
        TypeError: the seed is no number.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.set_seed(1)
        >>> first = tf.random.uniform([1])
        >>> tf.random.set_seed(1)
        >>> second = tf.random.uniform([1])
        >>> bool(first == second)
        True
    """
    global _seed, _generator
    if seed is not None and not isinstance(seed, numbers.Real):
        raise TypeError(f"The global seed must be a number or None, not {seed!r}.")
    graph = getattr(context.current(), "graph", None)
    if graph is not None:
        graph.seed = seed  # it holds for this graph alone
        return
    _seed = seed
    _generator = random.Random(seed)
    _counts.clear()
    streams.restart_all()


def get_seed(op_seed):
    """The two seeds of a random operation.

    Args:
        op_seed: the operation's own seed, or None.

    Returns:
        A pair of integers, or of None where neither this seed nor the global one is set.

    Raises:
        TypeError: the seed is no number.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.set_seed(1)
        >>> tf.compat.v1.get_seed(3)
        (1, 3)
    """
    pair = of_op(op_seed)
    return (None, None) if pair == (0, 0) else pair


def of_op(seed):
    """Return the two seeds for a random op.

    Args:
        seed: the op's own seed, or None.

    Returns:
        Two integers; both 0 where no seed was set, which begins a stream anywhere.
    """
    graph = getattr(context.current(), "graph", None)
    base = _seed if graph is None or graph.seed is None else graph.seed
    if base is not None:
        pair = int(base % _MOST), (_next_seed() if seed is None else seed) % _MOST
    elif seed is not None:
        pair = _DEFAULT_SEED, seed % _MOST
    else:
        return 0, 0
    return (0, _MOST) if pair == (0, 0) else pair


def _next_seed():
    """The seed of an op without one: drawn when running eagerly, counted in graphs."""
    if context.executing_eagerly():
        return _generator.randint(0, _MOST)
    graph = context.current().graph
    count = _counts.get(graph, 0)
    _counts[graph] = count + 1
    return count
