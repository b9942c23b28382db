"""tf.config: devices, and how functions run."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.devices   get_visible_devices list_logical_devices list_physical_devices LogicalDevice
    frontend.devices   PhysicalDevice
    function.function  experimental_functions_run_eagerly=functions_run_eagerly
    function.function  experimental_run_functions_eagerly=run_functions_eagerly
    function.function  functions_run_eagerly run_functions_eagerly
""")
