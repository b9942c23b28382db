# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.testing import sync_devices as sync_devices

__all__ = [
    "sync_devices",
]
