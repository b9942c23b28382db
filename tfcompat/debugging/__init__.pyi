# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.checks import Assert as Assert
from tfcompat._src.frontend.checks import assert_equal as assert_equal
from tfcompat._src.frontend.checks import assert_greater as assert_greater
from tfcompat._src.frontend.checks import assert_greater_equal as assert_greater_equal
from tfcompat._src.frontend.checks import assert_less as assert_less
from tfcompat._src.frontend.checks import assert_less_equal as assert_less_equal
from tfcompat._src.frontend.checks import assert_near as assert_near
from tfcompat._src.frontend.checks import assert_negative as assert_negative
from tfcompat._src.frontend.checks import assert_non_negative as assert_non_negative
from tfcompat._src.frontend.checks import assert_non_positive as assert_non_positive
from tfcompat._src.frontend.checks import assert_none_equal as assert_none_equal
from tfcompat._src.frontend.checks import assert_positive as assert_positive
from tfcompat._src.frontend.execution import disable_traceback_filtering as disable_traceback_filtering
from tfcompat._src.frontend.execution import enable_traceback_filtering as enable_traceback_filtering
from tfcompat._src.frontend.execution import is_traceback_filtering_enabled as is_traceback_filtering_enabled
from tfcompat._src.frontend.experimental_settings import get_log_device_placement as get_log_device_placement
from tfcompat._src.frontend.experimental_settings import set_log_device_placement as set_log_device_placement
from tfcompat._src.frontend.numerics_checks import disable_check_numerics as disable_check_numerics
from tfcompat._src.frontend.numerics_checks import enable_check_numerics as enable_check_numerics
from tfcompat._src.frontend.shape_checks import assert_shapes as assert_shapes
from tfcompat._src.frontend.static_checks import assert_all_finite as assert_all_finite
from tfcompat._src.frontend.static_checks import assert_integer as assert_integer
from tfcompat._src.frontend.static_checks import assert_proper_iterable as assert_proper_iterable
from tfcompat._src.frontend.static_checks import assert_rank as assert_rank
from tfcompat._src.frontend.static_checks import assert_rank_at_least as assert_rank_at_least
from tfcompat._src.frontend.static_checks import assert_rank_in as assert_rank_in
from tfcompat._src.frontend.static_checks import assert_same_float_dtype as assert_same_float_dtype
from tfcompat._src.frontend.static_checks import assert_scalar as assert_scalar
from tfcompat._src.frontend.static_checks import assert_type as assert_type
from tfcompat._src.frontend.static_checks import check_numerics as check_numerics
from tfcompat._src.frontend.static_checks import is_numeric_tensor as is_numeric_tensor
from tfcompat.debugging import experimental as experimental

__all__ = [
    "Assert", "assert_all_finite", "assert_equal", "assert_greater", "assert_greater_equal",
    "assert_integer", "assert_less", "assert_less_equal", "assert_near", "assert_negative",
    "assert_non_negative", "assert_non_positive", "assert_none_equal", "assert_positive",
    "assert_proper_iterable", "assert_rank", "assert_rank_at_least", "assert_rank_in",
    "assert_same_float_dtype", "assert_scalar", "assert_shapes", "assert_type", "check_numerics",
    "disable_check_numerics", "disable_traceback_filtering", "enable_check_numerics",
    "enable_traceback_filtering", "experimental", "get_log_device_placement", "is_numeric_tensor",
    "is_traceback_filtering_enabled", "set_log_device_placement",
]
