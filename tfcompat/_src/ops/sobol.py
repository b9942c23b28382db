"""SobolSample: points that fill a cube evenly, after I. M. Sobol.

`sobol_directions.txt` has a line for each dimension: the degree of a primitive polynomial, its
inner coefficients as the bits of a number, and as many initial direction numbers; those of S. Joe
and F. Y. Kuo, 2008, which TensorFlow uses too, for 1,111 of its 21,200 dimensions.
"""

import functools
import pathlib

from tfcompat._src.base.errors import InvalidArgumentError, UnsupportedError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.registry import no_gradient, op

_BITS, _MOST = 31, 21200


@functools.cache
def _directions():
    """Return [polynomial degree, coefficients, numbers] for each dimension."""
    text = pathlib.Path(__file__).with_name("sobol_directions.txt").read_text(encoding="ascii")
    return [[int(word) for word in line.split()] for line in text.splitlines()]


@functools.cache
def _numbers(dimension):
    """Return the direction numbers of a dimension, each shifted to be a part of 2^31."""
    degree, coefficients, *numbers = _directions()[dimension]
    numbers = numbers or [1] * _BITS
    for k in range(len(numbers), _BITS):
        following = numbers[k - degree] ^ (numbers[k - degree] << degree)
        for i in range(1, degree):
            if coefficients >> (degree - 1 - i) & 1:
                following ^= numbers[k - i] << i
        numbers.append(following)
    return [number << (_BITS - 1 - j) for j, number in enumerate(numbers)]


@op("""
    SobolSample(dim: int32, num_results: int32, skip: int32) -> samples: dtype
        dtype: {float, double} = float
""", host=("dim", "num_results", "skip"))
def sobol_sample(xp, dim, num_results, skip, *, dtype):
    """Return points of a sequence that fills the unit cube evenly.

    Shapes:
        dim, num_results, skip: []
        samples: [num_results, dim]
    Errors:
        InvalidArgumentError: a number is out of range.
        UnsupportedError: there are more than 1,111 dimensions.
    Source: tf.raw_ops.SobolSample
    """
    dim, count, skip = int(dim), int(num_results), int(skip)
    checks.require(dim >= 1, "dim must be at least one")
    checks.require(count >= 1, "num_results must be at least one")
    checks.require(skip >= 0, "skip must be non-negative")
    if count + skip >= 1 << _BITS:
        raise InvalidArgumentError("num_results + skip must be less than 2^31")
    if dim > _MOST:
        raise InvalidArgumentError(f"dim must be at most {_MOST}")
    if dim > len(_directions()):
        raise UnsupportedError(
            f"SobolSample in {dim} dimensions is not supported by tfcompat, only up to "
            f"{len(_directions())}."
        )
    places = xp.arange(skip + 1, skip + count + 1).astype(xp.int64)
    codes = places ^ (places >> 1)
    table = xp.asarray([_numbers(i) for i in range(dim)]).astype(xp.int64)
    points = xp.zeros((count, dim), xp.int64)
    for bit in range((skip + count).bit_length()):
        chosen = (codes >> bit & 1)[:, None]
        points = points ^ (chosen * table[:, bit])
    return (points / xp.float64(1 << _BITS)).astype(dtype.as_numpy_dtype)


@sobol_sample.shape
def sobol_sample_shape(c):
    sizes = [c.value("num_results"), c.value("dim")]
    return [TensorShape([None if size is None or size < 0 else int(size) for size in sizes])]


no_gradient(sobol_sample, "the points are of no tensor")
