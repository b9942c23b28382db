"""Methods of datasets that make batches of elements."""

from tfcompat._src.base import dtypes, nest
from tfcompat._src.base.shapes import TensorShape, as_shape
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.composite.ragged_spec import RaggedTensorSpec
from tfcompat._src.composite.ragged_tensor import RaggedTensor
from tfcompat._src.composite.sparse_tensor import SparseTensorSpec
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.data import structure
from tfcompat._src.data.arguments import flag, known, number, size_of_batches


class Batching:
    """How elements are brought together."""

    __slots__ = ()

    def batch(self, batch_size, drop_remainder=False, num_parallel_calls=None, deterministic=None,
              name=None):
        """Return batches of elements.

        Args:
            batch_size: the number of elements in a batch.
            drop_remainder: whether to leave out the last batch if it is not full.
            num_parallel_calls: how many batches are made at a time, a hint.
            deterministic: whether the order is certain; it always is.
            name: unused.

        >>> for batch in tf.data.Dataset.range(8).batch(3):
        ...     print(batch.numpy())
        [0 1 2]
        [3 4 5]
        [6 7]
        """
        size, drop = number(batch_size, "batch_size"), flag(drop_remainder, "drop_remainder")
        spec = structure.batched(self.element_spec, size_of_batches(size, drop))
        attrs = {"output_types": structure.flat_types(spec),
                 "output_shapes": structure.flat_shapes(spec)}
        if num_parallel_calls is None:
            variant = raw.BatchDatasetV2(self._variant_tensor, size, drop, **attrs)
            return self._made("_BatchDataset", variant, spec, self)
        variant = raw.ParallelBatchDataset(
            self._variant_tensor, size, number(num_parallel_calls, "num_parallel_calls"), drop,
            deterministic=deterministic_attr(deterministic), **attrs)
        return self._made("_ParallelBatchDataset", variant, spec, self)

    def padded_batch(self, batch_size, padded_shapes=None, padding_values=None,
                     drop_remainder=False, name=None):
        """Return batches of elements, padded to a common shape.

        Args:
            batch_size: the number of elements in a batch.
            padded_shapes: nest of the shapes to pad to; None and -1 stand for the greatest size
                in a batch.
            padding_values: nest of what to pad with; by default 0 or "".
            drop_remainder: whether to leave out the last batch if it is not full.
            name: unused.

        >>> dataset = tf.data.Dataset.range(1, 4).map(lambda x: tf.fill([x], x))
        >>> for batch in dataset.padded_batch(2):
        ...     print(batch.numpy())
        [[1 0]
         [2 2]]
        [[3 3 3]]

        Raises:
            TypeError: elements are no tensors, or values of other types.
            ValueError: shapes do not fit.
        """
        _check_tensors(self.element_spec)
        size, drop = number(batch_size, "batch_size"), flag(drop_remainder, "drop_remainder")
        specs = nest.flatten(self.element_spec)
        if padded_shapes is None:
            for i, one in enumerate(specs):
                if one.shape.rank is None:
                    raise ValueError(
                        f"You must provide `padded_shapes` argument because component {i} has "
                        "unknown rank.")
            shapes = [one.shape for one in specs]
        else:
            shapes = structure.leaves_like(self.element_spec, padded_shapes)
        vectors, static = zip(*[_padded_shape(shape, one.shape)
                                for shape, one in zip(shapes, specs, strict=True)])
        values = _padding_values(self.element_spec, padding_values)
        rows = size_of_batches(size, drop)
        flat = [TensorSpec(TensorShape([rows]).concatenate(shape), one.dtype)
                for shape, one in zip(static, specs, strict=True)]
        variant = raw.PaddedBatchDatasetV2(
            self._variant_tensor, size, list(vectors), values, drop,
            output_shapes=[one.shape for one in flat])
        spec = nest.pack_sequence_as(self.element_spec, flat)
        return self._made("_PaddedBatchDataset", variant, spec, self)

    def ragged_batch(self, batch_size, drop_remainder=False, row_splits_dtype=dtypes.int64,
                     name=None):
        """Return batches of elements that may differ in shape, as ragged tensors.

        >>> dataset = tf.data.Dataset.range(3).map(lambda x: tf.range(x))
        >>> for batch in dataset.ragged_batch(2):
        ...     print(batch)
        <tf.RaggedTensor [[], [0]]>
        <tf.RaggedTensor [[0, 1]]>
        """
        kind = dtypes.as_dtype(row_splits_dtype)
        spec = nest.map_structure(lambda one: _ragged(one, kind), self.element_spec)

        def ragged(*element):
            value = element if isinstance(self.element_spec, tuple) else element[0]
            flat = zip(nest.flatten(spec), structure.leaves(value), strict=True)
            return nest.pack_sequence_as(spec, [_as_ragged(one, item) for one, item in flat])

        return self._mapped(ragged, spec).batch(batch_size, drop_remainder)

    def sparse_batch(self, batch_size, row_shape, name=None):
        """Return batches of elements that may differ in shape, as sparse tensors.

        >>> dataset = tf.data.Dataset.range(1, 3).map(lambda x: tf.fill([x], x))
        >>> for batch in dataset.sparse_batch(2, [3]):
        ...     print(tf.sparse.to_dense(batch).numpy())
        [[1 0 0]
         [2 2 0]]
        """
        if not isinstance(self.element_spec, TensorSpec):
            raise TypeError("`dense_to_sparse_batch()` requires elements that are tensors.")
        shape = as_shape(row_shape) if not isinstance(row_shape, Tensor) else TensorShape(None)
        spec = SparseTensorSpec(TensorShape([None]).concatenate(shape), self.element_spec.dtype)
        row = [-1 if n is None else n for n in shape.as_list()] if shape.rank is not None else (
            row_shape)
        variant = raw.DenseToSparseBatchDataset(
            self._variant_tensor, number(batch_size, "batch_size"), number(row, "row_shape"),
            output_types=structure.flat_types(spec), output_shapes=structure.flat_shapes(spec))
        return self._made("_DenseToSparseBatchDataset", variant, spec, self)

    def rebatch(self, batch_size, drop_remainder=False, name=None):
        """Return the rows of batches in batches of other sizes.

        >>> dataset = tf.data.Dataset.range(6).batch(2).rebatch(3)
        >>> list(dataset.as_numpy_iterator())
        [array([0, 1, 2]), array([3, 4, 5])]
        """
        rows = self._normalized_rows() if _has_rows(self.element_spec) else self
        sizes, drop = number(batch_size, "batch_size"), flag(drop_remainder, "drop_remainder")
        size = None
        value = known(sizes)
        if value is not None and known(drop):
            flat = set(value.reshape(-1).tolist())
            size = flat.pop() if len(flat) == 1 else None
        spec = nest.map_structure(lambda one: one._unbatch()._batch(size), self.element_spec)
        if size is None and value is not None:
            spec = _same_sizes(self.element_spec, value.reshape(-1).tolist(), spec)
        variant = raw.RebatchDatasetV2(
            rows._variant_tensor, sizes, drop, output_types=structure.flat_types(spec),
            output_shapes=structure.flat_shapes(spec))
        return self._made("_RebatchDataset", variant, spec, self)


def deterministic_attr(deterministic):
    """Return what the attribute of ops says of an argument."""
    return "default" if deterministic is None else str(bool(deterministic)).lower()


def _check_tensors(spec):
    for one in nest.flatten(spec):
        if not isinstance(one, TensorSpec):
            raise TypeError(
                "`padded_batch` is only supported for datasets that produce tensor elements but "
                "type spec of elements in the input dataset is not a subclass of TensorSpec: "
                f"`{one}`.")


def _padded_shape(shape, of_element):
    """Return a shape to pad to as a vector and as a TensorShape."""
    if not isinstance(shape, Tensor):
        try:
            sizes = [-1 if size is None or size == -1 else size for size in (
                shape.as_list() if isinstance(shape, TensorShape) else
                [shape] if isinstance(shape, int) else list(shape))]
            as_shape([None if size == -1 else size for size in sizes])
            vector = convert_to_tensor(sizes, dtypes.int64)
            static = TensorShape([None if size < 0 else size for size in sizes])
            if vector.shape.rank != 1:
                raise ValueError
        except (TypeError, ValueError):
            vector = convert_to_tensor(shape)
            if vector.shape.rank != 1 or vector.dtype != dtypes.int64:
                raise ValueError(
                    f"Padded shape {shape} must be a `tf.int64` vector tensor, but its shape was "
                    f"{vector.shape}.") from None
            static = TensorShape(None)
    else:
        vector, value = shape, known(shape)
        if shape.shape.rank != 1:
            raise ValueError(
                f"Padded shape {shape} must be a `tf.int64` vector tensor, but its shape was "
                f"{shape.shape}.")
        vector = raw.Cast(shape, DstT=dtypes.int64) if shape.dtype != dtypes.int64 else shape
        static = TensorShape(None) if value is None else TensorShape(
            [None if size < 0 else size for size in value.tolist()])
    if static.rank is not None and of_element.rank is not None and (
            static.rank != of_element.rank or any(
                n is not None and m is not None and n < m
                for n, m in zip(static.as_list(), of_element.as_list(), strict=True))):
        raise ValueError(
            f"The padded shape {static} is not compatible with the shape {of_element} of the "
            "corresponding input component.")
    return vector, static


def _padding_values(spec, values):
    flat = nest.flatten(spec)
    if values is None:
        given = [None] * len(flat)
    elif structure.is_nested(values):
        given = structure.leaves(values)
    else:
        given = [values] * len(flat)
    if len(given) != len(flat):
        raise ValueError(
            "The two structures don't have the same sequence length. Input structure has length "
            f"{len(flat)}, while shallow structure has length {len(given)}.")
    return [_padding_value(value, one.dtype) for value, one in zip(given, flat, strict=True)]


def _padding_value(value, dtype):
    if value is None:
        if dtype == dtypes.string:
            value = ""
        elif dtype == dtypes.bool:
            value = False
        else:
            return raw.Cast(convert_to_tensor(0), DstT=dtype)
        return convert_to_tensor(value, dtype)
    try:
        tensor = convert_to_tensor(value, None if isinstance(value, Tensor) else dtype)
    except (TypeError, ValueError):
        tensor = convert_to_tensor(value)
    if tensor.shape.rank != 0:
        raise ValueError(
            f"Invalid `padding_values`. `padding_values` values should be scalars, but got "
            f"{tensor.shape}.")
    if tensor.dtype != dtype:
        raise TypeError(
            f"Invalid `padding_values`. `padding_values` values type {tensor.dtype} does not match "
            f"type {dtype} of the corresponding input component.")
    return tensor


def _ragged(spec, kind):
    """Return the spec of one element as it is put into a ragged batch."""
    if not isinstance(spec, TensorSpec) or spec.shape.rank is None or spec.shape.is_fully_defined():
        return spec
    return RaggedTensorSpec(spec.shape, spec.dtype, spec.shape.rank - 1, kind)


def _as_ragged(spec, item):
    if not isinstance(spec, RaggedTensorSpec) or isinstance(item, RaggedTensor) or (
            spec.ragged_rank == 0):
        return item
    return RaggedTensor.from_tensor(item, ragged_rank=spec.ragged_rank,
                                    row_splits_dtype=spec.row_splits_dtype)


def _has_rows(spec):
    flat = nest.flatten(spec)
    for one in flat:
        if getattr(one, "shape", TensorShape(None)).rank == 0:
            raise ValueError(
                "Invalid `batch_sizes`. Expected dataset with rank of >= 1 but found a dataset "
                "with scalar elements. Fix the issue by adding the `batch` transformation to the "
                "dataset.")
    return True


def _same_sizes(spec, sizes, otherwise):
    """Return the spec where batches of a known size are cut into parts without a rest."""
    flat = nest.flatten(spec)
    if len(set(sizes)) != 1 or any(
            one.shape.rank is None or one.shape[0] is None or one.shape[0] % sizes[0]
            for one in flat):
        return otherwise
    return nest.map_structure(lambda one: one._unbatch()._batch(sizes[0]), spec)
