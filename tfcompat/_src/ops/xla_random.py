"""XLA's random bits: a state goes in, and comes out moved on."""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, philox
from tfcompat._src.ops.checks import require, shown
from tfcompat._src.registry import no_gradient, op

_THREEFRY = 2
_LOW, _MASK = 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF
_ROTATIONS = ((13, 15, 26, 6), (17, 29, 16, 24))
_PARITY = 0x1BD11BDA


def threefry(xp, key, counters):
    """Return the two words of 32 bits for each counter by ThreeFry 2x32 of 20 rounds.

    Args:
        xp: the array module.
        key: int of 64 bits.
        counters: uint64 array [n].

    Returns:
        uint64 array [n, 2].
    """
    low = xp.uint64(_LOW)
    words = [key & _LOW, key >> 32]
    words.append(words[0] ^ words[1] ^ _PARITY)
    keys = [xp.uint64(word) for word in words]
    x, y = (counters & low) + keys[0] & low, (counters >> xp.uint64(32)) + keys[1] & low
    for i in range(5):
        for turn in _ROTATIONS[i % 2]:
            x = x + y & low
            y = (y << xp.uint64(turn) | y >> xp.uint64(32 - turn)) & low ^ x
        x = x + keys[(i + 1) % 3] & low
        y = y + keys[(i + 2) % 3] + xp.uint64(i + 1) & low
    return xp.stack([x, y], -1)


@op("""
    XlaRngBitGenerator(algorithm: int32, initial_state: uint64,
        shape: Tshape) -> (output_key: uint64, output: dtype)
        dtype: {uint8, int8, int32, int64, uint32, uint64} = uint64
        Tshape: {int32, int64} = int32
""", host=("algorithm", "initial_state", "shape"))
def xla_rng_bit_generator(xp, algorithm, initial_state, shape, *, dtype):
    """Draw integers of any value.

    Shapes:
        algorithm: [], 1 for Philox, 2 for ThreeFry, 3 for either
        initial_state, output_key: [2], or [3] with Philox: the key, then the counter
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: there is no such algorithm, or a state of another size.
    Source: tf.raw_ops.XlaRngBitGenerator
    """
    number = int(algorithm)
    if number not in (1, 2, 3):
        raise InvalidArgumentError(f"Unknown algorithm: {number}")
    longest = 2 if number == _THREEFRY else 3
    require(
        initial_state.ndim == 1 and 2 <= initial_state.size <= longest,
        f"The initial state has a shape {shown(initial_state.shape)} that is not supported",
    )
    sizes = philox.sizes(shape)
    kind = xp.dtype(numpy_dtype(dtype))
    count = philox.product(sizes)
    words = count * (2 if kind.itemsize == 8 else 1)
    state = [int(word) for word in initial_state.tolist()]
    if number == _THREEFRY:
        # A pair of words makes one wide integer, or two narrow ones.
        drawn, steps = _split(xp, state, (count * 2,) if kind.itemsize == 8 else sizes)
    else:
        steps = -(-words // 4)
        # With one word of counter the key stands for the other one.
        counter = state[1] | (state[2] if len(state) == 3 else state[0]) << 64
        drawn = philox.blocks(xp, state[0], counter, xp.arange(steps, dtype=xp.uint64))
    moved = state[1] + steps
    state[1] = moved & _MASK
    if len(state) == 3:
        state[2] = state[2] + (moved >> 64) & _MASK
    return xp.asarray(state, xp.uint64), _as_kind(xp, drawn.reshape(-1), kind, count, sizes)


def _split(xp, state, sizes):
    """Return words of ThreeFry in the order of a shape, and how many pairs that took.

    The words of a pair are neighbours along the first dimension of even size; where there is none
    the last dimension is one longer, for the time being.
    """
    whole = [*sizes] or [1]
    axis = next((i for i, size in enumerate(whole) if size % 2 == 0), len(whole) - 1)
    half = [*whole]
    half[axis] = -(-whole[axis] // 2)
    steps = philox.product(half)
    places = xp.arange(steps, dtype=xp.uint64) + xp.uint64(state[1])
    pairs = threefry(xp, state[0], places).reshape(*half, 2)
    words = xp.moveaxis(pairs, -1, axis + 1)
    words = words.reshape(*half[:axis], 2 * half[axis], *half[axis + 1 :])
    return words[(slice(None),) * axis + (slice(whole[axis]),)], steps


def _as_kind(xp, words, kind, count, sizes):
    """Turn words of 32 bits into integers of a kind."""
    if kind.itemsize == 8:
        words = words[: 2 * count]
        return (words[0::2] | words[1::2] << xp.uint64(32)).view(kind).reshape(sizes)
    narrow = xp.dtype(f"uint{8 * kind.itemsize}")
    kept = words[:count] & xp.uint64((1 << 8 * kind.itemsize) - 1)
    return kept.astype(narrow).view(kind).reshape(sizes)


@xla_rng_bit_generator.shape
def xla_rng_bit_generator_shape(c):
    state = checks.with_rank(c["initial_state"], 1)
    return [TensorShape([state[0]]), checks.stated_shape(c, "shape")]


no_gradient(xla_rng_bit_generator, "its inputs are no numbers to vary")
