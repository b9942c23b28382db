"""tf.raw_ops: every op as a function; the names are those of the registry, see docs/ops.md."""


def __getattr__(name):
    from tfcompat._src.core import raw_ops

    return getattr(raw_ops, name)


def __dir__():
    from tfcompat._src.core import raw_ops

    return dir(raw_ops)
