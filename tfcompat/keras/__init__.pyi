# Derived by tools/derive.py; do not edit.
from tfcompat.keras import optimizers as optimizers

__all__ = [
    "optimizers",
]
