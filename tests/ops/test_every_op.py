"""Properties that every op of the registry has, shown on small samples.

The samples are in the files `samples_*.py` beside this one; see `tests/helpers/op_samples.py`.
"""

import itertools
import re

import numpy as np
import pytest
from op_samples import attributes, every_sample, flat, frozen, run, samples, with_handles

from tfcompat._src.arrays import on_numpy
from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import RefVariable
from tfcompat._src.ops.sparse_matrices import SparseMatrix
from tfcompat._src.ops.tensor_lists import TensorList
from tfcompat._src.ops.variants import Variant
from tfcompat._src.registry import find, names
from tfcompat._src.registry.shape_context import ShapeContext

MOST_VIEWS = 600


def partial_views(item):
    """Yield the shape of an input with every subset of its sizes hidden, and with its rank."""
    item = item.value if isinstance(item, RefVariable) else item
    if not hasattr(item, "ndim") or isinstance(item, Variant):
        yield TensorShape(getattr(item, "handle_shape", ()))
        return
    yield TensorShape(item.shape)
    for hidden in itertools.product((False, True), repeat=item.ndim):
        if True in hidden:
            sizes = zip(item.shape, hidden, strict=True)
            yield TensorShape([None if hide else size for size, hide in sizes])
    yield TensorShape(None)


def views_of(inputs):
    """Yield flat lists of partial shapes: every combination, or a fair choice when too many."""
    choices = [list(partial_views(item)) for item in flat(inputs)]
    count = 1
    for choice in choices:
        count *= len(choice)
    for number in range(0, count, max(1, count // MOST_VIEWS)):
        view = []
        for choice in reversed(choices):
            number, place = divmod(number, len(choice))
            view.append(choice[place])
        yield view[::-1]


def nested(inputs, shapes):
    """Arrange a flat list of shapes like the inputs they belong to."""
    rest = iter(shapes)
    return [
        [next(rest) for _ in item] if isinstance(item, list) else next(rest) for item in inputs
    ]


def handle_of(resource):
    """Return what a shape function may know of a resource, a list or several lists."""
    if isinstance(resource, np.ndarray) and resource.size:
        resource = resource.reshape(-1)[0]
    if isinstance(resource, TensorList):
        dims = resource.dims
        sizes = None if dims is None else [None if size < 0 else size for size in dims]
        return resource.dtype, TensorShape(sizes)
    if isinstance(resource, SparseMatrix):
        return resource.dtype, TensorShape(resource.dense_shape)
    dtype, shape = getattr(resource, "dtype", None), getattr(resource, "shape", None)
    return None if dtype is None or shape is None else (dtype, TensorShape(shape))


def contexts(op, inputs, attrs, outputs):
    """Yield a ShapeContext for every partial view, with the values of known shapes and without."""
    by_name = dict(zip((arg.name for arg in op.definition.inputs), inputs, strict=True))
    for view in views_of(inputs):
        shapes = nested(inputs, view)
        seen = dict(zip(by_name, shapes, strict=True))

        def value(name, seen=seen):
            shape = seen[name]
            if isinstance(shape, list) or not shape.is_fully_defined():
                return None
            item = by_name[name]
            return np.asarray(item) if hasattr(item, "ndim") else None

        def handle(name):
            return handle_of(by_name[name])

        for known in (value, None):
            yield ShapeContext(
                op, shapes, attrs, value=known, handle=handle, outputs=outputs
            ), view


def as_list(claims):
    """Return what a shape function says as a list of shapes."""
    return [claims] if isinstance(claims, TensorShape) else list(claims)


@pytest.mark.parametrize("name", names())
def test_every_op_has_a_sample(name):
    assert name in samples(), f"{name} has no sample; add a row to tests/ops/samples_*.py"


def test_every_sample_is_of_an_op_there_is():
    assert set(samples()) <= set(names())


@pytest.mark.parametrize(("name", "i"), every_sample())
def test_outputs_have_the_dtypes_that_the_definition_promises(name, i):
    _, _, _, outputs = run(name, i)

    for array, dtype in outputs:
        if dtype not in (dtypes.resource, dtypes.variant):
            assert np.asarray(array).dtype == dtypes.numpy_dtype(dtype)
            assert dtype != dtypes.string or hasattr(array, "ndim")


@pytest.mark.parametrize(("name", "i"), every_sample())
def test_the_shape_function_never_contradicts_the_kernel(name, i):
    op, inputs, attrs, outputs = run(name, i)
    if op.shape_function is None:
        return

    real = [  # the handles of arrays and stacks are said to be two strings
        None if dtype == dtypes.resource else np.shape(a) if hasattr(a, "ndim") else ()
        for a, dtype in outputs
    ]
    for context, view in contexts(op, inputs, attrs, len(outputs)):
        try:
            claims = as_list(op.shape_function(context))
        except ValueError as error:  # some cannot do without some sizes, as in TensorFlow
            refused = (
                "must have (known size|rank 1|shape .3.)|with unknown static value"
                "|Expected a known rank|must match rank of dense; saw: -1"
            )
            assert re.search(refused, str(error))
            continue
        assert len(claims) == len(real)
        for claim, shape in zip(claims, real, strict=True):
            assert claim.is_compatible_with(shape), f"{claim} of {shape} for inputs {view}"


@pytest.mark.parametrize(("name", "i"), every_sample())
def test_inputs_are_not_modified(name, i):
    _, inputs, _, _ = run(name, i)  # they cannot be written to
    before = flat(with_handles(frozen(item)) for item in samples()[name][i][0])

    for item, old in zip(flat(inputs), before, strict=True):
        if hasattr(old, "tolist"):
            item, old = map(opened, (item, old))
            assert item.shape == old.shape and item.tolist() == old.tolist() or has_nan(old)


def opened(array):
    """Return an array of lists of tensors as one of lists of Python's numbers, others as is."""
    if array.dtype != object:
        return array
    found = np.empty(array.shape, object)
    for place, item in np.ndenumerate(array):
        if isinstance(item, TensorList):
            found[place] = [None if part is None else part.tolist() for part in item.items()]
        else:
            found[place] = item
    return found


def has_nan(array):
    """Say whether an array holds NaN, which does not equal itself."""
    return array.dtype != object and bool((array != array).any())


@pytest.mark.parametrize("name", names())
def test_numpy_scalars_will_do_where_scalars_are_wanted(name):
    op = find(name)
    for inputs, given in samples().get(name, []):
        if op.stateful or not any(getattr(item, "ndim", 1) == 0 for item in inputs):
            continue
        frozen_inputs = [with_handles(frozen(item)) for item in inputs]
        attrs = attributes(op, frozen_inputs, given)
        scalars = [
            item[()] if isinstance(item, np.ndarray) and not item.ndim and item.dtype != object
            else item for item in frozen_inputs
        ]
        with np.errstate(all="ignore"):
            op.kernel(on_numpy, *scalars, **{key: attrs[key] for key in op.kernel_attrs})
