# Derived by tools/derive.py; do not edit.
from tfcompat.compat.v1.types import experimental as experimental

__all__ = [
    "experimental",
]
