"""Static shapes of the neural-network ops: what TensorFlow 2.21 was seen to infer and to refuse."""

import numpy as np
import pytest

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.registry import find
from tfcompat._src.registry.shape_context import ShapeContext

UNKNOWN = "unknown"
N = None
F = [3, 3, 4, 6]
STEP = {"strides": [1, 1, 1, 1], "padding": "SAME"}
VALID = {"strides": [1, 1, 1, 1], "padding": "VALID"}
STEP3 = {"strides": [1, 1, 1, 1, 1], "padding": "SAME"}
POOL = {"ksize": [1, 2, 2, 1], "strides": [1, 2, 2, 1], "padding": "SAME"}
POOL3 = {"ksize": [1, 2, 2, 2, 1], "strides": [1, 2, 2, 2, 1], "padding": "SAME"}


def infer(name, shapes, attrs, values=()):
    """Return the inferred shapes as lists, UNKNOWN for an unknown rank."""
    record = find(name)
    types = {arg.type_attr: dtypes.float32 for arg in record.definition.inputs if arg.type_attr}
    types |= {key: dtypes.int32 for key in types if key in ("Tlabels", "Tshape")}
    if name.startswith("InTopK"):
        types["T"] = dtypes.int32
    values = dict(values)
    context = ShapeContext(
        record,
        [TensorShape(None if shape == UNKNOWN else shape) for shape in shapes],
        record.bind(types | attrs),
        value=values.get,
        value_as_shape=(lambda key: TensorShape([None if i < 0 else i for i in values[key]]))
        if values
        else None,
        outputs=len(record.definition.outputs),
    )
    found = record.shape_function(context)
    return [UNKNOWN if shape.rank is None else shape.as_list() for shape in found]


def explicit(*values):
    """Attributes of an explicitly padded convolution."""
    return {"strides": [1, 1, 1, 1], "padding": "EXPLICIT", "explicit_paddings": list(values)}


@pytest.mark.parametrize(
    ("name", "shapes", "attrs", "expected"),
    [
        ("Conv2D", [[N, 5, N, 4], F], STEP, [N, 5, N, 6]),
        ("Conv2D", [UNKNOWN, F], STEP, [N, N, N, 6]),
        ("Conv2D", [[N, 5, N, 4], UNKNOWN], STEP, [N, 5, N, N]),
        ("Conv2D", [[N, 5, N, 4], [N, 3, 4, 6]], VALID, [N, N, N, 6]),
        ("Conv2D", [[N, 5, 7, 4], [N, 3, 4, 6]], STEP | {"strides": [1, 2, 2, 1]}, [N, 3, 4, 6]),
        ("Conv2D", [[N, 5, 5, 8], F], STEP, [N, 5, 5, 6]),
        ("Conv2D", [[1, 5, 5, 4], F], STEP | {"strides": [2, 1, 1, 1]}, [1, 5, 5, 6]),
        ("Conv2D", [[1, 5, N, 4], F], explicit(0, 0, 1, 2, 0, 3, 0, 0), [1, 6, N, 6]),
        ("Conv2D", [[1, 5, 5, 4], [0, 3, 4, 6]], STEP, [1, 5, 5, 6]),
        ("Conv2D", [[N, 4, 5, 5], F], STEP | {"data_format": "NCHW"}, [N, 6, 5, 5]),
        ("DepthwiseConv2dNative", [[N, 5, N, 4], [3, 3, 4, 2]], STEP, [N, 5, N, 8]),
        ("DepthwiseConv2dNative", [[N, 5, N, N], [3, 3, 4, 2]], STEP, [N, 5, N, 8]),
        ("DepthwiseConv2dNative", [[N, 5, N, 4], [3, 3, 4, N]], STEP, [N, 5, N, N]),
        ("DepthwiseConv2dNative", [UNKNOWN, [3, 3, 4, 2]], STEP, [N, N, N, 8]),
        ("Conv3D", [[N, 5, N, 4, 2], [3, 3, 3, 2, 6]], STEP3, [N, 5, N, 4, 6]),
        ("MaxPool", [[N, 5, N, 4]], POOL, [N, 3, N, 4]),
        ("MaxPool", [UNKNOWN], POOL, [N, N, N, N]),
        ("MaxPool", [[N, 5, 5, 4]], POOL | {"ksize": [1, 1, 1, 2], "strides": [1, 1, 1, 2]},
         [N, 5, 5, 2]),
        ("MaxPool", [[4, 4, 5, 5]],
         {"ksize": [1, 1, 2, 2], "strides": [1, 1, 2, 2], "padding": "SAME", "data_format": "NCHW"},
         [4, 4, 3, 3]),
        ("AvgPool", [[N, 5, N, 4]], POOL, [N, 3, N, 4]),
        ("AvgPool3D", [[N, 5, 5, N, 4]], POOL3, [N, 3, 3, N, 4]),
        ("MaxPool3D", [UNKNOWN], POOL3, [N, N, N, N, N]),
        ("LRN", [UNKNOWN], {}, [N, N, N, N]),
        ("L2Loss", [[N, 2]], {}, []),
        ("Softmax", [UNKNOWN], {}, UNKNOWN),
        ("BiasAdd", [[N, 2, N], [3]], {}, [N, 2, 3]),
        ("BiasAdd", [UNKNOWN, [3]], {}, UNKNOWN),
        ("BiasAdd", [[N, 3], UNKNOWN], {}, [N, 3]),
        ("BiasAdd", [[N, N, 2, 3], [3]], {"data_format": "NCHW"}, [N, 3, 2, 3]),
        ("InTopKV2", [[N, 3], [4], []], {}, [4]),
    ],
)  # fmt: skip
def test_the_first_output_has_the_shape_tensorflow_infers(name, shapes, attrs, expected):
    assert infer(name, shapes, attrs)[0] == expected


@pytest.mark.parametrize(
    ("name", "shapes", "attrs", "sentence"),
    [
        ("Conv2D", [[N, 2, 5, 4], F], VALID,
         "Negative dimension size caused by subtracting 3 from 2"),
        ("Conv2D", [[N, 2, 5, 4], F], VALID | {"dilations": [1, 2, 2, 1]},
         "Negative dimension size caused by subtracting 5 from 2"),
        ("Conv2D", [[N, 5, 5, 5], F], STEP,
         "Depth of input (5) is not a multiple of input depth of filter (4)"),
        ("Conv2D", [[N, 5, 5, 8], [3, 3, 4, 5]], STEP,
         "Depth of output (5) is not a multiple of the number of groups (2)"),
        ("Conv2D", [[1, 5, 5, 0], [3, 3, 0, 6]], STEP, "Depth of filter must not be 0"),
        ("Conv2D", [[5, 5, 4], F], STEP, "Shape must be rank 4 but is rank 3"),
        ("Conv2D", [[1, 5, 5, 4], F], STEP | {"strides": [1, 1, 1]},
         "Conv2D on data format NHWC requires the stride attribute to contain 4 values, "
         "but got: 3"),
        ("Conv2D", [[1, 5, 5, 4], F], STEP | {"dilations": [1, 1, 1]},
         "Conv2D requires the dilation attribute to contain 4 values, but got: 3"),
        ("Conv2D", [[1, 5, 5, 4], F], STEP | {"strides": [1, 0, 1, 1]},
         "Stride must be > 0, but got 0"),
        ("Conv2D", [[1, 5, 5, 4], F], STEP | {"dilations": [1, 0, 1, 1]},
         "Dilation rate must be >= 1, but got 0"),
        ("Conv2D", [[1, 5, 5, 4], F], explicit(0, 0, 1, 2, 0),
         "explicit_paddings attribute must contain 8 values, but got: 5"),
        ("Conv2D", [[1, 5, 5, 4], F], explicit(1, 0, 1, 2, 0, 1, 0, 0),
         "Nonzero explicit padding in the batch or depth dimensions is not supported"),
        ("Conv2D", [[1, 5, 5, 4], F], explicit(0, 0, -1, 2, 0, 1, 0, 0),
         "All elements of explicit_paddings must be nonnegative"),
        ("Conv2D", [[1, 5, 5, 4], F], explicit(0, 0, 1, 2, 0, 1, 0, 0) | {"padding": "SAME"},
         "explicit_paddings attribute must be empty if the padding attribute is not EXPLICIT"),
        ("DepthwiseConv2dNative", [[N, 5, N, 5], [3, 3, 4, 2]], STEP,
         "Dimensions must be equal, but are 5 and 4"),
        ("DepthwiseConv2dNative", [[N, 5, 5, 4], [3, 3, 4, 2]], STEP | {"strides": [1, 1, 1]},
         "DepthwiseConv2D requires the stride attribute to contain 4 values, but got: 3"),
        ("DepthwiseConv2dNative", [[N, 5, 5, 4], [3, 3, 4, 2]], STEP | {"dilations": [1, 2]},
         "DepthwiseConv2D requires the dilations attribute to contain 4 values, but got: 2"),
        ("Conv3D", [[N, 5, N, 4, 3], [3, 3, 3, 2, 6]], STEP3,
         "Depth of input (3) is not a multiple of input depth of filter (2)"),
        ("Conv3D", [[N, 5, N, 4, 2], [3, 3, 3, 2, 6]], STEP3 | {"strides": [1] * 6},
         "Conv3D requires the stride attribute to contain 5 values, but got: 6"),
        ("MaxPool", [[5, 5]], POOL, "Shape must be rank 4 but is rank 2"),
        ("MaxPool", [[N, 1, 1, 4]], POOL | {"padding": "VALID"},
         "Negative dimension size caused by subtracting 2 from 1"),
        ("MaxPool", [[N, 5, 5, 4]], POOL | {"ksize": [1, 2, 2, 1, 1]},
         "MaxPool requires the ksize attribute to contain 4 values, but got: 5"),
        ("MaxPool", [[N, 5, 5, 4]], POOL | {"padding": "EXPLICIT"},
         "explicit_paddings attribute must contain 8 values, but got: 0"),
        ("AvgPool", [[N, 5, 5, 4]], POOL | {"strides": [1, 2, 2, 1, 1]},
         "AvgPool requires the stride attribute to contain 4 values, but got: 5"),
        ("AvgPool", [[N, 5, 5, 4]], POOL | {"strides": [1, 0, 0, 1]},
         "Stride must be > 0, but got 0"),
        ("MaxPool3D", [[N, 5, 5, 5, 4]], POOL3 | {"strides": [1] * 6},
         "Pool3D ops require the stride attribute to contain 5 values, but got: 6"),
        ("MaxPool3D", [[N, 5, 5, 5, 4]], POOL3 | {"ksize": [1] * 6},
         "Pool3D requires the ksize attribute to contain 5 values, but got: 6"),
        ("LRN", [[N, 2, N]], {}, "Shape must be rank 4 but is rank 3"),
        ("Softmax", [[]], {}, "Shape must be at least rank 1 but is rank 0"),
        ("SoftmaxCrossEntropyWithLogits", [[4, 3], [4, 2]], {},
         "Dimensions must be equal, but are 3 and 2"),
        ("SoftmaxCrossEntropyWithLogits", [[3], [3]], {},
         "Shape must be broadcasted with rank 2, but is rank 1"),
        ("SparseSoftmaxCrossEntropyWithLogits", [[5, 3], [4]], {},
         "Dimensions must be equal, but are 5 and 4"),
        ("SparseSoftmaxCrossEntropyWithLogits", [[5, 3], [4, 1]], {},
         "Shape must be rank 1 but is rank 2"),
        ("BiasAdd", [[N, 4], [3]], {}, "Dimensions must be equal, but are 4 and 3"),
        ("BiasAdd", [[2, 3], [3]], {"data_format": "NCHW"},
         "Shape must be at least rank 3 but is rank 2"),
        ("BiasAddV1", [[N], [3]], {}, "Shape must be at least rank 2 but is rank 1"),
        ("InTopKV2", [[3, 3], [4], []], {}, "Dimensions must be equal, but are 3 and 4"),
    ],
)  # fmt: skip
def test_static_misfits_are_value_errors_with_tensorflows_sentence(name, shapes, attrs, sentence):
    with pytest.raises(ValueError) as caught:
        infer(name, shapes, attrs)

    # TensorFlow's own frame follows the sentence, so a frame of ours may follow it here too.
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize(
    ("sizes", "dy", "attrs", "expected"),
    [
        ([1, 5, 5, 4], [1, 5, 5, 6], STEP, [1, 5, 5, 4]),
        ([-1, 5, 5, 4], [N, 5, 5, 6], STEP, [N, 5, 5, 4]),
        ([-1, 5, 5, 4], [7, 5, 5, 6], STEP, [7, 5, 5, 4]),
        ([5, 5], [N, 5, 5, 6], STEP, [N, 5, 5, 4]),
        ([5, 5], [N, 6, 5, 5], STEP | {"data_format": "NCHW"}, [N, 4, 5, 5]),
    ],
)
def test_transposed_convolutions_take_their_shape_from_the_sizes(sizes, dy, attrs, expected):
    values = {"input_sizes": np.array(sizes, np.int32)}

    assert infer("Conv2DBackpropInput", [[len(sizes)], F, dy], attrs, values) == [expected]


def test_transposed_convolutions_know_the_batch_when_sizes_are_unknown():
    assert infer("Conv2DBackpropInput", [[4], F, [1, 5, 5, 6]], STEP) == [[1, N, N, N]]
    assert infer("Conv2DBackpropInput", [UNKNOWN, F, [1, 5, 5, 6]], STEP) == [[1, N, N, N]]
    shapes = [[5], [3, 3, 3, 4, 6], [1, 5, 5, 5, 6]]
    assert infer("Conv3DBackpropInputV2", shapes, STEP3) == [[N] * 5]


def test_transposed_convolutions_refuse_three_sizes_and_other_depths():
    with pytest.raises(ValueError, match="to contain 4 values or 2 values, but got: 3"):
        values = {"input_sizes": np.array([5, 5, 4], np.int32)}
        infer("Conv2DBackpropInput", [[3], F, [1, 5, 5, 6]], STEP, values)
    with pytest.raises(ValueError, match="Dimensions must be equal, but are 5 and 6"):
        infer("Conv2DBackpropInput", [[4], F, [1, 5, 5, 5]], STEP)


def test_windows_given_as_tensors_count_when_they_are_constant():
    attrs = {"padding": "VALID"}
    values = {"ksize": np.array([1, 2, 2, 1]), "strides": np.array([1, 2, 2, 1])}

    assert infer("MaxPoolV2", [[N, 5, N, 4], [4], [4]], attrs, values) == [[N, 2, N, 4]]
    assert infer("MaxPoolV2", [[N, 5, N, 4], [4], [4]], attrs) == [UNKNOWN]
    with pytest.raises(ValueError, match="Dimension must be 4 but is 5"):
        infer("MaxPoolV2", [[N, 5, 5, 4], [5], [4]], attrs)


@pytest.mark.parametrize("version", ["", "V2", "V3"])
def test_batch_normalisation_gathers_the_channels_from_all_inputs(version):
    vectors = [[N], [N], [3], [N]]
    types = {"U": dtypes.float32} if version else {}
    training, inference = types | {"is_training": True}, types | {"is_training": False}
    name = f"FusedBatchNorm{version}"

    assert infer(name, [[N, 2, N, N], *vectors], training)[:2] == [[N, 2, N, N], [N]]
    assert infer(name, [[N, 2, N, N], *vectors], inference)[:2] == [[N, 2, N, 3], [3]]
    assert infer(name, [UNKNOWN, [3], [3], [3], [3]], training)[:5] == [[N, N, N, 3]] + [[3]] * 4
    with pytest.raises(ValueError, match="Dimensions must be equal, but are 3 and 2"):
        infer(name, [[N, 2, N, 3], [3], [3], [2], [3]], inference)


def test_cross_entropies_tell_rows_from_either_input():
    dense, sparse = "SoftmaxCrossEntropyWithLogits", "SparseSoftmaxCrossEntropyWithLogits"

    assert infer(dense, [[N, 3], [4, N]], {}) == [[4], [4, 3]]
    assert infer(dense, [[3], [4, 3]], {}) == [[4], [4, 3]]
    assert infer(dense, [UNKNOWN, [4, N]], {}) == [[4], [4, N]]
    assert infer(sparse, [UNKNOWN, [4]], {}) == [[4], [4, N]]
    assert infer(sparse, [[5, 3], UNKNOWN], {}) == [[5], [5, 3]]
