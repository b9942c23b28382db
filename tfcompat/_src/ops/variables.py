"""Resource variables: handles, reads and assignments.

A value is never written into: each assignment stores a new array, so that whoever read the old
one keeps it. Gathering from variables is in `gather.py`, scattering in `variable_scatter.py`,
optimizer steps in `training.py`, variables of TensorFlow 1 in `ref_variables.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError, NotFoundError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import VariableResource
from tfcompat._src.ops import checks, handles, slicing
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op, shape_functions
from tfcompat._src.registry.definition import type_name


@op("""
    VarHandleOp() -> resource: resource
        container: string = ""
        shared_name: string = ""
        debug_name: string = ""
        dtype: type
        shape: shape
        allowed_devices: list(string) = []
""", stateful=True)
def var_handle_op(xp, *, container, shared_name, debug_name, dtype, shape):
    """Make a variable without a value and return its handle.

    One node stands for one variable, and nodes of a graph that share a name for the same one: a
    graph runs this once for all of them and keeps what it made.

    Shapes:
        resource: []
    Source: tf.raw_ops.VarHandleOp
    """
    name = shared_name or debug_name
    return VariableResource(dtype, shape, name.decode(), container.decode())


var_handle_op.shape(shape_functions.scalar)
no_gradient(var_handle_op, "a handle is no number")


@op("""
    ReadVariableOp(resource: resource) -> value: dtype
        dtype: type
""", stateful=True)
def read_variable_op(xp, resource, *, dtype):
    """Return the value of a variable.

    Shapes:
        resource: a variable of any shape
        value: the same
    Errors:
        FailedPreconditionError: the variable has no value.
        InvalidArgumentError: it is of another dtype.
    Source: tf.raw_ops.ReadVariableOp
    """
    value = resource.value
    if value is None:
        raise handles.unreadable(resource)
    if dtype is not resource.dtype and dtype != resource.dtype:
        raise InvalidArgumentError(
            f"Trying to read variable with wrong dtype. Expected {type_name(dtype)} "
            f"got {type_name(resource.dtype)}"
        )
    return value


@read_variable_op.shape
def read_variable_op_shape(c):
    known = c.handle("resource")
    if known is None:
        return [TensorShape(None)]
    _check_dtype(known[0], c.attr("dtype"))
    return [known[1]]


@read_variable_op.gradient
def read_variable_op_gradient(op, dy):
    return dy


def _check_dtype(held, wanted):
    if held != wanted:
        raise ValueError(
            f"Trying to read variable with wrong dtype. Expected {type_name(held)} "
            f"got {type_name(wanted)}"
        )


@op("""
    AssignVariableOp(resource: resource, value: dtype) -> ()
        dtype: type
        validate_shape: bool = false
""", stateful=True)
def assign_variable_op(xp, resource, value, *, dtype, validate_shape):
    """Make `value` the value of a variable.

    Shapes:
        resource: a variable of any shape
        value: compatible with it
    Errors:
        InvalidArgumentError: the dtype, or with `validate_shape` the shape, is another.
    Source: tf.raw_ops.AssignVariableOp
    """
    if dtype is not resource.dtype and dtype != resource.dtype:
        raise InvalidArgumentError(
            f"Trying to assign variable with wrong dtype. Expected {type_name(resource.dtype)} "
            f"got {type_name(dtype)}"
        )
    old = resource.value
    if validate_shape and old is not None and old.shape != value.shape:
        raise InvalidArgumentError(
            "Trying to assign to variable with tensor with wrong shape. Expected "
            f"{shown(old.shape)} got {shown(value.shape)}"
        )
    if old is None:
        handles.fill(resource, xp.asarray(value))
    else:
        resource.value = xp.asarray(value)


@assign_variable_op.shape
def assign_variable_op_shape(c):
    known = c.handle("resource")
    if known is not None:
        _check_dtype(known[0], c.attr("dtype"))
        checks.merge(known[1], c["value"])
    return []


def _operand(resource, value):
    """The current value of a variable that is about to change by an equally shaped `value`."""
    old = handles.value_of(resource)
    if old.shape != value.shape:
        raise InvalidArgumentError(
            f"Cannot update variable with shape {shown(old.shape)} using a Tensor with shape "
            f"{shown(value.shape)}, shapes must be equal."
        )
    if old.dtype != value.dtype:
        raise InvalidArgumentError("DType of variable handle and value does not match.")
    return old


@op("""
    AssignAddVariableOp(resource: resource, value: dtype) -> ()
        dtype: type
""", stateful=True)
def assign_add_variable_op(xp, resource, value):
    """Add to a variable.

    Shapes:
        resource: a variable of any shape
        value: the same
    Errors:
        InvalidArgumentError: dtype or shape differ.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.AssignAddVariableOp
    """
    with resource.lock:
        resource.value = xp.asarray(_operand(resource, value) + value)


assign_add_variable_op.shape(assign_variable_op_shape)


@op("""
    AssignSubVariableOp(resource: resource, value: dtype) -> ()
        dtype: type
""", stateful=True)
def assign_sub_variable_op(xp, resource, value):
    """Subtract from a variable.

    Shapes:
        resource: a variable of any shape
        value: the same
    Errors:
        InvalidArgumentError: dtype or shape differ.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.AssignSubVariableOp
    """
    with resource.lock:
        resource.value = xp.asarray(_operand(resource, value) - value)


assign_sub_variable_op.shape(assign_variable_op_shape)


@op("""
    VarIsInitializedOp(resource: resource) -> is_initialized: bool
""", stateful=True)
def var_is_initialized_op(xp, resource):
    """Say whether a variable has a value.

    Shapes:
        resource: a variable of any shape
        is_initialized: []
    Source: tf.raw_ops.VarIsInitializedOp
    """
    return xp.array(resource.value is not None)


var_is_initialized_op.shape(shape_functions.scalar)
no_gradient(var_is_initialized_op, "it does not vary with the value")


@op("""
    VariableShape(input: resource) -> output: out_type
        out_type: {int32, int64} = int32
""", stateful=True)
def variable_shape(xp, input, *, out_type):  # noqa: A002 - TensorFlow's argument name
    """Return the sizes of a variable's value as a vector.

    Shapes:
        input: a variable of any shape
        output: [its rank]
    Errors:
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.VariableShape
    """
    return xp.array(handles.value_of(input).shape, numpy_dtype(out_type))


@variable_shape.shape
def variable_shape_shape(c):
    known = c.handle("input")
    return [TensorShape([None if known is None else known[1].rank])]


no_gradient(variable_shape, "a shape does not vary with the values")


@op("""
    DestroyResourceOp(resource: resource) -> ()
        ignore_lookup_error: bool = true
""", stateful=True)
def destroy_resource_op(xp, resource, *, ignore_lookup_error):
    """Forget a variable of a name; what else a handle refers to ends with its last handle.

    Shapes:
        resource: []
    Errors:
        NotFoundError: there is nothing to forget, and that was asked to be an error.
    Source: tf.raw_ops.DestroyResourceOp
    """
    if not isinstance(resource, VariableResource) or resource.container == "Anonymous":
        return
    if resource.value is None and not ignore_lookup_error:
        sentence = handles.missing(resource, "<unknown>")
        raise NotFoundError(sentence.partition(" (Could not find")[0])
    resource.value = None


@destroy_resource_op.shape
def destroy_resource_op_shape(c):
    return []


@op("""
    DisableCopyOnRead(resource: resource) -> ()
""", stateful=True)
def disable_copy_on_read(xp, resource):
    """Ask that reads do not copy; they never do.

    Shapes:
        resource: a variable of any shape
    Errors:
        FailedPreconditionError: the variable has no value.
    Source: tf.raw_ops.DisableCopyOnRead
    """
    if resource.value is None:
        raise handles.unreadable(resource)


@disable_copy_on_read.shape
def disable_copy_on_read_shape(c):
    return []


@op("""
    ResourceStridedSliceAssign(ref: resource, begin: Index, end: Index, strides: Index,
        value: T) -> ()
        T: type
        Index: {int32, int64}
        begin_mask: int = 0
        end_mask: int = 0
        ellipsis_mask: int = 0
        new_axis_mask: int = 0
        shrink_axis_mask: int = 0
""", stateful=True, host=("begin", "end", "strides"))
def resource_strided_slice_assign(
    xp, ref, begin, end, strides, value,
    *, begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask,
):
    """Replace a strided slice of a variable.

    Shapes:
        ref: a variable of any shape
        begin, end, strides: [number of index expressions]
        value: broadcasts to what the indices select
    Errors:
        InvalidArgumentError: the indices or the value do not fit.
    Source: tf.raw_ops.ResourceStridedSliceAssign
    """
    masks = (begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask)
    with ref.lock:
        old = handles.value_of(ref)
        if old.dtype != value.dtype:
            kinds = [type_name(dtypes.from_numpy(array.dtype)) for array in (old, value)]
            raise InvalidArgumentError(
                "l-value dtype {} does not match r-value dtype {}".format(*kinds)
            )
        ref.value = slicing.replaced(old, begin, end, strides, masks, value)


@resource_strided_slice_assign.shape
def resource_strided_slice_assign_shape(c):
    return []
