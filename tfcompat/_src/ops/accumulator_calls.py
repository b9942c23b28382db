"""Ops on accumulators: adding gradients, and taking out their sum or mean.

What handles refer to is in `accumulators.py`. Those of rows are behind references only; the others
have a form for handles, and an older one for references.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.ops.accumulators import Accumulator, SparseAccumulator
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op, shape_functions

_REASON = "what is added up are gradients"
_NUMBERS = """
        dtype: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
                bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}"""
_MADE = f"""{_NUMBERS}
        shape: shape
        container: string = ""
        shared_name: string = ""
        reduction_type: {{"MEAN", "SUM"}} = "MEAN"
"""
_STEPS = ("local_step",)


def _accumulator_of(handle, kind=Accumulator):
    """Return the accumulator that a handle refers to.

    Raises:
        InvalidArgumentError: it refers to something else.
    """
    if isinstance(handle, kind):
        return handle
    raise InvalidArgumentError(
        "Trying to access a handle's resource using the wrong type. The handle points to a "
        f"resource (name '{handle.name}') of type '{type(handle).__name__}' but you are trying to "
        f"access the resource as a {kind.kind}")


def _scalar(value, name):
    checks.require(
        not value.ndim, f"Argument {name} must be scalar, but had shape {shown(value.shape)}")
    return int(value)


def _made(kind, dtype, shape, reduction_type, shared_name, container):
    return kind(
        dtype, shape, reduction_type == b"MEAN", shared_name.decode(), container.decode())


@op(f"ResourceConditionalAccumulator() -> handle: resource{_MADE}", stateful=True)
def resource_conditional_accumulator(xp, *, dtype, shape, container, shared_name, reduction_type):
    """Make an accumulator of gradients.

    Shapes:
        handle: []
    Source: tf.raw_ops.ResourceConditionalAccumulator
    """
    return _made(Accumulator, dtype, shape, reduction_type, shared_name, container)


@op(f"ConditionalAccumulator() -> handle: Ref(string){_MADE}", stateful=True)
def conditional_accumulator(xp, *, dtype, shape, container, shared_name, reduction_type):
    """The same, behind a reference.

    Shapes:
        handle: [2]
    Source: tf.raw_ops.ConditionalAccumulator
    """
    return _made(Accumulator, dtype, shape, reduction_type, shared_name, container)


@op(f"SparseConditionalAccumulator() -> handle: Ref(string){_MADE}", stateful=True)
def sparse_conditional_accumulator(xp, *, dtype, shape, container, shared_name, reduction_type):
    """Make an accumulator of gradients of rows.

    Shapes:
        handle: [2]
    Source: tf.raw_ops.SparseConditionalAccumulator
    """
    return _made(SparseAccumulator, dtype, shape, reduction_type, shared_name, container)


def _apply(xp, handle, local_step, gradient, dtype):
    found = _accumulator_of(handle)
    found.check_dtype(dtype)
    found.apply(xp, _scalar(local_step, "local_step"), gradient)


def _take(xp, handle, num_required, dtype):
    found = _accumulator_of(handle)
    found.check_dtype(dtype)
    return found.take(xp, _scalar(num_required, "num_required"))


@op(f"""
    ResourceAccumulatorApplyGradient(handle: resource, local_step: int64, gradient: dtype
            ) -> (){_NUMBERS}
""", stateful=True, host=_STEPS)
def resource_accumulator_apply_gradient(xp, handle, local_step, gradient, *, dtype):
    """Add a gradient, unless it is of an earlier step than the accumulator's.

    Shapes:
        local_step: []
        gradient: the accumulator's
    Errors:
        InvalidArgumentError: dtype or shape are not the accumulator's.
    Source: tf.raw_ops.ResourceAccumulatorApplyGradient
    """
    _apply(xp, handle, local_step, gradient, dtype)


@op("ResourceAccumulatorNumAccumulated(handle: resource) -> num_accumulated: int32", stateful=True)
def resource_accumulator_num_accumulated(xp, handle):
    """Return how many gradients there are.

    Shapes:
        num_accumulated: []
    Source: tf.raw_ops.ResourceAccumulatorNumAccumulated
    """
    return xp.asarray(_accumulator_of(handle).count, dtype=xp.int32)


@op("ResourceAccumulatorSetGlobalStep(handle: resource, new_global_step: int64) -> ()",
    stateful=True, host=("new_global_step",))
def resource_accumulator_set_global_step(xp, handle, new_global_step):
    """Let gradients of steps before this one be left out.

    Shapes:
        new_global_step: []
    Source: tf.raw_ops.ResourceAccumulatorSetGlobalStep
    """
    _accumulator_of(handle).set_step(_scalar(new_global_step, "new_global_step"))


@op(f"""
    ResourceAccumulatorTakeGradient(handle: resource, num_required: int32
            ) -> average: dtype{_NUMBERS}
""", stateful=True, host=("num_required",))
def resource_accumulator_take_gradient(xp, handle, num_required, *, dtype):
    """Take the mean or sum of the gradients; wait until there are enough.

    Shapes:
        num_required: []
        average: the accumulator's
    Errors:
        InvalidArgumentError: `num_required` is not above 0.
    Source: tf.raw_ops.ResourceAccumulatorTakeGradient
    """
    return _take(xp, handle, num_required, dtype)


@op(f"""
    AccumulatorApplyGradient(handle: Ref(string), local_step: int64, gradient: dtype
            ) -> (){_NUMBERS}
""", host=_STEPS)
def accumulator_apply_gradient(xp, handle, local_step, gradient, *, dtype):
    """The same, behind a reference.

    Shapes:
        local_step: []
        gradient: the accumulator's
    Errors:
        InvalidArgumentError: dtype or shape are not the accumulator's.
    Source: tf.raw_ops.AccumulatorApplyGradient
    """
    _apply(xp, handle, local_step, gradient, dtype)


@op("AccumulatorNumAccumulated(handle: Ref(string)) -> num_accumulated: int32")
def accumulator_num_accumulated(xp, handle):
    """The same, behind a reference.

    Shapes:
        num_accumulated: []
    Source: tf.raw_ops.AccumulatorNumAccumulated
    """
    return xp.asarray(_accumulator_of(handle).count, dtype=xp.int32)


@op("AccumulatorSetGlobalStep(handle: Ref(string), new_global_step: int64) -> ()",
    host=("new_global_step",))
def accumulator_set_global_step(xp, handle, new_global_step):
    """The same, behind a reference.

    Shapes:
        new_global_step: []
    Source: tf.raw_ops.AccumulatorSetGlobalStep
    """
    _accumulator_of(handle).set_step(_scalar(new_global_step, "new_global_step"))


@op(f"""
    AccumulatorTakeGradient(handle: Ref(string), num_required: int32
            ) -> average: dtype{_NUMBERS}
""", host=("num_required",))
def accumulator_take_gradient(xp, handle, num_required, *, dtype):
    """The same, behind a reference.

    Shapes:
        num_required: []
        average: the accumulator's
    Errors:
        InvalidArgumentError: `num_required` is not above 0.
    Source: tf.raw_ops.AccumulatorTakeGradient
    """
    return _take(xp, handle, num_required, dtype)


@op(f"""
    SparseAccumulatorApplyGradient(handle: Ref(string), local_step: int64, gradient_indices: int64,
            gradient_values: dtype, gradient_shape: int64) -> (){_NUMBERS}
        has_known_shape: bool
""", host=("local_step", "gradient_indices", "gradient_shape"))
def sparse_accumulator_apply_gradient(
    xp, handle, local_step, gradient_indices, gradient_values, gradient_shape, *, dtype,
    has_known_shape,
):
    """Add a gradient of rows, unless it is of an earlier step than the accumulator's.

    Shapes:
        local_step: []
        gradient_indices: [n]
        gradient_values: [n, ...]
        gradient_shape: [rank]
    Errors:
        InvalidArgumentError: dtype or shape are not the accumulator's.
    Source: tf.raw_ops.SparseAccumulatorApplyGradient
    """
    found = _accumulator_of(handle, SparseAccumulator)
    found.check_dtype(dtype)
    places, rows = gradient_indices, gradient_values
    if places.ndim != 1 or not rows.ndim or len(places) != len(rows):
        raise InvalidArgumentError(
            f"Indices of shape {shown(places.shape)} and values of shape {shown(rows.shape)} do "
            "not fit each other")
    shape = gradient_shape.tolist() if has_known_shape else None
    found.apply(xp, _scalar(local_step, "local_step"), (places.tolist(), rows, shape))


@op(f"""
    SparseAccumulatorTakeGradient(handle: Ref(string), num_required: int32) -> (
            indices: int64, values: dtype, shape: int64){_NUMBERS}
""", host=("num_required",))
def sparse_accumulator_take_gradient(xp, handle, num_required, *, dtype):
    """Take the mean or sum of the gradients of rows; wait until there are enough.

    Shapes:
        num_required: []
        indices: [n]
        values: [n, ...]
        shape: [rank]
    Errors:
        InvalidArgumentError: `num_required` is not above 0.
    Source: tf.raw_ops.SparseAccumulatorTakeGradient
    """
    found = _accumulator_of(handle, SparseAccumulator)
    found.check_dtype(dtype)
    return found.take(xp, _scalar(num_required, "num_required"))


def _reference(c):
    return [TensorShape([2])]


def _nothing(c):
    return []


_SHAPES = {
    shape_functions.scalar: (
        resource_accumulator_num_accumulated, accumulator_num_accumulated),
    _reference: (  # handles, too: recorded
        resource_conditional_accumulator, conditional_accumulator,
        sparse_conditional_accumulator),
    _nothing: (
        resource_accumulator_apply_gradient, resource_accumulator_set_global_step,
        accumulator_apply_gradient, accumulator_set_global_step,
        sparse_accumulator_apply_gradient),
    shape_functions.unknown: (
        resource_accumulator_take_gradient, accumulator_take_gradient,
        sparse_accumulator_take_gradient),
}
for _function, _records in _SHAPES.items():
    for _record in _records:
        _record.shape(_function)
        no_gradient(_record, _REASON)
