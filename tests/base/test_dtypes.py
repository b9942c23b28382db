"""DType: one object per type, cheap to compare, in and out of numpy."""

import copy
import pickle
import subprocess
import sys

import ml_dtypes
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfcompat._src.base import dtypes

PLAIN = [dtypes.as_dtype(enum) for enum in range(1, 34)]
ALL = PLAIN + [dtypes.as_dtype(enum + 100) for enum in range(1, 34)]
VALUES = [dtype for dtype in PLAIN if dtype.is_numpy_compatible]
NAMES = (
    "float32 float64 int32 uint8 int16 int8 string complex64 int64 bool qint8 quint8 qint32 "
    "bfloat16 qint16 quint16 uint16 complex128 float16 resource variant uint32 uint64 float8_e5m2 "
    "float8_e4m3fn float8_e4m3fnuz float8_e4m3b11fnuz float8_e5m2fnuz int4 uint4 int2 uint2 "
    "float4_e2m1fn").split()

any_dtype = st.sampled_from(ALL)


def test_the_enums_are_those_of_tensorflows_files():
    assert [dtype.name for dtype in PLAIN] == NAMES
    assert [dtype.as_datatype_enum for dtype in PLAIN] == list(range(1, 34))


def test_every_dtype_is_a_constant_of_the_module():
    for dtype in ALL:
        assert getattr(dtypes, dtype.name) is dtype


@given(any_dtype)
def test_every_way_to_name_a_dtype_leads_to_the_one_object(dtype):
    for key in (dtype, dtype.name, dtype.as_datatype_enum):
        assert dtypes.as_dtype(key) is dtype
        assert dtype == key
    assert dtypes.DType(int(dtype)) is dtype
    assert pickle.loads(pickle.dumps(dtype)) is dtype
    assert copy.deepcopy(dtype) is dtype
    assert hash(dtype) == int(dtype)


@given(any_dtype, any_dtype)
def test_two_dtypes_are_equal_only_if_they_are_one(one, other):
    assert (one == other) == (one is other) == (not one != other)
    assert one.is_compatible_with(other) == (one is other or one is other.base_dtype)


@given(any_dtype)
def test_a_reference_differs_only_in_name_and_enum(dtype):
    base = dtype.base_dtype

    assert base.base_dtype is base
    assert base._as_ref.base_dtype is base
    assert base._as_ref.name == f"{base.name}_ref"
    for attribute in ("size", "is_integer", "is_floating", "is_complex", "is_quantized", "is_bool",
                      "is_unsigned", "is_numeric", "is_numpy_compatible"):
        assert getattr(dtype, attribute) == getattr(base, attribute)


@pytest.mark.parametrize("dtype", VALUES, ids=str)
def test_numpy_types_lead_back_to_the_dtype(dtype):
    assert dtypes.as_dtype(dtype.as_numpy_dtype) is dtype
    assert dtypes.from_numpy(np.dtype(dtype.as_numpy_dtype)) is dtype


@pytest.mark.parametrize("dtype", VALUES, ids=str)
def test_arrays_of_a_dtype_have_its_size(dtype):
    storage = dtypes.numpy_dtype(dtype)

    assert isinstance(storage, np.dtype)
    assert dtype is dtypes.string or storage.itemsize == dtype.size
    assert dtypes.numpy_dtype(dtype._as_ref) == storage


def test_strings_and_handles_are_kept_as_objects_and_quantized_values_as_integers():
    for dtype in (dtypes.string, dtypes.resource, dtypes.variant):
        assert dtypes.numpy_dtype(dtype) == np.dtype(object)
    assert dtypes.numpy_dtype(dtypes.qint8) == np.dtype("int8")
    assert dtypes.numpy_dtype(dtypes.quint16) == np.dtype("uint16")
    assert dtypes.numpy_dtype("int4") == np.dtype(ml_dtypes.int4)


@pytest.mark.parametrize("text", ["O", "S", "S7", "U", "U3"])
def test_objects_bytes_and_text_are_strings(text):
    assert dtypes.from_numpy(np.dtype(text)) is dtypes.string
    assert dtypes.as_dtype(np.zeros(2, text)) is dtypes.string


def test_byte_order_and_c_types_do_not_matter():
    assert dtypes.from_numpy(np.dtype(">i4")) is dtypes.int32
    assert dtypes.from_numpy(np.dtype(np.longlong)) is dtypes.int64
    assert dtypes.as_dtype(np.longlong) is dtypes.int64
    assert dtypes.as_dtype(np.intc) is dtypes.int32


@pytest.mark.parametrize("unknown", [
    np.dtype("datetime64[s]"), np.dtype([("a", "u1")]), np.dtype("V4"),
    np.dtype(ml_dtypes.float8_e3m4)], ids=str)
def test_a_numpy_dtype_without_counterpart_is_refused_by_name(unknown):
    for convert in (dtypes.from_numpy, dtypes.as_dtype):
        with pytest.raises(TypeError) as caught:
            convert(unknown)
        assert str(caught.value) == (
            f"Cannot convert the argument `type_value`: {unknown!r} to a TensorFlow DType.")


@pytest.mark.parametrize("dtype, low, high", [
    (dtypes.int8, -128, 127), (dtypes.uint64, 0, 2**64 - 1), (dtypes.int32_ref, -2**31, 2**31 - 1),
    (dtypes.float16, -65504, 65504), (dtypes.int4, -8, 7), (dtypes.uint2, 0, 3),
    (dtypes.float8_e5m2, -57344, 57344), (dtypes.float4_e2m1fn, -6, 6)], ids=str)
def test_ranges_are_those_of_the_type(dtype, low, high):
    assert (float(dtype.min), float(dtype.max)) == (float(low), float(high))


def test_the_extremes_are_integers_or_scalars_of_the_type():
    assert type(dtypes.int32.max) is int
    assert type(dtypes.float32.max) is np.float32
    assert type(dtypes.bfloat16.max) is ml_dtypes.bfloat16


@pytest.mark.parametrize("attribute", ["name", "size", "new"])
def test_the_shared_objects_cannot_be_changed(attribute):
    with pytest.raises(AttributeError, match="read-only"):
        setattr(dtypes.float32, attribute, "x")

    assert dtypes.float32.name == "float32"


def test_handle_data_is_refused_as_tensorflow_refuses_what_is_none():
    with pytest.raises(TypeError, match="^handle_data must be of the type HandleData$"):
        dtypes.DType(20, "data")


def test_comparing_with_nonsense_is_false_not_an_error():
    for value in (None, object(), [1], {}, "float99", np.zeros(2, "M8[s]")):
        assert dtypes.float32 != value
        assert not dtypes.float32 == value


def test_the_groups_are_complete():
    assert len(dtypes.QUANTIZED_DTYPES) == 10
    assert dtypes.TF_VALUE_DTYPES == frozenset(VALUES)


def test_ml_dtypes_is_imported_only_when_a_dtype_needs_it():
    program = (
        "import sys, numpy as np\n"
        "from tfcompat._src.base import dtypes\n"
        "dtypes.as_dtype('bfloat16').name, dtypes.int4 == dtypes.int2, dtypes.float32.max\n"
        "dtypes.from_numpy(np.dtype('float32')), dtypes.numpy_dtype(dtypes.string)\n"
        "assert 'ml_dtypes' not in sys.modules\n"
        "assert dtypes.numpy_dtype(dtypes.bfloat16).itemsize == 2\n"
        "assert 'ml_dtypes' in sys.modules\n")

    subprocess.run([sys.executable, "-c", program], check=True)
