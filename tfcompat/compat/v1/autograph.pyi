# Derived by tools/derive.py; do not edit.
from tfcompat._src.function.autograph.log import set_verbosity as set_verbosity
from tfcompat._src.function.autograph.log import trace as trace

__all__ = [
    "set_verbosity", "trace",
]
