"""Ops that read datasets: reduce them, count them, fill tables from them. Not iterators."""

import itertools

from tfcompat._src.base.errors import InvalidArgumentError, OutOfRangeError, UnimplementedError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.ops.dataset_values import (
    ROOT,
    UNKNOWN,
    Calls,
    Place,
    check_fits,
    element_shapes,
    opened,
    scalar,
)
from tfcompat._src.ops.tables import StaticTable
from tfcompat._src.registry import op
from tfcompat._src.registry.definition import type_name


@op("""
    ReduceDataset(input_dataset: variant, initial_state: Tstate,
        other_arguments: Targuments) -> components: output_types
        f: func
        Tstate: list(type) >= 1
        Targuments: list(type) >= 0
        output_types: list(type) >= 1
        output_shapes: list(shape) >= 1
        use_inter_op_parallelism: bool = true
        metadata: string = ""
""", stateful=True)
def reduce_dataset(xp, input_dataset, initial_state, other_arguments, *, f):
    """Return what is left of a state when a function has taken all elements of a dataset.

    Shapes:
        components: as `output_shapes` says
    Errors:
        InvalidArgumentError: there is no dataset.
    Source: tf.raw_ops.ReduceDataset
    """
    source, state = opened(input_dataset), list(initial_state)
    calls = Calls(f, other_arguments, Place(f"{ROOT}::Reduce", source.number))
    for element in source.begin("ReduceIterator"):
        try:
            state = calls(*state, *element)
        except OutOfRangeError:
            break
    return [_on_device(xp, array) for array in state]


def _on_device(xp, array):
    """Return an array of the device; strings and handles stay on the host."""
    if getattr(array, "dtype", object) == object:
        return array
    return xp.asarray(array)


reduce_dataset.shape(element_shapes)


@op("""
    DatasetToSingleElement(dataset: variant) -> components: output_types
        output_types: list(type) >= 1
        output_shapes: list(shape) >= 1
        metadata: string = ""
""", stateful=True)
def dataset_to_single_element(xp, dataset, *, output_types, output_shapes):
    """Return the only element of a dataset.

    Shapes:
        components: as `output_shapes` says
    Errors:
        InvalidArgumentError: it has none, or several.
    Source: tf.raw_ops.DatasetToSingleElement
    """
    source = opened(dataset)
    iterator = source.begin("SingleElementIterator")
    element = next(iterator, None)
    if element is None:
        raise InvalidArgumentError("Dataset was empty.")
    check_fits(source.types, [TensorShape(getattr(array, "shape", ())) for array in element],
               output_types, output_shapes)
    if next(iterator, None) is not None:
        raise InvalidArgumentError("Dataset had more than one element.")
    return [_on_device(xp, array) for array in element]


dataset_to_single_element.shape(element_shapes)


@op("""
    DatasetCardinality(input_dataset: variant) -> cardinality: int64
        cardinality_options: string = ""
""")
def dataset_cardinality(xp, input_dataset):
    """Return the number of elements of a dataset: -1 is infinite, -2 unknown.

    Shapes:
        cardinality: []
    Errors:
        InvalidArgumentError: there is no dataset.
    Source: tf.raw_ops.DatasetCardinality
    """
    return xp.asarray(opened(input_dataset).count, dtype=xp.int64)


@dataset_cardinality.shape
def dataset_cardinality_shape(c):
    return [TensorShape([])]


@op("""
    InitializeTableFromDataset(table_handle: resource, dataset: variant) -> ()
""", stateful=True)
def initialize_table_from_dataset(xp, table_handle, dataset):
    """Fill a table that is filled once with the keys and values that a dataset has.

    Errors:
        InvalidArgumentError: elements are no pairs of scalars of the table's types.
        FailedPreconditionError: the table has other pairs, or a key comes with two values.
    Source: tf.raw_ops.InitializeTableFromDataset
    """
    source = opened(dataset)
    if not isinstance(table_handle, StaticTable):
        raise InvalidArgumentError("Table must be one that is initialized once.")
    wanted = (table_handle.key_dtype, table_handle.value_dtype)
    for i, name in enumerate(("Key", "Value")):
        found = source.types[i] if i < len(source.types) else None
        if len(source.types) != 2 or found != wanted[i]:
            shown = "nothing" if found is None else type_name(found)
            raise InvalidArgumentError(
                f"{name} dtype in the dataset is {shown}, that of the table is "
                f"{type_name(wanted[i])}")
    pairs = []
    for key, value in source.begin("LookupTableIterator"):
        pairs.extend(zip(key.reshape(-1).tolist(), value.reshape(-1).tolist(), strict=True))
    table_handle.fill(pairs)


@initialize_table_from_dataset.shape
def initialize_table_from_dataset_shape(c):
    checks.with_rank(c["table_handle"], 0)
    checks.with_rank(c["dataset"], 0)
    return []


@op("""
    GetElementAtIndex(dataset: variant, index: int64) -> components: output_types
        output_types: list(type) >= 1
        output_shapes: list(shape) >= 1
""", host=("index",))
def get_element_at_index(xp, dataset, index, *, output_types, output_shapes):
    """Return the element of a dataset that has a number.

    Shapes:
        index: []
        components: as `output_shapes` says
    Errors:
        OutOfRangeError: there is no such element.
        UnimplementedError: nobody knows how many elements there are.
    Source: tf.raw_ops.GetElementAtIndex
    """
    source, number = opened(dataset), scalar("index", index)
    if source.count == UNKNOWN:
        raise UnimplementedError(
            f"Random access is not implemented for dataset {source.kind}DatasetOp::Dataset")
    if number < 0 or 0 <= source.count <= number:
        raise OutOfRangeError(f"Index out of range [0, {source.count}):{number}")
    element = next(itertools.islice(source.begin("RandomAccess"), number, None))
    check_fits(source.types, [TensorShape(getattr(array, "shape", ())) for array in element],
               output_types, output_shapes)
    return [_on_device(xp, array) for array in element]


get_element_at_index.shape(element_shapes)
