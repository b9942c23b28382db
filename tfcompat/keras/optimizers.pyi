# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.stochastic_descent import SGD as SGD

__all__ = [
    "SGD",
]
