# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.cosine_transforms import dct as dct
from tfcompat._src.frontend.cosine_transforms import idct as idct
from tfcompat._src.frontend.fourier import fft as fft
from tfcompat._src.frontend.fourier import fft2d as fft2d
from tfcompat._src.frontend.fourier import fft3d as fft3d
from tfcompat._src.frontend.fourier import fftnd as fftnd
from tfcompat._src.frontend.fourier import fftshift as fftshift
from tfcompat._src.frontend.fourier import ifft as ifft
from tfcompat._src.frontend.fourier import ifft2d as ifft2d
from tfcompat._src.frontend.fourier import ifft3d as ifft3d
from tfcompat._src.frontend.fourier import ifftnd as ifftnd
from tfcompat._src.frontend.fourier import ifftshift as ifftshift
from tfcompat._src.frontend.fourier import irfft as irfft
from tfcompat._src.frontend.fourier import irfft2d as irfft2d
from tfcompat._src.frontend.fourier import irfft3d as irfft3d
from tfcompat._src.frontend.fourier import irfftnd as irfftnd
from tfcompat._src.frontend.fourier import rfft as rfft
from tfcompat._src.frontend.fourier import rfft2d as rfft2d
from tfcompat._src.frontend.fourier import rfft3d as rfft3d
from tfcompat._src.frontend.fourier import rfftnd as rfftnd
from tfcompat._src.frontend.frames import frame as frame
from tfcompat._src.frontend.frames import overlap_and_add as overlap_and_add
from tfcompat._src.frontend.mel import linear_to_mel_weight_matrix as linear_to_mel_weight_matrix
from tfcompat._src.frontend.mel import mfccs_from_log_mel_spectrograms as mfccs_from_log_mel_spectrograms
from tfcompat._src.frontend.signal_windows import hamming_window as hamming_window
from tfcompat._src.frontend.signal_windows import hann_window as hann_window
from tfcompat._src.frontend.signal_windows import kaiser_bessel_derived_window as kaiser_bessel_derived_window
from tfcompat._src.frontend.signal_windows import kaiser_window as kaiser_window
from tfcompat._src.frontend.signal_windows import vorbis_window as vorbis_window
from tfcompat._src.frontend.spectra import inverse_mdct as inverse_mdct
from tfcompat._src.frontend.spectra import inverse_stft as inverse_stft
from tfcompat._src.frontend.spectra import inverse_stft_window_fn as inverse_stft_window_fn
from tfcompat._src.frontend.spectra import mdct as mdct
from tfcompat._src.frontend.spectra import stft as stft

__all__ = [
    "dct", "fft", "fft2d", "fft3d", "fftnd", "fftshift", "frame", "hamming_window", "hann_window",
    "idct", "ifft", "ifft2d", "ifft3d", "ifftnd", "ifftshift", "inverse_mdct", "inverse_stft",
    "inverse_stft_window_fn", "irfft", "irfft2d", "irfft3d", "irfftnd",
    "kaiser_bessel_derived_window", "kaiser_window", "linear_to_mel_weight_matrix", "mdct",
    "mfccs_from_log_mel_spectrograms", "overlap_and_add", "rfft", "rfft2d", "rfft3d", "rfftnd",
    "stft", "vorbis_window",
]
