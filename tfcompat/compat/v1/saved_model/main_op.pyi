# Derived by tools/derive.py; do not edit.
from tfcompat._src.v1.loader import main_op as main_op
from tfcompat._src.v1.loader import main_op_with_restore as main_op_with_restore

__all__ = [
    "main_op", "main_op_with_restore",
]
