"""Attributes of traced functions: what tf.function's arguments write into FunctionDefs."""

from tfcompat._src.base import errors
from tfcompat._src.wire import messages

_ALLOWED = frozenset([
    "_OutputsOnOpDevice", "_implements", "_noinline", "_tf_data_function", "api_implements",
    "api_preferred_device", "disable_summaries_at_runtime", "experimental_ints_on_device",
    "function_runs_at_most_once", "go_backwards", "runtime_constant_optimization", "time_major",
])
_FIELDS = ((bool, "b"), (int, "i"), (float, "f"), (str, "s"), (bytes, "s"))


def check(attributes):
    """Refuse attributes that functions cannot have.

    Raises:
        ValueError: TensorFlow has no such function attribute.
        UnsupportedError: it would change how a function is traced, which is not supported.
    """
    for name in attributes:
        if name == "_disable_acd":
            raise errors.UnsupportedError(
                "The function attribute _disable_acd (no automatic control dependencies) is not "
                "supported."
            )
        if name not in _ALLOWED:
            raise ValueError(f"`{name} is not supported by tf.function as an attribute.")


def encoded(attributes, jit_compile):
    """Return the attributes of a traced function as AttrValue messages by name.

    Args:
        attributes: name to bool, int, float, text, or a list of these.
        jit_compile: as given to tf.function.
    """
    values = dict(attributes)
    if jit_compile is not None:
        values["_XlaMustCompile"] = bool(jit_compile)
        if jit_compile:
            values["_noinline"] = True
    return {name: _encode(name, value) for name, value in values.items()}


def _encode(name, value):
    message = messages.AttrValue()
    if isinstance(value, (list, tuple)):
        message.list.SetInParent()
        for item in value:
            field, item = _plain(name, item)
            getattr(message.list, field).append(item)
    else:
        field, value = _plain(name, value)
        setattr(message, field, value)
    return message


def _plain(name, value):
    for kind, field in _FIELDS:
        if isinstance(value, kind):
            return field, value.encode("utf-8") if isinstance(value, str) else value
    raise ValueError(f"Attribute {name} must be bool, int, float, str, or list, got {type(value)}.")
