"""Ensembles of decision trees, as models keep them and are asked: no training.

What is sorted into buckets for them is in `boosted_trees.py`. TensorFlow 2.21 has the definitions
of these ops and no kernels any more; what they do is that of the last release that had them.
"""

from tfcompat._src.base import errors
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import SharedResource
from tfcompat._src.ops.checks import require, with_rank
from tfcompat._src.registry import no_gradient, op, shape_functions
from tfcompat._src.wire import messages


class EnsembleResource(SharedResource):
    """An ensemble of trees behind a handle.

    Attributes:
        trees: the TreeEnsemble message; None before it is made.
        stamp: the number it was stamped with.
    """

    __slots__ = ("stamp", "trees")

    def __init__(self, name="", container=""):
        super().__init__(name, container)
        self.trees, self.stamp = None, -1

    def check_same(self, other):
        """Every node of that name has the same one."""
        if not isinstance(other, EnsembleResource):
            raise InvalidArgumentError(f"{self.name} is an ensemble of trees")

    def fill(self, stamp, serialized):
        """Take a serialized ensemble.

        Raises:
            InvalidArgumentError: it is none.
        """
        try:
            found = messages.TreeEnsemble.FromString(serialized)
        except Exception:  # noqa: BLE001 - protobuf raises another class in each version
            raise InvalidArgumentError("Unable to parse tree ensemble proto.") from None
        self.trees, self.stamp = found, stamp

    def made(self):
        """Return the TreeEnsemble message.

        Raises:
            NotFoundError: it was not made yet.
        """
        if self.trees is None:
            container = self.container or "localhost"
            raise errors.NotFoundError(
                f"Resource {container}/{self.name}/N10tensorflow28BoostedTreesEnsembleResourceE "
                "does not exist."
            )
        return self.trees


@op("""
    BoostedTreesEnsembleResourceHandleOp() -> resource: resource
        container: string = ""
        shared_name: string = ""
""", stateful=True)
def boosted_trees_ensemble_resource_handle_op(xp, *, container, shared_name):
    """Return the handle of an ensemble; the same one whenever the node runs.

    Shapes:
        resource: []
    Source: tf.raw_ops.BoostedTreesEnsembleResourceHandleOp
    """
    return EnsembleResource(shared_name.decode(), container.decode())


@op("""
    BoostedTreesCreateEnsemble(tree_ensemble_handle: resource, stamp_token: int64,
        tree_ensemble_serialized: string) -> ()
""", stateful=True, host=("stamp_token", "tree_ensemble_serialized"))
def boosted_trees_create_ensemble(
    xp, tree_ensemble_handle, stamp_token, tree_ensemble_serialized
):
    """Make an ensemble, unless there is one.

    Shapes:
        tree_ensemble_handle, stamp_token, tree_ensemble_serialized: []
    Errors:
        InvalidArgumentError: it is no serialized ensemble.
    Source: tf.raw_ops.BoostedTreesCreateEnsemble
    """
    with tree_ensemble_handle.lock:
        if tree_ensemble_handle.trees is None:
            tree_ensemble_handle.fill(int(stamp_token), tree_ensemble_serialized.item())


@op("""
    BoostedTreesDeserializeEnsemble(tree_ensemble_handle: resource, stamp_token: int64,
        tree_ensemble_serialized: string) -> ()
""", stateful=True, host=("stamp_token", "tree_ensemble_serialized"))
def boosted_trees_deserialize_ensemble(
    xp, tree_ensemble_handle, stamp_token, tree_ensemble_serialized
):
    """Put an ensemble in the place of another.

    Shapes:
        tree_ensemble_handle, stamp_token, tree_ensemble_serialized: []
    Errors:
        InvalidArgumentError: it is no serialized ensemble.
        NotFoundError: there is no other.
    Source: tf.raw_ops.BoostedTreesDeserializeEnsemble
    """
    tree_ensemble_handle.made()
    tree_ensemble_handle.fill(int(stamp_token), tree_ensemble_serialized.item())


@op("""
    BoostedTreesSerializeEnsemble(tree_ensemble_handle: resource) -> (stamp_token: int64,
        tree_ensemble_serialized: string)
""", stateful=True)
def boosted_trees_serialize_ensemble(xp, tree_ensemble_handle):
    """Return an ensemble, serialized.

    Shapes:
        tree_ensemble_handle, stamp_token, tree_ensemble_serialized: []
    Errors:
        NotFoundError: there is none.
    Source: tf.raw_ops.BoostedTreesSerializeEnsemble
    """
    data = tree_ensemble_handle.made().SerializeToString()
    stamp = xp.asarray(tree_ensemble_handle.stamp, dtype=xp.int64)
    return stamp, xp.array(data, dtype=object)


@op("""
    BoostedTreesGetEnsembleStates(tree_ensemble_handle: resource) -> (stamp_token: int64,
        num_trees: int32, num_finalized_trees: int32, num_attempted_layers: int32,
        last_layer_nodes_range: int32)
""", stateful=True)
def boosted_trees_get_ensemble_states(xp, tree_ensemble_handle):
    """Say how far an ensemble has grown.

    Shapes:
        tree_ensemble_handle, stamp_token, num_trees, num_finalized_trees: []
        num_attempted_layers: []
        last_layer_nodes_range: [2]
    Errors:
        NotFoundError: there is none.
    Source: tf.raw_ops.BoostedTreesGetEnsembleStates
    """
    found = tree_ensemble_handle.made()
    growing = found.growing_metadata
    finished = sum(tree.is_finalized for tree in found.tree_metadata)
    numbers = [
        xp.asarray(number, dtype=xp.int32)
        for number in (len(found.trees), finished, growing.num_layers_attempted)
    ]
    ends = [growing.last_layer_node_start, growing.last_layer_node_end]
    stamp = xp.asarray(tree_ensemble_handle.stamp, dtype=xp.int64)
    return stamp, *numbers, xp.asarray(ends, dtype=xp.int32)


@op("""
    IsBoostedTreesEnsembleInitialized(tree_ensemble_handle: resource) -> is_initialized: bool
""", stateful=True)
def is_boosted_trees_ensemble_initialized(xp, tree_ensemble_handle):
    """Say whether an ensemble was made.

    Shapes:
        tree_ensemble_handle, is_initialized: []
    Source: tf.raw_ops.IsBoostedTreesEnsembleInitialized
    """
    return xp.asarray(tree_ensemble_handle.trees is not None)


@op("""
    BoostedTreesPredict(tree_ensemble_handle: resource,
        bucketized_features: num_bucketized_features * int32) -> logits: float
        num_bucketized_features: int >= 1
        logits_dimension: int
""", stateful=True)
def boosted_trees_predict(xp, tree_ensemble_handle, bucketized_features, *, logits_dimension):
    """Ask all trees, and add up what their leaves say, each tree with its weight.

    Shapes:
        tree_ensemble_handle: []
        bucketized_features: [n] or [n, numbers] each
        logits: [n, logits_dimension]
    Errors:
        InvalidArgumentError: a tree is broken, or asks for a feature there is not.
        NotFoundError: there is no ensemble.
    Source: tf.raw_ops.BoostedTreesPredict
    """
    ensemble = tree_ensemble_handle.made()
    for array in bucketized_features:
        require(array.ndim in (1, 2), "bucketized_features must be vectors or matrices")
    rows = bucketized_features[0].shape[0]
    features = [array.reshape((rows, -1)) for array in bucketized_features]
    logits = xp.zeros((rows, logits_dimension), xp.float32)
    for tree, weight in zip(ensemble.trees, ensemble.tree_weights, strict=True):
        at = xp.zeros(rows, xp.int64)
        for _ in range(len(tree.nodes)):
            moved = _step(xp, tree.nodes, at, features)
            if moved is at:
                break
            at = moved
        values = xp.asarray([_value(node, logits_dimension) for node in tree.nodes], xp.float32)
        logits = logits + xp.float32(weight) * values[at]
    return logits


def _step(xp, nodes, at, features):
    """Move all rows that are at a split to the next node; return `at` itself where none is."""
    moved = at
    for number, node in enumerate(nodes):
        kind = node.WhichOneof("node")
        here = at == number
        if kind in (None, "leaf") or not bool(here.any()):
            continue
        split = getattr(node, kind)
        require(
            0 <= split.feature_id < len(features)
            and 0 <= split.dimension_id < features[split.feature_id].shape[1],
            f"Node {number} asks for feature {split.feature_id}, number {split.dimension_id}",
        )
        require(
            max(split.left_id, split.right_id) < len(nodes) and
            min(split.left_id, split.right_id) > number,
            f"Node {number} has no such children: {split.left_id}, {split.right_id}",
        )
        bucket = features[split.feature_id][:, split.dimension_id]
        left = bucket <= split.threshold if kind == "bucketized_split" else bucket == split.value
        following = xp.where(left, split.left_id, split.right_id)
        moved = xp.where(here, following, moved)
    return moved


def _value(node, count):
    """Return what a node says, a list of numbers: zeros where it is a split."""
    if node.WhichOneof("node") != "leaf":
        return [0.0] * count
    if node.leaf.HasField("vector"):
        found = list(node.leaf.vector.value)
        require(
            len(found) == count,
            f"Dimension mismatch: a leaf has {len(found)} values, and logits {count}",
        )
        return found
    require(count == 1, f"Dimension mismatch: a leaf has 1 value, and logits {count}")
    return [node.leaf.scalar]


@boosted_trees_predict.shape
def boosted_trees_predict_shape(c):
    rows = None
    for shape in c["bucketized_features"]:
        if shape.rank is not None and shape.rank > 0 and rows is None:
            rows = shape[0]
    return [TensorShape([rows, c.attr("logits_dimension")])]


@boosted_trees_get_ensemble_states.shape
def boosted_trees_get_ensemble_states_shape(c):
    with_rank(c["tree_ensemble_handle"], 0)
    return [TensorShape([])] * 4 + [TensorShape([2])]


@boosted_trees_serialize_ensemble.shape
def boosted_trees_serialize_ensemble_shape(c):
    with_rank(c["tree_ensemble_handle"], 0)
    return [TensorShape([])] * 2


def _nothing(c):
    for name in ("tree_ensemble_handle", "stamp_token", "tree_ensemble_serialized"):
        with_rank(c[name], 0)
    return []


boosted_trees_create_ensemble.shape(_nothing)
boosted_trees_deserialize_ensemble.shape(_nothing)
boosted_trees_ensemble_resource_handle_op.shape(shape_functions.scalar)
is_boosted_trees_ensemble_initialized.shape(shape_functions.scalar)
for _record in (
    boosted_trees_ensemble_resource_handle_op, boosted_trees_create_ensemble,
    boosted_trees_deserialize_ensemble, boosted_trees_serialize_ensemble,
    boosted_trees_get_ensemble_states, is_boosted_trees_ensemble_initialized,
    boosted_trees_predict,
):
    no_gradient(_record, "trees take steps, and no slopes")
