# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.settings import get_experimental_options as get_experimental_options
from tfcompat._src.frontend.settings import get_jit as get_jit
from tfcompat._src.frontend.settings import set_experimental_options as set_experimental_options
from tfcompat._src.frontend.settings import set_jit as set_jit

__all__ = [
    "get_experimental_options", "get_jit", "set_experimental_options", "set_jit",
]
