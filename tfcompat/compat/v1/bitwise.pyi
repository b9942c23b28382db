# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.bitwise import bitwise_and as bitwise_and
from tfcompat._src.frontend.bitwise import bitwise_or as bitwise_or
from tfcompat._src.frontend.bitwise import bitwise_xor as bitwise_xor
from tfcompat._src.frontend.bitwise import invert as invert
from tfcompat._src.frontend.bitwise import left_shift as left_shift
from tfcompat._src.frontend.bitwise import right_shift as right_shift

__all__ = [
    "bitwise_and", "bitwise_or", "bitwise_xor", "invert", "left_shift", "right_shift",
]
