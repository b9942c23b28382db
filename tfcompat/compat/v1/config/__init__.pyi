# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.devices import LogicalDevice as LogicalDevice
from tfcompat._src.frontend.devices import PhysicalDevice as PhysicalDevice
from tfcompat._src.frontend.devices import get_visible_devices as get_visible_devices
from tfcompat._src.frontend.devices import list_logical_devices as list_logical_devices
from tfcompat._src.frontend.devices import list_physical_devices as list_physical_devices
from tfcompat._src.frontend.settings import LogicalDeviceConfiguration as LogicalDeviceConfiguration
from tfcompat._src.frontend.settings import get_logical_device_configuration as get_logical_device_configuration
from tfcompat._src.frontend.settings import get_soft_device_placement as get_soft_device_placement
from tfcompat._src.frontend.settings import set_logical_device_configuration as set_logical_device_configuration
from tfcompat._src.frontend.settings import set_soft_device_placement as set_soft_device_placement
from tfcompat._src.frontend.settings import set_visible_devices as set_visible_devices
from tfcompat._src.function.function import functions_run_eagerly as experimental_functions_run_eagerly
from tfcompat._src.function.function import run_functions_eagerly as experimental_run_functions_eagerly
from tfcompat._src.function.function import functions_run_eagerly as functions_run_eagerly
from tfcompat._src.function.function import run_functions_eagerly as run_functions_eagerly
from tfcompat.compat.v1.config import experimental as experimental
from tfcompat.compat.v1.config import optimizer as optimizer
from tfcompat.compat.v1.config import threading as threading

__all__ = [
    "LogicalDevice", "LogicalDeviceConfiguration", "PhysicalDevice", "experimental",
    "experimental_functions_run_eagerly", "experimental_run_functions_eagerly",
    "functions_run_eagerly", "get_logical_device_configuration", "get_soft_device_placement",
    "get_visible_devices", "list_logical_devices", "list_physical_devices", "optimizer",
    "run_functions_eagerly", "set_logical_device_configuration", "set_soft_device_placement",
    "set_visible_devices", "threading",
]
