"""`XlaCallModule`: run a StableHLO program, which is how functions of JAX are kept in SavedModels.

Lives here: the op, and what it asks of a program and its arguments. The programs themselves, read
and made into functions of arrays, are in the room `stablehlo`; they are imported when one runs.
"""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import (
    InvalidArgumentError,
    NotFoundError,
    UnimplementedError,
)
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.registry import op

_OLDEST, _NEWEST = 4, 10
# From which version on platforms have to be given; none were before.
_PLATFORMS_REQUIRED = 6
_PLATFORM = b"CPU"
_LETTERS = {"b": "pred", "i": "s", "u": "u", "f": "f", "c": "c"}


@op("""
    XlaCallModule(args: Tin) -> output: Tout
        version: int
        module: string
        Sout: list(shape) >= 0
        Tout: list(type) >= 0
        Tin: list(type) >= 0
        dim_args_spec: list(string) = []
        platforms: list(string) = []
        function_list: list(func) = []
        has_token_input_output: bool = false
        disabled_checks: list(string) = []
        use_shardy_partitioner: bool = false
""", stateful=True)
def xla_call_module(
    xp, args, *, version, module, Sout, Tout, dim_args_spec, platforms,  # noqa: N803
    function_list, disabled_checks,
):
    """Run a StableHLO program, a portable artifact in `module`.

    Shapes:
        args: what the program takes, without tokens and the number of the platform
        output: what it returns, without tokens
    Errors:
        InvalidArgumentError: the module is damaged, or the arguments do not fit it.
        NotFoundError: it is for other platforms.
        UnsupportedError: the program uses an operation that is not supported.
    Source: gen_xla_ops.xla_call_module, called as jax2tf does
    """
    from tfcompat._src.stablehlo import custom_calls, program

    _check_attributes(version, dim_args_spec, platforms, Sout, Tout)
    loaded = _loaded(program.load, module)
    number = _platform_number(platforms, disabled_checks)
    given = _completed(xp, loaded, args, len(platforms) > 1, number)
    is_checked = b"shape_assertions" not in disabled_checks
    results = custom_calls.run_with(function_list, is_checked, loaded.main(xp), given)
    results = [
        x for x, type_ in zip(results, loaded.outputs, strict=True) if type_ != "token"
    ]
    return _checked(xp, results, Tout)


@xla_call_module.shape
def xla_call_module_shape(c):
    """The shapes that the attribute `Sout` says."""
    shapes = c.attr("Sout")
    if len(shapes) != len(c.attr("Tout")):  # it is the kernel that says so, as in TensorFlow
        return [TensorShape(None)] * len(c.attr("Tout"))
    return list(shapes)


def _sizes(shapes, dtypes):
    return f"The size of Sout ({len(shapes)}) must match the size of Tout ({len(dtypes)})"


def _check_attributes(version, dim_args_spec, platforms, shapes, dtypes):
    if version < _OLDEST:
        raise InvalidArgumentError(
            f"XlaCallModuleOp with version {version} is not supported anymore. Must be >= {_OLDEST}"
        )
    if version > _NEWEST:
        raise InvalidArgumentError(
            f"XlaCallModuleOp with version {version} is not supported by this build. "
            f"Must be <= {_NEWEST}"
        )
    if dim_args_spec:
        raise UnimplementedError(None, None, "dim_args_spec attribute is no longer supported")
    if len(shapes) != len(dtypes):
        raise InvalidArgumentError(_sizes(shapes, dtypes))
    if version >= _PLATFORMS_REQUIRED and not platforms:
        raise InvalidArgumentError(
            f"XlaCallModuleOp with version {version} must have non-empty platforms."
        )


def _loaded(load, module):
    try:
        return load(module)
    except InvalidArgumentError as error:
        if error.message.startswith("The MLIR bytecode is damaged"):
            raise InvalidArgumentError(
                f"Cannot deserialize computation: {error.message}"
            ) from None
        raise


def _platform_number(platforms, disabled_checks):
    """Return the number of this platform among those that the module is for."""
    if _PLATFORM in platforms:
        return platforms.index(_PLATFORM)
    if platforms and b"platform" not in disabled_checks:
        names = ", ".join(name.decode("utf-8", "replace") for name in platforms)
        raise NotFoundError(
            f"The current platform {_PLATFORM.decode()} is not among the platforms required by "
            f"the module: [{names}]"
        )
    return 0


def _completed(xp, program, args, has_number, number):
    """Return what "main" takes: arguments, with tokens and the number of the platform."""
    tokens = sum(type_ == "token" for type_ in program.inputs)
    expected = len(program.inputs) - tokens - has_number
    if len(args) != expected:
        raise InvalidArgumentError(
            f"Incorrect number of arguments passed to XlaCallModule = {len(args)}. It must be "
            f"called with {expected} because the module main function takes "
            f"{len(program.inputs)} arguments of which {int(has_number)} platform index "
            f"arguments, and {tokens} token arguments."
        )
    rest, given = iter(args), []
    for type_ in program.inputs:
        if type_ == "token":
            given.append(xp.zeros((), bool))
        elif has_number:
            given.append(xp.asarray(number, program.dtype_of(type_)))
            has_number = False
        else:
            array = next(rest)
            _check_argument(program, len(given), type_, array)
            given.append(array)
    return given


def _check_argument(program, number, type_, array):
    dtype, shape = program.dtype_of(type_), type_.shape
    fits = shape is None or len(shape) == array.ndim and all(
        wanted in (None, size) for wanted, size in zip(shape, array.shape, strict=True)
    )
    if not fits or dtype != array.dtype:
        wanted = shape if shape is not None else ["..."]
        raise InvalidArgumentError(
            f"Call parameter must match argument; got parameter {number} shape: "
            f"{_shown(dtype, wanted)}, argument shape: {_shown(array.dtype, array.shape)}."
        )


def _shown(dtype, shape):
    """Write the type of an array as XLA does, as in "f32[2,3]"."""
    letter = _LETTERS.get(dtype.kind)
    if letter is None:
        name = "bf16" if dtype.name == "bfloat16" else dtype.name
    else:
        name = letter if letter == "pred" else f"{letter}{8 * dtype.itemsize}"
    return f"{name}[{','.join('?' if size is None else str(size) for size in shape)}]"


def _checked(xp, results, dtypes):
    if len(results) != len(dtypes):
        raise InvalidArgumentError(
            f"The module returns {len(results)} tensors, but Tout has {len(dtypes)} types"
        )
    for i, (array, dtype) in enumerate(zip(results, dtypes, strict=True)):
        if array.dtype != numpy_dtype(dtype):
            raise InvalidArgumentError(
                f"Result {i} of the module is {array.dtype.name}, but Tout says {dtype.name}"
            )
    return results
