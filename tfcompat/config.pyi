# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.devices import LogicalDevice as LogicalDevice
from tfcompat._src.frontend.devices import PhysicalDevice as PhysicalDevice
from tfcompat._src.frontend.devices import get_visible_devices as get_visible_devices
from tfcompat._src.frontend.devices import list_logical_devices as list_logical_devices
from tfcompat._src.frontend.devices import list_physical_devices as list_physical_devices
from tfcompat._src.function.function import functions_run_eagerly as experimental_functions_run_eagerly
from tfcompat._src.function.function import run_functions_eagerly as experimental_run_functions_eagerly
from tfcompat._src.function.function import functions_run_eagerly as functions_run_eagerly
from tfcompat._src.function.function import run_functions_eagerly as run_functions_eagerly

__all__ = [
    "LogicalDevice", "PhysicalDevice", "experimental_functions_run_eagerly",
    "experimental_run_functions_eagerly", "functions_run_eagerly", "get_visible_devices",
    "list_logical_devices", "list_physical_devices", "run_functions_eagerly",
]
