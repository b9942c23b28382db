"""The op `XlaCallModule`: what it asks of its attributes and arguments, in TensorFlow's words."""

import mlir_writer
import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.core import raw

X = np.arange(3, dtype=np.float32)


def call(*arrays, module=None, shapes=((3,),), dtypes=(tf.float32,), **attributes):
    """Call a module that adds two arrays."""
    given = {"version": 10, "platforms": ["CPU"], **attributes}
    return raw.XlaCallModule(
        [tf.convert_to_tensor(x) for x in arrays], module=module or mlir_writer.adding(3),
        Sout=[tf.TensorShape(shape) for shape in shapes], Tout=list(dtypes), **given,
    )  # fmt: skip


def refused(kind, sentence, *arrays, **attributes):
    """Check how a call is refused, eagerly and in a function."""
    for run in (call, tf.function(lambda *x: call(*x, **attributes))):
        with pytest.raises(kind) as caught:
            run(*arrays, **(attributes if run is call else {}))
        assert sentence in str(caught.value)


def test_versions_that_are_too_old_or_new_are_refused():
    refused(
        tf.errors.InvalidArgumentError,
        "XlaCallModuleOp with version 3 is not supported anymore. Must be >= 4", X, X, version=3,
    )  # fmt: skip
    refused(
        tf.errors.InvalidArgumentError,
        "XlaCallModuleOp with version 11 is not supported by this build. Must be <= 10",
        X, X, version=11,
    )  # fmt: skip


def test_platforms_have_to_be_given_and_this_one_among_them():
    refused(
        tf.errors.InvalidArgumentError,
        "XlaCallModuleOp with version 10 must have non-empty platforms.", X, X, platforms=[],
    )  # fmt: skip
    refused(
        tf.errors.NotFoundError,
        "The current platform CPU is not among the platforms required by the module: [CUDA, TPU]",
        X, X, platforms=["CUDA", "TPU"],
    )  # fmt: skip
    assert call(X, X, version=5, platforms=[])[0].numpy().tolist() == [0, 2, 4]
    (result,) = call(X, X, platforms=["CUDA"], disabled_checks=["platform"])
    assert result.numpy().tolist() == [0, 2, 4]


def test_the_arguments_of_dimensions_are_gone():
    refused(
        tf.errors.UnimplementedError, "dim_args_spec attribute is no longer supported",
        X, X, dim_args_spec=["0.0"],
    )  # fmt: skip


def test_arguments_have_to_fit():
    refused(
        tf.errors.InvalidArgumentError,
        "Incorrect number of arguments passed to XlaCallModule = 1. It must be called with 2 "
        "because the module main function takes 2 arguments of which 0 platform index arguments, "
        "and 0 token arguments.", X,
    )  # fmt: skip
    for other, shown in ((X[:2], "f32[2]"), (X[None], "f32[1,3]"), (X.astype(int), "s64[3]"),
                         (X > 1, "pred[3]"), (X.astype(np.complex64), "c64[3]")):  # fmt: skip
        refused(
            tf.errors.InvalidArgumentError,
            "Call parameter must match argument; got parameter 1 shape: f32[3], argument shape: "
            f"{shown}.", X, other,
        )  # fmt: skip


def test_results_have_to_be_what_is_said_of_them():
    refused(
        tf.errors.InvalidArgumentError, "The size of Sout (0) must match the size of Tout (1)",
        X, X, shapes=(),
    )  # fmt: skip
    refused(
        tf.errors.InvalidArgumentError, "Result 0 of the module is float32, but Tout says float64",
        X, X, dtypes=[tf.float64],
    )  # fmt: skip
    refused(
        tf.errors.InvalidArgumentError, "The module returns 1 tensors, but Tout has 2 types",
        X, X, dtypes=[tf.float32] * 2, shapes=[[3]] * 2,
    )  # fmt: skip


def test_a_damaged_module_says_that_it_cannot_be_read():
    refused(
        tf.errors.InvalidArgumentError, "Cannot deserialize computation: The MLIR bytecode is",
        X, X, module=mlir_writer.adding(3)[:50],
    )  # fmt: skip


def test_a_traced_call_has_the_shapes_that_it_states():
    traced = tf.function(lambda x, y: call(x, y)[0]).get_concrete_function(
        tf.TensorSpec([None]), tf.TensorSpec([None])
    )

    assert traced.output_shapes == [3]


def test_there_is_no_gradient():
    x = tf.constant(X)

    with pytest.raises(LookupError, match="XlaCallModule"), tf.GradientTape() as tape:
        tape.watch(x)
        tape.gradient(call(x, x)[0], x)


def test_tokens_are_neither_arguments_nor_results():
    module = mlir_writer.Module()
    array, token = module.tensor(3), module.type("vhlo", mlir_writer.number(22))
    operations = [module.operation("vhlo.return_v1", (0, 1))]
    data = module.bytes([module.function((token, array), (token, array), operations, 2)])

    (result,) = call(X, module=data)

    assert result.numpy().tolist() == X.tolist()


def test_the_number_of_the_platform_comes_first_where_there_are_several():
    module = mlir_writer.Module()
    number = module.tensor(element=module.type("vhlo", mlir_writer.number(13)))
    operations = [module.operation("vhlo.return_v1", (0,))]
    array = module.tensor(3)
    data = module.bytes([module.function((number, array), (number,), operations, 2)])

    (result,) = call(
        X, module=data, shapes=[[]], dtypes=[tf.int32], platforms=["CUDA", "CPU", "TPU"]
    )

    assert result.numpy() == 1
