"""tf.compat.v1.debugging: checks."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .  experimental
    frontend.checks                 Assert
    frontend.counting               is_non_decreasing is_strictly_increasing
    frontend.elementwise            is_finite is_inf is_nan
    frontend.execution              disable_traceback_filtering enable_traceback_filtering
    frontend.execution              is_traceback_filtering_enabled
    frontend.experimental_settings  get_log_device_placement set_log_device_placement
    frontend.numerics_checks        disable_check_numerics enable_check_numerics
    frontend.static_checks          assert_proper_iterable assert_same_float_dtype
    frontend.static_checks          is_numeric_tensor
    frontend.static_checks  check_numerics
""")
