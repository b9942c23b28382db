"""What TensorFlow says of dtypes that an op has no kernel for: other words eagerly and in graphs.

Kernels that mind raise a `NoKernelError`; here it gets the words.
"""

from tfcompat._src.base import errors
from tfcompat._src.base.dtypes import DType
from tfcompat._src.base.shapes import TensorShape


def pairs(keys, values, order):
    """Return what dtypes kernels take, as TensorFlow lists them.

    >>> pairs("key_dtype", "value_dtype", "STRING-BOOL INT32-INT32")[0]
    "  device='CPU'; key_dtype in [DT_STRING]; value_dtype in [DT_BOOL]"

    Args:
        keys, values: the names of two attributes.
        order: names of dtypes, "KEY-VALUE KEY-VALUE ...".
    """
    return [
        f"  device='CPU'; {keys} in [DT_{key}]; {values} in [DT_{value}]"
        for key, value in (pair.split("-") for pair in order.split())
    ]


def eagerly(error, op, attrs, name):
    """Return the NotFoundError of an eager call."""
    listed = "\n".join(error.kernels)
    return errors.NotFoundError(
        None, None,
        f"Could not find device for node: {{{{node {op.name}}}}} = {op.name}[{_text(attrs)}]\n"
        f"All kernels registered for op {op.name}:\n{listed}\n [Op:{op.name}] name: {name or ''}",
    )


def in_graph(error, op, name):
    """Return the InvalidArgumentError of a node of a function."""
    listed = "\n".join(error.kernels)
    return errors.InvalidArgumentError(
        None, None,
        f"No OpKernel was registered to support Op '{op.type}' used by {{{{node {op.name}}}}} with "
        f"these attrs: [{_text(op.attrs)}]\nRegistered devices: [CPU]\nRegistered kernels:\n"
        f"{listed}\n\n\t [[{op.name}]] [Op:{name}]",
    )


def _text(attrs):
    return ", ".join(
        f"{name}={_value(attrs[name])}" for name in sorted(attrs) if not name.startswith("_"))


def _value(value):
    if isinstance(value, DType):
        name = {"float32": "float", "float64": "double", "float16": "half"}.get(
            value.name, value.name)
        return f"DT_{name.upper()}"
    if isinstance(value, bytes):
        return f'"{value.decode(errors="replace")}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, TensorShape):
        return "<unknown>" if value.rank is None else "[{}]".format(
            ",".join("?" if size is None else str(size) for size in value.as_list()))
    return f"{value:g}" if isinstance(value, float) else str(value)
