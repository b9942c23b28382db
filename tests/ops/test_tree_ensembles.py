"""Ensembles of trees: made, asked, kept."""

import pytest
from op_samples import samples

import tfcompat as tf

raw = tf.raw_ops


def handle(name):
    return raw.BoostedTreesEnsembleResourceHandleOp(shared_name=name, container="")


def rows():
    [(inputs, _)] = samples()["BoostedTreesPredict"]
    return inputs[1]


def serialized():
    [(inputs, _)] = samples()["BoostedTreesCreateEnsemble"]
    return inputs[2].item()


def predicted(trees, count=1):
    return raw.BoostedTreesPredict(
        tree_ensemble_handle=trees, bucketized_features=rows(), logits_dimension=count)


def test_trees_add_up_what_their_leaves_say():
    trees = handle("asked")
    assert not raw.IsBoostedTreesEnsembleInitialized(tree_ensemble_handle=trees)
    with pytest.raises(tf.errors.NotFoundError, match="asked"):
        predicted(trees)
    raw.BoostedTreesCreateEnsemble(
        tree_ensemble_handle=trees, stamp_token=2, tree_ensemble_serialized=serialized())
    # 1, 1, 2, 4 of the first tree; half of -8, 16, -8, 16 of the second.
    assert predicted(trees).numpy().tolist() == [[-3], [9], [-2], [12]]
    states = raw.BoostedTreesGetEnsembleStates(tree_ensemble_handle=trees)
    assert [state.numpy().tolist() for state in states] == [2, 2, 1, 3, [1, 3]]
    stamp, data = raw.BoostedTreesSerializeEnsemble(tree_ensemble_handle=trees)
    assert (int(stamp), data.numpy()) == (2, serialized())


def test_an_ensemble_is_made_once_and_replaced_when_it_is_restored():
    trees = handle("replaced")
    with pytest.raises(tf.errors.NotFoundError):
        raw.BoostedTreesDeserializeEnsemble(
            tree_ensemble_handle=trees, stamp_token=2, tree_ensemble_serialized="")
    for stamp in (2, 3):
        raw.BoostedTreesCreateEnsemble(
            tree_ensemble_handle=trees, stamp_token=stamp, tree_ensemble_serialized=serialized())
    assert raw.BoostedTreesSerializeEnsemble(tree_ensemble_handle=trees)[0] == 2
    raw.BoostedTreesDeserializeEnsemble(
        tree_ensemble_handle=trees, stamp_token=5, tree_ensemble_serialized="")
    assert predicted(trees).numpy().tolist() == [[0]] * 4


def test_broken_ensembles_are_refused():
    trees = handle("broken")
    with pytest.raises(tf.errors.InvalidArgumentError, match="Unable to parse tree ensemble proto"):
        raw.BoostedTreesCreateEnsemble(
            tree_ensemble_handle=trees, stamp_token=2, tree_ensemble_serialized=b"\xff")
    raw.BoostedTreesCreateEnsemble(
        tree_ensemble_handle=trees, stamp_token=2, tree_ensemble_serialized=serialized())
    with pytest.raises(tf.errors.InvalidArgumentError, match="Dimension mismatch"):
        predicted(trees, 3)
    with pytest.raises(tf.errors.InvalidArgumentError, match="asks for feature 1"):
        raw.BoostedTreesPredict(
            tree_ensemble_handle=trees, bucketized_features=[rows()[0] + 9], logits_dimension=1)
