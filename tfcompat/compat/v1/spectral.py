"""tf.compat.v1.spectral: spectra."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.cosine_transforms  dct idct
    frontend.fourier            fft fft2d fft3d ifft ifft2d ifft3d irfft irfft2d irfft3d rfft
    frontend.fourier            rfft2d rfft3d
""")
