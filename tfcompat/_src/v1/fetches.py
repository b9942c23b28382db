"""What `Session.run` is asked for: nests of tensors, operations and composites, flat and back.

Running is in `session`.
"""

import collections
import collections.abc

from tfcompat._src.base import errors, nest
from tfcompat._src.composite.sparse_tensor import SparseTensor, SparseTensorValue
from tfcompat._src.core.composite import CompositeTensor
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.graph.operation import Operation

IndexedSlicesValue = collections.namedtuple(
    "IndexedSlicesValue", ["values", "indices", "dense_shape"])


class Fetches:
    """A nest of fetches.

    Attributes:
        tensors: the tensors wanted, without repetitions.
        operations: the operations to run.
    """

    def __init__(self, graph, fetches):
        self._graph = graph
        self.tensors, self.operations = [], []
        self._places = {}
        self._build = self._mapper(fetches)

    def result(self, values):
        """Return the nest of results.

        Args:
            values: one per item of `tensors`.
        """
        return self._build(values)

    def _mapper(self, fetch):
        """Return a function that makes the result for a fetch of the list of values."""
        if fetch is None:
            raise TypeError(
                f"Argument `fetch` = {fetch} has invalid type \"{type(fetch).__name__}\". Cannot "
                "be None"
            )
        if isinstance(fetch, (list, tuple)) and not hasattr(fetch, "_type_spec"):
            parts = [self._mapper(item) for item in fetch]
            return lambda values: _like(fetch, [part(values) for part in parts])
        if isinstance(fetch, collections.abc.Mapping):
            pairs = [(key, self._mapper(item)) for key, item in fetch.items()]
            return lambda values: type(fetch)((key, part(values)) for key, part in pairs)
        if isinstance(fetch, SparseTensor):
            return self._composite(
                SparseTensorValue, (fetch.indices, fetch.values, fetch.dense_shape))
        if isinstance(fetch, IndexedSlices):
            return self._composite(
                IndexedSlicesValue, (fetch.values, fetch.indices, fetch.dense_shape))
        if isinstance(fetch, CompositeTensor):
            flat = [self._leaf(part) for part in nest.flatten(fetch, expand_composites=True)]
            return lambda values: _composite_value(fetch, [part(values) for part in flat])
        return self._leaf(fetch)

    def _composite(self, kind, parts):
        found = [None if part is None else self._leaf(part) for part in parts]
        return lambda values: kind(
            *[None if part is None else part(values) for part in found])

    def _leaf(self, fetch):
        element = self._element(fetch)
        if not self._graph.is_fetchable(element):
            raise errors.InaccessibleTensorError(
                f"Operation {getattr(element, 'op', element).name} has been marked as not "
                "fetchable. Typically this happens when it is defined in another function or code "
                "block. Use return values, explicit Python locals or TensorFlow collections to "
                "access it."
            )
        if isinstance(element, Operation):
            if element not in self.operations:
                self.operations.append(element)
            return lambda values: None
        place = self._places.get(id(element))
        if place is None:
            place = self._places[id(element)] = len(self.tensors)
            self.tensors.append(element)
        return lambda values: values[place]

    def _element(self, fetch):
        try:
            return self._graph.as_graph_element(fetch)
        except TypeError as error:
            raise TypeError(
                f"Argument `fetch` = {fetch} has invalid type \"{type(fetch).__name__}\" must be "
                f"a string or Tensor. ({error})"
            ) from None
        except ValueError as error:
            raise ValueError(
                f"Argument `fetch` = {fetch} cannot be interpreted as a Tensor. ({error})"
            ) from None
        except KeyError as error:
            raise ValueError(
                f"Argument `fetch` = {fetch} cannot be interpreted as a Tensor. ({error})"
            ) from None


def _like(fetch, values):
    """Return results in a list, tuple or named tuple like the fetches."""
    if isinstance(fetch, list):
        return values
    return type(fetch)(*values) if hasattr(fetch, "_fields") else type(fetch)(values)


def _composite_value(fetch, values):
    """Return a ragged value of numpy arrays."""
    splits = values[1:]
    value = values[0]
    for part in reversed(splits):
        value = RaggedTensorValue(value, part)
    return value


class RaggedTensorValue:
    """The value of a ragged tensor: `tf.compat.v1.ragged.RaggedTensorValue`.

    Args:
        values: a numpy array, or another such value.
        row_splits: where rows begin and end, a vector of integers.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     session.run(tf.ragged.constant([[1, 2], [3]])).to_list()
        [[1, 2], [3]]
    """

    def __init__(self, values, row_splits):
        self.values = values
        self.row_splits = row_splits

    @property
    def flat_values(self):
        """The innermost values."""
        inner = self.values
        return inner.flat_values if isinstance(inner, RaggedTensorValue) else inner

    @property
    def nested_row_splits(self):
        """The splits of all ragged dimensions, outermost first."""
        inner = self.values
        rest = inner.nested_row_splits if isinstance(inner, RaggedTensorValue) else ()
        return (self.row_splits, *rest)

    @property
    def dtype(self):
        """The numpy dtype of the values."""
        return self.values.dtype

    def to_list(self):
        """Return the rows as lists of lists."""
        inner = self.values
        items = inner.to_list() if isinstance(inner, RaggedTensorValue) else inner.tolist()
        ends = self.row_splits.tolist()
        return [items[a:b] for a, b in zip(ends[:-1], ends[1:], strict=True)]

    def __repr__(self):
        return f"tf.RaggedTensorValue(values={self.values!r}, row_splits={self.row_splits!r})"
