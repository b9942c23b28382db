# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.summary_writers import get_step as get_step
from tfcompat._src.frontend.summary_writers import set_step as set_step
from tfcompat._src.frontend.summary_writers import summary_scope as summary_scope
from tfcompat._src.frontend.summary_writers import write_raw_pb as write_raw_pb

__all__ = [
    "get_step", "set_step", "summary_scope", "write_raw_pb",
]
