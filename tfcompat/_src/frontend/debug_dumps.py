"""tf.debugging.experimental: dumps of everything that is computed, which are not written here."""

from tfcompat._src.base import errors


def enable_dump_debug_info(
    dump_root, tensor_debug_mode="NO_TENSOR", circular_buffer_size=1000, op_regex=None,
    tensor_dtypes=None,
):
    """Refuse to dump what is computed, for TensorBoard's debugger.

    Args:
        dump_root: the directory for the dumps.
        tensor_debug_mode: how much of tensors is dumped.
        circular_buffer_size: how many events are kept.
        op_regex: which ops.
        tensor_dtypes: which dtypes.

    Returns:
        Nothing: it never returns.

    Raises:
        NotImplementedError: always.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.experimental.enable_dump_debug_info("dumps")
        Traceback (most recent call last):
            ...
        tfcompat._src.base.errors.UnsupportedError: ...
    """
    raise errors.UnsupportedError(
        "tf.debugging.experimental.enable_dump_debug_info: tfcompat writes no dumps of what is "
        "computed. Functions show as Python in pdb and tracebacks; tf.debugging."
        "enable_check_numerics finds where numbers go bad."
    )


def disable_dump_debug_info():
    """Stop dumping what is computed, which never began.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.experimental.disable_dump_debug_info()
    """
