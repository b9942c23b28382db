# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.compiled_calls import compile as compile
from tfcompat._src.frontend.compiled_calls import jit_scope as jit_scope

__all__ = [
    "compile", "jit_scope",
]
