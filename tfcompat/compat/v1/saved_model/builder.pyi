# Derived by tools/derive.py; do not edit.
from tfcompat._src.v1.builder import SavedModelBuilder as SavedModelBuilder

__all__ = [
    "SavedModelBuilder",
]
