# Derived by tools/derive.py; do not edit.
from tfcompat.types import experimental as experimental

__all__ = [
    "experimental",
]
