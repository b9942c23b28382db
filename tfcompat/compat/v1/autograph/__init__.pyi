# Derived by tools/derive.py; do not edit.
from tfcompat._src.function.autograph.log import set_verbosity as set_verbosity
from tfcompat._src.function.autograph.log import trace as trace
from tfcompat.compat.v1.autograph import experimental as experimental

__all__ = [
    "experimental", "set_verbosity", "trace",
]
