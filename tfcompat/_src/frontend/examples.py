"""tf.io.parse_example and its like: serialized example messages to dicts of tensors.

How features are described is in `example_features.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.composite.ragged_tensor import RaggedTensor
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core import raw
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.frontend import arrays, joining, math, rearranging, reductions, scopes
from tfcompat._src.frontend.example_features import (
    FixedLenFeature,
    FixedLenSequenceFeature,
    Plan,
    RaggedFeature,
    SparseFeature,
    VarLenFeature,
)

_EXAMPLES = (
    VarLenFeature, SparseFeature, FixedLenFeature, FixedLenSequenceFeature, RaggedFeature
)
_CONTEXT = (VarLenFeature, FixedLenFeature, RaggedFeature)
_LISTS = (VarLenFeature, FixedLenSequenceFeature, RaggedFeature)


def parse_example(serialized, features, example_names=None, name=None):
    """Parse serialized Example messages into a dict of tensors.

    Args:
        serialized: a vector of messages, a string tensor; or a scalar.
        features: dict of keys to descriptions: VarLenFeature, SparseFeature, RaggedFeature,
            FixedLenFeature, FixedLenSequenceFeature.
        example_names: a vector of names for the messages, for errors.
        name: a name for the operation.

    Returns:
        A dict of the keys to tensors, sparse tensors and ragged tensors, with the messages along
        their first dimension.

    Raises:
        ValueError: a description is not complete.
        InvalidArgumentError: a message does not fit.

    Example:
        >>> import tfcompat as tf
        >>> message = tf.train.Example()
        >>> message.features.feature["a"].int64_list.value.extend([1, 2])
        >>> features = {"a": tf.io.FixedLenFeature([2], tf.int64)}
        >>> tf.io.parse_example([message.SerializeToString()], features)["a"].numpy().tolist()
        [[1, 2]]
    """
    if not features:
        raise ValueError(f"Argument `features` cannot be None or falsy. Got {features}")
    for feature in features.values():
        if isinstance(feature, FixedLenSequenceFeature) and not feature.allow_missing:
            raise ValueError("Unsupported: FixedLenSequenceFeature requires allow_missing to be "
                             "True.")
    plan = Plan(features, _EXAMPLES)
    with scopes.scope(name, "ParseExample"):
        serialized = convert_to_tensor(serialized, name="serialized")
        found = _parsed(serialized, plan, example_names, features)
    return _composed(features, found)


def _parsed(serialized, plan, names, features):
    if plan.ragged and serialized.shape.rank is None:
        raise ValueError("serialized must have statically-known rank to parse ragged features.")
    shapes, defaults = [], []
    for key, (dtype, shape, default) in plan.dense.items():
        more = isinstance(features.get(key), FixedLenSequenceFeature)
        shapes.append([None, *shape] if more else shape)
        defaults.append(_default(key, dtype, shape, default, more))
    outputs = raw.ParseExampleV2(
        serialized, [] if names is None else names, list(plan.sparse), list(plan.dense),
        list(plan.ragged), defaults, num_sparse=len(plan.sparse),
        sparse_types=list(plan.sparse.values()), dense_shapes=shapes,
        ragged_value_types=[kinds[0] for kinds in plan.ragged.values()],
        ragged_split_types=[kinds[1] for kinds in plan.ragged.values()],
        Tdense=[kinds[0] for kinds in plan.dense.values()],
        name=None if scopes.eager() else "ParseExampleV2",
    )
    indices, values, dense_shapes, dense, ragged_values, splits = outputs
    sparse = [SparseTensor(*parts) for parts in zip(indices, values, dense_shapes, strict=True)]
    rows = _rows(serialized, ragged_values, splits)
    return dict(zip(plan.keys(), [*sparse, *dense, *rows], strict=True))


def _default(key, dtype, shape, default, more):
    """Return what stands for a dense feature that is missing, as the op takes it."""
    if more:
        if default is None:
            default = "" if dtype == dtypes.string else 0
        return convert_to_tensor(default, dtype=dtype, name=f"default_value_{key}")
    if default is None:
        return constant([], dtype=dtype)
    value = convert_to_tensor(default, dtype=dtype, name=f"key_{key}")
    return arrays.reshape(value, shape)


def _rows(serialized, values, splits, inner=None):
    """Return the ragged tensors of parsed values; flat ones of a single message."""
    if inner is not None:
        values = [
            RaggedTensor.from_row_splits(part, split, validate=False)
            for part, split in zip(values, inner, strict=True)
        ]
    if serialized.shape.rank == 0:
        return list(values)
    return [
        RaggedTensor.from_row_splits(part, split, validate=False)
        for part, split in zip(values, splits, strict=True)
    ]


def parse_single_example(serialized, features, example_names=None, name=None):
    """Parse one serialized Example message into a dict of tensors.

    Args:
        serialized: the message, a scalar string tensor.
        features: dict of keys to descriptions, as of `tf.io.parse_example`.
        example_names: a name for the message, for errors.
        name: a name for the operation.

    Returns:
        A dict of the keys to tensors, without a dimension for messages.

    Raises:
        ValueError: there is more than one message, or a description is not complete.
        InvalidArgumentError: the message does not fit.

    Example:
        >>> import tfcompat as tf
        >>> message = tf.train.Example()
        >>> message.features.feature["a"].float_list.value.append(0.5)
        >>> features = {"a": tf.io.FixedLenFeature([], tf.float32)}
        >>> print(tf.io.parse_single_example(message.SerializeToString(), features)["a"].numpy())
        0.5
    """
    if not features:
        raise ValueError("Invalid argument: features cannot be "
                         f"{'None' if features is None else 'empty'}.")
    serialized = _scalar(convert_to_tensor(serialized, name="serialized"))
    return parse_example(serialized, features, example_names, name)


def _scalar(serialized):
    if serialized.shape.rank not in (0, None):
        raise ValueError("Input serialized must be a scalar")
    return serialized


def parse_sequence_example(
    serialized, context_features=None, sequence_features=None, example_names=None, name=None
):
    """Parse serialized SequenceExample messages into dicts of tensors.

    Args:
        serialized: a vector of messages, a string tensor.
        context_features: dict of keys to descriptions of features: VarLenFeature,
            RaggedFeature, FixedLenFeature.
        sequence_features: dict of keys to descriptions of lists of features: VarLenFeature,
            RaggedFeature, FixedLenSequenceFeature.
        example_names: a vector of names for the messages, for errors.
        name: a name for the operation.

    Returns:
        Three dicts: of the features, of the lists, and of the lengths of dense lists.

    Raises:
        ValueError: nothing is asked for, or a description is not complete.
        InvalidArgumentError: a message does not fit.

    Example:
        >>> import tfcompat as tf
        >>> message = tf.train.SequenceExample()
        >>> row = message.feature_lists.feature_list["x"].feature.add()
        >>> row.int64_list.value.append(3)
        >>> x = {"x": tf.io.FixedLenSequenceFeature([], tf.int64)}
        >>> _, lists, lengths = tf.io.parse_sequence_example(
        ...     [message.SerializeToString()], sequence_features=x)
        >>> lists["x"].numpy().tolist(), lengths["x"].numpy().tolist()
        ([[3]], [1])
    """
    if not (context_features or sequence_features):
        raise ValueError(
            "Both `context_features` and `sequence_features` argument are None, but at least one "
            "should have values."
        )
    context, lists = Plan(context_features, _CONTEXT), Plan(sequence_features, _LISTS)
    with scopes.scope(name, "ParseSequenceExample"):
        serialized = convert_to_tensor(serialized, name="serialized")
        found = _parsed_sequence(serialized, context, lists, example_names, sequence_features)
    return (
        _composed(context_features or {}, found[0]), _composed(sequence_features or {}, found[1]),
        found[2],
    )


def _parsed_sequence(serialized, context, lists, names, sequence_features):
    if (context.ragged or lists.ragged) and serialized.shape.rank is None:
        raise ValueError("serialized must have statically-known rank to parse ragged features.")
    defaults = [
        _default(key, dtype, shape, default, False)
        for key, (dtype, shape, default) in context.dense.items()
    ]
    for key, (_, _, default) in lists.dense.items():
        if default is not None:
            raise ValueError(f"Value feature_list.dense_defaults[{key}] must be None")
    may_miss = [sequence_features[key].allow_missing for key in lists.dense]
    outputs = raw.ParseSequenceExampleV2(
        serialized, [] if names is None else names, list(context.sparse),
        list(context.dense), list(context.ragged), list(lists.sparse),
        list(lists.dense), list(lists.ragged),
        may_miss, defaults,
        Ncontext_sparse=len(context.sparse), Nfeature_list_sparse=len(lists.sparse),
        Nfeature_list_dense=len(lists.dense),
        context_sparse_types=list(context.sparse.values()),
        context_ragged_value_types=[kinds[0] for kinds in context.ragged.values()],
        context_ragged_split_types=[kinds[1] for kinds in context.ragged.values()],
        context_dense_shapes=[kinds[1] for kinds in context.dense.values()],
        Tcontext_dense=[kinds[0] for kinds in context.dense.values()],
        feature_list_dense_types=[kinds[0] for kinds in lists.dense.values()],
        feature_list_sparse_types=list(lists.sparse.values()),
        feature_list_ragged_value_types=[kinds[0] for kinds in lists.ragged.values()],
        feature_list_ragged_split_types=[kinds[1] for kinds in lists.ragged.values()],
        feature_list_dense_shapes=[kinds[1] for kinds in lists.dense.values()],
    )
    sparse = [SparseTensor(*parts) for parts in zip(*outputs[:3], strict=True)]
    values = [*sparse, *outputs[3], *_rows(serialized, *outputs[4:6])]
    listed = [SparseTensor(*parts) for parts in zip(*outputs[6:9], strict=True)]
    rows = _rows(serialized, outputs[11], outputs[12], outputs[13])
    return (
        dict(zip(context.keys(), values, strict=True)),
        dict(zip(lists.keys(), [*listed, *outputs[9], *rows], strict=True)),
        dict(zip(lists.dense, outputs[10], strict=True)),
    )


def parse_single_sequence_example(
    serialized, context_features=None, sequence_features=None, example_name=None, name=None
):
    """Parse one serialized SequenceExample message into dicts of tensors.

    Args:
        serialized: the message, a scalar string tensor.
        context_features: as of `tf.io.parse_sequence_example`.
        sequence_features: the same.
        example_name: a name for the message, for errors.
        name: a name for the operation.

    Returns:
        Two dicts: of the features, and of the lists.

    Raises:
        ValueError: nothing is asked for, there is more than one message, or a description is not
            complete.
        InvalidArgumentError: the message does not fit.

    Example:
        >>> import tfcompat as tf
        >>> message = tf.train.SequenceExample()
        >>> message.context.feature["n"].int64_list.value.append(3)
        >>> context, _ = tf.io.parse_single_sequence_example(
        ...     message.SerializeToString(), {"n": tf.io.FixedLenFeature([], tf.int64)})
        >>> print(context["n"].numpy())
        3
    """
    if not (context_features or sequence_features):
        raise ValueError(
            "Both context_features and sequence_features are None, but at least one should have "
            "values."
        )
    serialized = _scalar(convert_to_tensor(serialized, name="serialized"))
    names = None if example_name is None else [example_name]
    return parse_sequence_example(
        serialized, context_features, sequence_features, names, name
    )[:2]


# --- features that several parsed ones make up ---------------------------------------------------


def _composed(features, found):
    """Return a dict with the features that were asked for, made of those that were parsed."""
    made = {}
    for key in sorted(features):
        feature = features[key]
        if isinstance(feature, SparseFeature):
            made[key] = _merged(feature, found)
        elif isinstance(feature, RaggedFeature):
            made[key] = _partitioned(key, feature, found)
    kept = {key: value for key, value in found.items() if key in features and key not in made}
    return kept | made


def _merged(feature, found):
    """Return the sparse tensor of values with their places."""
    names, sizes = feature.index_key, feature.size
    if isinstance(names, str):
        names, sizes = [names], [sizes]
    places, values = [found[name] for name in names], found[feature.value_key]
    columns = [arrays.expand_dims(place.values, 1) for place in places]
    indices = joining.concat([places[0].indices[:, :-1], *columns], axis=1)
    shape = joining.concat(
        [places[0].dense_shape[:-1], constant(list(sizes), dtypes.int64)], axis=0
    )
    if not feature.already_sorted:
        indices, ordered = raw.SparseReorder(indices, values.values, shape)
        return SparseTensor(indices, ordered, shape)
    return SparseTensor(indices, values.values, shape)


def _partitioned(key, feature, found):
    """Return the ragged tensor of values in rows."""
    rows = found[key if feature.value_key is None else feature.value_key]
    outer = None
    batched = isinstance(rows, RaggedTensor)
    if batched and rows.ragged_rank > 1:
        outer, rows = rows.row_splits, rows.values
    for part in reversed(feature.partitions):
        if batched:
            rows = _batched(rows, part, found, feature.validate, outer)
        else:
            rows = _single(rows, part, found, feature)
    if outer is not None:
        rows = RaggedTensor.from_row_splits(rows, outer, validate=feature.validate)
    return rows


_MAKERS = {
    RaggedFeature.RowSplits: RaggedTensor.from_row_splits,
    RaggedFeature.RowLengths: RaggedTensor.from_row_lengths,
    RaggedFeature.RowStarts: RaggedTensor.from_row_starts,
    RaggedFeature.RowLimits: RaggedTensor.from_row_limits,
    RaggedFeature.ValueRowIds: RaggedTensor.from_value_rowids,
}


def _single(values, part, found, feature):
    if isinstance(part, RaggedFeature.UniformRowLength):
        return _cut(values, part.length, feature.row_splits_dtype, feature.validate)
    where = raw.Cast(found[part.key], DstT=feature.row_splits_dtype)
    return _MAKERS[type(part)](values, where, validate=feature.validate)


def _cut(values, length, dtype, validate):
    """Return values in rows of one length."""
    if isinstance(values, RaggedTensor):
        size = convert_to_tensor(length, dtype)
        return RaggedTensor.from_uniform_row_length(values, size, validate=validate)
    inner = arrays.shape(values)[1:]
    return arrays.reshape(values, joining.concat([[-1, length], inner], axis=0))


def _batched(rows, part, found, validate, outer):
    """Return the rows of all messages, each partitioned as its message says."""
    if isinstance(part, RaggedFeature.UniformRowLength):
        values = _cut(rows.values, part.length, rows.row_splits.dtype, validate)
        length = convert_to_tensor(part.length, rows.row_splits.dtype)
        return RaggedTensor.from_row_splits(values, rows.row_splits // length, validate=validate)
    where = found[part.key]
    if where.values.dtype != rows.row_splits.dtype:
        where = where.with_flat_values(
            raw.Cast(where.flat_values, DstT=rows.row_splits.dtype))
    if outer is not None:
        where = where.values
    make = _MAKERS[type(part)]
    if isinstance(part, RaggedFeature.RowLengths):
        return where.with_values(make(rows.values, where.values, validate=validate))
    if isinstance(part, RaggedFeature.ValueRowIds):
        counts = math.maximum(reductions.reduce_max(where + 1, axis=1), 0)
        ids = where.values + rearranging.repeat(
            reductions.cumsum(counts, exclusive=True), where.row_lengths())
        whole = make(rows.values, ids, validate=validate)
        return RaggedTensor.from_row_lengths(whole, counts, validate=validate)
    if isinstance(part, RaggedFeature.RowSplits):
        where, make = where[:, 1:], RaggedTensor.from_row_limits
    places = where.values + rearranging.repeat(rows.row_starts(), where.row_lengths())
    return where.with_values(make(rows.values, places, validate=validate))

