"""Options of saving: debug information, stripped checks, devices, shards."""

import pytest

import tfcompat as tf
from tfcompat._src.saved_model import reading
from tfcompat._src.wire import messages


class Checked(tf.Module):
    """Scales, with an assertion and a check of its numbers."""

    def __init__(self):
        super().__init__()
        self.v = tf.Variable([float(n) for n in range(40)])

    @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
    def scale(self, x):
        tf.debugging.assert_positive(x)
        return tf.debugging.check_numerics(x * self.v, "not a number")


def saved(tmp_path, **options):
    module = Checked()
    tf.saved_model.save(
        module, tmp_path, options=tf.saved_model.SaveOptions(**options))
    return reading.parse_saved_model(str(tmp_path)).meta_graphs[0]


def ops(meta_graph):
    return {node.op for f in meta_graph.graph_def.library.function for node in f.node_def}


def test_debug_info_tells_the_lines_that_made_nodes(tmp_path):
    meta_graph = saved(tmp_path, save_debug_info=True)
    data = (tmp_path / "debug" / "saved_model_debug_info.pb").read_bytes()
    info = messages.GraphDebugInfo.FromString(data)
    name = next(f.signature.name for f in meta_graph.graph_def.library.function
                if "scale" in f.signature.name and "wrapper" not in f.signature.name)
    trace = info.traces_by_id[info.name_to_trace_id[f"mul@{name}"]]
    innermost = info.frames_by_id[trace.frame_id[0]]
    assert info.files[innermost.file_index] == __file__
    assert innermost.func == "scale"
    assert tf.saved_model.load(tmp_path).scale(2.0).numpy()[3] == 6.0


def test_the_stripper_takes_checks_out(tmp_path):
    assert {"Assert", "CheckNumerics"} <= ops(saved(tmp_path / "whole"))
    stripped = ops(saved(tmp_path / "stripped", experimental_debug_stripper=True))
    assert not {"Assert", "CheckNumerics"} & stripped
    loaded = tf.saved_model.load(tmp_path / "stripped")
    assert loaded.scale(-1.0).numpy()[3] == -3.0


@pytest.mark.parametrize("policy", [
    tf.saved_model.experimental.VariablePolicy.SAVE_VARIABLE_DEVICES,
    "expand_distributed_variables",
])
def test_devices_of_variables_are_stored_where_that_is_asked_for(policy, tmp_path):
    meta_graph = saved(tmp_path, experimental_variable_policy=policy)
    stored = [n.variable.device for n in meta_graph.object_graph_def.nodes
              if n.WhichOneof("kind") == "variable"]
    assert stored == ["/job:localhost/replica:0/task:0/device:CPU:0"]
    handle, = [n for n in meta_graph.graph_def.node if n.op == "VarHandleOp"]
    assert handle.device == stored[0]
    options = tf.saved_model.LoadOptions(experimental_variable_policy=policy)
    assert tf.saved_model.load(tmp_path, options=options).v.numpy()[2] == 2.0


def test_policies_cut_the_variables_file(tmp_path):
    saved(tmp_path, experimental_sharding_callback=tf.train.experimental.MaxShardSizePolicy(64))
    shards = sorted(path.name for path in (tmp_path / "variables").glob("*.data-*"))
    assert len(shards) > 2
    assert tf.saved_model.load(tmp_path).v.numpy()[39] == 39.0
    saved(tmp_path / "one",
          experimental_sharding_callback=tf.train.experimental.ShardByTaskPolicy())
    assert len(list((tmp_path / "one" / "variables").glob("*.data-*"))) == 1


def test_what_is_no_sharding_callback_is_refused():
    with pytest.raises(ValueError, match="must be of type ShardingCallback"):
        tf.saved_model.SaveOptions(experimental_sharding_callback=len)
