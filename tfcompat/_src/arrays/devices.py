"""Devices: where arrays live, and which array module works on them.

Ops never ask for a device; whoever calls a kernel takes `.xp` from the device it has chosen.
"""

import importlib


class Device:
    """A place for arrays.

    Attributes:
        name: TensorFlow's full device name, as `Tensor.device` shows it.
        device_type: "CPU" or "GPU".
    """

    __slots__ = ("_module_name", "_xp", "device_type", "name")

    def __init__(self, device_type, index, module_name):
        self.name = f"/job:localhost/replica:0/task:0/device:{device_type}:{index}"
        self.device_type = device_type
        self._module_name = module_name
        self._xp = None

    @property
    def xp(self):
        """The array module for this device, imported when first asked for."""
        if self._xp is None:
            self._xp = importlib.import_module(self._module_name)
        return self._xp

    def __repr__(self):
        return f"<Device {self.name}>"


_CPU = Device("CPU", 0, "tfcompat._src.arrays.on_numpy")


def local_device():
    """Return the CPU of this process.

    Example:
        >>> local_device().name
        '/job:localhost/replica:0/task:0/device:CPU:0'
    """
    return _CPU
