"""Random bits from a state, and random numbers without one."""

from tfcompat._src.base import dtypes
from tfcompat._src.registry import find
from tfcompat._src.stablehlo.builders import builds
from tfcompat._src.stablehlo.shapes import sizes_of

_ALGORITHMS = {"DEFAULT": 3, "PHILOX": 1, "THREE_FRY": 2}


def drawing(call, algorithm):
    """Return a function of a state and a shape that gives a new state and bits."""
    xp, number = call.xp, _ALGORITHMS[algorithm]
    dtype, state_dtype = call.dtype(1), call.dtype(0)
    kernel = find("XlaRngBitGenerator")
    integer = dtypes.as_dtype(f"uint{8 * dtype.itemsize}")

    def run(state, shape):
        words = state.reshape(-1).view(xp.uint64)
        moved, bits = kernel(
            xp, xp.asarray(number), words, xp.asarray(shape, xp.int64), dtype=integer
        )
        return [moved.view(state_dtype).reshape(state.shape), bits.view(dtype)]

    return run


@builds("rng_bit_generator")
def rng_bit_generator(call):
    """Bits that a state stands for, and the state after them."""
    draw = drawing(call, call.attribute("rng_algorithm"))
    shape = call.shape(1)
    return lambda state: draw(state, shape)


@builds("rng")
def rng(call):
    """Random numbers of a uniform or normal distribution; no seed says which."""
    xp, dtype, kind = call.xp, call.dtype(), call.attribute("rng_distribution")

    def run(low, high, shape):
        sizes = sizes_of(shape)
        if kind == "NORMAL":
            drawn = xp.random.standard_normal(sizes) * float(high) + float(low)
        elif dtype.kind in "iub":
            drawn = xp.random.randint(int(low), int(high), sizes)
        else:
            drawn = xp.random.random(sizes) * (float(high) - float(low)) + float(low)
        return xp.asarray(drawn).astype(dtype)

    return run
