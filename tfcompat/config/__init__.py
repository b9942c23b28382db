"""tf.config: devices, settings, and how functions run."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                  experimental optimizer threading
    frontend.devices   get_visible_devices list_logical_devices list_physical_devices LogicalDevice
    frontend.devices   PhysicalDevice
    frontend.settings  get_logical_device_configuration get_soft_device_placement
    frontend.settings  LogicalDeviceConfiguration set_logical_device_configuration
    frontend.settings  set_soft_device_placement set_visible_devices
    function.function  experimental_functions_run_eagerly=functions_run_eagerly
    function.function  experimental_run_functions_eagerly=run_functions_eagerly
    function.function  functions_run_eagerly run_functions_eagerly
""")
