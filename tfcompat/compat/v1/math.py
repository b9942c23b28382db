"""tf.compat.v1.math: mathematics."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
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
""")
