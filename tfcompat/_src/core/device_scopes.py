"""The devices that `with tf.device(...)` asks for while ops run at once.

There is one device, so nothing moves, and functions traced within such a block do not notice it,
as in TensorFlow; but names are checked, and blocks within blocks are asked for the rest.
"""

import contextlib
import threading

from tfcompat._src.base import device_spec


class _Scope(threading.local):
    name = ""


_SCOPE = _Scope()


def current():
    """Return the name of the device that is asked for, "" for none."""
    return _SCOPE.name


@contextlib.contextmanager
def device(name):
    """Ask for a device for the length of a `with` block; None for none.

    Raises:
        ValueError: it is no name of a device.
    """
    if hasattr(name, "to_string"):
        name = name.to_string()
    if name is not None and not isinstance(name, str):
        raise ValueError(f"Expecting a string device name. Got {type(name)}({name})")
    wanted = device_spec.merged(_SCOPE.name, name) if name is not None else ""
    outer, _SCOPE.name = _SCOPE.name, wanted
    try:
        yield
    finally:
        _SCOPE.name = outer
