# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.cosine_transforms import dct as dct
from tfcompat._src.frontend.cosine_transforms import idct as idct
from tfcompat._src.frontend.fourier import fft as fft
from tfcompat._src.frontend.fourier import fft2d as fft2d
from tfcompat._src.frontend.fourier import fft3d as fft3d
from tfcompat._src.frontend.fourier import ifft as ifft
from tfcompat._src.frontend.fourier import ifft2d as ifft2d
from tfcompat._src.frontend.fourier import ifft3d as ifft3d
from tfcompat._src.frontend.fourier import irfft as irfft
from tfcompat._src.frontend.fourier import irfft2d as irfft2d
from tfcompat._src.frontend.fourier import irfft3d as irfft3d
from tfcompat._src.frontend.fourier import rfft as rfft
from tfcompat._src.frontend.fourier import rfft2d as rfft2d
from tfcompat._src.frontend.fourier import rfft3d as rfft3d

__all__ = [
    "dct", "fft", "fft2d", "fft3d", "idct", "ifft", "ifft2d", "ifft3d", "irfft", "irfft2d",
    "irfft3d", "rfft", "rfft2d", "rfft3d",
]
