"""Loading SavedModels into sessions: graph, values, files and what is to be run at first."""

import os

from tfcompat._src.frontend import control
from tfcompat._src.saved_model import constants, reading
from tfcompat._src.v1 import meta_graphs, saver, variable_kinds
from tfcompat._src.v1.collections import add_to_collection, get_default_graph


def load(sess, tags, export_dir, import_scope=None, **saver_kwargs):
    """Load a SavedModel into a session.

    Args:
        sess: the Session; the model's nodes are added to its graph.
        tags: set of the tags of the MetaGraph.
        export_dir: the directory of the SavedModel.
        import_scope: what names are put under.
        **saver_kwargs: `input_map`, `return_elements` and `clear_devices` of `import_meta_graph`.

    Returns:
        The MetaGraphDef message.

    Raises:
        RuntimeError: there is no MetaGraph with these tags.
        OSError: there is no SavedModel.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> path = tempfile.mkdtemp() + "/model"
        >>> with tf.Graph().as_default(), tf1.Session() as session:
        ...     x = tf1.placeholder(tf.float32, [], name="x")
        ...     tf1.saved_model.simple_save(session, path, {"x": x}, {"y": tf.add(x, 1, "y")})
        >>> with tf.Graph().as_default(), tf1.Session() as session:
        ...     message = tf1.saved_model.load(session, ["serve"], path)
        ...     float(session.run("y:0", {"x:0": 2.0}))
        3.0
    """
    export_dir = reading.as_path(export_dir)
    message = _choose(reading.parse_saved_model(export_dir), tags)
    with sess.graph.as_default():
        found, _ = saver.import_with_elements(
            message, saver_kwargs.get("clear_devices", False), import_scope,
            saver_kwargs.get("return_elements"), saver_kwargs.get("input_map"))
        prefix = os.path.join(
            export_dir, constants.VARIABLES_DIRECTORY, constants.VARIABLES_FILENAME)
        if found is not None and (os.path.exists(f"{prefix}.index") or _has_nodes(message)):
            found.restore(sess, prefix)
        feeds = {}
        for asset in meta_graphs.asset_files(message, export_dir):
            name = f"{import_scope}/{asset.tensor}" if import_scope else asset.tensor
            add_to_collection("asset_filepaths", sess.graph.as_graph_element(name))
            feeds[name] = asset.path
        name = meta_graphs.init_op_name(message)
        if name is not None:
            sess.run(f"{import_scope}/{name}" if import_scope else name, feeds)
    return message


def _has_nodes(message):
    return bool(message.saver_def.restore_op_name)


def _choose(saved_model, tags):
    wanted = {tags} if isinstance(tags, str) else set(tags)
    for meta_graph in saved_model.meta_graphs:
        if set(meta_graph.meta_info_def.tags) == wanted:
            return meta_graph
    available = [set(meta_graph.meta_info_def.tags) for meta_graph in saved_model.meta_graphs]
    shown = str(list(tags) if not isinstance(tags, str) else tags).strip("[]")
    raise RuntimeError(
        f"MetaGraphDef associated with tags {shown} could not be found in SavedModel, with "
        f"available tags '{available}'. To inspect available tag-sets in the SavedModel, please "
        "use the SavedModel CLI: `saved_model_cli`."
    )


def main_op():
    """Return an operation that initializes variables and tables.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.saved_model.main_op.main_op().type
        'NoOp'
    """
    return control.group(
        variable_kinds.global_variables_initializer(),
        variable_kinds.local_variables_initializer(), variable_kinds.tables_initializer())


def main_op_with_restore(restore_op_name):
    """Return an operation that initializes variables and tables, and restores after that.

    Args:
        restore_op_name: the name of the operation that restores.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     _ = tf.no_op(name="restore")
        ...     tf.compat.v1.saved_model.main_op_with_restore("restore").type
        'NoOp'
    """
    with get_default_graph().control_dependencies([main_op()]):
        return control.group(get_default_graph().as_graph_element(restore_op_name))
