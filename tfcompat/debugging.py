"""tf.debugging: assertions about tensors."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.checks         Assert assert_equal assert_greater assert_greater_equal assert_less
    frontend.checks         assert_less_equal assert_near assert_negative assert_non_negative
    frontend.checks         assert_non_positive assert_none_equal assert_positive
    frontend.static_checks  assert_all_finite assert_integer assert_proper_iterable assert_rank
    frontend.static_checks  assert_rank_at_least assert_rank_in assert_same_float_dtype
    frontend.static_checks  assert_scalar assert_type check_numerics is_numeric_tensor
""")
