"""Ops that parse example messages: features of one kind each, as tensors.

Messages with lists of features are in `sequence_parsing.py`, what features become in
`example_parts.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import require, shown
from tfcompat._src.ops.example_parts import Dense, Listed, features
from tfcompat._src.registry import no_gradient, op

_REASON = "messages have no gradient"
_TYPES = "list({float, int64, string})"


def text_of(array):
    """Return the strings of a vector, or those of several scalars, as a list of str."""
    if isinstance(array, (list, tuple)):
        return decoded([key.item() for key in array])
    return decoded(array.reshape(-1).tolist())


def decoded(keys):
    """Return names as str; those that are no UTF-8, which no message has, as no others."""
    return [key.decode("utf-8", "surrogateescape") for key in keys]


def _parse(xp, serialized, names, sparse, dense, ragged, single):
    """Parse messages; return what the ops yield for the three kinds of features.

    Args:
        serialized: array of messages.
        names: array of names for them, perhaps empty.
        sparse: list of (name, DType).
        dense: list of (name, DType, TensorShape, default array).
        ragged: list of (name, DType, DType of row splits).
        single: whether there is one message and no dimension for it.
    """
    columns = [Dense(*row) for row in dense]
    for i, column in enumerate(columns):
        column.check_default(i)
    lists = [Listed(*row) for row in sparse]
    rows = [Listed(*row[:2]) for row in ragged]
    asked = [part[0] for part in (*sparse, *dense, *ragged)]
    twice = len(set(asked)) < len(asked)  # then TensorFlow finds no feature at all
    labels = names.reshape(-1).tolist()
    for i, data in enumerate(serialized.reshape(-1).tolist()):
        label = "" if single else "Name: <unknown>, "
        if labels and not single:
            label = f"Name: {labels[i].decode('utf-8', 'backslashreplace')}, "
        found = features(data, label)
        found = {} if twice else found
        for column in (*columns, *lists, *rows):
            column.add(found, label, "" if single else f", Index: {i}")
    found = [column.sparse(xp, single) for column in lists]
    values = [column.ragged(xp, row[2], single) for column, row in zip(rows, ragged, strict=True)]
    return (
        [part[0] for part in found], [part[1] for part in found], [part[2] for part in found],
        [column.result(xp, single) for column in columns],
        [part[0] for part in values], [part[1] for part in values],
    )


def _check_names(serialized, names):
    if names.size and names.shape != serialized.shape:
        raise InvalidArgumentError(
            "Expected names have the same shape as serialized: "
            f"name.shape={shown(names.shape)}, serialized.shape={shown(serialized.shape)}"
        )


@op(f"""
    ParseExampleV2(serialized: string, names: string, sparse_keys: string, dense_keys: string,
        ragged_keys: string, dense_defaults: Tdense) -> (sparse_indices: num_sparse * int64,
        sparse_values: sparse_types, sparse_shapes: num_sparse * int64, dense_values: Tdense,
        ragged_values: ragged_value_types, ragged_row_splits: ragged_split_types)
        Tdense: {_TYPES} >= 0
        num_sparse: int >= 0
        sparse_types: {_TYPES} >= 0
        ragged_value_types: {_TYPES} >= 0
        ragged_split_types: list({{int32, int64}}) >= 0
        dense_shapes: list(shape) >= 0
""", host=("serialized", "names", "sparse_keys", "dense_keys", "ragged_keys", "dense_defaults"))
def parse_example_v2(
    xp, serialized, names, sparse_keys, dense_keys, ragged_keys, dense_defaults,
    *, Tdense, num_sparse, sparse_types, ragged_value_types, ragged_split_types,  # noqa: N803
    dense_shapes,
):
    """Parse Example messages into sparse, dense and ragged tensors, one for each key.

    Shapes:
        serialized: [n] or []
        names: [n] or [0]
        sparse_keys, dense_keys, ragged_keys: [number of each]
        dense_defaults: each of its shape in `dense_shapes`, or empty
        sparse_indices: [values, 2] each, or [values, 1]
        sparse_values: [values] each
        sparse_shapes: [2] each, or [1]
        dense_values: [n] and its shape each
        ragged_values: [values] each
        ragged_row_splits: [n + 1] each, or [0]
    Errors:
        InvalidArgumentError: messages or arguments do not fit.
    Source: tf.raw_ops.ParseExampleV2
    """
    require(len(sparse_types) == num_sparse, "len(sparse_keys) != len(sparse_types)")
    require(len(ragged_value_types) == len(ragged_split_types),
            "len(ragged_keys) != len(ragged_split_types)")
    require(len(Tdense) == len(dense_shapes), "len(dense_keys) != len(dense_shapes)")
    if serialized.ndim > 1:
        raise InvalidArgumentError(
            f"Expected serialized to be a scalar or vector, got shape: {shown(serialized.shape)}"
        )
    _check_names(serialized, names)
    for keys, kinds, name, what in (
        (dense_keys, Tdense, "dense", "len(dense_types)"),
        (sparse_keys, sparse_types, "sparse", "num_sparse"),
        (ragged_keys, ragged_value_types, "ragged", "len(ragged_value_types)"),
    ):
        require(keys.size == len(kinds), f"Expected len({name}_keys) == {what} but got: "
                f"{keys.size} vs. {len(kinds)}")
    return _parse(
        xp, serialized, names, list(zip(text_of(sparse_keys), sparse_types, strict=True)),
        list(zip(text_of(dense_keys), Tdense, dense_shapes, dense_defaults, strict=True)),
        list(zip(text_of(ragged_keys), ragged_value_types, ragged_split_types, strict=True)),
        serialized.ndim == 0,
    )


@parse_example_v2.shape
def parse_example_v2_shape(c):
    serialized = checks.with_rank_at_most(c["serialized"], 1)
    known = serialized.rank == 1 and serialized[0] is not None
    splits = TensorShape([serialized[0] + 1 if known else None])
    ragged = len(c.attr("ragged_value_types"))
    rank = None if serialized.rank is None else serialized.rank + 1
    return [
        *_sparse_shapes(c.attr("num_sparse"), rank),
        *_dense_shapes(serialized, c.attr("dense_shapes")),
        *[TensorShape([None])] * ragged, *[splits] * ragged,
    ]


def _sparse_shapes(count, rank):
    return (
        [TensorShape([None, rank])] * count + [TensorShape([None])] * count
        + [TensorShape([rank])] * count
    )


def _dense_shapes(prefix, shapes):
    return [prefix.concatenate(shape) for shape in shapes]


@op(f"""
    ParseExample(serialized: string, names: string, sparse_keys: Nsparse * string,
        dense_keys: Ndense * string, dense_defaults: Tdense) -> (
        sparse_indices: Nsparse * int64, sparse_values: sparse_types,
        sparse_shapes: Nsparse * int64, dense_values: Tdense)
        Nsparse: int >= 0
        Ndense: int >= 0
        sparse_types: {_TYPES} >= 0
        Tdense: {_TYPES} >= 0
        dense_shapes: list(shape) >= 0
""", host=("serialized", "names", "sparse_keys", "dense_keys", "dense_defaults"))
def parse_example(
    xp, serialized, names, sparse_keys, dense_keys, dense_defaults,
    *, sparse_types, Tdense, dense_shapes,  # noqa: N803 - TensorFlow's attribute name
):
    """Parse a vector of Example messages into sparse and dense tensors, one for each key.

    Shapes:
        serialized: [n]
        names: [n] or [0]
        sparse_keys, dense_keys: [] each
        dense_defaults: each of its shape in `dense_shapes`, or empty
        sparse_indices: [values, 2] each
        sparse_values: [values] each
        sparse_shapes: [2] each
        dense_values: [n] and its shape each
    Errors:
        InvalidArgumentError: messages or arguments do not fit.
    Source: tf.raw_ops.ParseExample
    """
    if serialized.ndim != 1:
        raise InvalidArgumentError(
            f"Expected serialized to be a vector, got shape: {shown(serialized.shape)}"
        )
    _check_names(serialized, names)
    return _parse(
        xp, serialized, names, list(zip(text_of(sparse_keys), sparse_types, strict=True)),
        list(zip(text_of(dense_keys), Tdense, dense_shapes, dense_defaults, strict=True)), [],
        False,
    )[:4]


@parse_example.shape
def parse_example_shape(c):
    serialized = checks.with_rank(c["serialized"], 1)
    return [
        *_sparse_shapes(c.attr("Nsparse"), 2), *_dense_shapes(serialized, c.attr("dense_shapes"))
    ]


@op(f"""
    ParseSingleExample(serialized: string, dense_defaults: Tdense) -> (
        sparse_indices: num_sparse * int64, sparse_values: sparse_types,
        sparse_shapes: num_sparse * int64, dense_values: Tdense)
        num_sparse: int >= 0
        sparse_keys: list(string) >= 0
        dense_keys: list(string) >= 0
        sparse_types: {_TYPES} >= 0
        Tdense: {_TYPES} >= 0
        dense_shapes: list(shape) >= 0
""", host=("serialized", "dense_defaults"))
def parse_single_example(
    xp, serialized, dense_defaults,
    *, num_sparse, sparse_keys, dense_keys, sparse_types, Tdense, dense_shapes,  # noqa: N803
):
    """Parse one Example message into sparse and dense tensors, one for each key.

    Shapes:
        serialized: []
        dense_defaults: each of its shape in `dense_shapes`, or empty
        sparse_indices: [values, 1] each
        sparse_values: [values] each
        sparse_shapes: [1] each
        dense_values: its shape each
    Errors:
        InvalidArgumentError: the message or arguments do not fit.
    Source: tf.raw_ops.ParseSingleExample
    """
    require(
        num_sparse == len(sparse_keys) == len(sparse_types),
        f"num_sparse ({num_sparse}) must match the size of sparse_keys ({len(sparse_keys)}) and "
        f"sparse_types ({len(sparse_types)})")
    require(len(dense_keys) == len(Tdense), "len(dense_keys) != len(dense_types)")
    require(len(dense_keys) == len(dense_shapes), "len(dense_keys) != len(dense_shapes)")
    if serialized.ndim:
        raise InvalidArgumentError(
            f"Expected serialized to be a scalar, got shape: {shown(serialized.shape)}"
        )
    sparse, dense = decoded(sparse_keys), decoded(dense_keys)
    return _parse(
        xp, serialized, xp.empty((0,), object), list(zip(sparse, sparse_types, strict=True)),
        list(zip(dense, Tdense, dense_shapes, dense_defaults, strict=True)), [], True,
    )[:4]


@parse_single_example.shape
def parse_single_example_shape(c):
    serialized = checks.with_rank(c["serialized"], 0)
    return [
        *_sparse_shapes(c.attr("num_sparse"), 1),
        *_dense_shapes(serialized, c.attr("dense_shapes")),
    ]


for _record in (parse_example_v2, parse_example, parse_single_example):
    no_gradient(_record, _REASON)
