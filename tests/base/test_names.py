"""Names: spelling of ops, validity of scopes, and counting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfcompat._src.base import names

SPELLINGS = {
    "MatMul": "mat_mul", "FusedBatchNormV3": "fused_batch_norm_v3", "Conv2D": "conv2d",
    "Conv2DBackpropInput": "conv2d_backprop_input", "IRFFT2D": "irfft2d", "L2Loss": "l2_loss",
    "DepthwiseConv2dNative": "depthwise_conv2d_native", "AvgPool3DGrad": "avg_pool3d_grad",
    "HSVToRGB": "hsv_to_rgb", "InTopKV2": "in_top_kv2", "LRN": "lrn", "BatchMatMulV2":
    "batch_mat_mul_v2", "QuantizedConv2DAndRelu": "quantized_conv2d_and_relu", "AddV2": "add_v2",
    "StatefulPartitionedCall": "stateful_partitioned_call", "TPUPartitionedInputV2":
    "tpu_partitioned_input_v2", "ReadVariableOp": "read_variable_op", "Log1p": "log1p",
}
# (name, whether it was marked as used), and the names TensorFlow's graph gave.
TAKEN = [
    ("a", True, "a"), ("A", True, "A_1"), ("a", True, "a_2"), ("a_1", True, "a_1_1"),
    ("a", True, "a_3"), ("b_1", True, "b_1"), ("b", True, "b"), ("b", True, "b_2"),
    ("b_2", True, "b_2_1"), ("b", True, "b_3"), ("a/x", True, "a/x"), ("a/x", True, "a/x_1"),
    ("B", True, "B_4"), ("zz", False, "zz"), ("zz", False, "zz"), ("zz", True, "zz"),
    ("zz", False, "zz_1"),
]
ROOT = r"^[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*$"


@pytest.mark.parametrize("op_type, spelling", SPELLINGS.items())
def test_op_types_are_spelt_as_tensorflow_spells_them(op_type, spelling):
    assert names.snake_case(op_type) == spelling


def test_a_namespace_of_an_op_becomes_a_word():
    assert names.snake_case("Examples>ZeroOut") == "examples_zero_out"


# Words of one letter are left out: `a_b` makes the type AB, which spells `ab`.
@given(st.lists(st.from_regex("[a-z]{2}[a-z0-9]*", fullmatch=True), min_size=1).map("_".join))
def test_spelling_an_op_type_made_of_a_name_gives_the_name_back(name):
    assert names.snake_case(names.camel_case(name)) == name


def test_names_are_numbered_as_tensorflows_graph_numbers_them():
    unique = names.UniqueNames()

    assert [unique.take(name, used) for name, used, _ in TAKEN] == [got for *_, got in TAKEN]


wanted = st.lists(st.from_regex(r"[abAB](_[12])?", fullmatch=True), max_size=20)


@given(wanted)
def test_no_name_is_given_twice_whatever_the_case(sequence):
    unique = names.UniqueNames()
    given_out = [unique.take(name) for name in sequence]

    assert len({name.lower() for name in given_out}) == len(given_out)
    assert all(got.startswith(name) for name, got in zip(sequence, given_out))
    assert all(name in unique for name in given_out)


@given(wanted, wanted)
def test_a_copy_goes_its_own_way(before, after):
    unique = names.UniqueNames()
    for name in before:
        unique.take(name)
    copied = unique.copy()

    assert [unique.take(name) for name in after] == [copied.take(name) for name in after]


def test_names_taken_elsewhere_can_be_told():
    assert names.UniqueNames(["X"]).take("x") == "x_1"


@pytest.mark.parametrize("name", ["a", "1x", ".x", "a>b", "a\\b", "a-b", "a/b"])
def test_good_names_pass_everywhere(name):
    names.check_scope_name(name, nested=False)
    names.check_scope_name(name, nested=True)
    names.check_node_name(name)


@pytest.mark.parametrize("name", ["_x", "-x", "/a", "_"])
def test_some_names_are_good_only_inside_another_scope(name):
    names.check_scope_name(name, nested=True)
    with pytest.raises(ValueError) as caught:
        names.check_scope_name(name, nested=False)
    assert str(caught.value) == (
        f"'{name}' is not a valid root scope name. A root scope name has to match the following "
        f"pattern: {ROOT}")


@pytest.mark.parametrize("name", ["a b", "x:0", "\u00e4", "a\n"])
def test_bad_names_pass_nowhere(name):
    with pytest.raises(ValueError, match="is not a valid scope name"):
        names.check_scope_name(name, nested=True)
    with pytest.raises(ValueError, match="is not a valid node name"):
        names.check_node_name(name)


def test_the_sentence_about_a_node_name_shows_the_pattern():
    with pytest.raises(ValueError) as caught:
        names.check_node_name("a:b")
    assert str(caught.value) == (
        "`a:b` is not a valid node name. Accepted names conform to Regex "
        r"/re.compile('^[A-Za-z0-9.][A-Za-z0-9_.\\\\/>-]*$')/")


def test_the_empty_name_means_the_root_scope():
    names.check_scope_name("", nested=False)
    names.check_scope_name(None, nested=True)


def test_a_slash_at_the_end_is_taken_off():
    assert names.name_from_scope_name("a/b/") == "a/b"
    assert names.name_from_scope_name("a") == "a"


def test_tensor_names_split_into_operation_and_index():
    assert names.split_tensor_name("a/b:12") == ("a/b", 12)


@pytest.mark.parametrize("name", ["nope", "a:", ":0", "a:b", "a:-1", ""])
def test_what_is_no_tensor_name_is_refused(name):
    with pytest.raises(ValueError) as caught:
        names.split_tensor_name(name)
    assert str(caught.value) == (
        f"The name '{name}' looks like an (invalid) Operation name, not a Tensor. Tensor names "
        'must be of the form "<op_name>:<output_index>".')
