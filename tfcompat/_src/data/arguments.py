"""Arguments of transformations: numbers as tensors, seeds, and what is known of them."""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend.seeds import get_seed
from tfcompat._src.graph import shape_inference


def number(value, name):
    """Return an argument as a tensor of int64."""
    return convert_to_tensor(value, dtypes.int64, name=name)


def flag(value, name):
    """Return an argument as a tensor of bool."""
    return convert_to_tensor(value, dtypes.bool, name=name)


def known(tensor):
    """Return the value of a tensor as an array, or None where it is not known."""
    value = tensor._known_value()
    return shape_inference.constant_value(tensor) if value is None else value


def size_of_batches(batch_size, drop_remainder):
    """Return the size that all batches have, or None."""
    size, drop = known(batch_size), known(drop_remainder)
    return int(size) if drop is not None and drop and size is not None else None


def seeds(seed):
    """Return the two seeds of a transformation as tensors: the global one, and its own."""
    if isinstance(seed, Tensor):
        first, second = get_seed(1)[0], seed
    else:
        first, second = get_seed(seed)
    return number(first or 0, "seed"), number(0 if second is None else second, "seed2")


def dummy_generator():
    """Return a handle that says that there is no generator of seeds."""
    return raw.DummySeedGenerator()
