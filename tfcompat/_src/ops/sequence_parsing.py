"""Ops that parse SequenceExample messages: features of the whole, and lists of features.

Messages without lists are in `example_parsing.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.example_parsing import decoded, text_of
from tfcompat._src.ops.example_parts import (
    Dense, Listed, features, filled, splits_of, unreadable)
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.definition import type_name

_TYPES = "list({float, int64, string})"
_SPLITS = "list({int32, int64})"


class _Context:
    """The features of whole messages."""

    def __init__(self, sparse, dense, ragged):
        sparse = list(sparse)
        self.sparse = [Listed(*row) for row in sparse]
        self.ragged = [Listed(*row[:2]) for row in ragged]
        self.dense = [Dense(*row) for row in dense]
        for i, column in enumerate(self.dense):
            column.check_padding(i)
        self._kinds = {row[0]: row[1] for row in (*sparse, *dense, *ragged)}
        self._needed = {
            name: shape.num_elements() for name, _, shape, default in dense if not default.size
        }
        self.splits = [row[2] for row in ragged]

    def check(self, found, label):
        """Check the features of one message."""
        for name, (dtype, _) in found.items():
            wanted = self._kinds.get(name, dtype)
            if dtype != wanted:
                raise InvalidArgumentError(
                    f"{label}Context feature: {name}.  Data types don't match. Expected type: "
                    f"{type_name(wanted)}"
                )

    def check_counts(self, every):
        """Check how many values all messages have of the features that must be there."""
        for name, count in self._needed.items():
            have = max([len(found[name][1]) for found in every if name in found], default=0)
            if have != count:
                raise InvalidArgumentError(
                    f"Inconsistent max number of elements for feature {name}: expected {count}, "
                    f"but found {have}"
                )

    def add(self, found, label, row, single=False):
        """Take the features of one message; `single` is whether the op is of one alone."""
        for name in self._needed:
            if name not in found and single:
                raise InvalidArgumentError(
                    f"{label}Context feature '{name}' is required but could not be found.")
            if name not in found:
                raise InvalidArgumentError(
                    f"Feature: {name} (data type: {type_name(self._kinds[name])}) is required "
                    "but could not be found.")
        for column in (*self.sparse, *self.dense, *self.ragged):
            column.add(found, label, row)


class _Rows:
    """A list of features, of all messages."""

    def __init__(self, name, dtype, shape=None, may_miss=True):
        self._name, self._dtype, self._shape, self._may_miss = name, dtype, shape, may_miss
        self._lists = []

    def add(self, found, label):
        """Take the list of one message."""
        rows = found.get(self._name)
        if rows is None and not self._may_miss:
            raise InvalidArgumentError(
                f"{label}Feature list '{self._name}' is required but could not be found.  Did you "
                "mean to include it in feature_list_dense_missing_assumed_empty or "
                "feature_list_dense_defaults?"
            )
        taken = []
        for i, pair in enumerate(rows or ()):
            dtype, values = pair or (self._dtype, ())
            if dtype != self._dtype:
                raise InvalidArgumentError(
                    f"{label}Feature list: {self._name}, Index: {i}.  Data types don't match. "
                    f"Expected type: {type_name(self._dtype)}"
                )
            if self._shape is not None and len(values) != self._shape.num_elements():
                raise InvalidArgumentError(
                    f"{label}Key: {self._name}, Index: {i}.  Number of values != expected.  values "
                    f"size: {len(values)} but output shape: {shown(self._shape)}"
                )
            taken.append(list(values))
        self._lists.append(taken)

    def _values(self, xp):
        items = [value for rows in self._lists for row in rows for value in row]
        return filled(xp, items, self._dtype, (len(items),))

    def sparse(self, xp, single):
        """Return indices, values and shape of a sparse tensor."""
        places = [
            (j, k) if single else (i, j, k)
            for i, rows in enumerate(self._lists)
            for j, row in enumerate(rows) for k in range(len(row))
        ]
        shape = [
            max([len(rows) for rows in self._lists], default=0),
            max([len(row) for rows in self._lists for row in rows], default=0),
        ]
        shape = shape if single else [len(self._lists), *shape]
        return (
            xp.asarray(places, dtype=xp.int64).reshape(-1, 2 if single else 3),
            self._values(xp), xp.asarray(shape, dtype=xp.int64),
        )

    def dense(self, xp, single):
        """Return the values, with zeros where lists are short, and the lists' lengths."""
        lengths = [len(rows) for rows in self._lists]
        longest, width = max(lengths, default=0), self._shape.num_elements()
        zero = b"" if self._dtype == dtypes.string else 0
        items = []
        for rows in self._lists:
            items += [value for row in rows for value in row]
            items += [zero] * (width * (longest - len(rows)))
        whole = (longest, *self._shape.as_list())
        array = filled(
            xp, items, self._dtype, whole if single else (len(self._lists), *whole)
        )
        return array, xp.asarray(lengths[0] if single else lengths, dtype=xp.int64)

    def ragged(self, xp, split_dtype, single):
        """Return values, outer and inner row splits."""
        kind = numpy_dtype(split_dtype)
        outer = [] if single else splits_of([len(rows) for rows in self._lists])
        inner = splits_of([len(row) for rows in self._lists for row in rows])
        return self._values(xp), xp.asarray(outer, dtype=kind), xp.asarray(inner, dtype=kind)


def _parse(
    xp, serialized, names, context, sparse, dense, ragged, splits, single, alone=False
):
    """Parse messages; return the lists of outputs in the order of ParseSequenceExampleV2.

    `single` is whether there is one message and no dimension for it, `alone` whether the op has
    always one.
    """
    labels, every = names.reshape(-1).tolist(), []
    for i, data in enumerate(serialized.reshape(-1).tolist()):
        name = labels[i].decode("utf-8", "backslashreplace") if i < len(labels) else ""
        label = f"Name: {name if name or alone else '<unknown>'}, "
        found, lists = _read(data, name, label, alone)
        context.check(found, label)
        if alone:
            context.add(found, label, "", alone)
        every.append((found, lists, label))
    if not alone:
        context.check_counts([found for found, _, _ in every])
        for i, (found, _, label) in enumerate(every):
            context.add(found, label, "" if single else f", Index: {i}")
    for _, lists, label in every:
        for column in (*dense, *sparse, *ragged):
            column.add(lists, label)
    parts = [column.sparse(xp, single) for column in context.sparse]
    rows = [
        column.ragged(xp, kind, single)
        for column, kind in zip(context.ragged, context.splits, strict=True)
    ]
    listed = [column.sparse(xp, single) for column in sparse]
    filled_up = [column.dense(xp, single) for column in dense]
    nested = [column.ragged(xp, kind, single) for column, kind in zip(ragged, splits, strict=True)]
    return (
        *_columns(parts, 3), [column.result(xp, single) for column in context.dense],
        *_columns(rows, 2), *_columns(listed, 3), *_columns(filled_up, 2), *_columns(nested, 3),
    )


def _read(data, name, label, alone):
    """Return the features of a message, and its lists."""
    try:
        return features(data, label, sequence=True)
    except InvalidArgumentError:
        if alone:
            raise InvalidArgumentError(unreadable(data)) from None
        raise InvalidArgumentError(
            f"Invalid protocol message input, example id: {name or '<unknown>'}") from None


def _check_kinds(where, dense, sparse, ragged):
    """Check that no feature is asked for in two ways."""
    kinds = dict.fromkeys(sparse, "sparse")
    for names, kind in ((ragged, "ragged"), (dense, "dense")):
        for name in names:
            if kinds.setdefault(name, kind) != kind:
                raise InvalidArgumentError(
                    f"{where} feature {name} cannot be both {kind} and sparse")


def _check_number(name, number, **sizes):
    """Check that attributes are of as many features as there are said to be."""
    if any(size != number for size in sizes.values()):
        texts = [f"{key} ({size})" for key, size in sizes.items()]
        raise InvalidArgumentError(
            f"num_{name} ({number}) must match the size of {' and '.join(texts)}")


def _columns(rows, count):
    return [[row[i] for row in rows] for i in range(count)]


_COUNTS = """
        Ncontext_sparse: int >= 0 = 0
        Ncontext_dense: int >= 0 = 0
        Nfeature_list_sparse: int >= 0 = 0
        Nfeature_list_dense: int >= 0 = 0"""
_KINDS = f"""
        context_sparse_types: {_TYPES} >= 0 = []
        Tcontext_dense: {_TYPES} >= 0 = []
        feature_list_dense_types: {_TYPES} >= 0 = []
        context_dense_shapes: list(shape) >= 0 = []
        feature_list_sparse_types: {_TYPES} >= 0 = []
        feature_list_dense_shapes: list(shape) >= 0 = []"""
_HOST = (
    "serialized", "debug_name", "context_sparse_keys", "context_dense_keys",
    "feature_list_sparse_keys", "feature_list_dense_keys", "context_dense_defaults",
    "feature_list_dense_missing_assumed_empty",
)


@op(f"""
    ParseSequenceExampleV2(serialized: string, debug_name: string, context_sparse_keys: string,
        context_dense_keys: string, context_ragged_keys: string, feature_list_sparse_keys: string,
        feature_list_dense_keys: string, feature_list_ragged_keys: string,
        feature_list_dense_missing_assumed_empty: bool, context_dense_defaults: Tcontext_dense) -> (
        context_sparse_indices: Ncontext_sparse * int64,
        context_sparse_values: context_sparse_types,
        context_sparse_shapes: Ncontext_sparse * int64, context_dense_values: Tcontext_dense,
        context_ragged_values: context_ragged_value_types,
        context_ragged_row_splits: context_ragged_split_types,
        feature_list_sparse_indices: Nfeature_list_sparse * int64,
        feature_list_sparse_values: feature_list_sparse_types,
        feature_list_sparse_shapes: Nfeature_list_sparse * int64,
        feature_list_dense_values: feature_list_dense_types,
        feature_list_dense_lengths: Nfeature_list_dense * int64,
        feature_list_ragged_values: feature_list_ragged_value_types,
        feature_list_ragged_outer_splits: feature_list_ragged_split_types,
        feature_list_ragged_inner_splits: feature_list_ragged_split_types)
        Ncontext_sparse: int >= 0 = 0
        Tcontext_dense: {_TYPES} >= 0 = []
        context_sparse_types: {_TYPES} >= 0 = []
        context_ragged_value_types: {_TYPES} >= 0 = []
        context_ragged_split_types: {_SPLITS} >= 0 = []
        context_dense_shapes: list(shape) >= 0 = []
        Nfeature_list_sparse: int >= 0 = 0
        Nfeature_list_dense: int >= 0 = 0
        feature_list_dense_types: {_TYPES} >= 0 = []
        feature_list_sparse_types: {_TYPES} >= 0 = []
        feature_list_ragged_value_types: {_TYPES} >= 0 = []
        feature_list_ragged_split_types: {_SPLITS} >= 0 = []
        feature_list_dense_shapes: list(shape) >= 0 = []
""", host=(*_HOST, "context_ragged_keys", "feature_list_ragged_keys"))
def parse_sequence_example_v2(
    xp, serialized, debug_name, context_sparse_keys, context_dense_keys, context_ragged_keys,
    feature_list_sparse_keys, feature_list_dense_keys, feature_list_ragged_keys,
    feature_list_dense_missing_assumed_empty, context_dense_defaults,
    *, Ncontext_sparse, Tcontext_dense, context_sparse_types,  # noqa: N803
    context_ragged_value_types, context_ragged_split_types, context_dense_shapes,
    Nfeature_list_sparse, Nfeature_list_dense, feature_list_dense_types,  # noqa: N803
    feature_list_sparse_types, feature_list_ragged_value_types, feature_list_ragged_split_types,
    feature_list_dense_shapes,
):
    """Parse SequenceExample messages into sparse, dense and ragged tensors, one for each key.

    Shapes:
        serialized: [n] or []
        debug_name: [n] or [0]
        outputs: those of features as of `ParseExampleV2`; those of lists have a dimension more
    Errors:
        InvalidArgumentError: messages or arguments do not fit.
    Source: tf.raw_ops.ParseSequenceExampleV2
    """
    _check_number("context_sparse", Ncontext_sparse,
                  context_sparse_types=len(context_sparse_types))
    _check_number("feature_list_sparse", Nfeature_list_sparse,
                  feature_list_sparse_types=len(feature_list_sparse_types))
    _check_number("feature_list_dense", Nfeature_list_dense,
                  feature_list_dense_types=len(feature_list_dense_types),
                  feature_list_dense_shapes=len(feature_list_dense_shapes))
    _check_serialized(serialized)
    for names, count, name, what in (
        (context_dense_keys, len(Tcontext_dense), "context_dense_keys)", "len(Tcontext_dense)"),
        (context_sparse_keys, Ncontext_sparse, "context_sparse_keys)", "Ncontext_sparse"),
        (context_ragged_keys, len(context_ragged_value_types), "context_ragged_keys)",
         "len(context_ragged_value_types)"),
        (feature_list_sparse_keys, Nfeature_list_sparse, "feature_list_sparse_keys)",
         "Nfeature_list_sparse"),
        (feature_list_dense_keys, Nfeature_list_dense, "feature_list_dense_keys)",
         "Nfeature_list_dense"),
        (feature_list_dense_missing_assumed_empty, Nfeature_list_dense,
         "feature_list_dense_missing_assumed_empty", "Nfeature_list_dense"),
        (feature_list_ragged_keys, len(feature_list_ragged_value_types),
         "feature_list_ragged_keys)", "len(feature_list_ragged_value_types)"),
    ):
        checks.require(names.size == count, f"Expected len({name} to match {what}")
    _check_kinds("Context", *map(text_of, (context_dense_keys, context_sparse_keys,
                                           context_ragged_keys)))
    _check_kinds("Sequence", *map(text_of, (feature_list_dense_keys, feature_list_sparse_keys,
                                            feature_list_ragged_keys)))
    context = _Context(
        zip(text_of(context_sparse_keys), context_sparse_types, strict=True),
        list(zip(text_of(context_dense_keys), Tcontext_dense, context_dense_shapes,
                 context_dense_defaults, strict=True)),
        list(zip(text_of(context_ragged_keys), context_ragged_value_types,
                 context_ragged_split_types, strict=True)),
    )
    dense = [_Rows(*row) for row in zip(
        text_of(feature_list_dense_keys), feature_list_dense_types, feature_list_dense_shapes,
        feature_list_dense_missing_assumed_empty.reshape(-1).tolist(), strict=True)]
    return _parse(
        xp, serialized, debug_name, context,
        [_Rows(*row) for row in zip(text_of(feature_list_sparse_keys), feature_list_sparse_types,
                                    strict=True)],
        dense,
        [_Rows(*row) for row in zip(text_of(feature_list_ragged_keys),
                                    feature_list_ragged_value_types, strict=True)],
        feature_list_ragged_split_types, serialized.ndim == 0,
    )


def _check_serialized(serialized):
    if serialized.ndim > 1:
        raise InvalidArgumentError(
            f"Expected serialized to be a scalar or vector, got shape: {shown(serialized.shape)}"
        )


def _shapes(c, prefix, ragged=True, lengths=True):
    """Return the shapes of all outputs, for the shape of `serialized`."""
    count, listed = c.attr("Ncontext_sparse"), c.attr("Nfeature_list_sparse")
    known = prefix.rank == 1 and prefix[0] is not None
    rows = TensorShape([prefix[0] + 1 if known else None])
    deep, deeper = (None, None) if prefix.rank is None else (prefix.rank + 1, prefix.rank + 2)
    found = [TensorShape([None, deep])] * count + [TensorShape([None])] * count
    found += [TensorShape([deep])] * count
    found += [prefix.concatenate(shape) for shape in c.attr("context_dense_shapes")]
    if ragged:
        number = len(c.attr("context_ragged_value_types"))
        found += [TensorShape([None])] * number + [rows] * number
    found += [TensorShape([None, deeper])] * listed + [TensorShape([None])] * listed
    found += [TensorShape([deeper])] * listed
    shapes = c.attr("feature_list_dense_shapes")
    found += [prefix.concatenate([None]).concatenate(shape) for shape in shapes]
    if lengths:
        found += [prefix] * len(shapes)
    if ragged:
        number = len(c.attr("feature_list_ragged_value_types"))
        found += [TensorShape([None])] * number + [rows] * number
        found += [TensorShape([None])] * number
    return found


@parse_sequence_example_v2.shape
def parse_sequence_example_v2_shape(c):
    return _shapes(c, checks.with_rank_at_most(c["serialized"], 1))


@op(f"""
    ParseSequenceExample(serialized: string, debug_name: string,
        context_dense_defaults: Tcontext_dense) -> (
        context_sparse_indices: Ncontext_sparse * int64,
        context_sparse_values: context_sparse_types,
        context_sparse_shapes: Ncontext_sparse * int64, context_dense_values: Tcontext_dense,
        feature_list_sparse_indices: Nfeature_list_sparse * int64,
        feature_list_sparse_values: feature_list_sparse_types,
        feature_list_sparse_shapes: Nfeature_list_sparse * int64,
        feature_list_dense_values: feature_list_dense_types,
        feature_list_dense_lengths: Nfeature_list_dense * int64)
        feature_list_dense_missing_assumed_empty: list(string) >= 0
        context_sparse_keys: list(string) >= 0
        context_dense_keys: list(string) >= 0
        feature_list_sparse_keys: list(string) >= 0
        feature_list_dense_keys: list(string) >= 0{_COUNTS}{_KINDS}
""", host=("serialized", "debug_name", "context_dense_defaults"))
def parse_sequence_example(
    xp, serialized, debug_name, context_dense_defaults,
    *, feature_list_dense_missing_assumed_empty, context_sparse_keys, context_dense_keys,
    feature_list_sparse_keys, feature_list_dense_keys,
    Ncontext_sparse, Ncontext_dense,  # noqa: N803 - TensorFlow's attribute names
    Nfeature_list_sparse, Nfeature_list_dense, context_sparse_types,  # noqa: N803
    Tcontext_dense, feature_list_dense_types, context_dense_shapes,  # noqa: N803
    feature_list_sparse_types, feature_list_dense_shapes,
):
    """Parse a vector of SequenceExample messages into sparse and dense tensors.

    Shapes:
        serialized: [n]
        debug_name: [n] or [0]
        outputs: as of `ParseSequenceExampleV2`
    Errors:
        InvalidArgumentError: messages or arguments do not fit.
    Source: tf.raw_ops.ParseSequenceExample
    """
    _check_number("context_sparse", Ncontext_sparse, context_sparse_keys=len(context_sparse_keys))
    _check_number("context_dense", Ncontext_dense, context_dense_keys=len(context_dense_keys))
    _check_number("feature_list_sparse", Nfeature_list_sparse,
                  feature_list_sparse_keys=len(feature_list_sparse_keys))
    _check_number("feature_list_dense", Nfeature_list_dense,
                  feature_list_dense_keys=len(feature_list_dense_keys))
    _check_serialized(serialized)
    _check_kinds("Context", decoded(context_dense_keys), decoded(context_sparse_keys), ())
    _check_kinds(
        "Sequence", decoded(feature_list_dense_keys), decoded(feature_list_sparse_keys), ())
    context = _Context(
        zip(decoded(context_sparse_keys), context_sparse_types, strict=True),
        list(zip(decoded(context_dense_keys), Tcontext_dense, context_dense_shapes,
                 context_dense_defaults, strict=True)), [],
    )
    may_miss = [key in feature_list_dense_missing_assumed_empty for key in feature_list_dense_keys]
    outputs = _parse(
        xp, serialized, debug_name, context,
        [_Rows(*row) for row in zip(decoded(feature_list_sparse_keys), feature_list_sparse_types,
                                    strict=True)],
        [_Rows(*row) for row in zip(
            decoded(feature_list_dense_keys), feature_list_dense_types, feature_list_dense_shapes,
            may_miss, strict=True)],
        [], [], serialized.ndim == 0,
    )
    return (*outputs[:4], *outputs[6:11])


@parse_sequence_example.shape
def parse_sequence_example_shape(c):
    return _shapes(c, checks.with_rank(c["serialized"], 1), ragged=False)


@op(f"""
    ParseSingleSequenceExample(serialized: string,
        feature_list_dense_missing_assumed_empty: string,
        context_sparse_keys: Ncontext_sparse * string, context_dense_keys: Ncontext_dense * string,
        feature_list_sparse_keys: Nfeature_list_sparse * string,
        feature_list_dense_keys: Nfeature_list_dense * string,
        context_dense_defaults: Tcontext_dense, debug_name: string) -> (
        context_sparse_indices: Ncontext_sparse * int64,
        context_sparse_values: context_sparse_types,
        context_sparse_shapes: Ncontext_sparse * int64, context_dense_values: Tcontext_dense,
        feature_list_sparse_indices: Nfeature_list_sparse * int64,
        feature_list_sparse_values: feature_list_sparse_types,
        feature_list_sparse_shapes: Nfeature_list_sparse * int64,
        feature_list_dense_values: feature_list_dense_types){_COUNTS}{_KINDS}
""", host=_HOST)
def parse_single_sequence_example(
    xp, serialized, feature_list_dense_missing_assumed_empty, context_sparse_keys,
    context_dense_keys, feature_list_sparse_keys, feature_list_dense_keys, context_dense_defaults,
    debug_name,
    *, context_sparse_types, Tcontext_dense, feature_list_dense_types,  # noqa: N803
    context_dense_shapes, feature_list_sparse_types, feature_list_dense_shapes,
):
    """Parse one SequenceExample message into sparse and dense tensors.

    Shapes:
        serialized: []
        debug_name: []
        outputs: as of `ParseSequenceExampleV2` of a scalar
    Errors:
        InvalidArgumentError: the message or arguments do not fit.
    Source: tf.raw_ops.ParseSingleSequenceExample
    """
    _check_scalars(
        context_dense_keys=context_dense_keys, context_sparse_keys=context_sparse_keys,
        feature_list_dense_keys=feature_list_dense_keys,
        feature_list_sparse_keys=feature_list_sparse_keys)
    if debug_name.ndim:
        raise InvalidArgumentError(
            f"Expected debug_name to be a scalar, got shape: {shown(debug_name.shape)}")
    if serialized.ndim:
        raise InvalidArgumentError(
            f"Expected serialized to be a scalar, got shape: {shown(serialized.shape)}"
        )
    context = _Context(
        zip(text_of(context_sparse_keys), context_sparse_types, strict=True),
        list(zip(text_of(context_dense_keys), Tcontext_dense, context_dense_shapes,
                 context_dense_defaults, strict=True)), [],
    )
    known = text_of(feature_list_dense_missing_assumed_empty)
    keys = text_of(feature_list_dense_keys)
    outputs = _parse(
        xp, serialized, debug_name, context,
        [_Rows(*row) for row in zip(text_of(feature_list_sparse_keys), feature_list_sparse_types,
                                    strict=True)],
        [_Rows(key, kind, shape, key in known) for key, kind, shape in zip(
            keys, feature_list_dense_types, feature_list_dense_shapes, strict=True)],
        [], [], True, alone=True,
    )
    return (*outputs[:4], *outputs[6:10])


def _check_scalars(**lists):
    for name, keys in lists.items():
        for i, key in enumerate(keys):
            if key.ndim:
                raise InvalidArgumentError(
                    f"Expected {name}[{i}] to be a scalar, got shape: {shown(key.shape)}")


@parse_single_sequence_example.shape
def parse_single_sequence_example_shape(c):
    return _shapes(c, checks.with_rank(c["serialized"], 0), ragged=False, lengths=False)


for _record in (parse_sequence_example_v2, parse_sequence_example, parse_single_sequence_example):
    no_gradient(_record, "messages have no gradient")
