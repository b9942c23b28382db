"""`while` and `for` at run time: which way they run, and the way of Python.

Loops that become While nodes are in `staged_loops`, those over datasets in `datasets`.
"""

import traceback

from tfcompat._src.base import errors
from tfcompat._src.core import context
from tfcompat._src.function.autograph import log
from tfcompat._src.function.autograph.operators import datasets, kinds, registry, staged_loops
from tfcompat._src.graph.func_graph import FuncGraph, current_graph

_LIMITATIONS = (
    "\nSee https://github.com/tensorflow/tensorflow/blob/master/tensorflow/python/autograph/g3doc/"
    "reference/limitations.md#consistency-of-control-flow-types for more info."
)
_MAX_ROUNDS = 100_000_000
_LARGE_UNROLL = 50_000


def while_stmt(test, body, get_state, set_state, names, options):
    """Run a `while` statement.

    Args:
        test: function that evaluates the condition.
        body: function that runs the body.
        get_state, set_state: functions that get and set the variables of the statement.
        names: the names of these variables.
        options: what `set_loop_options` said.
    """
    # Only the value tells whether the loop is staged; a graph of its own keeps it without effect.
    with context.push(FuncGraph("tmp", current_graph()).context):
        first = test()
    if kinds.is_dense(first):
        staged_loops.while_stmt(test, body, get_state, set_state, names, options)
    elif first:
        body()
        _python_while(test, body)


def _python_while(test, body):
    rounds = _Rounds()
    while _truth(test(), _TURNED):
        body()
        rounds.count()


_TURNED = (
    "The condition of while loop started as non-Tensor, then changed to Tensor. This may happen "
    "either because variables changed type, or when a break or return statement inside the loop "
    "depends on a Tensor condition. In both cases, changing to a TF loop should remove the error."
)
_BREAKS = (
    "break and return statements which depend on a TF condition are not supported in Python for "
    "loops. Did you intend to make it a TF loop?"
)


def _truth(value, sentence):
    try:
        return bool(value)
    except errors.OperatorNotAllowedInGraphError as error:
        raise NotImplementedError(sentence + _LIMITATIONS) from error


def for_stmt(iterated, extra_test, body, get_state, set_state, names, options):
    """Run a `for` statement.

    Args:
        iterated: what is looped over.
        extra_test: function that says whether to go on, or None.
        body: function of an item that runs the body.
        get_state, set_state: functions that get and set the variables of the statement.
        names: the names of these variables.
        options: what `set_loop_options` said, and the text of the target as `iterate_names`.
    """
    run = registry.loops.lookup(iterated) or _staged(iterated)
    if run is not None:
        run(iterated, extra_test, body, get_state, set_state, names, options)
    else:
        _python_for(iterated, extra_test, body)


def _staged(iterated):
    if kinds.is_ragged(iterated):
        return staged_loops.for_ragged
    if kinds.is_tensor(iterated):
        known = kinds.is_range(iterated)
        return staged_loops.for_range if known else staged_loops.for_tensor
    if kinds.is_dataset(iterated):
        return datasets.for_stmt
    if kinds.is_iterator(iterated):
        return staged_loops.for_iterator
    return None


def _python_for(iterated, extra_test, body):
    rounds = _Rounds()
    if extra_test is None:
        for item in iterated:
            body(item)
            rounds.count()
    elif _truth(extra_test(), _BREAKS):
        for item in iterated:
            body(item)
            rounds.count()
            if not _truth(extra_test(), _BREAKS):
                break


class _Rounds:
    """Counts the rounds of a Python loop, and warns once of one that makes a very large graph."""

    __slots__ = ("_number", "_operations")

    def __init__(self):
        self._number = 1
        self._operations = None

    def count(self):
        """Note that a round is over."""
        self._number += 1
        if self._number > _LARGE_UNROLL:
            self._look()

    def _look(self):
        if self._number > _MAX_ROUNDS:
            raise ValueError("iteration limit exceeded")
        graph = current_graph()
        if graph is None or self._number > _LARGE_UNROLL + 3:
            return
        operations = set(graph.get_operations())
        if self._operations is not None and self._operations != operations:
            log.warn(
                "Large unrolled loop detected. Did you mean to use a TF loop? The following ops "
                "were created after iteration %s: %s\nSee https://github.com/tensorflow/"
                "tensorflow/blob/master/tensorflow/python/autograph/g3doc/reference/"
                "common_errors.md#warning-large-unrolled-loop-detected\nLocation:\n%s",
                self._number, tuple(operations - self._operations),
                "\n".join(traceback.format_stack()))
            self._number = _LARGE_UNROLL + 3
        self._operations = operations
