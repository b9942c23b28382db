"""`tf.saved_model.load`: a directory to the object that was saved.

The steps: read and choose a MetaGraph; make the objects; bind functions to what they captured;
set attributes; fill variables from the checkpoint. What single nodes become is in `objects_in.py`.
"""

import collections
import contextlib
import functools
import importlib
import os

from tfcompat._src.base import errors
from tfcompat._src.checkpoint import restoring
from tfcompat._src.checkpoint.readers import translated_errors
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.graph import import_def
from tfcompat._src.saved_model import (
    constants, function_names, functions_in, gradients_in, keras_in, objects_in, reading,
    registered_in, safety)
from tfcompat._src.saved_model.options import LoadOptions
from tfcompat._src.saved_model.pickling import UserObject
from tfcompat._src.saved_model.restored_function import RestoredFunction
from tfcompat._src.saved_model.restored_resource import RestoredResource, StoredState
from tfcompat._src.wire.open_checkpoint import open_checkpoint


def load(export_dir, tags=None, options=None):
    """Load a SavedModel.

    Args:
        export_dir: the directory of the SavedModel.
        tags: a tag or sequence of tags naming the MetaGraph; needed only if there are several.
        options: a `tf.saved_model.LoadOptions`.

    Returns:
        The object that was saved, with its functions, variables and nested objects as
        attributes, and `.signatures`, a mapping from signature keys to functions.

    Raises:
        OSError: there is no SavedModel, or its file is damaged.
        ValueError: `tags` match no MetaGraph.
        NotImplementedError: the model needs ops that are not there; the message names them all.
        PermissionDeniedError: functions of the model reach files that are no assets of it, or run
            code outside of the graph, and `options` do not allow that.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> class Adder(tf.Module):
        ...     @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        ...     def add(self, x):
        ...         return x + x
        >>> path = tempfile.mkdtemp()
        >>> tf.saved_model.save(Adder(), path)
        >>> tf.saved_model.load(path).add(2.0)
        <tf.Tensor: shape=(), dtype=float32, numpy=4.0>
    """
    options = options or LoadOptions()
    export_dir = reading.as_path(export_dir)
    saved_model = reading.parse_saved_model(export_dir)
    meta_graph = reading.select_meta_graph(saved_model, tags, export_dir)
    if not meta_graph.HasField("object_graph_def"):
        # Written the TensorFlow 1.x way, as a graph without objects: a matter of a higher room.
        root = importlib.import_module("tfcompat._src.v1.load").load(
            meta_graph, export_dir, options)
    else:
        loader = _Loader(meta_graph, export_dir)
        with _missing_files():
            root = loader.load(options)
        if options.experimental_load_function_aliases:
            if hasattr(root, "function_aliases"):
                raise ValueError(
                    "Could not load with experimental_load_function_aliases option because the "
                    "top-level object already has an attributed with name 'function_aliases'"
                )
            root.function_aliases = loader.function_aliases()
    if options.pickle_by_reference and isinstance(root, UserObject):
        origin = os.path.abspath(export_dir), tags, options.allow_unsafe_ops
        object.__setattr__(root, "_self_origin", origin)
    root.tensorflow_version = meta_graph.meta_info_def.tensorflow_version
    root.tensorflow_git_version = meta_graph.meta_info_def.tensorflow_git_version
    root.graph_debug_info = reading.debug_info(export_dir)
    return root


@contextlib.contextmanager
def _missing_files():
    """Within, a file that is not there is the FileNotFoundError of loading."""
    try:
        yield
    except errors.NotFoundError as error:
        raise FileNotFoundError(
            f"{error.message}\n You may be trying to load on a different device from the "
            "computational device. Consider setting the `experimental_io_device` option in "
            "`tf.saved_model.LoadOptions` to the io_device such as '/job:localhost'."
        ) from None


class _Loader:
    """The state of one load."""

    def __init__(self, meta_graph, export_dir):
        self._meta_graph = meta_graph
        self._proto = meta_graph.object_graph_def
        self._export_dir = export_dir
        self._check_names()
        self._stored_names = function_names.make_unique(meta_graph)
        self._gradients = {}
        gradients_in.renamed(meta_graph)
        self._functions = import_def.import_functions(
            meta_graph.graph_def.library, meta_graph.meta_info_def.stripped_op_list,
            custom_gradients=self._gradients, shares_by_node_name=True,
        )
        self._concretes = {}
        self._objects = []
        self._resources = []

    def _check_names(self):
        """Raise ValueError where a name stands for two things."""
        names = [f.signature.name for f in self._meta_graph.graph_def.library.function]
        twice = sorted(name for name, count in collections.Counter(names).items() if count > 1)
        if twice:
            raise ValueError(
                f"The SavedModel at {self._export_dir} has several functions called "
                f"{', '.join(map(repr, twice))}."
            )

    def load(self, options):
        """Return the root object."""
        if not self._proto.nodes:
            raise ValueError(f"The object graph of the SavedModel at {self._export_dir} is empty.")
        self._check_ops()
        check = safety.Check(self._meta_graph, self._stored_names)
        check.run(list(self._wanted_functions()), options.allow_unsafe_ops)
        self._make_concrete_functions()
        self._objects = [self._make(proto) for proto in self._proto.nodes]
        self._registered = registered_in.make_all(
            self._objects, self._proto.nodes, self._meta_graph, self._export_dir)
        self._attach_children()
        keras_in.complete(self._objects, self._proto.nodes)
        self._attach_slots()
        self._bind_captures()
        self._attach_saveables()
        gradients_in.attach(self._meta_graph, self._functions, self._objects, self._gradients)
        self._restore_variables(options)
        self._initialize_resources()
        return self._objects[0]

    # --- functions ------------------------------------------------------------------------------

    def function_aliases(self):
        """Return a dict from aliases to functions that have them.

        A function all of whose traces, and no others, have an alias is its value; otherwise it
        is the list of the concrete functions.
        """
        names = {}
        for name, alias in self._meta_graph.meta_info_def.function_aliases.items():
            if name in self._concretes:
                names.setdefault(alias, []).append(name)
        found = {alias: [self._concretes[name] for name in held] for alias, held in names.items()}
        aliases = {frozenset(held): alias for alias, held in names.items()}
        for restored, proto in zip(self._objects, self._proto.nodes, strict=True):
            alias = aliases.get(frozenset(proto.function.concrete_functions))
            if alias is not None and proto.WhichOneof("kind") == "function":
                found[alias] = restored
        return found

    def _check_ops(self):
        """Name every op we lack that a restored function may run, all at once."""
        missing = import_def.missing_ops(self._functions, list(self._wanted_functions()))
        if missing:
            lines = "\n".join(
                f"  {op} in function {self._stored_names.get(where, where)}"
                for op, where in missing
            )
            raise errors.UnsupportedError(
                f"The SavedModel at {self._export_dir} needs ops that tfcompat does not have:\n"
                f"{lines}\nSee docs/ops.md for the supported ops, and docs/own-ops.md for how to "
                "add one (tf.register_op)."
            )

    def _wanted_functions(self):
        """The names of the functions that nodes of the object graph refer to."""
        for proto in self._proto.nodes:
            kind = proto.WhichOneof("kind")
            if kind == "function":
                yield from proto.function.concrete_functions
            elif kind == "bare_concrete_function":
                yield proto.bare_concrete_function.concrete_function_name

    def _make_concrete_functions(self):
        for name in dict.fromkeys(self._wanted_functions()):
            if name not in self._functions or name not in self._proto.concrete_functions:
                raise ValueError(
                    f"The SavedModel at {self._export_dir} refers to the function '{name}', which "
                    "it does not hold."
                )
            saved = self._proto.concrete_functions[name]
            concrete = functions_in.concrete_function(self._functions[name], saved)
            concrete._set_flat_signature(functions_in.keyword_names(concrete))
            self._concretes[name] = concrete

    # --- objects --------------------------------------------------------------------------------

    def _make(self, proto):
        kind = proto.WhichOneof("kind")
        if kind == "user_object":
            return objects_in.user_object(proto.user_object)
        if kind == "variable":
            return objects_in.variable(proto.variable)
        if kind == "function":
            return self._function(proto.function)
        if kind == "bare_concrete_function":
            return self._bare_function(proto.bare_concrete_function)
        if kind == "constant":
            return objects_in.constant(proto.constant, self._const_nodes)
        if kind == "asset":
            return objects_in.asset(
                proto.asset, self._meta_graph.asset_file_def, self._export_dir
            )
        if kind == "resource":
            resource = RestoredResource(proto.resource.device)
            self._resources.append(resource)
            return resource
        if kind == "captured_tensor":
            return proto.captured_tensor
        return objects_in.holder()

    @functools.cached_property
    def _const_nodes(self):
        return {node.name: node for node in self._meta_graph.graph_def.node if node.op == "Const"}

    def _function(self, proto):
        concretes = [self._concretes[name] for name in proto.concrete_functions]
        name = concretes[0]._display_name() if concretes else "restored_function"
        spec = functions_in.function_spec(proto.function_spec, name)
        for concrete in concretes:
            concrete.function_spec = spec
        return RestoredFunction(name, spec, concretes)

    def _bare_function(self, proto):
        concrete = self._concretes[proto.concrete_function_name]
        concrete._set_flat_signature(
            list(proto.argument_keywords), proto.allowed_positional_arguments
        )
        if proto.HasField("function_spec") and concrete.function_spec is None:
            concrete.function_spec = functions_in.function_spec(
                proto.function_spec, concrete._display_name()
            )
        return concrete

    def _attach_children(self):
        for owner, proto in zip(self._objects, self._proto.nodes, strict=True):
            attach = self._registered.get(id(owner), objects_in.attach)
            if attach is objects_in.attach and proto.WhichOneof("kind") not in (
                    None, "user_object", "resource"):
                continue
            for child in proto.children:
                self._check_id(child.node_id)
                attach(owner, child.local_name, self._objects[child.node_id])

    def _check_id(self, node_id):
        if not 0 <= node_id < len(self._objects):
            raise ValueError(
                f"The object graph of the SavedModel at {self._export_dir} refers to node "
                f"{node_id}, but has {len(self._objects)} nodes."
            )

    def _bind_captures(self):
        waiting = []
        for concrete in self._concretes.values():
            for node_id in concrete._bound_inputs:
                self._check_id(node_id)
            nodes = [self._objects[node_id] for node_id in concrete._bound_inputs]
            if any(isinstance(node, RestoredResource) for node in nodes):
                waiting.append((concrete, nodes))  # those that make resources come first
            else:
                concrete._captured_inputs = [objects_in.captured(node) for node in nodes]
        for concrete, nodes in waiting:
            concrete._captured_inputs = [objects_in.captured(node) for node in nodes]

    def _attach_saveables(self):
        """Tell objects the functions by which checkpoints store their state."""
        for owner, proto in zip(self._objects, self._proto.nodes, strict=True):
            if len(proto.saveable_objects) > 1:
                raise errors.UnsupportedError(
                    f"An object of the SavedModel at {self._export_dir} stores "
                    f"{len(proto.saveable_objects)} kinds of state; one is supported."
                )
            for name, saveable in proto.saveable_objects.items():
                functions = []
                for node_id in (saveable.save_function, saveable.restore_function):
                    self._check_id(node_id)
                    functions.append(self._objects[node_id])
                if isinstance(owner, Trackable):
                    StoredState(name, *functions).attach(owner)

    # --- state ----------------------------------------------------------------------------------

    def _restore_variables(self, options):
        if options.experimental_skip_checkpoint:
            return
        variables = [o for o in self._objects if isinstance(o, objects_in.Variable)]
        prefix = os.path.join(
            self._export_dir, constants.VARIABLES_DIRECTORY, constants.VARIABLES_FILENAME
        )
        if not variables and not os.path.exists(f"{prefix}.index"):
            return
        with translated_errors():
            reader = open_checkpoint(prefix)
        with reader:
            restoring.restore_loaded(
                reader, self._objects[0], variables,
                options.allow_partial_checkpoint, options.verify_checksums,
            )

    def _attach_slots(self):
        """Tell optimizers their slot variables."""
        for owner, proto in zip(self._objects, self._proto.nodes, strict=True):
            slots = []
            for slot in proto.slot_variables:
                self._check_id(slot.original_variable_node_id)
                self._check_id(slot.slot_variable_node_id)
                variable = self._objects[slot.original_variable_node_id]
                slots.append((variable, slot.slot_name, self._objects[slot.slot_variable_node_id]))
            if slots and isinstance(owner, Trackable):
                object.__setattr__(owner, "_self_slot_variables", slots)

    def _initialize_resources(self):
        for resource in self._resources:
            resource._initialize()
