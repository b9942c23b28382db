"""tf.debugging: assertions about tensors, and settings for finding mistakes."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                       experimental
    frontend.checks         Assert assert_equal assert_greater assert_greater_equal assert_less
    frontend.checks         assert_less_equal assert_near assert_negative assert_non_negative
    frontend.checks         assert_non_positive assert_none_equal assert_positive
    frontend.execution      disable_traceback_filtering enable_traceback_filtering
    frontend.execution      is_traceback_filtering_enabled
    frontend.numerics_checks  disable_check_numerics enable_check_numerics
    frontend.experimental_settings  get_log_device_placement set_log_device_placement
    frontend.shape_checks   assert_shapes
    frontend.static_checks  assert_all_finite assert_integer assert_proper_iterable assert_rank
    frontend.static_checks  assert_rank_at_least assert_rank_in assert_same_float_dtype
    frontend.static_checks  assert_scalar assert_type check_numerics is_numeric_tensor
""")
