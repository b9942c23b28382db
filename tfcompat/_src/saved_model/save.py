"""`tf.saved_model.save`: an object, all it refers to and its functions, to a directory.

The steps: signatures; the object graph; the top-level graph with stand-ins, signature calls and
savers; the stored objects and functions; the files. Each is in a module of its own.
"""

import collections.abc

from tfcompat._src.base import version
from tfcompat._src.checkpoint import registered, saving
from tfcompat._src.checkpoint.object_graph import ObjectGraph
from tfcompat._src.core.trackable import SaveType, Trackable
from tfcompat._src.function.cache import saving as saving_functions
from tfcompat._src.function.concrete import ConcreteFunction
from tfcompat._src.function.function import Function, inside_function
from tfcompat._src.graph import export
from tfcompat._src.registry import exists, find
from tfcompat._src.saved_model import (
    constants, debug_out, objects_out, reading, resources_out, saver_out, signatures_out, writing)
from tfcompat._src.saved_model.assets_out import Assets, merging
from tfcompat._src.saved_model.functions_out import FunctionLibrary
from tfcompat._src.saved_model.gradients_out import SavedGradients
from tfcompat._src.saved_model.graph_out import ExportedGraph
from tfcompat._src.saved_model.options import SaveOptions
from tfcompat._src.wire import messages


def save(obj, export_dir, signatures=None, options=None):
    """Write an object and its functions as a SavedModel.

    Functions made by `tf.function` are traced again, once, for all types of arguments that they
    were traced for: what is stored depends on Python values as they are now. Concrete functions
    are stored as they are.

    Args:
        obj: a trackable object, e.g. a `tf.Module`.
        export_dir: the directory to write to; made if need be, overwritten in place.
        signatures: a tf.function with an input signature, a concrete function, or a dict of
            names to such; by default the root's only tf.function with an input signature.
        options: a `tf.saved_model.SaveOptions`.

    Raises:
        ValueError: `obj` is not trackable, or something in it or `signatures` cannot be saved.
        AssertionError: a signature uses a variable that no saved object has, or this is called
            within a tf.function.
        KeyError: the same for functions that are no signatures.

    Example:
        >>> import os, tempfile
        >>> import tfcompat as tf
        >>> class Adder(tf.Module):
        ...     @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        ...     def add(self, x):
        ...         return x + x
        >>> path = os.path.join(tempfile.mkdtemp(), "adder")
        >>> tf.saved_model.save(Adder(), path)
        >>> sorted(os.listdir(path))
        ['assets', 'fingerprint.pb', 'saved_model.pb', 'variables']
    """
    options = options or SaveOptions()
    message = messages.SavedModel()
    with saving_functions(options.experimental_variable_policy):
        entries, assets, library, savers = _build(
            obj, signatures, options, message.meta_graphs.add())
    message.saved_model_schema_version = constants.SAVED_MODEL_SCHEMA_VERSION
    writing.write(
        reading.as_path(export_dir), message, entries, assets,
        sharding=options.experimental_sharding_callback,
        debug_info=debug_out.debug_info(library) if options.save_debug_info else None,
        split=options.experimental_image_format, savers=savers,
    )


def _build(obj, signatures, options, meta_graph):
    """Fill a MetaGraphDef.

    Returns:
        The variables file's entries, the assets, the functions, and {saver: {name: object}} of
        what registered savers store.
    """
    if inside_function():
        raise AssertionError(
            "`tf.saved_model.save` is not supported inside a traced @tf.function. Move the call "
            "to the outer eagerly-executed context."
        )
    if not isinstance(obj, Trackable):
        raise ValueError(
            "Expected an object of type `Trackable`, such as `tf.Module` or a subclass of the "
            f"`Trackable` class, for export. Got {obj} with type {type(obj)}."
        )
    for functions in options.function_aliases.values():
        _aliased(functions)  # raises for what is no function
    chosen = signatures_out.Signatures(obj, signatures)
    objects = _object_graph(obj, chosen)
    library, gradients = FunctionLibrary(), SavedGradients()
    assets = Assets()
    exported = ExportedGraph(library)
    devices = options.experimental_variable_policy._save_variable_devices()
    const_nodes = objects_out.add_stand_ins(objects, exported, assets, devices)
    assets.write(meta_graph)
    chosen.write(exported, meta_graph)
    signatures_out.write_init_op(exported, resources_out.initializers(objects), meta_graph)
    entries, graph_message = saving.collect(objects)
    if not options.experimental_skip_saver:
        saver_out.write_saver(exported, objects, entries, graph_message, meta_graph)
    saveables = resources_out.add_saveables(objects, exported, const_nodes)
    objects_out.write(
        objects, library, const_nodes, assets, saveables, meta_graph.object_graph_def, devices
    )
    if options.experimental_custom_gradients:
        gradients.enter(library)
    meta_graph.graph_def.CopyFrom(exported.message())
    gradients.write(library, objects_out.captured_nodes(objects), meta_graph)
    if options.experimental_debug_stripper:
        debug_out.strip_debug_nodes(meta_graph.graph_def)
    _check_namespaces(meta_graph.graph_def, options.namespace_whitelist)
    _write_meta_info(meta_graph, library, options)
    return entries, assets.files, library, registered.groups(objects.nodes, graph_message)


def _object_graph(obj, chosen):
    objects = ObjectGraph(obj, SaveType.SAVEDMODEL, chosen.add_to)
    children = merging(objects, chosen.add_to)
    return ObjectGraph(obj, SaveType.SAVEDMODEL, children) if children else objects


def _write_meta_info(meta_graph, library, options):
    info = meta_graph.meta_info_def
    info.tags.append(constants.SERVING)
    info.tags.extend(options.extra_tags or ())
    info.tensorflow_version = version.VERSION
    info.tensorflow_git_version = version.GIT_VERSION
    info.stripped_default_attrs = True
    for name in _used_ops(meta_graph.graph_def):
        if exists(name):
            info.stripped_op_list.op.append(export.definition_message(find(name)))
    for alias, functions in options.function_aliases.items():
        for concrete in _aliased(functions):
            info.function_aliases[library.name(concrete.graph_function)] = alias


def _used_ops(graph_def):
    """Return the sorted names of all ops in a graph and its functions."""
    names = {node.op for node in graph_def.node}
    for function in graph_def.library.function:
        names.update(node.op for node in function.node_def)
    return sorted(names)


def _aliased(functions):
    """Return the concrete functions of one value of `function_aliases`."""
    if isinstance(functions, ConcreteFunction):
        return [functions]
    if isinstance(functions, Function):
        return functions._list_all_concrete_functions()
    if isinstance(functions, collections.abc.Iterable):
        items = list(functions)
        if all(isinstance(item, ConcreteFunction) for item in items):
            return items
    raise TypeError(
        f"Unsupported type f{type(functions)}. Functions in `function_aliases` should be created "
        "by tf.function, or concrete functions, or collections of concrete functions."
    )


def _check_namespaces(graph_def, allowed):
    """Raise ValueError for ops of namespaces that the options do not list."""
    if allowed is None:
        return
    bad = [name for name in _used_ops(graph_def)
           if ">" in name and name.split(">")[0] not in allowed]
    if bad:
        spaces = {name.split(">")[0] for name in bad}
        raise ValueError(
            f"Attempted to save ops from non-whitelisted namespaces to SavedModel: {bad}.\nPlease "
            "verify that these ops should be saved, since they must be available when loading the "
            "SavedModel. If loading from Python, you must import the library defining these ops. "
            "From C++, link the custom ops to the serving binary. Once you've confirmed this, add "
            "the following namespaces to the `namespace_whitelist` argument in "
            f"tf.saved_model.SaveOptions: {spaces}."
        )
