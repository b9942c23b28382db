"""SavedModels of TensorFlow 1 - graphs without objects - as objects with functions.

`tf.saved_model.load` comes here when a MetaGraph has no object graph. Loading into sessions is in
`loader`.
"""

import os
import weakref

from tfcompat._src.arrays import devices
from tfcompat._src.base import dtypes, errors, nest
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor, wrap
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.graph import import_def
from tfcompat._src.plan import binding
from tfcompat._src.saved_model import constants
from tfcompat._src.saved_model.objects_in import Asset
from tfcompat._src.saved_model.signature_map import SignatureMap
from tfcompat._src.state.auto_trackable import AutoTrackable
from tfcompat._src.state.variable import Variable, VariableAggregation, VariableSynchronization
from tfcompat._src.v1 import lifting, meta_graphs, tensor_infos, wrapped
from tfcompat._src.wire.open_checkpoint import open_checkpoint

_VARIABLE_COLLECTIONS = ("variables", "local_variables")
_REF_VARIABLES = frozenset(["VariableV2", "Variable"])


def load(meta_graph, export_dir, options):
    """Make an object of a MetaGraph without an object graph.

    Args:
        meta_graph: the MetaGraphDef message.
        export_dir: the directory of the SavedModel.
        options: the LoadOptions.

    Returns:
        An object with `signatures`, `prune`, `variables`, `graph`, `restore`, `asset_paths` and
        `initializer`.

    Raises:
        UnsupportedError: the model needs ops that are not there; the message names them all.
        NotFoundError: there is no checkpoint in it.
        UnliftableError: a signature needs a placeholder that is not among its inputs.
    """
    graph = _import(meta_graph)
    _check_ops(meta_graph, graph, export_dir)
    made = _lift_variables(graph, meta_graph)
    variables = list(made.values())
    everything = wrapped.function_of(graph)
    graph.variables = variables
    root = AutoTrackable()
    restore = _restore_function(everything, meta_graph, made)
    if restore is not None:
        if not options.experimental_skip_checkpoint:
            restore(_variables_path(export_dir))
        root.restore = lambda path: restore(convert_to_tensor(path, dtypes.string))
    root.initializer = _initializer(everything, meta_graph, export_dir)
    root.asset_paths = root.initializer._asset_paths
    root.signatures = SignatureMap()
    for name, function in _signatures(everything, meta_graph).items():
        root.signatures._add_signature(name, function)
    root.variables = variables
    root.graph = graph
    root.prune = everything.prune
    return root


def _import(meta_graph):
    graph = wrapped.WrappedGraph("wrapped_function", automatic_control_dependencies=False)
    import_def.import_graph_def(
        meta_graph.graph_def, graph, meta_graph.meta_info_def.stripped_op_list)
    return graph


def _variables_path(export_dir):
    path = os.path.join(export_dir, constants.VARIABLES_DIRECTORY, constants.VARIABLES_FILENAME)
    return wrap(os.fsencode(path), dtypes.string)


def _check_ops(meta_graph, graph, export_dir):
    """Name every op we lack that signatures, initialization or restoring need, all at once."""
    roots = []
    for signature in meta_graph.signature_def.values():
        for info in signature.outputs.values():
            roots.extend(_operations(info, graph))
    names = [meta_graphs.init_op_name(meta_graph), meta_graph.saver_def.restore_op_name]
    roots.extend(graph._by_name[name] for name in names if name in graph._by_name)
    missing = import_def.missing_ops(graph.functions, _ancestors(roots))
    if missing:
        lines = "\n".join(
            f"  {op} in {f'function {where}' if where else 'the graph'}" for op, where in missing)
        raise errors.UnsupportedError(
            f"The SavedModel at {export_dir} needs ops that tfcompat does not have:\n"
            f"{lines}\nSee docs/ops.md for the supported ops, and docs/own-ops.md for how to add "
            "one (tf.register_op)."
        )


def _operations(info, graph):
    names = [info.name, info.coo_sparse.values_tensor_name, info.coo_sparse.indices_tensor_name]
    names += [part.name for part in info.composite_tensor.components]
    found = (graph._by_name.get(name.partition(":")[0]) for name in names)
    return [op for op in found if op is not None]


def _ancestors(roots):
    seen, waiting = {}, list(roots)
    while waiting:
        op = waiting.pop()
        if op not in seen:
            seen[op] = None
            waiting.extend(tensor.op for tensor in op.inputs)
            waiting.extend(op.control_inputs)
    return list(seen)


# --- variables ----------------------------------------------------------------------------------


def _lift_variables(graph, meta_graph):
    """Make variables that live outside of the graph; return them all by name.

    Handles of resource variables become captures. Variables of the old kind stay in the graph,
    where references to them go round; what is returned shares their values.
    """
    made, resources = {}, []
    for collection in _VARIABLE_COLLECTIONS:
        for definition in meta_graphs.variable_defs(meta_graph, collection):
            name = definition.variable_name
            if name in made:
                continue
            tensor = graph.as_graph_element(name)
            if definition.is_resource:
                variable = _resource_variable(definition, tensor)
                graph.replace_capture(variable.handle, tensor)
                graph.inputs.append(tensor)
                resources.append(variable)
            elif tensor.op.type in _REF_VARIABLES:
                variable = _ref_variable(definition, tensor, graph)
            else:
                continue  # something else that holds a value; it stays what it is
            made[name] = variable
    return made


def _resource_variable(definition, handle):
    if handle.handle_data is None:
        raise ValueError(f"The MetaGraph calls {handle.name} a variable, which it is not.")
    dtype, shape = handle.handle_data
    return Variable.from_value(
        handle.op.name, dtype, shape, None, definition.trainable,
        VariableSynchronization(definition.synchronization),
        VariableAggregation(definition.aggregation),
    )


def _ref_variable(definition, reference, graph):
    resource = binding.resource(graph, reference.op, devices.local_device().xp)
    variable = Variable.from_value(
        reference.op.name, resource.dtype, resource.shape, None, definition.trainable)
    variable._handle = EagerTensor(resource, dtypes.resource)
    resource.owner = weakref.ref(variable)
    return variable


def _restore_function(everything, meta_graph, made):
    """Return the function that restores variables from a path, or None."""
    saver = meta_graph.saver_def
    if saver.restore_op_name:
        filename = everything.graph.as_graph_element(saver.filename_tensor_name)
        restore_op = everything.graph.as_graph_element(saver.restore_op_name)
        return everything.prune([filename], [filename, restore_op])
    if not made:
        return None
    definitions = {definition.variable_name: definition for collection in _VARIABLE_COLLECTIONS
                   for definition in meta_graphs.variable_defs(meta_graph, collection)}
    named = [(definitions[name], variable) for name, variable in made.items()]

    def restore(path):
        _restore_by_name(os.fsdecode(path.numpy()), named)
        return [path, None]

    return restore


def _restore_by_name(prefix, named):
    """Restore variables of a model that brings no nodes for that."""
    with open_checkpoint(prefix) as reader:
        for definition, variable in named:
            key, box = variable.name.removesuffix(":0"), None
            if definition.HasField("save_slice_info_def"):
                part = definition.save_slice_info_def
                key = part.full_name
                box = tuple(zip(part.var_offset, part.var_shape, strict=True))
            variable.assign(wrap(reader.read(key, box=box), reader.dtype(key)), read_value=False)


# --- initialization -----------------------------------------------------------------------------


class _Initializer(Trackable):
    """What fills the tables of a model and sets what else its main op sets."""

    def __init__(self, function, asset_paths):
        self._function = function
        self._asset_paths = asset_paths
        self._track_trackable(function, "init_fn")

    def _initialize(self):
        """Run the initialization, with the model's files where they are now."""
        return self._function(*[asset.asset_path for asset in self._asset_paths])


def _initializer(everything, meta_graph, export_dir):
    graph = everything.graph
    assets = meta_graphs.asset_files(meta_graph, export_dir)
    feeds = [graph.as_graph_element(asset.tensor) for asset in assets]
    name = meta_graphs.init_op_name(meta_graph)
    if name is not None:
        operations = [graph.as_graph_element(name)]
    else:
        operations = _default_initialization(graph, meta_graph)
    function = everything.prune(feeds, [_operation(item) for item in operations])
    initializer = _Initializer(function, [Asset(asset.path) for asset in assets])
    if operations:
        initializer._initialize()
    return initializer


def _operation(item):
    return getattr(item, "op", item)


def _default_initialization(graph, meta_graph):
    """What TensorFlow runs where a model names no main op: local variables and tables."""
    names = [definition.initializer_name
             for definition in meta_graphs.variable_defs(meta_graph, "local_variables")]
    if "table_initializer" in meta_graph.collection_def:
        names += meta_graph.collection_def["table_initializer"].node_list.value
    return [graph.as_graph_element(name) for name in names]


# --- signatures ---------------------------------------------------------------------------------


def _signatures(everything, meta_graph):
    """Return {name: function}; the functions take keyword arguments."""
    functions = {}
    for key, signature in meta_graph.signature_def.items():
        if key in (meta_graphs.INIT_OP_SIGNATURE_KEY, meta_graphs.TRAIN_OP_SIGNATURE_KEY):
            continue
        functions[key] = _signature(everything, key, signature)
    return functions


def _signature(everything, key, signature):
    items = sorted(signature.inputs.items(), key=lambda item: item[1].name)
    feeds = [tensor_infos.element(info, everything.graph) for _, info in items]
    names, tensors = [], []
    for (name, _), feed in zip(items, feeds, strict=True):
        for part_name, tensor in _parts(name, feed):
            names.append(part_name)
            tensors.append(tensor)
    try:
        function = everything.prune(feeds, dict(signature.outputs.items()))
    except lifting.UnliftableError as error:
        raise lifting.UnliftableError(
            "A SavedModel signature needs an input for each placeholder the signature's outputs "
            f"use. An output for signature '{key}' depends on a placeholder which is not an input "
            f"(i.e. the placeholder is not fed a value).\n\n{error}"
        ) from None
    function.name_arguments([
        TensorSpec(tensor.shape, tensor.dtype.base_dtype, name)
        for name, tensor in zip(names, tensors, strict=True)
    ])
    return function


def _parts(name, feed):
    """Return (argument name, tensor) pairs of one input of a signature."""
    if isinstance(feed, SparseTensor):
        return [(f"{name}_indices", feed.indices), (f"{name}_values", feed.values),
                (f"{name}_dense_shape", feed.dense_shape)]
    if hasattr(feed, "_type_spec"):
        flat = nest.flatten(feed, expand_composites=True)
        return [(f"{name}_component_{i}", tensor) for i, tensor in enumerate(flat)]
    return [(name, feed)]

