"""tf.compat.v1.config.experimental: settings that TensorFlow may still change."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.devices  get_visible_devices list_logical_devices list_physical_devices
    frontend.experimental_settings  disable_mlir_bridge enable_mlir_bridge
    frontend.experimental_settings  enable_tensor_float_32_execution get_device_details
    frontend.experimental_settings  get_device_policy get_memory_growth get_memory_info
    frontend.experimental_settings  get_memory_usage get_synchronous_execution reset_memory_stats
    frontend.experimental_settings  set_device_policy set_memory_growth set_synchronous_execution
    frontend.experimental_settings  tensor_float_32_execution_enabled
    frontend.settings  VirtualDeviceConfiguration=LogicalDeviceConfiguration
    frontend.settings  get_virtual_device_configuration=get_logical_device_configuration
    frontend.settings  set_virtual_device_configuration=set_logical_device_configuration
    frontend.settings  set_visible_devices
""")
