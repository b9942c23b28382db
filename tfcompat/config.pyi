# Derived by tools/derive.py; do not edit.
from tfcompat._src.function.function import functions_run_eagerly as functions_run_eagerly
from tfcompat._src.function.function import run_functions_eagerly as run_functions_eagerly

__all__ = [
    "functions_run_eagerly", "run_functions_eagerly",
]
