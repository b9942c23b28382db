"""Rows of Fourier transforms that do not fit, for the record."""

import numpy as np

f32, f64, c64, i32 = np.float32, np.float64, np.complex64, np.int32


def wave(shape, dtype=c64):
    """Numbers without symmetry."""
    x = np.random.default_rng(len(shape)).integers(-9, 10, shape) / 4
    if np.dtype(dtype).kind == "c":
        x = x + 1j * np.random.default_rng(7).integers(-9, 10, shape) / 4
    return x.astype(dtype)


def n(*sizes):
    """Lengths, or dimensions."""
    return np.array(sizes, i32)


WIDE = {"Tcomplex": "complex128"}
BACK = {"Treal": "float64"}

CASES = {
    "FFT": [((c64(1),), {})],
    "IFFT": [((c64(1),), {})],
    "FFT2D": [((wave((4,)),), {})],
    "IFFT2D": [((wave((4,)),), {})],
    "FFT3D": [((wave((4, 3)),), {})],
    "IFFT3D": [((wave((4, 3)),), {})],
    "RFFT": [
        ((wave((3,), f32), n(4)), {}), ((wave((3,), f32), n(3, 3)), {}),
        ((wave((3,), f32), i32(3)), {}), ((f32(1), n(1)), {}), ((wave((3,), f32), n(3)), WIDE),
        ((wave((3,), f64), n(3)), {}),
    ],
    "IRFFT": [
        ((wave((3,)), n(7)), {}), ((wave((3,)), n(3, 3)), {}), ((c64(1), n(1)), {}),
        ((wave((3,)), n(3)), BACK),
    ],
    "RFFT2D": [
        ((wave((4,), f32), n(4, 3)), {}), ((wave((4, 3), f32), n(5, 3)), {}),
        ((wave((4, 3), f32), n(3)), {}),
    ],
    "IRFFT2D": [((wave((4, 3)), n(5, 4)), {}), ((wave((4, 3)), n(4, 7)), {})],
    "RFFT3D": [((wave((2, 4, 3), f32), n(2, 4, 4)), {})],
    "IRFFT3D": [((wave((2, 4, 3)), n(2, 4, 8)), {})],
    "FFTND": [
        ((wave((2, 3)), n(2, 3), n(0)), {}), ((wave((2, 3)), n(2), n(2)), {}),
        ((wave((2, 3)), n(2, 3), n(0, 0)), {}), ((wave((2, 3)), n(0), n(0)), {}),
    ],
}
