"""Variables of TensorFlow 1: references, and what assigns through them.

A reference is the `RefVariable` itself. Ops that take a reference get that object; where an op
wants the value, whoever runs the graph reads it at that time. Values are never written into: who
read an old one keeps it. Scattering into variables is in `variable_scatter.py`, reference forms of
control flow in `node_control_flow.py`, optimizer steps in `training.py`.
"""

from tfcompat._src.base.errors import (
    FailedPreconditionError,
    InvalidArgumentError,
    OutOfRangeError,
)
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import RefVariable
from tfcompat._src.ops import checks, handles, slicing
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op, shape_functions

NUMBERS = """{float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}"""


@op("""
    VariableV2() -> ref: Ref(dtype)
        shape: shape
        dtype: type
        container: string = ""
        shared_name: string = ""
""", stateful=True)
def variable_v2(xp, *, shape, dtype, container, shared_name):
    """Make a variable without a value and return a reference to it.

    One node stands for one variable, and nodes of a graph that share a name for the same one.

    Shapes:
        ref: `shape`
    Source: tf.raw_ops.VariableV2
    """
    return RefVariable(dtype, shape, shared_name.decode(), container.decode())


@variable_v2.shape
def variable_v2_shape(c):
    return [c.attr("shape")]


no_gradient(variable_v2, "a variable is where gradients end")


@op("""
    Variable() -> ref: Ref(dtype)
        shape: shape
        dtype: type
        container: string = ""
        shared_name: string = ""
""", stateful=True)
def variable(xp, *, shape, dtype, container, shared_name):
    """Make a variable without a value: the first version, whose shape [] means any shape.

    Shapes:
        ref: `shape`
    Source: tf.raw_ops.Variable
    """
    return variable_v2.kernel(
        xp, shape=_stated(shape), dtype=dtype, container=container, shared_name=shared_name
    )


@variable.shape
def variable_shape(c):
    return [_stated(c.attr("shape"))]


def _stated(shape):
    return TensorShape(None) if shape.rank == 0 else shape


@op("""
    TemporaryVariable() -> ref: Ref(dtype)
        shape: shape
        dtype: type
        var_name: string = ""
""", stateful=True)
def temporary_variable(xp, *, shape, dtype, var_name):
    """Make a variable that lives until `DestroyTemporaryVariable` reads it.

    Shapes:
        ref: `shape`
    Source: tf.raw_ops.TemporaryVariable
    """
    return RefVariable(dtype, shape, var_name.decode())


temporary_variable.shape(variable_v2_shape)


@op("""
    DestroyTemporaryVariable(ref: Ref(T)) -> value: T
        T: type
        var_name: string
""")
def destroy_temporary_variable(xp, ref):
    """Return the last value of a temporary variable, which is gone afterwards.

    Shapes:
        ref: any
        value: the same
    Source: tf.raw_ops.DestroyTemporaryVariable
    """
    return read(ref)


@destroy_temporary_variable.shape
def _same_as_ref(c):
    return [c["ref"]]


def read(ref):
    """Return the value behind a reference.

    Raises:
        FailedPreconditionError: there is none.
    """
    if ref.value is None:
        raise FailedPreconditionError(f"Attempting to use uninitialized value {ref.name}")
    return ref.value


@op("""
    Assign(ref: Ref(T), value: T) -> output_ref: Ref(T)
        T: type
        validate_shape: bool = true
        use_locking: bool = true
""", flags=("allows_uninitialized_input",))
def assign(xp, ref, value, *, validate_shape):
    """Make `value` the value of a variable.

    Shapes:
        ref: any
        value: the same with `validate_shape`, else any
        output_ref: as `value`
    Errors:
        InvalidArgumentError: with `validate_shape`, the shape is another.
    Source: tf.raw_ops.Assign
    """
    if validate_shape and not ref.shape.is_compatible_with(value.shape):
        raise InvalidArgumentError(
            "Assign requires shapes of both tensors to match. "
            f"lhs shape= {shown(ref.shape)} rhs shape= {shown(value.shape)}"
        )
    ref.value = xp.asarray(value)
    return ref


@assign.shape
def assign_shape(c):
    if c.attr("validate_shape"):
        return [checks.merge(c["ref"], c["value"])]
    return [c["value"]]


no_gradient(assign, "assignments are not differentiated")


def _added(ref, value):
    old = read(ref)
    if old.shape != value.shape:
        raise InvalidArgumentError("Parameters and update must be the same size")
    return old


@op(f"""
    AssignAdd(ref: Ref(T), value: T) -> output_ref: Ref(T)
        T: {NUMBERS}
        use_locking: bool = false
""")
def assign_add(xp, ref, value):
    """Add to a variable.

    Shapes:
        ref, value, output_ref: any, the same
    Errors:
        FailedPreconditionError: the variable has no value.
        InvalidArgumentError: the shape is another.
    Source: tf.raw_ops.AssignAdd
    """
    with ref.lock:
        ref.value = xp.asarray(_added(ref, value) + value)
    return ref


@assign_add.shape
def assign_add_shape(c):
    return [checks.merge(c["ref"], c["value"])]


no_gradient(assign_add, "assignments are not differentiated")


@op(f"""
    AssignSub(ref: Ref(T), value: T) -> output_ref: Ref(T)
        T: {NUMBERS}
        use_locking: bool = false
""")
def assign_sub(xp, ref, value):
    """Subtract from a variable.

    Shapes:
        ref, value, output_ref: any, the same
    Errors:
        FailedPreconditionError: the variable has no value.
        InvalidArgumentError: the shape is another.
    Source: tf.raw_ops.AssignSub
    """
    with ref.lock:
        ref.value = xp.asarray(_added(ref, value) - value)
    return ref


assign_sub.shape(assign_add_shape)
no_gradient(assign_sub, "assignments are not differentiated")


@op("""
    IsVariableInitialized(ref: Ref(dtype)) -> is_initialized: bool
        dtype: type
""", flags=("allows_uninitialized_input",))
def is_variable_initialized(xp, ref):
    """Say whether a variable has a value.

    Shapes:
        ref: any
        is_initialized: []
    Source: tf.raw_ops.IsVariableInitialized
    """
    return xp.asarray(ref.value is not None)


is_variable_initialized.shape(shape_functions.scalar)


def _counted(xp, variable, value, limit):
    if value.ndim:
        raise InvalidArgumentError(f"input is not a scalar: {shown(value.shape)}")
    if value >= limit:
        raise OutOfRangeError(f"Reached limit of {limit}")
    variable.value = xp.asarray(value + value.dtype.type(1))
    return value


@op("""
    CountUpTo(ref: Ref(T)) -> output: T
        limit: int
        T: {int32, int64}
""")
def count_up_to(xp, ref, *, limit):
    """Return the value of a variable and then add one, until it has come to `limit`.

    Shapes:
        ref, output: []
    Errors:
        OutOfRangeError: the limit is reached.
    Source: tf.raw_ops.CountUpTo
    """
    with ref.lock:
        return _counted(xp, ref, read(ref), limit)


@count_up_to.shape
def count_up_to_shape(c):
    return [checks.with_rank(c["ref"], 0)]


no_gradient(count_up_to, "it counts")


@op("""
    ResourceCountUpTo(resource: resource) -> output: T
        limit: int
        T: {int32, int64}
""", stateful=True)
def resource_count_up_to(xp, resource, *, limit):
    """Return the value of a variable and then add one, until it has come to `limit`.

    Shapes:
        resource: a variable of shape []
        output: []
    Errors:
        OutOfRangeError: the limit is reached.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.ResourceCountUpTo
    """
    with resource.lock:
        return _counted(xp, resource, handles.value_of(resource), limit)


resource_count_up_to.shape(shape_functions.scalar)


@op("""
    RefIdentity(input: Ref(T)) -> output: Ref(T)
        T: type
""", flags=("allows_uninitialized_input",))
def ref_identity(xp, input):  # noqa: A002 - TensorFlow's argument name
    """Return the reference it gets.

    Shapes:
        input: any
        output: the same
    Source: tf.raw_ops.RefIdentity
    """
    return input


ref_identity.shape(shape_functions.unchanged)


@ref_identity.gradient
def ref_identity_gradient(op, dy):
    return dy


@op("""
    StridedSliceAssign(ref: Ref(T), begin: Index, end: Index, strides: Index,
                       value: T) -> output_ref: Ref(T)
        T: type
        Index: {int32, int64}
        begin_mask: int = 0
        end_mask: int = 0
        ellipsis_mask: int = 0
        new_axis_mask: int = 0
        shrink_axis_mask: int = 0
""", host=("begin", "end", "strides"))
def strided_slice_assign(
    xp, ref, begin, end, strides, value,
    *, begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask,
):
    """Replace a strided slice of a variable.

    Shapes:
        ref, output_ref: any
        begin, end, strides: [number of index expressions]
        value: broadcasts to what the indices select
    Errors:
        InvalidArgumentError: the indices or the value do not fit.
    Source: tf.raw_ops.StridedSliceAssign
    """
    masks = (begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask)
    with ref.lock:
        ref.value = slicing.replaced(read(ref), begin, end, strides, masks, value)
    return ref


strided_slice_assign.shape(_same_as_ref)
