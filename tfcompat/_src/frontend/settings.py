"""tf.config: settings that TensorFlow has for devices, threads and graph rewriting.

They are checked and remembered, so that code which sets them runs; there is one device and one
way to run graphs here. Lists of devices are in `devices.py`, what TensorFlow calls experimental in
`experimental_settings.py`.
"""

import collections

from tfcompat._src.frontend import devices

LogicalDeviceConfiguration = collections.namedtuple(
    "LogicalDeviceConfiguration",
    ["memory_limit", "experimental_priority", "experimental_device_ordinal"],
    defaults=[None, None, None],
)
LogicalDeviceConfiguration.__doc__ = """How a part of a device is to be set up.

Example:
    >>> import tfcompat as tf
    >>> tf.config.LogicalDeviceConfiguration(memory_limit=1024).memory_limit
    1024
"""

_OPTIONS = frozenset([
    "layout_optimizer", "constant_folding", "shape_optimization", "remapping",
    "arithmetic_optimization", "dependency_optimization", "loop_optimization",
    "function_optimization", "debug_stripper", "disable_model_pruning",
    "scoped_allocator_optimization",
    "pin_to_host_optimization", "implementation_selector", "auto_mixed_precision",
    "disable_meta_optimizer", "min_graph_nodes", "auto_parallel",
])


class _Settings:
    """What was set, for all threads."""

    soft_placement = True
    policy = "silent"
    synchronous = True
    tensor_float_32 = True
    deterministic = False
    log_placement = False
    threads_between_ops = 0
    threads_within_ops = 0
    jit = ""
    logical = None


SETTINGS = _Settings()
_REWRITES = {"disable_meta_optimizer": False, "disable_model_pruning": False}


def get_soft_device_placement():
    """Whether ops run on another device where the one asked for cannot.

    Returns:
        A bool.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.get_soft_device_placement()
        True
    """
    return SETTINGS.soft_placement


def set_soft_device_placement(enabled):
    """Say whether ops may run on another device than asked for; there is one only.

    Args:
        enabled: a bool.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.set_soft_device_placement(True)
    """
    SETTINGS.soft_placement = bool(enabled)


def set_visible_devices(devices, device_type=None):
    """Say which devices may be used.

    Args:
        devices: a PhysicalDevice, or a list of them.
        device_type: the type that the list is about.

    Returns:
        None.

    Raises:
        ValueError: there is no such device.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.set_visible_devices([], "GPU")
    """
    for device in _as_list(devices):
        check_device(device)


def get_logical_device_configuration(device):
    """The parts that a device was cut into, or None.

    Args:
        device: a PhysicalDevice.

    Returns:
        A list of LogicalDeviceConfiguration, or None.

    Raises:
        ValueError: there is no such device.

    Example:
        >>> import tfcompat as tf
        >>> device = tf.config.list_physical_devices()[0]
        >>> tf.config.set_logical_device_configuration(device, [])
        >>> tf.config.get_logical_device_configuration(device)
        []
    """
    check_device(device)
    return SETTINGS.logical


def set_logical_device_configuration(device, logical_devices):
    """Cut a device into parts.

    Args:
        device: a PhysicalDevice.
        logical_devices: a list of one LogicalDeviceConfiguration, as nothing can be cut here.

    Returns:
        None.

    Raises:
        ValueError: there is no such device, or limits are set on a CPU.
        NotImplementedError: there is more than one part.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.set_logical_device_configuration(
        ...     tf.config.list_physical_devices("CPU")[0], [tf.config.LogicalDeviceConfiguration()])
    """
    check_device(device)
    for part in logical_devices:
        if part.memory_limit is not None:
            raise ValueError("Setting memory limit on CPU virtual devices is currently not "
                             "supported")
        if part.experimental_priority is not None:
            raise ValueError("Setting experimental_priority on CPU virtual  devices is currently "
                             "not supported")
    if len(logical_devices) > 1:
        raise NotImplementedError("tfcompat does not cut devices into several logical ones.")
    SETTINGS.logical = list(logical_devices)


def _as_list(found):
    return found if isinstance(found, (list, tuple)) and not isinstance(
        found, devices.PhysicalDevice) else [found]


def check_device(device):
    """Raise ValueError where there is no such device."""
    if device not in devices.list_physical_devices():
        raise ValueError(f"Unrecognized device: {device!r}")


# --- threads and rewriting ----------------------------------------------------------------------


def get_inter_op_parallelism_threads():
    """The number of threads that was set for independent ops; 0 for the default.

    Returns:
        An int.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.threading.get_inter_op_parallelism_threads()
        0
    """
    return SETTINGS.threads_between_ops


def set_inter_op_parallelism_threads(num_threads):
    """Set the number of threads for independent ops; they run one after the other here.

    Args:
        num_threads: a number, 0 for the default.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.threading.set_inter_op_parallelism_threads(0)
    """
    SETTINGS.threads_between_ops = num_threads


def get_intra_op_parallelism_threads():
    """The number of threads that was set for single ops; 0 for the default.

    Returns:
        An int.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.threading.get_intra_op_parallelism_threads()
        0
    """
    return SETTINGS.threads_within_ops


def set_intra_op_parallelism_threads(num_threads):
    """Set the number of threads for single ops; the array library decides about them here.

    Args:
        num_threads: a number, 0 for the default.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.threading.set_intra_op_parallelism_threads(0)
    """
    SETTINGS.threads_within_ops = num_threads


def get_jit():
    """Whether graphs are compiled further: "autoclustering" or "".

    Returns:
        A string.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.optimizer.get_jit()
        ''
    """
    return SETTINGS.jit


def set_jit(enabled):
    """Accept a wish to compile graphs further, which is not done here.

    Args:
        enabled: True, "autoclustering" or False.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.optimizer.set_jit(False)
    """


def get_experimental_options():
    """The settings of graph rewriting that differ from the default.

    Returns:
        A dict of names to values.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.optimizer.get_experimental_options()["disable_meta_optimizer"]
        False
    """
    return dict(_REWRITES)


def set_experimental_options(options):
    """Remember settings of graph rewriting; graphs run as they are here.

    Args:
        options: a dict of names to values; unknown names are ignored, as in TensorFlow.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": False})
    """
    _REWRITES.update((name, value) for name, value in options.items() if name in _OPTIONS)
