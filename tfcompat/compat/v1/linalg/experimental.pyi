# Derived by tools/derive.py; do not edit.
from tfcompat._src.linear_operators.iterative import conjugate_gradient as conjugate_gradient

__all__ = [
    "conjugate_gradient",
]
