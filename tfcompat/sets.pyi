# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.sets import difference as difference
from tfcompat._src.frontend.sets import intersection as intersection
from tfcompat._src.frontend.sets import size as size
from tfcompat._src.frontend.sets import union as union

__all__ = [
    "difference", "intersection", "size", "union",
]
