# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.tensor_like import TensorLike as TensorLike
from tfcompat._src.function.function_type import FunctionType as FunctionType

__all__ = [
    "FunctionType", "TensorLike",
]
