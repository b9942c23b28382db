# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.sets import difference as difference
from tfcompat._src.frontend.sets import intersection as intersection
from tfcompat._src.frontend.sets import difference as set_difference
from tfcompat._src.frontend.sets import intersection as set_intersection
from tfcompat._src.frontend.sets import size as set_size
from tfcompat._src.frontend.sets import union as set_union
from tfcompat._src.frontend.sets import size as size
from tfcompat._src.frontend.sets import union as union

__all__ = [
    "difference", "intersection", "set_difference", "set_intersection", "set_size", "set_union",
    "size", "union",
]
