"""Builder: writes the graph and the variables of a session as a SavedModel.

MetaGraph messages are made in `meta_graph_files`; reading is in `loader` and `load`.
"""

import os
import shutil

from tfcompat._src.core.tensor import Tensor
from tfcompat._src.graph.operation import Operation
from tfcompat._src.saved_model import constants
from tfcompat._src.v1 import meta_graph_files, meta_graphs, signatures
from tfcompat._src.v1.collections import get_default_graph
from tfcompat._src.v1.saver import Saver
from tfcompat._src.wire import messages


class SavedModelBuilder:
    """Writes a SavedModel the TensorFlow 1 way: `tf.compat.v1.saved_model.Builder`.

    Args:
        export_dir: the directory; it must be new or empty.

    Raises:
        AssertionError: the directory has files.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> path = tempfile.mkdtemp() + "/model"
        >>> with tf.Graph().as_default(), tf1.Session() as session:
        ...     x = tf1.placeholder(tf.float32, [], name="x")
        ...     builder = tf1.saved_model.Builder(path)
        ...     signature = tf1.saved_model.predict_signature_def({"x": x}, {"y": x * 2})
        ...     builder.add_meta_graph_and_variables(session, ["serve"], {"double": signature})
        ...     _ = builder.save()
        >>> tf.saved_model.load(path).signatures["double"](tf.constant(3.0))["y"]
        <tf.Tensor: shape=(), dtype=float32, numpy=6.0>
    """

    def __init__(self, export_dir):
        self._saved_model = messages.SavedModel()
        self._saved_model.saved_model_schema_version = constants.SAVED_MODEL_SCHEMA_VERSION
        self._export_dir = os.fspath(export_dir)
        if os.path.exists(self._export_dir) and os.listdir(self._export_dir):
            raise AssertionError(
                f"Export directory {self._export_dir} already exists, and isn't empty. Please "
                "choose a different export directory, or delete all the contents of the specified "
                "directory."
            )
        os.makedirs(self._export_dir, exist_ok=True)
        self._has_saved_variables = False

    def add_meta_graph_and_variables(
        self, sess, tags, signature_def_map=None, assets_collection=None, clear_devices=False,
        init_op=None, train_op=None, strip_default_attrs=False, saver=None, main_op=None,
        legacy_init_op=None,
    ):
        """Write the variables, and add the first MetaGraph.

        Args:
            sess: the Session with their values.
            tags: list of the MetaGraph's tags.
            signature_def_map: dict of names to SignatureDefs.
            assets_collection: constant tensors with the paths of files to copy.
            clear_devices: whether nodes forget their devices.
            init_op: an operation to run when the model is loaded.
            train_op: an operation that trains.
            strip_default_attrs: whether attributes are left out that have their default values.
            saver: the Saver to use.
            main_op, legacy_init_op: older names of `init_op`.

        Raises:
            AssertionError: there is a MetaGraph already.
            TypeError, ValueError: a signature or operation is none.
        """
        if self._has_saved_variables:
            raise AssertionError(
                "Graph state including variables and assets has already been saved. Please invoke "
                "`add_meta_graph()` instead."
            )
        self._check_signatures(signature_def_map)
        init_op = main_op or legacy_init_op if init_op is None else init_op
        self._add_operations(init_op, train_op)
        prefix = os.path.join(
            self._export_dir, constants.VARIABLES_DIRECTORY, constants.VARIABLES_FILENAME)
        os.makedirs(os.path.dirname(prefix), exist_ok=True)
        self._copy_assets(assets_collection)
        saver = self._saver(saver)
        saver.save(sess, prefix, write_meta_graph=False, write_state=False)
        self._add(saver, tags, signature_def_map, clear_devices, strip_default_attrs)
        self._has_saved_variables = True

    def add_meta_graph(
        self, tags, signature_def_map=None, assets_collection=None, clear_devices=False,
        init_op=None, train_op=None, saver=None, main_op=None, strip_default_attrs=False,
        legacy_init_op=None,
    ):
        """Add another MetaGraph for the same variables; see `add_meta_graph_and_variables`.

        Raises:
            AssertionError: no variables have been written yet.
        """
        if not self._has_saved_variables:
            raise AssertionError(
                "Graph state including variables and assets has not been saved yet. Please invoke "
                "`add_meta_graph_and_variables()` first."
            )
        self._check_signatures(signature_def_map)
        init_op = main_op or legacy_init_op if init_op is None else init_op
        self._add_operations(init_op, train_op)
        self._copy_assets(assets_collection)
        self._add(self._saver(saver), tags, signature_def_map, clear_devices, strip_default_attrs)

    def _check_signatures(self, signature_def_map):
        for signature in (signature_def_map or {}).values():
            for info in [*signature.inputs.values(), *signature.outputs.values()]:
                if not info.name and not info.WhichOneof("encoding"):
                    raise AssertionError(
                        "All TensorInfo protos used in the SignatureDefs must have the name field "
                        f"set: {info}."
                    )
                if info.WhichOneof("encoding") == "name" and not info.dtype:
                    raise AssertionError(
                        "All TensorInfo protos used in the SignatureDefs must have the dtype "
                        f"field set: {info}."
                    )

    def _add_operations(self, init_op, train_op):
        if init_op is not None:
            if not isinstance(init_op, Operation):
                raise TypeError(f"Initialization op must be an Operation, but is {init_op!r}.")
            graph = get_default_graph()
            if graph.get_collection(meta_graphs.MAIN_OP_KEY):
                raise ValueError(
                    "Graph already contains one or more main ops under the collection "
                    f"{meta_graphs.MAIN_OP_KEY}."
                )
            graph.add_to_collection(meta_graphs.MAIN_OP_KEY, init_op)
        if train_op is not None:
            if not isinstance(train_op, (Tensor, Operation)):
                raise TypeError(
                    f"`train_op` {train_op} needs to be a Tensor or Op.")
            get_default_graph().add_to_collection(meta_graphs.TRAIN_OP_KEY, train_op)

    def _copy_assets(self, assets):
        """Copy files, and say in the graph's collections which tensors have their paths."""
        taken = {}
        for tensor in assets or ():
            path = _path_of(tensor)
            name = os.path.basename(path)
            number = 1
            while taken.get(name, path) != path:
                stem, extension = os.path.splitext(os.path.basename(path))
                name = f"{stem}_{number}{extension}"
                number += 1
            taken[name] = path
            definition = messages.AssetFileDef(filename=name)
            definition.tensor_info.name = tensor.name
            get_default_graph().add_to_collection(constants.ASSETS_KEY, definition)
        if taken:
            folder = os.path.join(self._export_dir, constants.ASSETS_DIRECTORY)
            os.makedirs(folder, exist_ok=True)
            for name, path in taken.items():
                shutil.copyfile(path, os.path.join(folder, name))

    @staticmethod
    def _saver(saver):
        return saver or Saver(sharded=True, write_version=messages.SaverDef.V2, allow_empty=True)

    def _add(self, saver, tags, signature_def_map, clear_devices, strip_default_attrs):
        message = meta_graph_files.meta_graph_of(
            get_default_graph(), saver.saver_def, clear_devices=clear_devices,
            strip_default_attrs=strip_default_attrs)
        message.meta_info_def.tags.extend(tags)
        for key, signature in (signature_def_map or {}).items():
            message.signature_def[key].CopyFrom(
                messages.SignatureDef.FromString(signature.SerializeToString()))
        self._saved_model.meta_graphs.append(message)

    def save(self, as_text=False, experimental_image_format=False,
             experimental_image_writer_options=None):
        """Write the file with all MetaGraphs.

        Args:
            as_text: whether it is text.
            experimental_image_format: not supported, as in TensorFlow's packages.
            experimental_image_writer_options: not supported.

        Returns:
            The path of the file, as bytes.

        Raises:
            ValueError: the image format is asked for.
        """
        if experimental_image_format:
            raise ValueError("The option `experimental_image_format` is disabled in OSS.")
        os.makedirs(self._export_dir, exist_ok=True)
        if as_text:
            path = os.path.join(self._export_dir, constants.SAVED_MODEL_FILENAME_PBTXT)
            data = messages.to_text(self._saved_model).encode()
        else:
            path = os.path.join(self._export_dir, constants.SAVED_MODEL_FILENAME_PB)
            data = self._saved_model.SerializeToString(deterministic=True)
        meta_graph_files.write(path, data)
        return os.fsencode(path)


def _path_of(tensor):
    """Return the path that a constant tensor holds.

    Raises:
        ValueError, TypeError: it holds none.
    """
    if not isinstance(tensor, Tensor):
        raise TypeError(f"Asset tensor {tensor} must be a Tensor.")
    value = tensor._known_value()
    if value is None or not value.size:
        raise ValueError(f"Asset filepath tensor {tensor} must be a constant string.")
    path = os.fsdecode(value.item())
    if not path:
        raise ValueError(f"Asset filepath tensor {tensor} in is invalid.")
    return path


def simple_save(session, export_dir, inputs, outputs, legacy_init_op=None):
    """Write the graph and variables of a session as a SavedModel for serving.

    Args:
        session: the Session.
        export_dir: the directory; it must be new or empty.
        inputs: dict of names to tensors.
        outputs: dict of names to tensors.
        legacy_init_op: an operation to run when the model is loaded.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> path = tempfile.mkdtemp() + "/model"
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     x = tf.compat.v1.placeholder(tf.float32, [])
        ...     tf.compat.v1.saved_model.simple_save(session, path, {"x": x}, {"y": x + 1})
        >>> tf.saved_model.load(path).signatures["serving_default"](tf.constant(1.0))["y"]
        <tf.Tensor: shape=(), dtype=float32, numpy=2.0>
    """
    signature = signatures.predict_signature_def(inputs, outputs)
    builder = SavedModelBuilder(export_dir)
    builder.add_meta_graph_and_variables(
        session, [constants.SERVING],
        {constants.DEFAULT_SERVING_SIGNATURE_DEF_KEY: signature},
        assets_collection=get_default_graph().get_collection("asset_filepaths"),
        main_op=legacy_init_op, clear_devices=True)
    builder.save()
