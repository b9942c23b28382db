"""tf.compat.v1.math: mathematics."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .  special
    frontend.approximate_sorting  approx_max_k approx_min_k
    frontend.comparison           equal greater greater_equal less less_equal logical_and
    frontend.comparison           logical_not logical_or logical_xor not_equal
    frontend.counting             is_non_decreasing is_strictly_increasing
    frontend.elementwise          is_finite is_inf is_nan
    frontend.gamma_functions      betainc igamma igammac lbeta polygamma zeta
    frontend.math                 accumulate_n add_n floordiv nextafter polyval pow
    frontend.math                 squared_difference subtract truediv
    frontend.neural               softsign
    frontend.normalization        l2_normalize
    frontend.reductions           cumprod cumsum cumulative_logsumexp zero_fraction
    frontend.segments             segment_max segment_mean segment_min segment_prod segment_sum
    frontend.segments             unsorted_segment_max unsorted_segment_mean
    frontend.segments             unsorted_segment_min unsorted_segment_prod
    frontend.segments             unsorted_segment_sqrt_n unsorted_segment_sum
    frontend.sorting              invert_permutation top_k
    frontend.special              xdivy xlog1py xlogy
    frontend.trigonometry         atan2
    v1.older_arguments            argmax argmin reduce_all reduce_any reduce_logsumexp
    v1.older_arguments            reduce_max reduce_mean reduce_min reduce_prod reduce_sum
    frontend.creation  sobol_sample
    frontend.bessel  bessel_i0 bessel_i0e bessel_i1 bessel_i1e
    frontend.complex_numbers  angle conj imag real
    frontend.elementwise  abs ceil exp expm1 floor log log1p negative reciprocal reciprocal_no_nan
    frontend.elementwise  rint round rsqrt sign sqrt square
    frontend.integrals  erfcinv erfinv ndtri
    frontend.math  add divide divide_no_nan floormod maximum minimum mod=floormod multiply
    frontend.math  multiply_no_nan
    frontend.neural  softplus
    frontend.reductions  reduce_euclidean_norm reduce_std reduce_variance
    frontend.special  digamma erf erfc lgamma log_sigmoid sigmoid
    frontend.trigonometry  acos acosh asin asinh atan atanh cos cosh sin sinh tan tanh
    v1.older_networks  log_softmax softmax
""")
