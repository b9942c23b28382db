"""Samples of the Fourier transforms, complex and real, over one to three dimensions."""

import numpy as np

f32, f64, c64, c128, i32 = np.float32, np.float64, np.complex64, np.complex128, np.int32


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
ONE = [
    ((wave((4,)),), {}), ((wave((2, 5)),), {}), ((wave((3, 6), c128),), {}),
    ((wave((2, 2, 7), c128),), {}), ((wave((1,)),), {}), ((np.ones((0, 3), c64),), {}),
    ((np.ones((3, 0), c64),), {}),
]
TWO = [
    ((wave((4, 3)),), {}), ((wave((2, 5, 2), c128),), {}), ((wave((1, 1)),), {}),
    ((np.ones((0, 3), c64),), {}),
]
THREE = [((wave((4, 3, 2)),), {}), ((wave((2, 2, 5, 2), c128),), {})]

SAMPLES = {
    "FFT": [*ONE],
    "IFFT": [*ONE],
    "FFT2D": [*TWO],
    "IFFT2D": [*TWO],
    "FFT3D": [*THREE],
    "IFFT3D": [*THREE],
    "RFFT": [
        ((wave((4,), f32), n(4)), {}), ((wave((2, 5), f32), n(5)), {}),
        ((wave((3, 6), f64), n(6)), WIDE), ((wave((3, 6), f64), n(5)), WIDE),
        ((wave((3, 6), f32), n(2)), {}), ((wave((3, 6), f32), n(1)), {}),
        ((np.ones((0, 3), f32), n(3)), {}),
    ],
    "IRFFT": [
        ((wave((3,)), n(4)), {}), ((wave((2, 3)), n(5)), {}), ((wave((3, 4), c128), n(6)), BACK),
        ((wave((3, 4), c128), n(5)), BACK), ((wave((3, 4)), n(2)), {}), ((wave((3, 4)), n(1)), {}),
        ((np.ones((0, 3), c64), n(4)), {}),
    ],
    "RFFT2D": [
        ((wave((4, 3), f32), n(4, 3)), {}), ((wave((2, 5, 4), f64), n(5, 4)), WIDE),
        ((wave((2, 5, 4), f64), n(3, 3)), WIDE),
    ],
    "IRFFT2D": [
        ((wave((4, 3)), n(4, 4)), {}), ((wave((2, 5, 3), c128), n(5, 5)), BACK),
        ((wave((2, 5, 4), c128), n(3, 3)), BACK),
    ],
    "RFFT3D": [
        ((wave((2, 4, 3), f32), n(2, 4, 3)), {}), ((wave((2, 4, 3), f64), n(1, 3, 2)), WIDE),
    ],
    "IRFFT3D": [((wave((2, 4, 3)), n(2, 4, 4)), {}), ((wave((2, 4, 3), c128), n(1, 3, 5)), BACK)],
    "FFTND": [
        ((wave((2, 3)), n(2, 3), n(0, 1)), {}), ((wave((2, 3), c128), n(4, 2), n(0, -1)), {}),
    ],
    "IFFTND": [((wave((2, 3, 2)), n(2, 2), n(0, 2)), {}), ((np.ones((0, 3), c64), n(3), n(1)), {})],
    "RFFTND": [
        ((wave((2, 3), f32), n(2, 3), n(0, 1)), {}), ((wave((2, 3), f64), n(4), n(0)), WIDE),
        ((np.ones((0, 3), f32), n(3), n(1)), {}),
    ],
    "IRFFTND": [((wave((2, 3)), n(2, 4), n(0, 1)), {}), ((wave((2, 3), c128), n(3), n(-1)), BACK)],
    "BatchFFT": [((wave((2, 3)),), {})],
    "BatchIFFT": [((wave((2, 3)),), {})],
    "BatchFFT2D": [((wave((2, 3)),), {})],
    "BatchIFFT2D": [((wave((2, 3)),), {})],
    "BatchFFT3D": [((wave((2, 3, 2)),), {})],
    "BatchIFFT3D": [((wave((2, 3, 2)),), {})],
}
