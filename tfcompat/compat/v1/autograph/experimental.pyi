# Derived by tools/derive.py; do not edit.
from tfcompat._src.function.autograph.api import do_not_convert as do_not_convert
from tfcompat._src.function.autograph.directives import set_loop_options as set_loop_options
from tfcompat._src.function.autograph.options import Feature as Feature

__all__ = [
    "Feature", "do_not_convert", "set_loop_options",
]
