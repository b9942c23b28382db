"""Loops that become While nodes: over conditions, ranges, tensors, ragged tensors and iterators."""

import numpy as np

from tfcompat._src.base import dtypes, errors, nest
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.function.autograph import log
from tfcompat._src.function.autograph.operators import builtins, kinds, undefined, verify
from tfcompat._src.function.autograph.operators.undefined import Undefined, UndefinedReturnValue
from tfcompat._src.graph import shape_inference
from tfcompat._src.graph.cond import cond
from tfcompat._src.graph.func_graph import FuncGraph, current_graph
from tfcompat._src.graph.graph import placeholder
from tfcompat._src.graph.while_loop import while_loop

_FOUND_OUT = (UnboundLocalError, TypeError, ValueError, KeyError, errors.OpError)


def while_stmt(test, body, get_state, set_state, names, options):
    """Make a loop of functions that share variables; the arguments are those of the statement."""
    first = get_state()
    options = {key: value for key, value in options.items() if key != "iterate_names"}
    given = options.pop("shape_invariants", ())
    missing = [undefined.is_missing(value) for value in first]
    started = None
    if any(missing):
        started = _Started(names, first, missing)
        values, given = started.begin(body, get_state, set_state, given)
    else:
        values = first
    invariants = _positional(given, values)

    def tested(*variables):
        set_state(variables[1:] if started else variables)
        return verify.condition(test(), "while loop")

    def run(*variables):
        entry = variables[1:] if started else variables
        set_state(entry)
        body()
        after = get_state()
        verify.round_of_loop(names, values, entry, after, invariants)
        return (True, *after) if started else after

    if invariants is not None:
        options["shape_invariants"] = (None, *invariants) if started else invariants
    results = while_loop(
        tested, run, (False, *values) if started else values, return_same_structure=True, **options)
    set_state(started.end(results) if started else results)


def _positional(given, values):
    """Return the invariants of all variables; they were given as pairs of value and shape."""
    if not given:
        return None
    by_value = {id(value): (value, shape) for value, shape in given}
    found = []
    for value in values:
        known, shape = by_value.get(id(value), (None, None))
        found.append(shape if known is value else nest.map_structure(lambda _: None, value))
    return tuple(found)


class _Started:
    """A loop some of whose variables get their first value in the first round.

    One round is traced to find out what kind of values these are; zeros of that kind stand for
    them before it, and the loop fails when it runs if there was no round.
    """

    def __init__(self, names, first, missing):
        self._names = names
        self._first = first
        self._missing = missing

    def begin(self, body, get_state, set_state, given):
        """Return the values to begin the loop with, and all pairs of value and shape."""
        shapes = {id(value): shape for value, shape in given}
        round_values, note, values, extra = None, None, self._first, [None] * len(self._first)
        changed = False
        try:
            with context.push(FuncGraph("tmp", current_graph()).context):
                held = nest.map_structure(_held, self._first)
                changed = True
                set_state(held)
                body()
                round_values = get_state()
            made = [
                _stand_in(found, shapes.get(id(value)), value) if missing else (value, None)
                for value, missing, found in zip(
                    self._first, self._missing, round_values, strict=True)
            ]
            values, extra = zip(*made, strict=True)
        except _FOUND_OUT as error:
            log.tell(1, "Caught error while staging loop body", exc_info=True)
            note = ("Note: AutoGraph tried to define it automatically, but ran into a "
                    f"{type(error).__name__}: {error}")
        finally:
            if changed:
                set_state(values)
        verify.before_loop(self._names, values, round_values, note)
        merged = [
            (value, shapes.get(id(old), shape))
            for old, value, shape in zip(self._first, values, extra, strict=True)
        ]
        return values, [(value, shape) for value, shape in merged if shape is not None]

    def end(self, results):
        """Return the variables' last values, given that there was a round."""
        has_run, *values = results
        absent = ", ".join(
            "the function return value" if isinstance(value, UndefinedReturnValue) else name
            for name, value, missing in zip(self._names, self._first, self._missing, strict=True)
            if missing
        )
        check = kinds.frontend("checks", "Assert")(
            has_run, [f"loop must iterate at least once to initialize {absent}"])
        with kinds.frontend("control", "control_dependencies")([check] if check else []):
            return nest.map_structure(
                lambda value: raw.Identity(value) if isinstance(value, Tensor) else value, values)


def _held(value):
    """Return what a value is within a loop: a tensor whose value nobody knows."""
    if isinstance(value, (int, float, bool, str, np.ndarray, np.generic)):
        tensor = convert_to_tensor(value)
        return placeholder(current_graph(), tensor.dtype, tensor.shape)
    return value


def _stand_in(like, invariant, value):
    """Return a zero of the kind of `like`, and the shape that is to hold of the variable."""
    if undefined.is_missing(like):
        return value, None
    if isinstance(like, (int, float, bool)):
        return type(like)(0), None
    if kinds.is_tensor(like):
        return _zero(like, invariant)
    if isinstance(like, (list, tuple, dict)):
        leaves = nest.flatten(like)
        shapes = [None] * len(leaves) if invariant is None else nest.flatten(invariant)
        made = [_stand_in(*pair, None) for pair in zip(leaves, shapes, strict=True)]
        values, shapes = zip(*made, strict=True)
        return nest.pack_sequence_as(like, values), nest.pack_sequence_as(like, shapes)
    raise TypeError(
        f"Found an unsupported type '{type(like).__name__}' while creating placeholder for {like}. "
        "Supported types include Tensor, int, float, bool, list, tuple or dict.")


def _zero(like, invariant):
    zeros = kinds.frontend("creation", "zeros")
    shape = like.shape if invariant is None else TensorShape(invariant)
    if shape.rank is None:
        return zeros((), like.dtype), shape
    known = like.shape.as_list() if like.shape.rank is not None else [None] * shape.rank
    sizes = [
        (wanted or 0) if size is None else size
        for size, wanted in zip(known, shape.as_list(), strict=True)
    ]
    return zeros(sizes, like.dtype), shape if None in known else None


# `for` loops as `while` loops with a counter


class _Counted:
    """A `for` loop as a `while` loop that carries one more variable, the position.

    Args:
        position: its first value.
        within: function of the position that says whether there is a round.
        advance: function of the position that returns the next one.
        item: function of the position that returns the item there.
    """

    def __init__(self, position, within, advance, item):
        self.position = position
        self._within = within
        self._advance = advance
        self._item = item

    def run(self, extra_test, body, get_state, set_state, names, options):
        """Make the loop; the arguments are those of the statement."""

        def get():
            return (self.position, *get_state())

        def put(values):
            self.position, *rest = values
            set_state(rest)

        def one_round():
            body(self._item(self.position))
            self.position = self._advance(self.position)

        def test():
            within = self._within(self.position)
            return within if extra_test is None else cond(within, extra_test, lambda: False)

        while_stmt(test, one_round, get, put, ("<internal iterate>", *names), options)


def for_range(iterated, extra_test, body, get_state, set_state, names, options):
    """Loop over the numbers of a Range node without making them all."""
    start, limit, delta = iterated.op.inputs
    _range_length(start, limit, delta)
    loop = _Counted(start, lambda i: _within(i, limit, delta), lambda i: i + delta, lambda i: i)

    def get():
        # The target has the value of the position, for want of another, before the first round.
        return tuple(
            loop.position if name == options["iterate_names"] and isinstance(value, Undefined)
            else value for name, value in zip(names, get_state(), strict=True))

    loop.run(extra_test, body, get, set_state, names, options)


def _within(position, limit, delta):
    value = shape_inference.constant_value(delta)
    if value is not None:
        return position < limit if value >= 0 else position > limit
    up = raw.LogicalAnd(delta >= 0, position < limit)
    return raw.LogicalOr(up, raw.LogicalAnd(delta < 0, position > limit))


def _range_length(start, limit, delta):
    """Compute the number of rounds, as TensorFlow does for compilers that ask for it."""
    zeros_like = kinds.frontend("creation", "zeros_like")
    distance = limit - start
    length = distance // delta
    rest = raw.NotEqual(distance % delta, zeros_like(length))
    length = length + kinds.frontend("casting", "cast")(rest, distance.dtype)
    rounds = raw.Maximum(length, zeros_like(length))
    return kinds.frontend("casting", "cast")(rounds, dtypes.int32)


def for_tensor(iterated, extra_test, body, get_state, set_state, names, options):
    """Loop over the first dimension of a tensor."""
    from tfcompat._src.composite.tensor_array import TensorArray

    count = builtins.len_(iterated)
    items = TensorArray(iterated.dtype, size=count).unstack(iterated)
    loop = _Counted(0, lambda i: i < count, lambda i: i + 1, items.read)
    loop.run(extra_test, body, get_state, set_state, names, options)


def for_ragged(iterated, extra_test, body, get_state, set_state, names, options):
    """Loop over the rows of a ragged tensor."""
    verify.before_loop(names, get_state())
    known = iterated.shape[0] if iterated.shape else None
    count = iterated.row_lengths()[0] if known is None else known
    loop = _Counted(0, lambda i: i < count, lambda i: i + 1, lambda i: iterated[i])
    loop.run(extra_test, body, get_state, set_state, names, options)


def for_iterator(iterated, extra_test, body, get_state, set_state, names, options):
    """Loop over what an iterator has left."""
    has_next = True
    names = ("<internal has_next>", *names)

    def get():
        return (has_next, *get_state())

    def put(values):
        nonlocal has_next
        has_next, *rest = values
        set_state(rest)

    first = get()
    verify.before_loop(names, first)

    def one_round():
        nonlocal has_next
        item = iterated.get_next_as_optional()
        has_next = item.has_value()
        entry = get()

        def with_item():
            body(item.get_value())
            after = get()
            verify.round_of_loop(names, first, entry, after, None)
            return after

        put(cond(has_next, with_item, lambda: entry))

    def test():
        return has_next if extra_test is None else cond(has_next, extra_test, lambda: False)

    while_stmt(test, one_round, get, put, names, options)
