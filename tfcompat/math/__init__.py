"""tf.math: elementwise mathematics, reductions, cumulative and segment operations."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                         special
    frontend.approximate_sorting  approx_max_k approx_min_k
    frontend.bessel           bessel_i0 bessel_i0e bessel_i1 bessel_i1e
    frontend.comparison       equal greater greater_equal less less_equal logical_and logical_not
    frontend.comparison       logical_or logical_xor not_equal
    frontend.complex_numbers  angle conj imag real
    frontend.creation         sobol_sample
    frontend.counting         bincount confusion_matrix is_non_decreasing is_strictly_increasing
    frontend.elementwise      abs ceil exp expm1 floor is_finite is_inf is_nan log log1p negative
    frontend.elementwise      reciprocal reciprocal_no_nan rint round rsqrt sign sqrt square
    frontend.gamma_functions  betainc igamma igammac lbeta polygamma zeta
    frontend.integrals        erfcinv erfinv ndtri
    frontend.math             accumulate_n add add_n divide divide_no_nan floordiv floormod maximum
    frontend.math             minimum mod=floormod multiply multiply_no_nan nextafter polyval pow
    frontend.math             scalar_mul squared_difference subtract truediv
    frontend.neural           log_softmax softmax softplus softsign
    frontend.normalization    l2_normalize
    frontend.reductions       argmax argmin count_nonzero cumprod cumsum cumulative_logsumexp
    frontend.reductions       reduce_all reduce_any
    frontend.reductions       reduce_euclidean_norm reduce_logsumexp reduce_max reduce_mean
    frontend.reductions       reduce_min reduce_prod reduce_std reduce_sum reduce_variance
    frontend.reductions       zero_fraction
    frontend.segments         segment_max segment_mean segment_min segment_prod segment_sum
    frontend.segments         unsorted_segment_max unsorted_segment_mean unsorted_segment_min
    frontend.segments         unsorted_segment_prod unsorted_segment_sqrt_n unsorted_segment_sum
    frontend.sorting          in_top_k invert_permutation top_k
    frontend.special          digamma erf erfc lgamma log_sigmoid sigmoid xdivy xlog1py xlogy
    frontend.trigonometry     acos acosh asin asinh atan atan2 atanh cos cosh sin sinh tan tanh
""")
