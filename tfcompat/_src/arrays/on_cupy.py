"""The array module `xp` on CuPy: extra names here, every other name falls through to CuPy.

The sibling of `on_numpy`: the same extra names in the same (alphabetical) order; bodies that need
nothing special are shared in `common`. Imported only when a GPU device is used.
"""

import sys

import cupy
import numpy

from tfcompat._src.arrays import common

_xp = sys.modules[__name__]

# Division by zero and overflow are silent on a GPU; the host parts of kernels are told the same.
errstate = numpy.errstate


def __getattr__(name):
    value = getattr(cupy, name)
    globals()[name] = value
    return value


def blockwise(function, x):
    """Apply an elementwise function of many passes to `x`: see `common.blockwise`."""
    return common.blockwise(_xp, function, x)


def digamma(x):
    """Return the derivative of `lgamma` at every element of `x`."""
    return common.digamma(_xp, x)


def erf(x):
    """Return the error function of `x`."""
    return common.erf(_xp, x)


def erfc(x):
    """Return the complementary error function of `x`."""
    return common.erfc(_xp, x)


def fold(name, x, axes, keep_dims):
    """Fold `x` along a tuple of axes, in its dtype: see `common.fold`."""
    return common.fold(_xp, name, x, axes, keep_dims)


def lgamma(x):
    """Return the logarithm of the absolute value of the gamma function of `x`."""
    return common.lgamma(_xp, x)


def polynomial(x, coefficients):
    """Evaluate a polynomial, highest power first, at every element of `x`."""
    return common.polynomial(_xp, x, coefficients)


def quiet_context():
    """Return an object whose `run(kernel, *arrays)` calls a kernel; a GPU never warns."""
    return _Quiet()


class _Quiet:
    def run(self, kernel, *arrays):
        return kernel(*arrays)


def scatter_add(x, indices, updates):
    """Return a copy of `x` with `updates` added at `indices`; repeated indices collect."""
    return common.scatter_add(_xp, x, indices, updates)


def scatter_fold(name, x, indices, updates):
    """Return a copy of `x` with rows folded in at row numbers: see `common.scatter_fold`."""
    return common.scatter_fold(_xp, name, x, indices, updates)


def top_k(x, k):
    """Return the `k` largest elements of the last axis and their indices: see `common.top_k`."""
    return common.top_k(_xp, x, k)


def windows(x, sizes, strides, dilations, axes):
    """Return a read-only view of all sliding windows of `x` over `axes`: see `common.windows`."""
    return common.windows(_xp, x, sizes, strides, dilations, axes)
