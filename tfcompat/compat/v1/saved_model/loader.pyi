# Derived by tools/derive.py; do not edit.
from tfcompat._src.saved_model.reading import contains_saved_model as maybe_saved_model_directory
from tfcompat._src.v1.loader import load as load

__all__ = [
    "load", "maybe_saved_model_directory",
]
