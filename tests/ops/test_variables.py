"""Resource variables: reads, assignments, and what happens where there is no value."""

import numpy as np
import pytest

from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import VariableResource
from tfcompat._src.registry import find
from tfcompat._src.registry.shape_context import ShapeContext


def variable(*values, name="v", container=""):
    """A float32 vector variable; without values one that has not been assigned."""
    value = np.array(values, np.float32) if values else None
    return VariableResource(dtypes.float32, TensorShape([2]), name, container, value)


def run(op, *inputs, **attrs):
    """Call a kernel."""
    return find(op).kernel(xp, *inputs, **attrs)


def read(resource):
    """Read a float32 variable."""
    return run("ReadVariableOp", resource, dtype=dtypes.float32)


def test_each_call_for_a_handle_makes_a_variable():
    attrs = {
        "container": b"", "shared_name": b"x", "debug_name": b"",
        "dtype": dtypes.float32, "shape": TensorShape([2]),
    }

    first, second = run("VarHandleOp", **attrs), run("VarHandleOp", **attrs)

    assert first is not second
    assert (first.name, first.dtype, first.shape) == ("x", dtypes.float32, TensorShape([2]))


def test_reading_a_variable_without_a_value_says_so():
    with pytest.raises(errors.FailedPreconditionError) as caught:
        read(variable(name="kernel", container="never filled"))

    assert caught.value.message == (
        "Could not find variable kernel. This could mean that the variable has been deleted. In "
        "TF1, it can also mean the variable is uninitialized. Debug info: container=never filled, "
        "status error message=Container never filled does not exist. (Could not find resource: "
        "never filled/kernel)"
    )


def test_once_its_container_holds_something_only_the_variable_is_missing():
    run(
        "AssignVariableOp", variable(container="filled"), np.float32([1, 2]),
        dtype=dtypes.float32, validate_shape=False,
    )

    with pytest.raises(errors.NotFoundError) as caught:
        run("AssignAddVariableOp", variable(container="filled"), np.float32([1, 2]))

    assert caught.value.message == "Resource filled/v/N10tensorflow3VarE does not exist."


@pytest.mark.parametrize("op", ["AssignAddVariableOp", "AssignSubVariableOp"])
def test_who_read_a_variable_keeps_the_old_value(op):
    resource = variable(1, 2)
    before = read(resource)

    run(op, resource, np.float32([10, 20]))

    assert before.tolist() == [1, 2]
    assert read(resource).tolist() != [1, 2]


def test_scattering_and_slicing_leave_the_old_value_alone():
    resource = variable(1, 2)
    before = read(resource)
    one = np.array([0], np.int32)

    run("ResourceScatterUpdate", resource, one, np.float32([7]))
    run("ResourceScatterAdd", resource, one, np.float32([1]))
    run(
        "ResourceStridedSliceAssign", resource, one + 1, one + 2, one + 1, np.float32([9]),
        begin_mask=0, end_mask=0, ellipsis_mask=0, new_axis_mask=0, shrink_axis_mask=0,
    )

    assert before.tolist() == [1, 2]
    assert read(resource).tolist() == [8, 9]


MISFITS = [
    ("ReadVariableOp", (), {"dtype": dtypes.int32},
     "Trying to read variable with wrong dtype. Expected int32 got float"),
    ("AssignVariableOp", (np.int32([1]),), {"dtype": dtypes.int32, "validate_shape": False},
     "Trying to assign variable with wrong dtype. Expected float got int32"),
    ("AssignVariableOp", (np.float32([1]),), {"dtype": dtypes.float32, "validate_shape": True},
     "Trying to assign to variable with tensor with wrong shape. Expected [2] got [1]"),
    ("AssignAddVariableOp", (np.float32([1, 2, 3]),), {},
     "Cannot update variable with shape [2] using a Tensor with shape [3], shapes must be equal."),
    ("AssignSubVariableOp", (np.int32([1, 2]),), {},
     "DType of variable handle and value does not match."),
    ("ResourceApplyGradientDescent", (np.float32([1]), np.float32([1, 2])), {},
     "alpha is not a scalar: [1]"),
    ("ResourceApplyGradientDescent", (np.float32(1), np.float32([1])), {},
     "var and delta do not have the same shape[2] [1]"),
    ("ResourceGather", (np.int32([7]),), {"batch_dims": 0}, "indices[0] = 7 is not in [0, 2)"),
    ("ResourceGatherNd", (np.int32([7]),), {},
     "indices = [7] does not index into param shape [2], node name: ResourceGatherNd"),
    ("ResourceScatterAdd", (np.int32([1, 5]), np.float32([1, 2])), {},
     "indices[1] = 5 is not in [0, 2)"),
    ("ResourceScatterUpdate", (np.int32([0, 0]), np.float32([1, 2, 3])), {},
     "The shape of indices ([2]) must be a prefix of the shape of updates ([3])"),
]


@pytest.mark.parametrize(("op", "inputs", "attrs", "sentence"), MISFITS)
def test_misfits_are_told_in_the_words_of_tensorflow(op, inputs, attrs, sentence):
    resource = variable(1, 2)

    with pytest.raises(errors.InvalidArgumentError) as caught:
        run(op, resource, *inputs, **attrs)

    assert caught.value.message == sentence
    assert read(resource).tolist() == [1, 2]


def test_gradient_descent_needs_a_value():
    with pytest.raises(errors.InternalError, match="Invalid variable reference."):
        run("ResourceApplyGradientDescent", variable(), np.float32(1), np.float32([1, 2]))


def test_a_destroyed_variable_has_no_value():
    resource = variable(1, 2)

    run("DestroyResourceOp", resource, ignore_lookup_error=True)

    assert not run("VarIsInitializedOp", resource)
    with pytest.raises(errors.NotFoundError, match="does not exist"):
        run("DestroyResourceOp", resource, ignore_lookup_error=False)


def context(op, shapes, attrs):
    """What a shape function sees of a call on a float32 variable of two elements."""
    record = find(op)
    known = (dtypes.float32, TensorShape([2]))
    return record.shape_function(ShapeContext(record, shapes, attrs, handle=lambda name: known))


def test_wrong_assignments_are_found_while_tracing():
    scalar = TensorShape([])
    attrs = {"dtype": dtypes.int32, "validate_shape": False}
    with pytest.raises(ValueError, match="Expected float got int32"):
        context("AssignVariableOp", [scalar, TensorShape([2])], attrs)

    attrs["dtype"] = dtypes.float32
    with pytest.raises(ValueError, match="Dimension 0 in both shapes must be equal"):
        context("AssignVariableOp", [scalar, TensorShape([3])], attrs)
    assert context("AssignVariableOp", [scalar, TensorShape([None])], attrs) == []
