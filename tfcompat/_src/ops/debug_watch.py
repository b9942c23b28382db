"""Ops that watch what flows through a graph: they hand tensors on, or describe their numbers.

Tensors are sent nowhere: `debug_urls` and what belongs to it have no effect.
"""

import re

from tfcompat._src.base.dtypes import from_numpy, numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError, UnimplementedError
from tfcompat._src.core import raw
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import unchanged, unknown


@op("""
    CheckNumericsV2(tensor: T) -> output: T
        T: {bfloat16, half, float, double}
        message: string
""", stateful=True)
def check_numerics_v2(xp, tensor, *, message):
    """Hand on a tensor, or fail if it has infinities or NaN, naming which.

    Shapes:
        tensor, output: any, equal
    Errors:
        InvalidArgumentError: there are such.
    Source: tf.raw_ops.CheckNumericsV2
    """
    if xp.isfinite(tensor).all():
        return tensor
    kinds = [
        name for name, found in (
            ("-Inf", (tensor == -xp.inf).any()), ("+Inf", (tensor == xp.inf).any()),
            ("NaN", xp.isnan(tensor).any()),
        ) if found
    ]
    listed = kinds[0] if len(kinds) == 1 else ", ".join(kinds[:-1]) + (
        "," if len(kinds) > 2 else "") + " and " + kinds[-1]
    text = message.decode("utf-8", "replace")
    raise InvalidArgumentError(f"{text} : Tensor had {listed} values")


check_numerics_v2.shape(unchanged)


@check_numerics_v2.gradient
def check_numerics_v2_gradient(op, dy):
    message = b"Not a number (NaN) or infinity (Inf) values detected in gradient. "
    return raw.CheckNumericsV2(dy, message=message + op.attr("message"))


@op("""
    DebugGradientIdentity(input: T) -> output: T
        T: type
""", flags=("allows_uninitialized_input",))
def debug_gradient_identity(xp, input):  # noqa: A002
    """Hand on a tensor whose gradient is watched.

    Shapes:
        input, output: any, equal
    Source: tf.raw_ops.DebugGradientIdentity
    """
    return input


debug_gradient_identity.shape(unchanged)


@debug_gradient_identity.gradient
def debug_gradient_identity_gradient(op, dy):
    return dy


@op("""
    DebugGradientRefIdentity(input: Ref(T)) -> output: Ref(T)
        T: type
""", flags=("allows_uninitialized_input",))
def debug_gradient_ref_identity(xp, input):  # noqa: A002
    """Hand on a tensor whose gradient is watched.

    Shapes:
        input, output: any, equal
    Source: tf.raw_ops.DebugGradientRefIdentity
    """
    return input


debug_gradient_ref_identity.shape(unchanged)


@debug_gradient_ref_identity.gradient
def debug_gradient_ref_identity_gradient(op, dy):
    return dy


def _check_name(tensor_name):
    """Check that a name is of an output of a node, `node:0`."""
    text = tensor_name.decode("utf-8", "replace")
    if not re.fullmatch(r".*:\d+", text):
        raise InvalidArgumentError(f'Failed to parse tensor name: "{text}"')


@op("""
    DebugIdentity(input: T) -> output: T
        T: type
        device_name: string = ""
        tensor_name: string = ""
        debug_urls: list(string) = []
        gated_grpc: bool = false
""", flags=("allows_uninitialized_input",))
def debug_identity(xp, input, *, tensor_name):  # noqa: A002
    """Hand on a tensor.

    Shapes:
        input, output: any, equal
    Errors:
        InvalidArgumentError: `tensor_name` is no name of a tensor.
    Source: tf.raw_ops.DebugIdentity
    """
    _check_name(tensor_name)
    return input


debug_identity.shape(unchanged)


@op("""
    DebugIdentityV2(input: T) -> output: T
        T: type
        tfdbg_context_id: string = ""
        op_name: string = ""
        output_slot: int = -1
        tensor_debug_mode: int = -1
        debug_urls: list(string) = []
        circular_buffer_size: int = 1000
        tfdbg_run_id: string = ""
""", stateful=True)
def debug_identity_v2(xp, input):  # noqa: A002
    """Hand on a tensor.

    Shapes:
        input, output: any, equal
    Source: tf.raw_ops.DebugIdentityV2
    """
    return input


debug_identity_v2.shape(unchanged)


@debug_identity_v2.gradient
def debug_identity_v2_gradient(op, dy):
    return dy


@op("""
    DebugIdentityV3(input: T) -> output: T
        T: type
        device_name: string = ""
        tensor_name: string = ""
        io_of_node: string = ""
        is_input: bool = false
        io_index: int = -1
        debug_urls: list(string) = []
        gated_grpc: bool = false
""", stateful=True, flags=("allows_uninitialized_input",))
def debug_identity_v3(xp, input, *, tensor_name):  # noqa: A002
    """Hand on a tensor.

    Shapes:
        input, output: any, equal
    Errors:
        InvalidArgumentError: `tensor_name` is no name of a tensor.
    Source: tf.raw_ops.DebugIdentityV3
    """
    _check_name(tensor_name)
    return input


debug_identity_v3.shape(unchanged)


@op("""
    DebugNanCount(input: T) -> output: int64
        T: type
        device_name: string = ""
        tensor_name: string = ""
        debug_urls: list(string) = []
        gated_grpc: bool = false
""", flags=("allows_uninitialized_input",))
def debug_nan_count(xp, input, *, tensor_name):  # noqa: A002
    """Count the elements that are NaN.

    Shapes:
        input: any
        output: [1]
    Errors:
        InvalidArgumentError: `tensor_name` is no name of a tensor.
    Source: tf.raw_ops.DebugNanCount
    """
    _check_name(tensor_name)
    return xp.isnan(input).sum(dtype=xp.int64).reshape((1,))


# TensorFlow promises a scalar and gives a vector of one; here is no promise.
debug_nan_count.shape(unknown)


@op("""
    DebugNumericSummary(input: T) -> output: double
        T: type
        device_name: string = ""
        tensor_name: string = ""
        debug_urls: list(string) = []
        lower_bound: float = -inf
        upper_bound: float = inf
        mute_if_healthy: bool = false
        gated_grpc: bool = false
""", flags=("allows_uninitialized_input",))
def debug_numeric_summary(xp, input, *, tensor_name, lower_bound, upper_bound):  # noqa: A002
    """Describe a tensor by fourteen numbers and its sizes.

    In order: 1, the number of elements, of NaN, of numbers at or below the lower bound, negative,
    zero and positive ones, of those at or above the upper bound; then minimum, maximum, mean and
    variance of the others; the number of the type, the rank, and the sizes.

    Shapes:
        input: any
        output: [14 + rank]
    Errors:
        InvalidArgumentError: `tensor_name` is no name of a tensor.
    Source: tf.raw_ops.DebugNumericSummary
    """
    _check_name(tensor_name)
    x = input.astype(xp.float64)
    nan = xp.isnan(x)
    low = (x <= lower_bound) if lower_bound > -xp.inf else (x == -xp.inf)
    high = (x >= upper_bound) if upper_bound < xp.inf else (x == xp.inf)
    low, rest = low & ~nan, ~(nan | low | (high & ~nan))
    finite = x[xp.isfinite(x)]
    counts = [x.size, *(int(mask.sum()) for mask in (
        nan, low, rest & (x < 0), rest & (x == 0), rest & (x > 0), high & ~nan & ~low
    ))]
    moments = [float(part) for part in (
        finite.min(), finite.max(), finite.mean(), finite.var()
    )] if finite.size else [float("inf"), -float("inf"), float("nan"), float("nan")]
    kind = from_numpy(input.dtype).as_datatype_enum
    return xp.asarray([1, *counts, *moments, kind, input.ndim, *input.shape], dtype=xp.float64)


debug_numeric_summary.shape(unknown)


_MODES = _CURT, _CONCISE, _FULL, _SHAPE, _REDUCED = 2, 3, 4, 5, 8


@op("""
    DebugNumericSummaryV2(input: T) -> output: output_dtype
        output_dtype: {float, double} = float
        T: type
        tensor_debug_mode: int = -1
        tensor_id: int = -1
""")
def debug_numeric_summary_v2(
    xp, input, *, output_dtype, tensor_debug_mode, tensor_id  # noqa: A002
):
    """Describe a tensor by a few numbers, as many and which as the mode says.

    Modes: 2, whether there are infinities or NaN; 3, how many of each; 4, also rank, and how
    many negative, zero and positive numbers; 5, the shape; 8, which of them there are.

    Shapes:
        input: any
        output: [2], [5], [11], [10] or [3]
    Errors:
        UnimplementedError: there is no such mode.
    Source: tf.raw_ops.DebugNumericSummaryV2
    """
    mode, kind = tensor_debug_mode, from_numpy(input.dtype).as_datatype_enum
    if mode not in _MODES:
        raise UnimplementedError(f"Unimplemented tensor debug mode: {mode}")
    below, above, nan = input == -xp.inf, input == xp.inf, xp.isnan(input)
    bad = [int(mask.sum()) for mask in (below, above, nan)]
    if mode == _CURT:
        numbers = [tensor_id, float(any(bad))]
    elif mode == _CONCISE:
        numbers = [tensor_id, input.size, *bad]
    elif mode == _FULL:
        rest = ~(below | above | nan)
        signs = [int((rest & mask).sum()) for mask in (input < 0, input == 0, input > 0)]
        numbers = [tensor_id, -1, kind, input.ndim, input.size, *bad, *signs]
    elif mode == _SHAPE:
        sizes = ([*input.shape] + [0] * 6)[: max(6, input.ndim)][-6:]
        numbers = [tensor_id, kind, input.ndim, input.size, *sizes]
    else:
        infinities = (-float("inf"), float("inf"), float("nan"))
        numbers = [value if n else 0.0 for n, value in zip(bad, infinities, strict=True)]
    return xp.asarray(numbers, dtype=numpy_dtype(output_dtype))


debug_numeric_summary_v2.shape(unknown)
