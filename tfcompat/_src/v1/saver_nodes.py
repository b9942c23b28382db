"""The nodes that save and restore variables by name, as Saver puts them into graphs.

What runs them, and which files are kept, is in `saver`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.state.graph_variable import RefVariable
from tfcompat._src.state.variable import Variable
from tfcompat._src.v1.partitioned import PartitionedVariable
from tfcompat._src.wire import messages


class Part:
    """A variable, or a part of one, and its key in the checkpoint.

    Attributes:
        key: the name in the checkpoint.
        variable: the variable, or the old-style reference tensor.
        spec: which part of the whole it is, "" for all.
    """

    def __init__(self, key, variable, spec=""):
        self.key, self.variable, self.spec = key, variable, spec
        self._tensor = None

    @property
    def shape(self):
        """The TensorShape of the variable."""
        return self.variable.shape

    def tensor(self):
        """Return the tensor to save."""
        if self._tensor is None:
            self._tensor = self._read()
        return self._tensor

    def _read(self):
        variable = self.variable
        if isinstance(variable, Tensor):
            return variable
        if isinstance(variable, RefVariable):
            return variable._ref()
        if not self.spec:
            return variable._graph_element
        graph = variable.graph
        with graph.name_scope("Read"):
            with graph.control_dependencies([raw.DisableCopyOnRead(variable.handle)]):
                value = raw.ReadVariableOp(variable.handle, dtype=variable.dtype)
        return raw.Identity(raw.Identity(value))

    def assign(self, value, reshape):
        """Return the operation that restores the variable."""
        variable = self.variable
        if reshape and variable.shape.is_fully_defined():
            value = raw.Reshape(value, variable.shape.as_list())
        if isinstance(variable, Tensor) or isinstance(variable, RefVariable):
            reference = variable if isinstance(variable, Tensor) else variable._ref()
            return raw.Assign(reference, value, validate_shape=not reshape and
                              variable.shape.is_fully_defined()).op
        return raw.AssignVariableOp(variable.handle, raw.Identity(value))


def parts_of(var_list):
    """Return the Parts of a list of variables, or of a dict of names to variables.

    Raises:
        ValueError: two have the same name, or one has two.
        TypeError: something is no variable.
    """
    if isinstance(var_list, dict):
        pairs = sorted(var_list.items())
    else:
        pairs, seen = [], set()
        for item in sorted(_flat(var_list), key=lambda item: item.name):
            key = _key(item)
            if key in seen and not _slice_info(item):
                raise ValueError(f"At least two variables have the same name: {key}")
            seen.add(key)
            pairs.append((key, item))
    found, owners = [], {}
    for key, item in pairs:
        for variable in item if isinstance(item, (list, tuple, PartitionedVariable)) else [item]:
            part = _part(key, variable)
            if id(variable) in owners:
                raise ValueError(f"The same saveable will be restored with two names: {key}")
            owners[id(variable)] = key
            found.append(part)
    return found


def _flat(var_list):
    for item in var_list:
        if isinstance(item, PartitionedVariable):
            yield from item
        else:
            yield item


def _key(item):
    info = _slice_info(item)
    if info:
        return info.full_name
    if isinstance(item, Variable):
        return item._shared_name
    op = getattr(item, "op", None)
    return op.name if op is not None else item.name


def _slice_info(item):
    return getattr(item, "_save_slice_info", None)


def _part(key, variable):
    reference = isinstance(variable, Tensor) and getattr(variable, "is_ref", False)
    if not isinstance(variable, Variable) and not reference:
        raise TypeError(f"Variable to save is not a Variable: {variable}")
    info = _slice_info(variable)
    if info is None:
        return Part(key, variable)
    sizes = " ".join(str(size) for size in info.full_shape)
    box = ":".join(f"{start},{size}" for start, size in
                   zip(info.var_offset, info.var_shape, strict=True))
    return Part(key, variable, f"{sizes} {box}")


def build(graph, parts, saver_def, name, filename, reshape):
    """Add the nodes for saving and restoring to a graph, and name them in a SaverDef.

    Args:
        graph: the graph.
        parts: the Parts.
        saver_def: the SaverDef message, with version and sharded set.
        name: the name scope of the nodes, "save" by default.
        filename: the default path.
        reshape: whether what is restored takes the shape of its variable.
    """
    with graph.as_default(), graph.name_scope(name or "save"):
        default = convert_to_tensor(filename or "model", name="filename/input")
        path = raw.PlaceholderWithDefault(default, shape=[], name="filename")
        path = raw.PlaceholderWithDefault(path, shape=[], name="Const")
        saved = (_sharded if saver_def.sharded else _single)(graph, path, parts, saver_def.version)
        restored = _restore(path, parts, reshape)
        if saver_def.sharded:
            with graph.control_dependencies(restored):
                restored = [raw.NoOp(name="restore_shard")]
        with graph.control_dependencies(restored):
            restore_all = raw.NoOp(name="restore_all")
    saver_def.filename_tensor_name = path.name
    saver_def.save_tensor_name = saved.name
    saver_def.restore_op_name = restore_all.name


def _single(graph, path, parts, version):
    with graph.control_dependencies([_save(path, parts, version)]):
        return raw.Identity(path, name="control_dependency")


def _sharded(graph, path, parts, version):
    """There is one machine, hence one shard; its files are named as one of several."""
    stem = path
    if version == messages.SaverDef.V2:
        remote = raw.StaticRegexFullMatch(path, pattern="^s3://.*")
        part = convert_to_tensor(".part", name="Const")
        local_part = convert_to_tensor("_temp/part", name="Const")
        suffix = raw.Select(remote, part, local_part)
        stem = raw.StringJoin([path, suffix])
    count = convert_to_tensor(1, dtypes.int32, name="num_shards")
    shard = raw.ShardedFilename(stem, 0, count)
    with graph.control_dependencies([_save(shard, parts, version)]):
        done = raw.Identity(shard, name="control_dependency")
    if version != messages.SaverDef.V2:
        with graph.control_dependencies([done.op]):
            return raw.ShardedFilespec(path, count)
    with graph.control_dependencies([done.op]):
        prefixes = raw.Pack([shard], name="MergeV2Checkpoints/checkpoint_prefixes")
    merge = raw.MergeV2Checkpoints(prefixes, path, delete_old_dirs=True)
    with graph.control_dependencies([done.op, merge]):
        return raw.Identity(path)


def _save(path, parts, version):
    names, specs = [part.key for part in parts], [part.spec for part in parts]
    tensors = [part.tensor() for part in parts]
    if version == messages.SaverDef.V2:
        return raw.SaveV2(path, names, specs, tensors)
    return raw.SaveSlices(path, names, specs, tensors, name="save")


def _restore(path, parts, reshape):
    kinds = [part.tensor().dtype.base_dtype for part in parts]
    values = raw.RestoreV2(
        path, [part.key for part in parts], [part.spec for part in parts], dtypes=kinds)
    return [part.assign(value, reshape) for part, value in zip(parts, values, strict=True)]
