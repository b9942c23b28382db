"""Options of saving and loading, with the arguments that TensorFlow's have.

What is not supported here raises when the option is made, never later and never silently.
"""

import enum

from tfcompat._src.base.errors import UnsupportedError

_LOCAL = ("/job:localhost", "/cpu", "/device:cpu", "cpu")


class VariablePolicy(enum.Enum):
    """How variables that live on several devices are saved.

    Example:
        >>> import tfcompat as tf
        >>> tf.saved_model.experimental.VariablePolicy.NONE.value is None
        True
    """

    NONE = None
    SAVE_VARIABLE_DEVICES = "save_variable_devices"
    EXPAND_DISTRIBUTED_VARIABLES = "expand_distributed_variables"

    def _save_variable_devices(self):
        """Say whether the devices of variables are stored."""
        return self is not VariablePolicy.NONE

    def _expand_distributed_variables(self):
        """Say whether each part of a variable on several devices is stored by itself."""
        return self is VariablePolicy.EXPAND_DISTRIBUTED_VARIABLES

    @staticmethod
    def from_obj(obj):
        """Return the policy that `obj` is or names.

        Raises:
            ValueError: it names none.
        """
        if obj is None:
            return VariablePolicy.NONE
        if isinstance(obj, VariablePolicy):
            return obj
        for policy in VariablePolicy:
            if policy.value == str(obj).lower():
                return policy
        raise ValueError(f"Received invalid VariablePolicy value: {obj}.")


class SaveOptions:
    """How to save a SavedModel: `tf.saved_model.SaveOptions`.

    Args:
        namespace_whitelist: list of namespaces; ops of other namespaces ("Space>Op") may then not
            be saved. None allows all.
        save_debug_info: whether `debug/saved_model_debug_info.pb` tells where in the program the
            nodes of functions were made.
        function_aliases: dict from an alias to a tf.function, a concrete function or an iterable
            of these; the model then tells which functions have the alias.
        experimental_debug_stripper: whether assertions, prints and checks of numbers are taken
            out of the saved graph.
        experimental_io_device: the device that reaches the files; only this machine's.
        experimental_variable_policy: a VariablePolicy or the value of one; any but NONE stores
            the devices of variables, all of which are on one device here.
        experimental_custom_gradients: whether gradient functions are saved along.
        experimental_image_format: whether a model too large for one message is split over the
            records of `saved_model.cpb`; smaller ones are written as ever. TensorFlow's own
            packages refuse the option.
        experimental_skip_saver: leave out the functions that save and restore variables in the
            graph, which TensorFlow 1.x, C++ and TFLite need.
        experimental_sharding_callback: a `tf.train.experimental.ShardingCallback`, which says
            how the variables file is cut.
        extra_tags: iterable of tags besides "serve".

    Raises:
        NotImplementedError: an option that is not supported is set.
        TypeError, ValueError: a value is not of the right kind.

    Example:
        >>> import tfcompat as tf
        >>> tf.saved_model.SaveOptions(extra_tags=["gpu"]).extra_tags
        ['gpu']
    """

    __slots__ = (
        "experimental_custom_gradients", "experimental_debug_stripper",
        "experimental_image_format", "experimental_io_device", "experimental_sharding_callback",
        "experimental_skip_saver", "experimental_variable_policy", "extra_tags",
        "function_aliases", "namespace_whitelist", "save_debug_info",
    )

    def __init__(
        self, namespace_whitelist=None, save_debug_info=False, function_aliases=None,
        experimental_debug_stripper=False, experimental_io_device=None,
        experimental_variable_policy=None, experimental_custom_gradients=True,
        experimental_image_format=False, experimental_skip_saver=False,
        experimental_sharding_callback=None, extra_tags=None,
    ):
        self.namespace_whitelist = _checked_namespaces(namespace_whitelist)
        self.save_debug_info = bool(save_debug_info)
        self.function_aliases = function_aliases or {}
        self.experimental_debug_stripper = bool(experimental_debug_stripper)
        self.experimental_io_device = _checked_device("SaveOptions", experimental_io_device)
        self.experimental_variable_policy = VariablePolicy.from_obj(experimental_variable_policy)
        self.experimental_custom_gradients = experimental_custom_gradients
        self.experimental_image_format = bool(experimental_image_format)
        self.experimental_skip_saver = experimental_skip_saver
        self.experimental_sharding_callback = _checked_sharding(experimental_sharding_callback)
        self.extra_tags = extra_tags


class LoadOptions:
    """How to load a SavedModel: `tf.saved_model.LoadOptions`.

    Args:
        allow_partial_checkpoint: accept variables that the checkpoint has no value for.
        experimental_io_device: the device that reaches the files; only this machine's.
        experimental_skip_checkpoint: leave all variables without values.
        experimental_variable_policy: a VariablePolicy or the value of one; variables are put on
            the one device there is.
        experimental_load_function_aliases: give the loaded object a `function_aliases` attribute.
        allow_unsafe_ops: whether functions of the model may reach files other than its own assets
            and run code outside of the graph: True, or a list of the ops that may. TensorFlow has
            no such option and allows everything.
        pickle_by_reference: whether the loaded object pickles as the name of its directory and not
            as the files of a model. TensorFlow's loaded objects do not pickle.
        verify_checksums: whether all variables are read and compared with their checksums when
            the model is loaded, as TensorFlow does. Without, weights stay on disk until they are
            used, and damage to them is not noticed.

    Raises:
        NotImplementedError: an option that is not supported is set.
        TypeError, ValueError: a value is not of the right kind.

    Example:
        >>> import tfcompat as tf
        >>> tf.saved_model.LoadOptions().allow_partial_checkpoint
        False
    """

    __slots__ = (
        "allow_partial_checkpoint", "allow_unsafe_ops", "experimental_io_device",
        "experimental_load_function_aliases", "experimental_skip_checkpoint",
        "experimental_variable_policy", "pickle_by_reference", "verify_checksums",
    )

    def __init__(
        self, allow_partial_checkpoint=False, experimental_io_device=None,
        experimental_skip_checkpoint=False, experimental_variable_policy=None,
        experimental_load_function_aliases=False, *, allow_unsafe_ops=False,
        pickle_by_reference=False, verify_checksums=True,
    ):
        self.allow_partial_checkpoint = allow_partial_checkpoint
        self.allow_unsafe_ops = _checked_ops(allow_unsafe_ops)
        self.pickle_by_reference = bool(pickle_by_reference)
        self.verify_checksums = bool(verify_checksums)
        self.experimental_io_device = _checked_device("LoadOptions", experimental_io_device)
        self.experimental_skip_checkpoint = experimental_skip_checkpoint
        self.experimental_variable_policy = VariablePolicy.from_obj(experimental_variable_policy)
        self.experimental_load_function_aliases = experimental_load_function_aliases


def _checked_ops(allowed):
    if isinstance(allowed, bool):
        return allowed
    if isinstance(allowed, str) or not all(isinstance(name, str) for name in allowed):
        raise TypeError(
            f"`allow_unsafe_ops` must be a bool or a list of op names. Got: {allowed!r}"
        )
    return tuple(allowed)


def _checked_sharding(callback):
    from tfcompat._src.checkpoint.options import ShardingCallback

    if callback is not None and not isinstance(callback, ShardingCallback):
        raise ValueError(
            "The experimental_sharding_callback checkpoint option must be of type "
            f"ShardingCallback. The option provided was of type {type(callback)}."
        )
    return callback


def _checked_device(owner, device):
    """Return a device name; there is one machine, so all that can be asked for is this one."""
    if device is not None and not str(device).lower().startswith(_LOCAL):
        raise UnsupportedError(
            f"tf.saved_model.{owner}(experimental_io_device={device!r}) is not supported: files "
            "can be reached from this machine only ('/job:localhost')."
        )
    return device


def _checked_namespaces(namespaces):
    if namespaces is None:
        return None
    if not isinstance(namespaces, list):
        raise TypeError(
            f"`namespace_whitelist` must be a list of strings. Got: {namespaces} with type "
            f"{type(namespaces)}."
        )
    for namespace in namespaces:
        if not isinstance(namespace, str):
            raise ValueError(
                f"Whitelisted namespace must be a string. Got: {namespace} of type "
                f"{type(namespace)}."
            )
    return namespaces
