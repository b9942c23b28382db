"""Branches and loops over functions, as kernels."""

import numpy as np
import pytest

from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.base import errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.control_flow import is_true
from tfcompat._src.registry import find
from tfcompat._src.registry.shape_context import ShapeContext


def word(value):
    """A scalar string."""
    array = np.empty((), object)
    array[()] = value
    return array


@pytest.mark.parametrize(
    ("cond", "holds"),
    [
        (np.array(True), True), (np.array(0), False), (np.float32(np.nan), True),
        (word(b""), False), (word(b"no"), True), (np.zeros(0), False), (np.array([False]), True),
    ],
)
def test_any_tensor_can_be_a_condition(cond, holds):
    assert is_true(cond) is holds


@pytest.mark.parametrize("op", ["Case", "StatelessCase"])
@pytest.mark.parametrize(("number", "called"), [(0, 0), (1, 1), (2, 2), (3, 2), (-1, 2)])
def test_a_branch_number_out_of_range_calls_the_last(op, number, called):
    branches = tuple([lambda x, i=i: [x + i] for i in range(3)])

    (result,) = find(op).kernel(xp, np.int32(number), [np.float32(10)], branches=branches)

    assert result == 10 + called


def test_a_branch_number_must_be_a_scalar():
    with pytest.raises(errors.InvalidArgumentError, match="branch_index must be scalar"):
        find("Case").kernel(xp, np.array([1], np.int32), [], branches=(list,))


@pytest.mark.parametrize("op", ["While", "StatelessWhile"])
def test_a_loop_carries_several_values_of_changing_shape(op):
    def body(i, x):
        return [i + 1, np.concatenate([x, x])]

    i, x = find(op).kernel(
        xp, [np.int32(0), np.zeros(1)], cond=lambda i, x: [i < 3], body=body
    )

    assert (int(i), x.shape) == (3, (8,))


def test_a_loop_that_never_runs_returns_what_it_was_given():
    value = np.float32(3)

    (result,) = find("While").kernel(xp, [value], cond=lambda x: [x < 0], body=None)

    assert result is value


def test_a_loop_condition_has_one_result():
    with pytest.raises(errors.InvalidArgumentError, match="single scalar return value"):
        find("While").kernel(xp, [np.float32(1)], cond=lambda x: [x, x], body=None)


def test_stated_output_shapes_are_believed():
    record = find("If")
    stated = (TensorShape([2]), TensorShape(None))

    c = ShapeContext(record, [TensorShape([]), []], {"output_shapes": stated}, outputs=2)
    assert record.shape_function(c) == [TensorShape([2]), TensorShape(None)]

    c = ShapeContext(record, [TensorShape([]), []], {"output_shapes": ()}, outputs=2)
    assert record.shape_function(c) == [TensorShape(None)] * 2
