"""Reading MLIR bytecode: numbers, sections, values, and all that may be wrong with a file."""

import mlir_writer
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfcompat._src.base.errors import InvalidArgumentError, UnsupportedError
from tfcompat._src.wire import mlir_bytecode, vhlo
from tfcompat._src.wire.mlir_builtin import Tensor
from tfcompat._src.wire.mlir_reader import Cursor


def cursor(data):
    """Return a Cursor."""
    return Cursor(data, "a test")


@given(st.integers(0, (1 << 64) - 1))
def test_numbers_of_any_size_are_read(value):
    reader = cursor(mlir_writer.number(value))

    assert reader.number() == value and not reader.left


@given(st.integers(-(1 << 63), (1 << 63) - 1))
def test_signed_numbers_of_any_size_are_read(value):
    reader = cursor(mlir_writer.signed(value))

    assert reader.signed() == value and not reader.left


@pytest.mark.parametrize("data", [b"", b"\x02", b"\0" + b"\1" * 7, b"\x80" + b"\1" * 6])
def test_a_number_that_ends_early_is_damage(data):
    with pytest.raises(InvalidArgumentError, match="a test ends early"):
        cursor(data).number()


def test_integers_of_known_width_have_their_sign():
    assert cursor(b"\xff").integer(8) == -1
    assert cursor(b"\xff").integer(8, is_signed=False) == 255
    assert cursor(mlir_writer.signed(-5)).integer(32) == -5
    assert cursor(b"\x08").integer(4) == -8
    with pytest.raises(UnsupportedError, match="128 bits"):
        cursor(b"\1" * 20).integer(128)


def test_a_section_may_be_padded_to_an_alignment_in_the_file():
    data = bytes([0x85]) + mlir_writer.number(2) + mlir_writer.number(8) + b"\xcb" * 5 + b"ab"

    identifier, inside = cursor(data).section()

    assert identifier == 5 and bytes(inside.data) == b"ab"
    with pytest.raises(InvalidArgumentError, match="3 is no alignment"):
        cursor(bytes([0x85]) + mlir_writer.number(2) + mlir_writer.number(3)).section()


def test_a_count_larger_than_what_is_left_is_damage():
    with pytest.raises(InvalidArgumentError, match="counts 1000000 items where 1 bytes are left"):
        cursor(mlir_writer.number(1000000) + b"\1").count()


def test_a_module_is_read_with_its_functions_operations_and_types():
    read = mlir_bytecode.read(mlir_writer.adding(2, 3))

    (module,) = read.operations
    (function,) = module.regions[0][0].operations
    block = function.regions[0][0]
    assert (read.version, read.producer, module.name) == (6, "a test", "builtin.module")
    assert function.attributes["sym_name"] == "main"
    assert [operation.name for operation in block.operations] == ["vhlo.add_v1", "vhlo.return_v1"]
    assert [value.type for value in block.arguments] == [Tensor((2, 3), "f32")] * 2
    assert block.operations[0].operands == block.arguments
    assert block.operations[1].operands == block.operations[0].results


def test_values_in_regions_are_numbered_after_all_of_those_around_them():
    module = mlir_writer.Module()
    array = module.tensor()
    inner = module.region((array,), [module.operation("vhlo.return_v1", operands=(0, 3))], 1)
    operations = [
        module.operation("vhlo.map_v1", (0,), (array,), (module.array(),), (inner, False)),
        module.operation("vhlo.abs_v1", (1,), (array,)),
        module.operation("vhlo.return_v1", operands=(2,)),
    ]
    data = module.bytes([module.function((array,), (array,), operations, 3)])

    block = mlir_bytecode.read(data).operations[0].regions[0][0].operations[0].regions[0][0]

    mapped, absolute, _ = block.operations
    inside = mapped.regions[0][0]
    assert inside.operations[0].operands == [block.arguments[0], inside.arguments[0]]
    assert absolute.operands == mapped.results


def test_a_value_that_is_used_before_it_is_made_is_refused():
    module = mlir_writer.Module()
    array = module.tensor()
    operations = [module.operation("vhlo.abs_v1", (1,), (array,))] * 2

    with pytest.raises(UnsupportedError, match="used before it is made"):
        mlir_bytecode.read(module.bytes([module.function((array,), (), operations, 3)]))


def test_more_values_than_a_region_counts_are_damage():
    module = mlir_writer.Module()
    array = module.tensor()
    operations = [module.operation("vhlo.abs_v1", (0,), (array,))] * 2

    with pytest.raises(InvalidArgumentError, match="more values than it counts"):
        mlir_bytecode.read(module.bytes([module.function((array,), (), operations, 2)]))


def test_a_newer_version_of_the_format_is_refused_by_number():
    with pytest.raises(UnsupportedError, match="version 7 is not supported; the newest is 6"):
        mlir_bytecode.read(mlir_writer.adding(2, version=7))


def test_text_is_no_bytecode():
    with pytest.raises(InvalidArgumentError, match="does not start as MLIR bytecode does"):
        mlir_bytecode.read(b"module {}")


def test_attributes_that_hold_themselves_are_damage():
    module = mlir_writer.Module()
    own = len(module.attributes)
    number = mlir_writer.number
    module.attribute("vhlo", number(1) + number(1) + number(own))
    array = module.tensor()
    operations = [module.operation("vhlo.abs_v1", (0,), (array,), (own,))]
    module.properties[0] = number(own)
    operations = [operations[0], module.operation("vhlo.iota_v1", (), (array,), (own,))]

    with pytest.raises(InvalidArgumentError, match="nested too deeply"):
        mlir_bytecode.read(module.bytes([module.function((array,), (), operations, 3)]))


def test_regions_nested_too_deeply_are_damage():
    module = mlir_writer.Module()
    inner = module.region((), [module.operation("vhlo.return_v1")], 0)
    for _ in range(60):
        inner = module.region((), [module.operation("vhlo.case_v1", regions=(inner, False))], 0)
    operation = module.operation("vhlo.case_v1", regions=(inner, False))

    with pytest.raises(InvalidArgumentError, match="regions are nested too deeply"):
        mlir_bytecode.read(module.bytes([module.function((), (), [operation], 0)]))


def test_every_shortened_file_is_damage():
    data = mlir_writer.adding(2)

    for length in range(len(data)):
        with pytest.raises(InvalidArgumentError):
            mlir_bytecode.read(data[:length])


@given(st.integers(0, 10000), st.integers(0, 255), st.integers(0, 10000), st.integers(0, 255))
def test_a_file_with_other_bytes_is_read_or_refused(first, one, second, other):
    data = bytearray(mlir_writer.adding(2, 3))
    data[first % len(data)], data[second % len(data)] = one, other

    try:
        mlir_bytecode.read(bytes(data))
    except (InvalidArgumentError, UnsupportedError) as error:
        assert str(error)


@pytest.mark.parametrize("count", [1, 3, 8, 9, 20])
def test_booleans_are_packed_or_all_alike_or_a_byte_each(count):
    values = np.arange(count) % 3 == 0
    packed = np.packbits(values, bitorder="little").tobytes()
    array = Tensor((count,), "i1")

    np.testing.assert_array_equal(vhlo.decoded_tensor(array, packed), values)
    np.testing.assert_array_equal(vhlo.decoded_tensor(array, b"\xff"), np.ones(count, bool))
    if count > 8:
        whole = values.astype(np.uint8).tobytes()
        np.testing.assert_array_equal(vhlo.decoded_tensor(array, whole), values)
        np.testing.assert_array_equal(vhlo.decoded_tensor(array, b"\0"), np.zeros(count, bool))


def test_a_constant_of_the_wrong_size_is_damage():
    with pytest.raises(InvalidArgumentError, match="has 2 elements, not 3"):
        vhlo.decoded_tensor(Tensor((3,), "f32"), b"\0" * 8)
    with pytest.raises(InvalidArgumentError, match="a broken number of bytes"):
        vhlo.decoded_tensor(Tensor((3,), "f32"), b"\0" * 9)


def test_one_element_stands_for_all_without_taking_their_memory():
    array = vhlo.decoded_tensor(Tensor((1 << 20, 1 << 20), "f32"), b"\0\0\x80\x3f")

    assert array.shape == (1 << 20, 1 << 20) and array[5, 7] == 1


def test_types_of_arrays_that_are_not_supported_are_named():
    with pytest.raises(UnsupportedError, match="tf32"):
        vhlo.dtype_of("tf32")
