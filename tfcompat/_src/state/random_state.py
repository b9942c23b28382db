"""What the state of a random number generator is made of: an algorithm, a counter and a key."""

import enum

from tfcompat._src.base import dtypes, nest
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor

_MASK = 0xFFFFFFFFFFFFFFFF
_MOST = 2**63 - 1


class Algorithm(enum.Enum):
    """How random numbers are computed from a counter and a key.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.Algorithm.PHILOX.value
        1
    """

    PHILOX = 1
    THREEFRY = 2
    AUTO_SELECT = 3


_COUNTER_SIZES = {1: 2, 2: 1, 3: 2}


def number_of(alg):
    """Return the number of an algorithm given by name, as an `Algorithm` or by number."""
    if isinstance(alg, (int, Tensor)):
        return alg
    if isinstance(alg, Algorithm):
        return alg.value
    if not isinstance(alg, str):
        raise TypeError(
            f"Can't convert argument `alg` (of value {alg} and type {type(alg)}) to int."
        )
    plain = alg.strip().lower().replace("-", "").replace("_", "")
    numbers = {"philox": 1, "threefry": 2, "autoselect": 3}
    if plain not in numbers:
        raise unsupported(alg)
    return numbers[plain]


def unsupported(alg):
    """Return the error of an algorithm that there is none of."""
    names = (1, 2, 3) if isinstance(alg, int) else ("philox", "threefry", "auto_select")
    return ValueError(
        f"Argument `alg` got unsupported value {alg}. Supported values are {names[0]} for the "
        f"Philox algorithm, {names[1]} for the ThreeFry algorithm, and {names[2]} for "
        "auto-selection."
    )


def counter_size(alg):
    """Return how many numbers the counter of an algorithm has; the key has one."""
    if int(alg) not in _COUNTER_SIZES:
        raise unsupported(int(alg))
    return _COUNTER_SIZES[int(alg)]


def as_state(value):
    """Return a tensor of int64 from numbers, those of 64 bits without a sign included."""
    value = nest.map_structure(_signed, value)
    return raw.Cast(convert_to_tensor(value), DstT=dtypes.int64)


def _signed(number):
    return number - 2**64 if isinstance(number, int) and number > _MOST else number


def create_rng_state(seed, alg):
    """The state of a generator from a seed.

    Args:
        seed: an integer, or a vector of them: the state's last numbers, as far as there are.
        alg: the algorithm, "philox" or "threefry", an `Algorithm` or a number.

    Returns:
        A vector of int64: the counter, then the key.

    Raises:
        ValueError: there is no such algorithm.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.create_rng_state(1234, "philox").numpy()
        array([1234,    0,    0])
    """
    size = counter_size(number_of(alg)) + 1
    if isinstance(seed, int):
        seed = [seed >> 64 * i & _MASK for i in range(size)]
    seed = raw.Reshape(as_state(seed), [-1])[:size]
    if seed.shape[0] == size:
        return seed
    missing = raw.Maximum(size - raw.Size(seed), 0)
    zeros = raw.Fill(raw.ExpandDims(missing, 0), raw.Cast(0, DstT=dtypes.int64))
    return raw.EnsureShape(raw.ConcatV2([zeros, seed], 0), shape=[size])


def key_and_counter(seed, alg):
    """Return (key, counter, number of the algorithm) that a seed of two integers leads to."""
    number = number_of("auto_select" if alg is None else alg)
    if number == Algorithm.THREEFRY.value:
        words = raw.Cast(raw.Cast(convert_to_tensor(seed), DstT=dtypes.uint32), DstT=dtypes.uint64)
        high = raw.LeftShift(words[1], convert_to_tensor(32, dtypes.uint64))
        key = raw.Reshape(raw.BitwiseOr(words[0], high), [1])
        return key, raw.Fill([1], convert_to_tensor(0, dtypes.uint64)), number
    if number not in _COUNTER_SIZES:
        raise unsupported(number)
    return (*raw.StatelessRandomGetKeyCounter(seed), number)
