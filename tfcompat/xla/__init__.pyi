# Derived by tools/derive.py; do not edit.
from tfcompat.xla import experimental as experimental

__all__ = [
    "experimental",
]
