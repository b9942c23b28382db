"""Python's builtins at run time, for tensors and datasets; else they are themselves."""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.function.autograph.operators import datasets, kinds, registry
from tfcompat._src.graph.cond import cond

_MISSING = object()


def _special(builtin, value, of_dataset=None):
    """Return the operator that is registered for a value, or that of datasets, or None."""
    found = registry.builtins[builtin].lookup(value)
    if found is None and of_dataset is not None and kinds.is_dataset(value):
        return of_dataset
    return found


def _shared(builtin, values, of_dataset):
    """Return the operator that is registered for all of the values, or None."""
    found = {_special(builtin, value, of_dataset) for value in values}
    return found.pop() if len(found) == 1 else None


def abs_(x):
    """`abs`."""
    special = _special(abs, x, datasets.absolute)
    if special is not None:
        return special(x)
    return kinds.frontend("elementwise", "abs")(x) if kinds.is_tensor(x) else abs(x)


def float_(x=0):
    """`float`."""
    return _number(x, dtypes.float32) if kinds.is_tensor(x) else float(x)


def int_(x=0, base=_MISSING):
    """`int`."""
    if kinds.is_tensor(x):
        if base not in (10, _MISSING):
            raise NotImplementedError(f"base {base} not supported for int")
        return _number(x, dtypes.int32)
    return int(x) if base is _MISSING else int(x, base)


def _number(x, dtype):
    if x.dtype == dtypes.string:
        return raw.StringToNumber(x, out_type=dtype)
    return kinds.frontend("casting", "cast")(x, dtype)


def len_(x):
    """`len`."""
    special = _special(len, x, datasets.length)
    if special is not None:
        return special(x)
    if kinds.is_tensor_array(x):
        return x.size()
    if kinds.is_tensor_list(x):
        return raw.TensorListLength(x)
    return _tensor_length(x) if kinds.is_tensor(x) else len(x)


def _tensor_length(x):
    if x.shape.rank and x.shape[0] is not None:
        return x.shape[0]
    shape = raw.Shape(x)
    if shape.shape[0] == 0:
        raise ValueError(f"len requires a non-scalar tensor, got one of shape {shape}")
    if shape.shape[0] is not None:
        return raw.Shape(x)[0]
    rank = raw.Rank(x)

    def refuse():
        message = raw.StringJoin(["len requires non-zero rank, got ", raw.AsString(rank)])
        check = kinds.frontend("checks", "Assert")(False, [message])
        with kinds.frontend("control", "control_dependencies")([check]):
            return convert_to_tensor(0, dtypes.int32)

    return cond(rank > 0, lambda: raw.Shape(x)[0], refuse)


def print_(*values, **options):
    """`print`; with tensors among the values, when the graph runs."""
    unknown = tuple(set(options) - {"sep", "end", "file", "flush"})
    if unknown:
        raise ValueError(f"invalid keyword arguments: {unknown}")
    for value in values:
        special = _special(print, value)
        if special is not None:
            return special(*values, **options)
    if any(map(kinds.is_tensor, values)):
        return _print_when_run(values, options)
    return print(*values, **options)


def _print_when_run(values, options):
    tensors = [value for value in values if kinds.is_tensor(value)]
    options.setdefault("flush", True)

    def show(*arrays):
        given = iter(arrays)
        shown = [_printable(next(given)) if kinds.is_tensor(value) else value for value in values]
        print(*shown, **options)
        return 1

    return kinds.frontend("python_functions", "py_function")(show, tensors, dtypes.int32)


def _printable(tensor):
    value = tensor.numpy()
    return value.decode("utf-8") if isinstance(value, bytes) else value


def range_(start, stop=_MISSING, step=_MISSING):
    """`range`; of tensors, a tensor that is empty where the range is."""
    given = [value for value in (start, stop, step) if value is not _MISSING]
    if not any(map(kinds.is_tensor, given)):
        return range(*given)
    make = kinds.frontend("creation", "range")
    if len(given) == 3:
        return make(*given)
    if len(given) == 2:
        return make(start, kinds.frontend("math", "maximum")(start, stop))
    return make(kinds.frontend("math", "maximum")(start, 0))


def enumerate_(values, start=0):
    """`enumerate`."""
    special = _special(enumerate, values, datasets.numbered)
    return (special or enumerate)(values, start)


def zip_(*iterables, strict=False):
    """`zip`."""
    return (_shared(zip, iterables, datasets.zipped) or zip)(*iterables, strict=strict)


def map_(function, *iterables):
    """`map`."""
    return (_shared(map, iterables, datasets.mapped) or map)(function, *iterables)


def filter_(function, iterable):
    """`filter`."""
    return (_special(filter, iterable, datasets.filtered) or filter)(function, iterable)


def any_(iterable):
    """`any`."""
    return (_special(any, iterable, datasets.any_true) or any)(iterable)


def all_(iterable):
    """`all`."""
    return (_special(all, iterable, datasets.all_true) or all)(iterable)


def sorted_(iterable, key=_MISSING, reverse=_MISSING):
    """`sorted`."""
    special = _special(sorted, iterable)
    options = {name: value for name, value in (("key", key), ("reverse", reverse))
               if value is not _MISSING}
    if special is not None:
        return special(iterable, **options)
    return _sorted_tensor(iterable, options) if kinds.is_tensor(iterable) \
        else sorted(iterable, **options)


def _sorted_tensor(tensor, options):
    # As in TensorFlow, any `reverse` is a reversal.
    direction = "DESCENDING" if "reverse" in options else "ASCENDING"
    keys = tensor
    if "key" in options:
        keys = kinds.frontend("vectorized", "vectorized_map")(options["key"], tensor)
    sentence = "sort only supports only 1D tensors"
    if keys.shape.rank is not None and keys.shape.rank != 1:
        raise ValueError(sentence)
    check = kinds.frontend("static_checks", "assert_rank")(keys, 1, sentence)
    with kinds.frontend("control", "control_dependencies")([check] if check else []):
        if "key" not in options:
            return kinds.frontend("sorting", "sort")(tensor, direction=direction)
        order = kinds.frontend("sorting", "argsort")(keys, direction=direction)
        return kinds.frontend("slicing", "gather")(tensor, order)


OVERLOADS = {
    abs: abs_, float: float_, int: int_, len: len_, print: print_, range: range_,
    enumerate: enumerate_, zip: zip_, map: map_, filter: filter_, any: any_, all: all_,
    sorted: sorted_,
}
