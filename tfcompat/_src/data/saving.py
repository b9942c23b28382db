"""Datasets in directories, with their structure: `Dataset.save` and `Dataset.load`."""

import importlib
import os

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import NotFoundError
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.data import structure
from tfcompat._src.data.specs import DatasetSpec
from tfcompat._src.data.traced import TracedFunction
from tfcompat._src.wire import messages

_SPEC = "dataset_spec.pb"


def _coder():
    """Return the module that writes structures, of a room above."""
    return importlib.import_module("tfcompat._src.saved_model.structures")


def _path_of(path):
    return os.fspath(path) if isinstance(path, os.PathLike) else path


def save(dataset, path, compression, shard_func, checkpoint_args):
    """Write a dataset; see `Dataset.save`."""
    if checkpoint_args is not None:
        raise NotImplementedError("Saving a dataset with checkpoints in between is not supported.")
    folder = os.fspath(path)
    os.makedirs(folder, exist_ok=True)
    message = _coder().encode(dataset.element_spec)
    with open(os.path.join(folder, _SPEC), "wb") as file:
        file.write(message.SerializeToString(deterministic=True))
    used = shard_func is not None

    def first_shard(*_):
        return convert_to_tensor(0, dtypes.int64)

    shards = TracedFunction(shard_func or first_shard, "save()", dataset.element_spec,
                            autograph=used)
    raw.SaveDataset(
        dataset._variant_tensor, convert_to_tensor(_path_of(path)), shards.captured,
        compression=compression or "", shard_func=shards.function, use_shard_func=used)


def load(base, path, element_spec, compression, reader_func):
    """Return a dataset that was written; see `Dataset.load`."""
    if element_spec is None:
        file_name = os.path.join(os.fspath(path), _SPEC)
        if not os.path.exists(file_name):
            raise NotFoundError(
                None, None, f"tf.data snapshot element_spec file not found: {file_name}.")
        with open(file_name, "rb") as file:
            element_spec = _coder().decode(messages.StructuredValue.FromString(file.read()))
    used = TracedFunction(
        reader_func or (lambda shards: shards.interleave(lambda shard: shard)), "load()",
        DatasetSpec(DatasetSpec(element_spec)), autograph=reader_func is not None)
    variant = raw.LoadDataset(
        _path_of(path), used.captured, reader_func=used.function, compression=compression or "",
        output_types=structure.flat_types(element_spec),
        output_shapes=structure.flat_shapes(element_spec))
    return base._made("_LoadDataset", variant, element_spec, called=[used])
