"""tf.compat.v1.signal: signals."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.cosine_transforms  dct idct
    frontend.fourier            fft fft2d fft3d fftnd fftshift ifft ifft2d ifft3d ifftnd
    frontend.fourier            ifftshift irfft irfft2d irfft3d irfftnd rfft rfft2d rfft3d
    frontend.fourier            rfftnd
    frontend.frames             frame overlap_and_add
    frontend.mel                linear_to_mel_weight_matrix mfccs_from_log_mel_spectrograms
    frontend.signal_windows     hamming_window hann_window kaiser_bessel_derived_window
    frontend.signal_windows     kaiser_window vorbis_window
    frontend.spectra            inverse_mdct inverse_stft inverse_stft_window_fn mdct stft
""")
