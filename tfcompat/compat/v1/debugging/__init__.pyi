# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.checks import Assert as Assert
from tfcompat._src.frontend.counting import is_non_decreasing as is_non_decreasing
from tfcompat._src.frontend.counting import is_strictly_increasing as is_strictly_increasing
from tfcompat._src.frontend.elementwise import is_finite as is_finite
from tfcompat._src.frontend.elementwise import is_inf as is_inf
from tfcompat._src.frontend.elementwise import is_nan as is_nan
from tfcompat._src.frontend.execution import disable_traceback_filtering as disable_traceback_filtering
from tfcompat._src.frontend.execution import enable_traceback_filtering as enable_traceback_filtering
from tfcompat._src.frontend.execution import is_traceback_filtering_enabled as is_traceback_filtering_enabled
from tfcompat._src.frontend.experimental_settings import get_log_device_placement as get_log_device_placement
from tfcompat._src.frontend.experimental_settings import set_log_device_placement as set_log_device_placement
from tfcompat._src.frontend.numerics_checks import disable_check_numerics as disable_check_numerics
from tfcompat._src.frontend.numerics_checks import enable_check_numerics as enable_check_numerics
from tfcompat._src.frontend.static_checks import assert_proper_iterable as assert_proper_iterable
from tfcompat._src.frontend.static_checks import assert_same_float_dtype as assert_same_float_dtype
from tfcompat._src.frontend.static_checks import check_numerics as check_numerics
from tfcompat._src.frontend.static_checks import is_numeric_tensor as is_numeric_tensor
from tfcompat.compat.v1.debugging import experimental as experimental

__all__ = [
    "Assert", "assert_proper_iterable", "assert_same_float_dtype", "check_numerics",
    "disable_check_numerics", "disable_traceback_filtering", "enable_check_numerics",
    "enable_traceback_filtering", "experimental", "get_log_device_placement", "is_finite",
    "is_inf", "is_nan", "is_non_decreasing", "is_numeric_tensor", "is_strictly_increasing",
    "is_traceback_filtering_enabled", "set_log_device_placement",
]
