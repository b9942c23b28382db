"""tf.compat.v1.config: settings."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .  threading
    .  optimizer
    .  experimental
    frontend.devices   LogicalDevice PhysicalDevice get_visible_devices list_logical_devices
    frontend.devices   list_physical_devices
    frontend.settings  LogicalDeviceConfiguration get_logical_device_configuration
    frontend.settings  get_soft_device_placement set_logical_device_configuration
    frontend.settings  set_soft_device_placement set_visible_devices
    function.function  experimental_functions_run_eagerly=functions_run_eagerly
    function.function  experimental_run_functions_eagerly=run_functions_eagerly
    function.function  functions_run_eagerly run_functions_eagerly
""")
