# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.debug_dumps import disable_dump_debug_info as disable_dump_debug_info
from tfcompat._src.frontend.debug_dumps import enable_dump_debug_info as enable_dump_debug_info

__all__ = [
    "disable_dump_debug_info", "enable_dump_debug_info",
]
