"""Datasets that are kept when they were read once: in memory, or in files as TensorFlow's."""

import os

from tfcompat._src.base.errors import AlreadyExistsError
from tfcompat._src.core.resources import Resource
from tfcompat._src.ops.dataset_seeds import Deleter, DummyResource
from tfcompat._src.ops.dataset_values import ATTRS, Dataset, opened, scalar, with_scalars
from tfcompat._src.registry import op, shape_functions
from tfcompat._src.wire import bundle, bundle_writer

_MOST_ITEMS = 10_000_000  # what numbers in names of tensors leave room for


class MemoryCache(Resource):
    """Keeps the elements of a dataset.

    Attributes:
        elements: a list of all of them, or None as long as no iterator has come to the end.
    """

    __slots__ = ("elements",)

    def __init__(self):
        super().__init__()
        self.elements = None


@op("AnonymousMemoryCache() -> (handle: resource, deleter: variant)", stateful=True)
def anonymous_memory_cache(xp):
    """Return a new cache, and what keeps it alive.

    Source: tf.raw_ops.AnonymousMemoryCache
    """
    made = MemoryCache()
    return made, Deleter(made)


anonymous_memory_cache.shape(shape_functions.scalar)


@op("DummyMemoryCache() -> handle: resource", stateful=True)
def dummy_memory_cache(xp):
    """Return a handle that says: none.

    Source: tf.raw_ops.DummyMemoryCache
    """
    return DummyResource()


dummy_memory_cache.shape(shape_functions.scalar)


@op("DeleteMemoryCache(handle: resource, deleter: variant) -> ()", stateful=True)
def delete_memory_cache(xp, handle, deleter):
    """Let a cache go; it lives on while something else has it.

    Source: tf.raw_ops.DeleteMemoryCache
    """


delete_memory_cache.shape(lambda c: [])


@op(f"""
    CacheDatasetV2(input_dataset: variant, filename: string,
        cache: resource) -> handle: variant{ATTRS}
""", stateful=True, host=("filename",))
def cache_dataset_v2(xp, input_dataset, filename, cache, *, output_types, output_shapes):
    """Return the dataset of another's elements, kept in memory or files once all were read.

    Shapes:
        filename, cache: []
    Errors:
        AlreadyExistsError: while iterating, the same files are being written.
    Source: tf.raw_ops.CacheDatasetV2
    """
    return _cached("CacheV2", input_dataset, filename, cache, output_types, output_shapes)


cache_dataset_v2.shape(with_scalars("filename", "cache"))


@op(f"""
    CacheDataset(input_dataset: variant, filename: string) -> handle: variant{ATTRS}
""", host=("filename",))
def cache_dataset(xp, input_dataset, filename, *, output_types, output_shapes):
    """The same with a cache of its own.

    Shapes:
        filename: []
    Errors:
        as CacheDatasetV2
    Source: tf.raw_ops.CacheDataset
    """
    return _cached("Cache", input_dataset, filename, None, output_types, output_shapes)


cache_dataset.shape(with_scalars("filename"))


def _cached(kind, input_dataset, filename, cache, types, shapes):
    source, path = opened(input_dataset), os.fsdecode(scalar("filename", filename))
    if path:
        def start(where):
            if os.path.exists(f"{path}.index"):
                return _stored(path, len(types))
            return _storing(source, path, types, where)
    else:
        kept = cache if isinstance(cache, MemoryCache) else MemoryCache()

        def start(where):
            if kept.elements is not None:
                return iter(kept.elements)
            return _keeping(source, kept, where)

    return Dataset(kind, types, shapes, start, source.count)


def _keeping(source, kept, where):
    iterator, elements = source.begin(where.path), []

    def step():
        try:
            element = next(iterator)
        except StopIteration:
            if kept.elements is None:
                kept.elements = elements
            raise
        elements.append(element)
        return element

    return iter(step, None)


def _name(number, component, width):
    """Return the name of a component of an element in files."""
    item = str(number).rjust(len(str(_MOST_ITEMS - 1)))
    return f"{item}_{str(component).rjust(len(str(width - 1)))}"


class _Lock:
    """A file that says that others are being written; gone with the object."""

    def __init__(self, path):
        self._path = None
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            raise AlreadyExistsError(
                "There appears to be a concurrent caching iterator running - cache lockfile "
                f"already exists ('{path}'). If you are sure no other running TF computations are "
                "using this cache prefix, delete the lockfile and re-initialize the iterator."
            ) from None
        self._path = path

    def __del__(self):
        self.release()

    def release(self):
        """Remove the file."""
        path, self._path = self._path, None
        if path is not None and os.path.exists(path):
            os.remove(path)


def _storing(source, path, types, where):
    iterator, number, lock, writer = source.begin(where.path), 0, None, None

    def step():
        nonlocal number, lock, writer
        if writer is None:
            lock = _Lock(f"{path}_0.lockfile")
            writer = bundle_writer.BundleWriter(path)
        try:
            element = next(iterator)
        except StopIteration:
            writer.finish()
            lock.release()
            raise
        for i, (array, dtype) in enumerate(zip(element, types, strict=True)):
            writer.add(_name(number, i, len(types)), array, dtype)
        number += 1
        return element

    return iter(step, None)


def _stored(path, width):
    reader, number = bundle.BundleReader(path), 0

    def step():
        nonlocal number
        names = [_name(number, i, width) for i in range(width)]
        if names[0] not in reader:
            reader.close()
            raise StopIteration
        number += 1
        return [reader.read(name) for name in names]

    return iter(step, None)
