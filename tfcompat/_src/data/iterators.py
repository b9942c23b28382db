"""Iterators over datasets: at once, within functions, and of numpy's arrays.

Those that have to be initialized, of TensorFlow 1, are in `v1_iterators.py`.
"""

import collections.abc

from tfcompat._src.arrays import on_numpy
from tfcompat._src.arrays.devices import local_device
from tfcompat._src.base import dtypes, errors, nest
from tfcompat._src.core import context, eager, raw
from tfcompat._src.core.composite import CompositeTensor
from tfcompat._src.core.tensor import EagerTensor, as_array, wrap
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.data import structure
from tfcompat._src.data.specs import IteratorSpec
from tfcompat._src.frontend.sparse import to_dense
from tfcompat._src.ops import iterators as iterator_ops
from tfcompat._src.registry import find


class IteratorBase(collections.abc.Iterator, Trackable, CompositeTensor):
    """The methods of iterators: `tf.data.Iterator`.

    Example:
        >>> import tfcompat as tf
        >>> iterator = iter(tf.data.Dataset.range(2))
        >>> isinstance(iterator, tf.data.Iterator)
        True
        >>> print(iterator.get_next())
        tf.Tensor(0, shape=(), dtype=int64)
    """

    @property
    def element_spec(self):
        """The structure of the elements."""
        raise NotImplementedError("Iterator.element_spec")

    def get_next(self):
        """Return the next element.

        Raises:
            OutOfRangeError: there is none left.
        """
        raise NotImplementedError("Iterator.get_next()")

    def get_next_as_optional(self):
        """Return the next element, or nothing at the end, as a `tf.experimental.Optional`."""
        raise NotImplementedError("Iterator.get_next_as_optional()")


class OwnedIterator(IteratorBase):
    """An iterator that ends its resource's life with its own.

    Args:
        dataset: the dataset to iterate over.
        components: the resource tensor of an iterator there is, instead of a dataset.
        element_spec: the structure of its elements.
    """

    def __init__(self, dataset=None, components=None, element_spec=None):
        if dataset is None:
            if components is None or element_spec is None:
                raise ValueError(
                    "When `dataset` is not provided, both `components` and `element_spec` must be "
                    "specified.")
            (self._iterator_resource,) = components
            self._element_spec = element_spec
        else:
            if components is not None or element_spec is not None:
                raise ValueError(
                    "When `dataset` is provided, `element_spec` and `components` must not be "
                    "specified.")
            self._element_spec = dataset.element_spec
            self._dataset = dataset
        spec = self._element_spec
        self._types, self._shapes = structure.flat_types(spec), structure.flat_shapes(spec)
        self._pack = structure.packer(spec)
        if dataset is not None:
            self._iterator_resource = raw.AnonymousIteratorV3(
                output_types=self._types, output_shapes=self._shapes)
            raw.MakeIterator(dataset._variant_tensor, self._iterator_resource)

    @property
    def element_spec(self):
        return self._element_spec

    @property
    def _type_spec(self):
        return IteratorSpec(self._element_spec)

    def __iter__(self):
        return self

    def next(self):
        return self.__next__()

    def __next__(self):
        if not context.executing_eagerly():
            return self._next()
        device = local_device()
        if device.xp is not on_numpy:
            try:
                return self._next()
            except errors.OutOfRangeError:
                raise StopIteration from None
        try:
            with on_numpy.errstate(all="ignore"):
                element = self._iterator_resource._array.advance(self._types, self._shapes)
        except (errors.OpError, *eager.STRAY) as error:
            raise eager.framed(error, _GET_NEXT, {"output_types": self._types}) from error
        return self._pack([
            EagerTensor(as_array(array, dtype), dtype)
            for array, dtype in zip(element, self._types, strict=True)])

    def _next(self):
        return self._pack(raw.IteratorGetNext(
            self._iterator_resource, output_types=self._types, output_shapes=self._shapes))

    def get_next(self):
        return self._next()

    def get_next_as_optional(self):
        from tfcompat._src.data.optionals import OptionalImpl

        variant = raw.IteratorGetNextAsOptional(
            self._iterator_resource, output_types=self._types, output_shapes=self._shapes)
        return OptionalImpl(variant, self._element_spec)

    # --- checkpoints --------------------------------------------------------------------------

    def _serialize_to_tensors(self):
        return {"ITERATOR_STATE": _state(self)}

    def _restore_from_tensors(self, restored_tensors):
        _go_to(self, restored_tensors["ITERATOR_STATE"].numpy())


_GET_NEXT = find("IteratorGetNext")


class NumpyIterator(Trackable):
    """An iterator whose elements are numpy's arrays: `tf.data.NumpyIterator`.

    Args:
        dataset: the dataset.

    Example:
        >>> import tfcompat as tf
        >>> [int(x) for x in tf.data.Dataset.range(3)]
        [0, 1, 2]
    """

    def __init__(self, dataset):
        self._iterator = iter(dataset)
        self._dataset = dataset

    def __repr__(self):
        return f"{type(self).__name__}(iterator={self._iterator})"

    def __iter__(self):
        return self

    def __next__(self):
        return nest.map_structure(_as_numpy, next(self._iterator))

    def next(self):
        """Return the next element."""
        return self.__next__()

    def save(self):
        """Return where the iterator is, as bytes."""
        return _state(self._iterator).numpy()

    def restore(self, state):
        """Go to where an iterator of the same dataset was."""
        _go_to(self._iterator, state)

    def _trackable_children(self, save_type="checkpoint", **kwargs):
        return {"_iterator": self._iterator}


def _state(iterator):
    """Return where an iterator is, as a string tensor."""
    resource = iterator._iterator_resource._array
    return wrap(iterator_ops.state_of(local_device().xp, resource), dtypes.string)


def _go_to(iterator, state):
    """Let an iterator go to where it was."""
    iterator_ops.restore_state(iterator._iterator_resource._array, state)


def _as_numpy(value):
    if value is None:
        return None
    if isinstance(value, SparseTensor):
        return to_dense(value).numpy()
    return value.numpy()
