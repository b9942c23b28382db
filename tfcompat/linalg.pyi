# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.creation import eye as eye

__all__ = [
    "eye",
]
