"""Operations that are known by a name in quotes: `custom_call` and what it may call.

Lives here: those that place and check, those whose shapes come as arrays, and calls of TensorFlow
functions. A name that is not here makes a program unsupported, which is said when it is read.
"""

import threading

from tfcompat._src.base import errors
from tfcompat._src.stablehlo import sorting, window_folding
from tfcompat._src.stablehlo.builders import builds
from tfcompat._src.stablehlo.elementwise import total_order, widened
from tfcompat._src.stablehlo.random_bits import drawing
from tfcompat._src.wire import vhlo

TARGETS = {}
class _Called(threading.local):
    """What the innermost call of a program on this thread was given."""

    functions = ()
    is_checked = True


_called = _Called()


def run_with(functions, is_checked, main, arrays):
    """Call `main` while programs may call TensorFlow functions by their numbers.

    Args:
        functions: list of functions of arrays that return lists of arrays.
        is_checked: whether what programs expect of shapes is checked.
        main: a function of arrays.
        arrays: what it is called with.
    """
    before = _called.functions, _called.is_checked
    _called.functions, _called.is_checked = functions, is_checked
    try:
        return main(*arrays)
    finally:
        _called.functions, _called.is_checked = before


def _function(number):
    functions = _called.functions
    if not 0 <= number < len(functions):
        raise errors.InvalidArgumentError(
            f"The program calls function {number} of {len(functions)} in 'function_list'."
        )
    return functions[number]


def calls(*names):
    """Enter what a custom call of one of `names` does, as `builders.builds` does."""

    def enter(function):
        for name in names:
            TARGETS[name] = function
        return function

    return enter


@builds("custom_call")
def custom_call(call):
    """An operation by name."""
    target = call.text("call_target_name")
    if target not in TARGETS:
        raise errors.UnsupportedError(f"The StableHLO custom call '{target}' is not supported.")
    built = TARGETS[target](call)
    sizes = call.attributes.get("indices_of_shape_operands")
    if sizes is None or target.startswith("stablehlo.dynamic_"):
        return built
    # The shapes of results, where they are not known before: what there is here knows them anyway.
    left_out = frozenset(call.numbers("indices_of_shape_operands"))
    return lambda *values: built(*(x for i, x in enumerate(values) if i not in left_out))


def settings(call):
    """Return the dictionary that says what a custom call is to do, in either of its places."""
    for name in ("backend_config", "mhlo.backend_config", "tf.backend_config", "mhlo.attributes"):
        value = call.attributes.get(name)
        if isinstance(value, dict):
            return value
    return {}


@calls(
    "Sharding", "SPMDFullToShardShape", "SPMDShardToFullShape", "LayoutConstraint",
    "annotate_device_placement", "MoveToHost", "MoveToDevice", "xla.sdy.FuncResultSharding",
    "xla.sdy.GlobalToLocalShape", "xla.sdy.LocalToGlobalShape", "CreateOpaqueId",
)  # fmt: skip
def placed(call):
    """Where an array is kept: it is in one place here."""
    if len(call.results) == 1:
        return lambda x, *_: x
    return lambda *values: values[: len(call.results)]


@calls("shape_assertion")
def shape_assertion(call):
    """A check of what a program expects of shapes; the message may speak of numbers."""
    message = vhlo.as_text(call.attributes.get("error_message") or "")

    def run(holds, *numbers):
        if not holds and _called.is_checked:
            raise errors.InvalidArgumentError(_filled(message, [int(x) for x in numbers]))
        return [] if len(call.results) != 1 else holds

    return run


def _filled(message, numbers):
    for i, number in enumerate(numbers):
        message = message.replace("{" + str(i) + "}", str(number))
    return message


@calls("stablehlo.dynamic_reduce_window")
def dynamic_reduce_window(call):
    """Fold windows, the sizes of which come as arrays; the function is one of the program's."""
    xp = call.xp
    count = len(call.results)
    name = str(call.attribute("called_computations")[0])
    call.regions = [call.program.bodies[name]]

    def run(*values):
        arrays, vectors = values[: 2 * count], [x.tolist() for x in values[2 * count :]]
        padding = [number for pair in vectors.pop() for number in pair]
        windows = window_folding.Windows(*vectors, padding)
        run_on = window_folding.folding_windows(call, windows)
        return run_on(*arrays, call.program.function(xp, name))

    return run


@calls("stablehlo.dynamic_rng_bit_generator")
def dynamic_rng_bit_generator(call):
    """Random bits in a shape that comes as a vector."""
    draw = drawing(call, call.attribute("rng_algorithm"))
    return lambda state, shape: draw(state, tuple(shape.tolist()))


@calls("ApproxTopK", "stablehlo.dynamic_approx_top_k")
def approximate_top_k(call):
    """What is first along a dimension by any comparison; it is exact here."""
    xp, axis = call.xp, int(settings(call)["reduction_dim"])
    count = len(call.results)
    name = str(call.attribute("called_computations")[0])
    call.regions = [call.program.bodies[name]]
    kept = call.results[0].shape[axis]

    def run(*values):
        k = kept if kept is not None else int(values[2 * count])
        comparator = call.program.function(xp, name)
        return sorting.first_in_order(call, axis, values[:count], comparator, k)

    return run


@calls("mhlo.topk", "stablehlo.dynamic_top_k", "TopK")
def top_k(call):
    """The largest, or smallest, numbers along the last dimension, and where they are."""
    xp, found = call.xp, settings(call)
    fixed = found.get("k")
    largest = found.get("largest", True)
    types = call.dtype(0), call.dtype(1)

    def run(x, *given):
        k = int(given[0]) if given else int(fixed) if fixed is not None else call.shape(0)[-1]
        return best(xp, x, k, largest, types)

    return run


def best(xp, x, k, largest, types):
    """Return the `k` largest, or smallest, numbers and their places."""
    keys = x if x.dtype.kind in "iub" else total_order(xp, xp.ascontiguousarray(x))
    keys = ~keys if largest else keys
    order = xp.argsort(keys, axis=-1, kind="stable")[..., :k]
    return [xp.take_along_axis(x, order, -1).astype(types[0]), order.astype(types[1])]


@calls("mhlo.erf")
def erf(call):
    """The error function."""
    return widened(call, call.xp.erf)


_MATH = {
    "mhlo.acos": "arccos", "mhlo.acosh": "arccosh", "mhlo.asin": "arcsin",
    "mhlo.asinh": "arcsinh", "mhlo.atanh": "arctanh", "mhlo.cosh": "cosh", "mhlo.sinh": "sinh",
    "mhlo.tan": "tan",
}  # fmt: skip


@calls(*_MATH)
def function(call):
    """Functions that the array module has."""
    return widened(call, getattr(call.xp, _MATH[call.text("call_target_name")]))


@calls("tf.call_tf_function")
def call_tf_function(call):
    """A TensorFlow function: the op that runs the program hands it over."""
    found = call.attributes.get("tf.backend_config")
    if not isinstance(found, dict) or "called_index" not in found:
        raise errors.InvalidArgumentError(
            "A call of a TensorFlow function does not say which one: it lacks 'called_index'."
        )
    number = int(found["called_index"])
    has_token = bool(found.get("has_token_input_output", False))
    results = len(call.results) - has_token

    def run(*values):
        values = values[1:] if has_token else values
        given = list(_function(number)(*values))
        dtypes = [vhlo.dtype_of(type_.element) for type_ in call.results[has_token:]]
        if len(given) != results:
            raise errors.InvalidArgumentError(
                f"Function {number} returned {len(given)} tensors, not {results}."
            )
        given = [call.xp.asarray(x).astype(t) for x, t in zip(given, dtypes, strict=True)]
        given = [call.xp.zeros((), bool), *given] if has_token else given
        return given if len(call.results) != 1 else given[0]

    return run


