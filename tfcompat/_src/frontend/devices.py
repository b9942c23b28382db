"""The devices there are: one CPU. `tf.config.list_physical_devices` and its like.

What a device is to kernels is in `arrays/devices.py`.
"""

import collections

PhysicalDevice = collections.namedtuple("PhysicalDevice", ["name", "device_type"])
PhysicalDevice.__doc__ = """A device of this machine: its name, and its type ("CPU").

Example:
    >>> import tfcompat as tf
    >>> tf.config.PhysicalDevice("/physical_device:CPU:0", "CPU").device_type
    'CPU'
"""
LogicalDevice = collections.namedtuple("LogicalDevice", ["name", "device_type"])
LogicalDevice.__doc__ = """A device that ops run on: its name, and its type ("CPU").

Example:
    >>> import tfcompat as tf
    >>> tf.config.LogicalDevice("/device:CPU:0", "CPU").name
    '/device:CPU:0'
"""

_PHYSICAL = (PhysicalDevice("/physical_device:CPU:0", "CPU"),)
_LOGICAL = (LogicalDevice("/device:CPU:0", "CPU"),)


def list_physical_devices(device_type=None):
    """The devices of this machine that ops can run on.

    Args:
        device_type: a type, "CPU" or "GPU"; all by default.

    Returns:
        A list of PhysicalDevice.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.list_physical_devices()
        [PhysicalDevice(name='/physical_device:CPU:0', device_type='CPU')]
    """
    return [d for d in _PHYSICAL if device_type is None or d.device_type == device_type]


def list_logical_devices(device_type=None):
    """The devices that ops run on.

    Args:
        device_type: a type, "CPU" or "GPU"; all by default.

    Returns:
        A list of LogicalDevice.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.list_logical_devices("GPU")
        []
    """
    return [d for d in _LOGICAL if device_type is None or d.device_type == device_type]


def get_visible_devices(device_type=None):
    """The devices of this machine that may be used: all of them.

    Args:
        device_type: a type, "CPU" or "GPU"; all by default.

    Returns:
        A list of PhysicalDevice.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> len(tf.config.get_visible_devices("CPU"))
        1
    """
    return list_physical_devices(device_type)
