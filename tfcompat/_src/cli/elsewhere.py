"""What only TensorFlow can do: compiling ahead of time, and TensorRT."""

from tfcompat._src.base import errors

_NEEDS = (
    "{command} needs TensorFlow: it builds native code with {what}, which tfcompat does not have. "
    "Run it with TensorFlow's own saved_model_cli; `freeze_model` and `convert ... frozen_graph` "
    "work here."
)


def run(values, words):
    """Refuse `aot_compile_cpu`."""
    raise needs_tensorflow("aot_compile_cpu", "XLA")


def needs_tensorflow(command, what):
    """Return the error that says so."""
    return errors.UnsupportedError(_NEEDS.format(command=command, what=what))
