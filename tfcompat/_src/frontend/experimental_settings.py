"""tf.config.experimental: memory, policies and determinism; logging of devices.

The settings are checked and remembered, as in `settings.py`.
"""

from tfcompat._src.base.device_spec import DeviceSpec
from tfcompat._src.frontend import devices
from tfcompat._src.frontend.settings import SETTINGS, check_device

_POLICIES = {None: "silent", "silent": "silent", "silent_for_int32": "silent_for_int32",
             "warn": "warn", "explicit": "explicit"}


def get_memory_growth(device):
    """Whether memory of a GPU is taken as it is needed.

    Args:
        device: a PhysicalDevice.

    Raises:
        ValueError: there is no such device.
        KeyError: it is no GPU.

    Returns:
        A bool.

    Example:
        >>> import tfcompat as tf
        >>> [tf.config.experimental.get_memory_growth(gpu)
        ...  for gpu in tf.config.list_physical_devices("GPU")]
        []
    """
    check_device(device)
    raise KeyError(device)


def set_memory_growth(device, enable):
    """Say whether memory of a GPU is to be taken as it is needed.

    Args:
        device: a PhysicalDevice.
        enable: a bool.

    Raises:
        ValueError: there is no such device, or it is no GPU.

    Returns:
        None.

    Example:
        >>> import tfcompat as tf
        >>> for gpu in tf.config.list_physical_devices("GPU"):
        ...     tf.config.experimental.set_memory_growth(gpu, True)
    """
    check_device(device)
    raise ValueError("Cannot set memory growth on non-GPU and non-Pluggable devices")


def get_memory_info(device):
    """The memory in use on a device; that of the CPU is not counted.

    Args:
        device: the name of a device, "CPU:0".

    Returns:
        A dict with "current" and "peak".

    Raises:
        ValueError: there is no such device.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.experimental.get_memory_info("CPU:0")
        {'current': 0, 'peak': 0}
    """
    _check_device_name(device)
    return {"current": 0, "peak": 0}


def get_memory_usage(device):
    """The memory in use on a device; that of the CPU is not counted.

    Args:
        device: the name of a device, "CPU:0".

    Returns:
        An int: bytes.

    Raises:
        ValueError: there is no such device.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.experimental.get_memory_usage("CPU:0")
        0
    """
    return get_memory_info(device)["current"]


def reset_memory_stats(device):
    """Begin to look for the peak of memory in use anew.

    Args:
        device: the name of a device, "CPU:0".

    Returns:
        None.

    Raises:
        ValueError: there is no such device.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.experimental.reset_memory_stats("CPU:0")
    """
    _check_device_name(device)


def _check_device_name(name):
    try:
        spec = DeviceSpec.from_string(str(name))
    except ValueError:
        spec = DeviceSpec()
    if spec.device_type is None or spec.device_index is None:
        raise ValueError(
            f"Failed parsing device name: '{name}'. Note a valid device string should at least "
            'contain a device type and a device index, like "GPU:0".'
        )
    if (spec.device_type, spec.device_index) != ("CPU", 0):
        raise ValueError(f"No matching devices found for '{name}'")


def get_device_details(device):
    """What is known of a device: nothing more than its name for CPUs.

    Args:
        device: a PhysicalDevice.

    Returns:
        A dict.

    Raises:
        ValueError: it is no PhysicalDevice, or there is none such.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.experimental.get_device_details(tf.config.list_physical_devices()[0])
        {}
    """
    if not isinstance(device, devices.PhysicalDevice):
        raise ValueError(f"device must be a tf.config.PhysicalDevice, but got: {device}")
    check_device(device)
    return {}


def get_device_policy():
    """What happens to inputs on another device than the op: "silent" by default.

    Returns:
        A string.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.experimental.get_device_policy()
        'silent'
    """
    return SETTINGS.policy


def set_device_policy(device_policy):
    """Say what happens to inputs on another device than the op; there is one device only.

    Args:
        device_policy: "silent", "silent_for_int32", "warn", "explicit", or None.

    Returns:
        None.

    Raises:
        ValueError: it is none of these.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.experimental.set_device_policy("silent")
    """
    if device_policy not in _POLICIES:
        raise ValueError(
            f"Invalid argument `device_policy`: {device_policy!r}. Please refer to "
            "https://www.tensorflow.org/api_docs/python/tf/config/experimental/set_device_policy "
            "for valid `device_policy` arguments."
        )
    SETTINGS.policy = _POLICIES[device_policy]


def get_synchronous_execution():
    """Whether ops are done when their call returns; here they always are.

    Returns:
        A bool.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.experimental.get_synchronous_execution()
        True
    """
    return SETTINGS.synchronous


def set_synchronous_execution(enable):
    """Say whether ops have to be done when their call returns; here they always are.

    Args:
        enable: a bool; None for the default.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.experimental.set_synchronous_execution(True)
    """
    SETTINGS.synchronous = True if enable is None else bool(enable)


def enable_op_determinism():
    """Ask for the same results in every run, which ops give here anyway.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.experimental.enable_op_determinism()
    """
    SETTINGS.deterministic = True


def tensor_float_32_execution_enabled():
    """Whether products may be rounded to TensorFloat-32 on GPUs that have it.

    Returns:
        A bool.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.experimental.tensor_float_32_execution_enabled()
        True
    """
    return SETTINGS.tensor_float_32


def enable_tensor_float_32_execution(enabled):
    """Say whether products may be rounded to TensorFloat-32 on GPUs that have it.

    Args:
        enabled: a bool.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.experimental.enable_tensor_float_32_execution(True)
    """
    SETTINGS.tensor_float_32 = bool(enabled)


def enable_mlir_bridge():
    """Accepted for compatibility; there is no such compiler here.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.experimental.enable_mlir_bridge()
    """


def disable_mlir_bridge():
    """Accepted for compatibility; there is no such compiler here.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.experimental.disable_mlir_bridge()
    """


def get_log_device_placement():
    """Whether the devices of ops are to be logged.

    Returns:
        A bool.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.get_log_device_placement()
        False
    """
    return SETTINGS.log_placement


def set_log_device_placement(enabled):
    """Say whether the devices of ops are to be logged; all run on the one there is.

    Args:
        enabled: a bool.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.set_log_device_placement(False)
    """
    SETTINGS.log_placement = bool(enabled)
