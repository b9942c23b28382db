"""TensorProto: every encoding is read, one is written, and damage never claims memory."""

import tracemalloc

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tfcompat._src.base import dtypes, errors
from tfcompat._src.wire import messages, tensor_proto

STORED = [dtypes._BY_ENUM[enum] for enum in range(1, 34) if enum not in (20, 21)]
PLAIN = [dtype for dtype in STORED if dtype is not dtypes.string]


def same(left, right):
    assert left.shape == right.shape and left.dtype == right.dtype
    assert left.tolist() == right.tolist() if left.dtype == object else (
        left.tobytes() == right.tobytes())


@st.composite
def tensors(draw, kinds=STORED):
    dtype = draw(st.sampled_from(kinds))
    shape = tuple(draw(st.lists(st.integers(0, 4), max_size=3)))
    size = int(numpy.prod(shape, dtype=int))
    if dtype is dtypes.string:
        array = numpy.empty(size, object)
        array[:] = draw(st.lists(st.binary(max_size=9), min_size=size, max_size=size))
        return dtype, array.reshape(shape)
    storage = dtypes.numpy_dtype(dtype)
    data = draw(st.binary(min_size=size * storage.itemsize, max_size=size * storage.itemsize))
    array = numpy.frombuffer(data, numpy.uint8)
    if storage.kind in "fc":  # a list of Python floats does not keep the bits inside a NaN
        array = array.view(dtypes.numpy_dtype(dtype.real_dtype)).copy()
        array[numpy.isnan(array)] = numpy.nan
    if dtype.name in ("int4", "uint4", "int2", "uint2", "float4_e2m1fn"):
        array = (array % 2).astype(storage)
    else:
        array = array > 127 if dtype is dtypes.bool else array.view(storage)
    return dtype, array.reshape(shape)


@given(tensors())
def test_what_is_encoded_is_decoded(tensor):
    dtype, array = tensor
    proto = tensor_proto.to_proto(array, dtype)
    assert proto.dtype == dtype.as_datatype_enum
    assert tuple(dim.size for dim in proto.tensor_shape.dim) == array.shape
    stored = messages.parse(messages.TensorProto, proto.SerializeToString())
    same(tensor_proto.to_array(stored), array)


def unpacked(proto, dtype, array):
    """The same tensor in typed lists, as TensorFlow's C++ writes some constants."""
    lists = messages.TensorProto(dtype=proto.dtype, tensor_shape=proto.tensor_shape)
    tensor_proto._list(lists, dtype, array)
    return lists


@given(tensors(PLAIN))
def test_typed_lists_and_packed_content_mean_the_same(tensor):
    dtype, array = tensor
    lists = unpacked(tensor_proto.to_proto(array, dtype), dtype, array)
    assert not lists.tensor_content
    same(tensor_proto.to_array(lists), array)
    if dtype is not dtypes.bool:
        lists.tensor_content = array.tobytes()
        same(tensor_proto.to_array(lists), array)


# What tf.make_tensor_proto of TensorFlow 2.21 gives for [1, 0, 1, 2] or parts of it.
RECORDED = [
    ("float32", (), "float_val: 1"), ("float32", (1,), "float_val: 1"),
    ("float32", (2,), r'tensor_content: "\000\000\200?\000\000\000\000"'),
    ("float16", (), "half_val: 15360"), ("bfloat16", (), "half_val: 16256"),
    ("uint16", (2,), "int_val: [1, 0]"), ("int16", (2,), r'tensor_content: "\001\000\000\000"'),
    ("bool", (2,), "bool_val: [true, false]"), ("complex64", (), "scomplex_val: [1, 0]"),
    ("int4", (2,), "int_val: [1, 0]"), ("uint4", (), "int_val: 1"), ("int64", (), "int64_val: 1"),
    ("uint32", (), "uint32_val: 1"), ("uint64", (), "uint64_val: 1"),
    ("float8_e5m2", (), 'float8_val: "<"'), ("float8_e4m3fn", (2,), r'tensor_content: "8\000"'),
    ("qint8", (), "int_val: 1"), ("qint32", (0,), ""), ("float32", (0,), "")]


@pytest.mark.parametrize("name, shape, text", RECORDED)
def test_the_form_is_that_of_tensorflow(name, shape, text):
    size = int(numpy.prod(shape, dtype=int))
    array = numpy.array([1, 0, 1, 2])[:size].astype(dtypes.numpy_dtype(name)).reshape(shape)
    expected = messages.from_text(messages.TensorProto, text)
    expected.dtype = dtypes.as_dtype(name).as_datatype_enum
    expected.tensor_shape.SetInParent()
    for length in shape:
        expected.tensor_shape.dim.add(size=length)
    proto = tensor_proto.to_proto(array, name)
    assert proto.SerializeToString() == expected.SerializeToString()


def test_strings_may_be_text_and_numpy_strings():
    for array in (numpy.array(["a", "b"]), numpy.array([b"a", b"b"]),
                  numpy.array(["a", b"b"], object)):
        assert list(tensor_proto.to_proto(array).string_val) == [b"a", b"b"]


def test_one_value_may_stand_for_a_larger_shape():
    proto = tensor_proto.to_proto(numpy.float32(3), shape=(2, 3))
    assert list(proto.float_val) == [3.0] and not proto.tensor_content
    same(tensor_proto.to_array(proto), numpy.full((2, 3), 3, numpy.float32))
    with pytest.raises(ValueError, match="Takes at most 2, but got 3"):
        tensor_proto.to_proto(numpy.zeros(3), shape=(2,))


@pytest.mark.parametrize("array, short", [
    (numpy.full(9, -1.5, numpy.float32), True), (numpy.full((2, 3), 1 + 2j), True),
    (numpy.array([b"a"] * 3, object), True), (numpy.array([True] * 4), True),
    (numpy.ones(3, numpy.float32).astype(dtypes.numpy_dtype("bfloat16")), True),
    (numpy.full(9, numpy.nan), False), (numpy.array([0.0, -0.0]), False),
    (numpy.arange(3), False), (numpy.zeros((0, 3)), False), (numpy.float32(1), False)])
def test_a_captured_array_of_one_value_is_written_short(array, short):
    proto = tensor_proto.to_captured_proto(array)
    assert (proto != tensor_proto.to_proto(array)) == short
    same(tensor_proto.to_array(proto), numpy.asarray(array))


def test_two_gigabytes_are_refused_before_they_are_copied():
    array = numpy.broadcast_to(numpy.int8(1), (1 << 31,))
    with pytest.raises(ValueError, match="larger than 2GB"):
        tensor_proto.to_proto(array)


@pytest.mark.parametrize("text, expected", [
    ("dtype: DT_FLOAT tensor_shape{dim{size:4}} float_val: [1,2]", [1, 2, 2, 2]),
    ("dtype: DT_FLOAT tensor_shape{dim{size:1}} float_val: [1,2]", [1]),
    ("dtype: DT_FLOAT tensor_shape{dim{size:2}}", [0, 0]),
    ("dtype: DT_FLOAT float_val: 3", 3),
    ("dtype: DT_FLOAT tensor_shape{unknown_rank: true} float_val: 3", 3),
    ("dtype: DT_FLOAT tensor_shape{dim{size:0}} float_val: 3", []),
    ("dtype: DT_STRING tensor_shape{dim{size:2}}", [b"", b""]),
    ('dtype: DT_STRING tensor_shape{dim{size:3}} string_val: ["a", "b"]', [b"a", b"b", b"b"]),
    (r'dtype: DT_STRING tensor_shape{dim{size:2}} tensor_content: "\001\002abb"', [b"a", b"bb"]),
    ("dtype: DT_INT8 tensor_shape{dim{size:3}} int_val: [-129, 8, 300]", [127, 8, 44]),
    ("dtype: DT_UINT16 tensor_shape{dim{size:2}} int_val: [-1, 70000]", [65535, 4464]),
    ("dtype: DT_INT4 tensor_shape{dim{size:3}} int_val: [-9, 8, 17]", [7, -8, 1]),
    ("dtype: DT_COMPLEX64 tensor_shape{dim{size:2}} scomplex_val: [1,2,3]", [1 + 2j, 1 + 2j]),
    ("dtype: DT_HALF tensor_shape{dim{size:2}} half_val: 15360", [1, 1]),
    ('dtype: DT_FLOAT8_E4M3FNUZ tensor_shape{dim{size:3}} float8_val: "@H"', [1, 2, 2]),
    ("dtype: DT_QINT8 tensor_shape{dim{size:2}} int_val: [3, -4]", [3, -4]),
])
def test_incomplete_lists_are_filled_as_tensorflow_fills_them(text, expected):
    proto = messages.from_text(messages.TensorProto, text)
    array = tensor_proto.to_array(proto)
    assert isinstance(array, numpy.ndarray)
    assert array.dtype == dtypes.numpy_dtype(dtypes.as_dtype(proto.dtype))
    assert array.tolist() == expected


@pytest.mark.parametrize("text", [
    'dtype: DT_FLOAT tensor_shape{dim{size:2}} tensor_content: "abc"',
    "dtype: DT_FLOAT tensor_shape{dim{size:-1}} float_val: 3",
    "dtype: DT_FLOAT tensor_shape{dim{size:4611686018427387904} dim{size: 8}} float_val: 3",
    "dtype: DT_FLOAT tensor_shape{dim{size:0} dim{size:4611686018427387904}}",
    r'dtype: DT_BOOL tensor_shape{dim{size:3}} tensor_content: "\000\001\002"',
    r'dtype: DT_STRING tensor_shape{dim{size:2}} tensor_content: "\001\002ab"',
    r'dtype: DT_STRING tensor_shape{dim{size:2}} tensor_content: "\001\002abbb"',
    r'dtype: DT_STRING tensor_shape{dim{size:2}} tensor_content: "\377"',
    "tensor_shape{dim{size:1}} float_val: 3",
    "dtype: DT_FLOAT_REF float_val: 3",
])
def test_content_that_does_not_fit_is_refused(text):
    proto = messages.from_text(messages.TensorProto, text)
    with pytest.raises(errors.InvalidArgumentError, match="^Cannot parse tensor from proto: "):
        tensor_proto.to_array(proto)


def test_dtypes_of_the_future_and_too_many_dimensions_are_refused():
    with pytest.raises(errors.InvalidArgumentError, match="Cannot parse tensor from proto: "):
        tensor_proto.to_array(messages.TensorProto(dtype=77))
    proto = messages.TensorProto(dtype=1)
    for _ in range(100):
        proto.tensor_shape.dim.add(size=1)
    with pytest.raises(errors.InvalidArgumentError, match="100 dimensions"):
        tensor_proto.to_array(proto)


def test_a_long_proto_is_not_printed_in_the_error():
    proto = messages.TensorProto(dtype=1, tensor_content=b"x" * 9999)
    with pytest.raises(errors.InvalidArgumentError) as caught:
        tensor_proto.to_array(proto)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("text", ["float_val: 3", "", "float_val: 0"])
def test_a_huge_constant_of_one_value_takes_no_memory(text):
    proto = messages.from_text(
        messages.TensorProto, "dtype: DT_FLOAT tensor_shape{dim{size:1099511627776}}" + text)
    array = tensor_proto.to_array(proto)
    assert array.shape == (1 << 40,) and array[-1] == (3 if "3" in text else 0)


def test_memory_that_is_not_there_is_resource_exhausted():
    proto = messages.from_text(messages.TensorProto, "dtype: DT_DOUBLE tensor_shape{dim{size:"
                               "144115188075855872}} double_val: [1, 2]")
    with pytest.raises(errors.ResourceExhaustedError, match="OOM when allocating tensor"):
        tensor_proto.to_array(proto)


def test_variants_and_resources_come_as_messages():
    proto = messages.TensorProto(dtype=21)
    proto.variant_val.add(type_name="t")
    array = tensor_proto.to_array(proto)
    assert array.shape == () and array[()].type_name == "t"
    assert tensor_proto.to_proto(array, dtypes.variant) == messages.TensorProto(
        dtype=21, tensor_shape={}, variant_val=proto.variant_val)
    proto = messages.TensorProto(dtype=20)
    proto.resource_handle_val.add(name="h")
    assert tensor_proto.to_array(proto)[()].name == "h"


@settings(max_examples=400, deadline=None)
@given(tensors(), st.data())
def test_damaged_protos_are_refused_without_claiming_memory(tensor, data):
    dtype, array = tensor
    content = bytearray(tensor_proto.to_proto(array, dtype).SerializeToString())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at:at + 1] = data.draw(st.binary(max_size=6))
    try:
        proto = messages.parse(messages.TensorProto, bytes(content))
    except Exception:
        return
    tracemalloc.start()
    try:
        tensor_proto.to_array(proto)
    except (errors.InvalidArgumentError, errors.ResourceExhaustedError):
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 2 * tensor_proto._SPREAD_LIMIT
