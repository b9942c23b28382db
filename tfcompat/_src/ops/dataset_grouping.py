"""Datasets of elements brought together by keys, or of elements that differ."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.dataset_values import (
    ATTRS,
    INFINITE,
    TYPES,
    UNKNOWN,
    Calls,
    Dataset,
    opened,
)
from tfcompat._src.registry import op, shape_functions


def _key(calls, element):
    found = calls.on(element)
    if len(found) != 1 or found[0].dtype.name != "int64" or getattr(found[0], "ndim", 0):
        raise InvalidArgumentError("`key_func` must return a scalar int64.")
    return int(found[0])


@op(f"""
    GroupByWindowDataset(input_dataset: variant,
        key_func_other_arguments: Tkey_func_other_arguments,
        reduce_func_other_arguments: Treduce_func_other_arguments,
        window_size_func_other_arguments: Twindow_size_func_other_arguments) -> handle: variant
        key_func: func
        reduce_func: func
        window_size_func: func
        Tkey_func_other_arguments: list(type) >= 0
        Treduce_func_other_arguments: list(type) >= 0
        Twindow_size_func_other_arguments: list(type) >= 0{ATTRS}
""", host=("key_func_other_arguments", "reduce_func_other_arguments",
           "window_size_func_other_arguments"))
def group_by_window_dataset(
    xp, input_dataset, key_func_other_arguments, reduce_func_other_arguments,
    window_size_func_other_arguments,
    *, key_func, reduce_func, window_size_func, output_types, output_shapes,
):
    """Return the dataset of what a function makes of windows of elements with the same key.

    Errors:
        InvalidArgumentError: while iterating, a function returns what it must not.
    Source: tf.raw_ops.GroupByWindowDataset
    """
    source = opened(input_dataset)

    def start(where):
        key, reduce, size = (
            Calls(function, captured, where) for function, captured in (
                (key_func, key_func_other_arguments),
                (reduce_func, reduce_func_other_arguments),
                (window_size_func, window_size_func_other_arguments)))
        return _windows(xp, source, key, reduce, size, where)

    count = INFINITE if source.count == INFINITE else UNKNOWN
    return Dataset("GroupByWindow", output_types, output_shapes, start, count)


def _windows(xp, source, key, reduce, size, where):
    iterator, groups, sizes, current = source.begin(where.path), {}, {}, iter(())

    def begin(number):
        elements = groups.pop(number)
        window = Dataset("Window", source.types, source.shapes, lambda place: iter(elements),
                         len(elements))
        found = reduce(xp.asarray(number, dtype=xp.int64), window)
        if len(found) != 1:
            raise InvalidArgumentError("`reduce_func` must return a single dataset.")
        return opened(found[0]).begin(f"{where.path}[{number}]")

    def step():
        nonlocal iterator, current
        while True:
            for element in current:
                return element
            current = iter(())
            element = None if iterator is None else next(iterator, None)
            if element is None:
                iterator = None
                if not groups:
                    raise StopIteration
                current = begin(min(groups))
                continue
            number = _key(key, element)
            if number not in groups:
                sizes[number] = _window_size(size, xp.asarray(number, dtype=xp.int64))
                groups[number] = []
            groups[number].append(element)
            if len(groups[number]) == sizes[number]:
                current = begin(number)

    return iter(step, None)


def _window_size(calls, key):
    found = calls(key)
    if len(found) != 1 or found[0].dtype.name != "int64" or getattr(found[0], "ndim", 0):
        raise InvalidArgumentError("`window_size_func` must return a scalar int64.")
    if found[0] <= 0:
        raise InvalidArgumentError(f"Window size must be greater than zero, but got {found[0]}.")
    return int(found[0])


group_by_window_dataset.shape(shape_functions.scalar)


@op(f"""
    GroupByReducerDataset(input_dataset: variant,
        key_func_other_arguments: Tkey_func_other_arguments,
        init_func_other_arguments: Tinit_func_other_arguments,
        reduce_func_other_arguments: Treduce_func_other_arguments,
        finalize_func_other_arguments: Tfinalize_func_other_arguments) -> handle: variant
        key_func: func
        init_func: func
        reduce_func: func
        finalize_func: func
        Tkey_func_other_arguments: list(type) >= 0
        Tinit_func_other_arguments: list(type) >= 0
        Treduce_func_other_arguments: list(type) >= 0
        Tfinalize_func_other_arguments: list(type) >= 0{TYPES}
""", stateful=True, host=(
    "key_func_other_arguments", "init_func_other_arguments", "reduce_func_other_arguments",
    "finalize_func_other_arguments"))
def group_by_reducer_dataset(
    xp, input_dataset, key_func_other_arguments, init_func_other_arguments,
    reduce_func_other_arguments, finalize_func_other_arguments,
    *, key_func, init_func, reduce_func, finalize_func, output_types, output_shapes,
):
    """Return the dataset of one element for every key: what its elements were reduced to.

    Errors:
        InvalidArgumentError: while iterating, the key is no scalar of int64.
    Source: tf.raw_ops.GroupByReducerDataset
    """
    source = opened(input_dataset)

    def start(where):
        key, init, reduce, finish = (
            Calls(function, captured, where) for function, captured in (
                (key_func, key_func_other_arguments), (init_func, init_func_other_arguments),
                (reduce_func, reduce_func_other_arguments),
                (finalize_func, finalize_func_other_arguments)))
        states, results = {}, None

        def step():
            nonlocal results
            if results is None:
                for element in source.begin(where.path):
                    number = _key(key, element)
                    if number not in states:
                        states[number] = init(xp.asarray(number, dtype=xp.int64))
                    states[number] = reduce(*states[number], *element)
                results = iter(sorted(states))
            return finish(*states[next(results)])

        return iter(step, None)

    return Dataset("GroupByReducer", output_types, output_shapes, start)


group_by_reducer_dataset.shape(shape_functions.scalar)


@op(f"""
    UniqueDataset(input_dataset: variant) -> handle: variant{ATTRS}
""")
def unique_dataset(xp, input_dataset, *, output_types, output_shapes):
    """Return the dataset of the elements of another, each only the first time it comes.

    Errors:
        InvalidArgumentError: elements are not of one component of int32, int64 or string.
    Source: tf.raw_ops.UniqueDataset
    """
    source = opened(input_dataset)
    if len(source.types) != 1:
        raise InvalidArgumentError(
            "UniqueDataset only supports inputs with a single component.")
    kind = source.types[0]
    if kind not in (dtypes.int32, dtypes.int64, dtypes.string):
        raise InvalidArgumentError(
            "UniqueDataset only supports inputs with a single `tf.int32`, `tf.int64`, or "
            "`tf.string` component.")

    def start(where):
        seen = set()

        def is_new(element):
            array = element[0]
            key = (array.shape, tuple(array.reshape(-1).tolist()))
            if key in seen:
                return False
            seen.add(key)
            return True

        return filter(is_new, source.begin(where.path))

    return Dataset("Unique", output_types, output_shapes, start)


unique_dataset.shape(shape_functions.scalar)
