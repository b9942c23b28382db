"""StableHLO programs: what is refused, by what name, and what runs without having been recorded."""

import mlir_writer
import numpy as np
import pytest

from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.base.errors import InvalidArgumentError, UnsupportedError
from tfcompat._src.stablehlo import builders, custom_calls, program
from tfcompat._src.wire.mlir_builtin import Tensor


def ran(data, *arrays):
    """Run a module on arrays."""
    return program.load(data).main(xp)(*arrays)


def calling(target):
    """Return a module that makes a custom call."""
    module = mlir_writer.Module()
    array, nothing = module.tensor(2), module.array()
    name, version = module.text(target), module.attribute("vhlo", mlir_writer.number(5) + b"\3")
    flag = module.attribute("vhlo", mlir_writer.number(2) + b"\1")
    # by name: api_version, backend_config, call_target_name, called_computations, and so on
    settings = version, module.text(""), name, nothing, flag, nothing, nothing, nothing
    operations = [
        module.operation("vhlo.custom_call_v1", (0,), (array,), settings),
        module.operation("vhlo.return_v1", (1,)),
    ]
    return module.bytes([module.function((array,), (array,), operations, 2)])


def test_a_program_is_read_once():
    data = mlir_writer.adding(2)

    assert program.load(data) is program.load(bytes(bytearray(data)))


def test_a_program_runs():
    (result,) = ran(mlir_writer.adding(2), np.ones(2, np.float32), np.arange(2, dtype=np.float32))

    assert result.tolist() == [1, 2]


def test_all_operations_that_are_not_supported_are_named_at_once():
    module = mlir_writer.Module()
    array = module.tensor(2)
    operations = [
        module.operation("vhlo.uniform_quantize_v1", (0,), (array,)),
        module.operation("sdy.mesh", (0,), (array,)),
        module.operation("vhlo.send_v3", (0,), (array,)),
        module.operation("vhlo.return_v1", (1,)),
    ]
    data = module.bytes([module.function((array,), (array,), operations, 4)])

    with pytest.raises(UnsupportedError, match="here: sdy.mesh, send, uniform_quantize"):
        program.load(data)


def test_a_custom_call_that_is_not_known_is_refused_by_its_name():
    with pytest.raises(UnsupportedError, match="custom_call @some_kernel"):
        program.load(calling("some_kernel"))


def test_a_custom_call_that_only_places_an_array_passes_it_on():
    (result,) = ran(calling("Sharding"), np.arange(2, dtype=np.float32))

    assert result.tolist() == [0, 1]


def test_operations_of_functions_that_nothing_calls_do_not_matter():
    module = mlir_writer.Module()
    array = module.tensor(2)
    operations = [module.operation("vhlo.return_v1", (0,))]
    other = [module.operation("vhlo.infeed_v1", (0,)), *operations]
    data = module.bytes([
        module.function((array,), (array,), operations, 1),
        module.function((array,), (array,), other, 1, name="other"),
    ])  # fmt: skip

    assert ran(data, np.ones(2, np.float32))[0].tolist() == [1, 1]


def test_a_function_that_calls_itself_is_refused():
    module = mlir_writer.Module()
    array = module.tensor(2)
    operations = [
        module.operation("vhlo.call_v1", (0,), (array,), (module.text("main"),)),
        module.operation("vhlo.return_v1", (1,)),
    ]

    with pytest.raises(UnsupportedError, match="'main' calls itself"):
        program.load(module.bytes([module.function((array,), (array,), operations, 2)]))


def test_a_module_needs_a_main_function():
    module = mlir_writer.Module()
    operations = [module.operation("vhlo.return_v1")]

    with pytest.raises(InvalidArgumentError, match="Cannot find 'main' in module"):
        program.load(module.bytes([module.function((), (), operations, 0, name="other")]))


def test_a_function_has_to_return():
    module = mlir_writer.Module()
    array = module.tensor(2)
    operations = [module.operation("vhlo.abs_v1", (0,), (array,))]
    data = module.bytes([module.function((array,), (array,), operations, 2)])

    with pytest.raises(InvalidArgumentError, match="does not return"):
        program.load(data).main(xp)


def test_an_operation_that_lacks_an_attribute_is_refused():
    module = mlir_writer.Module()
    array = module.tensor(2)
    operations = [
        module.operation("vhlo.transpose_v7", (0,), (array,)),
        module.operation("vhlo.return_v1", (1,)),
    ]
    data = module.bytes([module.function((array,), (array,), operations, 2)])

    with pytest.raises(InvalidArgumentError, match="'transpose' lacks the attribute 'permutation'"):
        program.load(data).main(xp)


def test_an_operation_with_attributes_of_another_kind_makes_no_sense():
    module = mlir_writer.Module()
    array = module.tensor(2)
    operations = [
        module.operation("vhlo.iota_v1", (), (array,), (module.text("x"),)),
        module.operation("vhlo.return_v1", (1,)),
    ]
    data = module.bytes([module.function((array,), (array,), operations, 2)])

    with pytest.raises(InvalidArgumentError, match="'iota' makes no sense as it is written"):
        program.load(data).main(xp)


def test_text_instead_of_bytecode_is_refused_with_how_it_begins():
    with pytest.raises(UnsupportedError, match="this one begins with b'module {}'"):
        program.load(b"module {}")


@pytest.mark.parametrize(("name", "expected"), [
    ("vhlo.maximum_v1", [np.nan, np.nan, 3]), ("vhlo.minimum_v1", [np.nan, np.nan, 2]),
])  # fmt: skip
def test_nan_on_either_side_is_kept(name, expected):
    x, y = np.array([np.nan, 1, 2], np.float32), np.array([1, np.nan, 3], np.float32)

    (result,) = ran(mlir_writer.adding(3, operation=name), x, y)

    np.testing.assert_array_equal(result, expected)


def test_arguments_stay_what_they_are():
    x, y = np.ones(3, np.float32), np.ones(3, np.float32)

    ran(mlir_writer.adding(3), x, y)

    assert x.tolist() == y.tolist() == [1, 1, 1]


def test_every_builder_says_what_its_operation_does():
    functions = {*builders.BUILDERS.values(), *custom_calls.TARGETS.values()}

    assert [function.__name__ for function in functions if not function.__doc__] == []


def test_names_lose_dialect_and_version():
    assert builders.plain_name("vhlo.exponential_v2") == "exponential"
    assert builders.plain_name("vhlo.get_v_element") == "get_v_element"
    assert builders.plain_name("vhlo.cross-replica-sum_v1") == "cross-replica-sum"


def test_types_of_arguments_are_read():
    loaded = program.load(mlir_writer.adding(2, 5))

    assert loaded.inputs == (Tensor((2, 5), "f32"),) * 2
    assert loaded.outputs == (Tensor((2, 5), "f32"),)
