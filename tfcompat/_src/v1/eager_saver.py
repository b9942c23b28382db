"""Saving variables by name where ops run at once, without graphs and sessions."""

from tfcompat._src.core import raw
from tfcompat._src.v1 import saver_nodes
from tfcompat._src.wire import messages


def save(var_list, path, version):
    """Write a checkpoint of variables.

    Args:
        var_list: variables, or a dict of names to variables.
        path: the path that it is known by.
        version: SaverDef.V1 or SaverDef.V2.

    Returns:
        The path.
    """
    parts = saver_nodes.parts_of(var_list)
    names, specs = [part.key for part in parts], [part.spec for part in parts]
    values = [part.variable.value() for part in parts]
    op = raw.SaveV2 if version == messages.SaverDef.V2 else raw.SaveSlices
    op(path, names, specs, values)
    return path


def restore(var_list, path):
    """Give variables the values of a checkpoint.

    Raises:
        ValueError: a value has another shape.
        NotFoundError: there is none of a name.
    """
    parts = saver_nodes.parts_of(var_list)
    for part in parts:
        [value] = raw.RestoreV2(
            path, [part.key], [part.spec], dtypes=[part.variable.dtype.base_dtype])
        if not part.shape.is_compatible_with(value.shape):
            raise ValueError(
                f"Received incompatible tensor with shape {value.shape} when attempting to "
                f"restore variable with shape {part.shape} and name {part.key}."
            )
        part.variable.assign(value, read_value=False)
