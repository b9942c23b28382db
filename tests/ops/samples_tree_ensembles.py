"""Samples of ops on ensembles of trees."""

import numpy as np

from tfcompat._src.ops.tree_ensembles import EnsembleResource
from tfcompat._src.wire import messages


def ensemble():
    """Two trees: one of three levels, and one of a category."""
    found = messages.TreeEnsemble(tree_weights=[1.0, 0.5])
    first = found.trees.add()
    for left, right, feature, threshold in ((1, 2, 0, 1), (0, 0, 0, 0), (3, 4, 1, 5)):
        node = first.nodes.add()
        if left:
            split = node.bucketized_split
            split.left_id, split.right_id, split.feature_id = left, right, feature
            split.threshold = threshold
        else:
            node.leaf.scalar = 1.0
    for value in (2.0, 4.0):
        first.nodes.add().leaf.scalar = value
    second = found.trees.add()
    split = second.nodes.add().categorical_split
    split.left_id, split.right_id, split.feature_id, split.value, split.dimension_id = 1, 2, 1, 7, 1
    for value in (-8.0, 16.0):
        second.nodes.add().leaf.scalar = value
    for finished in (True, False):
        found.tree_metadata.add(is_finalized=finished)
    found.growing_metadata.num_layers_attempted = 3
    found.growing_metadata.last_layer_node_start = 1
    found.growing_metadata.last_layer_node_end = 3
    return found


def filled():
    """A resource with the two trees."""
    made = EnsembleResource("trees")
    made.fill(4, ensemble().SerializeToString())
    return made


ONE = np.array([0, 1, 2, 9], np.int32)
TWO = np.array([[0, 7], [9, 0], [5, 7], [6, 6]], np.int32)
STAMP, DATA = np.array(2), np.array(ensemble().SerializeToString(), object)
SAMPLES = {
    "BoostedTreesEnsembleResourceHandleOp": [((), {"shared_name": "trees"})],
    "BoostedTreesCreateEnsemble": [((filled(), STAMP, DATA), {})],
    "BoostedTreesDeserializeEnsemble": [((filled(), np.array(4), DATA), {})],
    "BoostedTreesSerializeEnsemble": [((filled(),), {})],
    "BoostedTreesGetEnsembleStates": [((filled(),), {})],
    "IsBoostedTreesEnsembleInitialized": [((filled(),), {}), ((EnsembleResource("x"),), {})],
    "BoostedTreesPredict": [((filled(), [ONE, TWO]), {"logits_dimension": 1})],
}
