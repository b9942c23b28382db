"""Checks of what branches and loop bodies make of variables, in TensorFlow's words."""

import functools

import numpy as np

from tfcompat._src.base import dtypes, nest
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.operators import OperatorMixin
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.function.autograph.operators import kinds
from tfcompat._src.function.autograph.operators.undefined import Undefined, UndefinedReturnValue

LEGAL_LOOP_TYPES = "Tensor, int, float, bool or a list, tuple or dict thereof"
_VALUES = (bool, int, float, str, np.ndarray)


def condition(value, statement):
    """Return the condition of a statement as a boolean scalar tensor.

    Raises:
        ValueError: it is none.
    """
    hint = "to check for None, use `is not None`"
    value = convert_to_tensor(value)
    if value.dtype != dtypes.bool:
        raise ValueError(
            f"condition of {statement} expected to be `tf.bool` scalar, got {value}"
            f"; to use as boolean Tensor, use `tf.cast`; {hint}")
    if value.shape.rank == 0:
        return value
    if value.shape.rank is not None:
        sizes = [size for size in value.shape.as_list() if size is not None]
        if np.prod(sizes) > 1:
            raise ValueError(
                f"condition of {statement} expected to be `tf.bool` scalar, got {value}; {hint}")
    return kinds.frontend("arrays", "reshape")(value, ())


# Loops


def before_loop(names, values, first_round=None, note=None):
    """Check that all variables of a loop have values before it.

    Args:
        names: the names of the variables.
        values: their values, Undefined where there is none.
        first_round: the values after one round, where that was found out.
        note: a sentence to add where a name is undefined.

    Raises:
        ValueError, NotImplementedError: one has not.
    """
    for i, (name, value) in enumerate(zip(names, values, strict=True)):
        message = None
        if isinstance(value, UndefinedReturnValue):
            _no_return(first_round[i] if first_round is not None else None)
        elif value is None:
            message = f"'{name}' is not allowed to be None before the loop"
        elif isinstance(value, Undefined):
            message = f"'{name}' must be defined before the loop"
            if note:
                message += "\n" + note
        if message is not None:
            raise ValueError(message)


def _no_return(value):
    if value:
        raise ValueError(
            f"the return value from a TensorFlow loop may only be a {LEGAL_LOOP_TYPES}; got "
            f"{type(value)}")
    raise NotImplementedError(
        "a return statement cannot be placed inside this TensorFlow loop; this may happen if a "
        "return statement depends on a static Python condition such as a hyperparameter")


def round_of_loop(names, first, entry, exit_, invariants, check_shapes=True):
    """Check that a round of a loop leaves its variables as they were in kind.

    Args:
        names: the names of the variables.
        first: their values before the loop.
        entry: their values at the beginning of the round.
        exit_: their values at its end.
        invariants: nests of the shapes that are to hold, or None.
        check_shapes: whether shapes are checked.

    Raises:
        TypeError: a structure or a dtype changed.
        ValueError: a shape changed.
    """
    if invariants is None or not check_shapes:
        invariants = nest.map_structure(lambda _: None, entry)
    for name, *values, invariant in zip(names, first, entry, exit_, invariants, strict=True):
        _same_structures(name, *values, invariant)
        check = functools.partial(_loop_variable, name, check_shapes)
        nest.map_structure(check, *values, invariant)


def _same_structures(name, first, entry, exit_, invariant):
    changed = f"'{name}' does not have the same nested structure after one iteration.\n\n"
    try:
        _same_structure(first, entry, changed)
    except TypeError:
        _same_structure(_read_variables(first), entry, changed)
    _same_structure(entry, exit_, changed)
    if invariant is not None:
        _same_structure(
            first, invariant, f"'{name}' does not have the same nested structure as its "
            "corresponding shape invariant.\n\n", expand_composites=False)


def _same_structure(one, other, message, expand_composites=True):
    try:
        nest.assert_same_structure(one, other, expand_composites=expand_composites)
    except (ValueError, TypeError) as error:
        raise TypeError(f"{message}{error}") from error


def _read_variables(structure):
    def read(value):
        is_variable = isinstance(value, OperatorMixin) and not isinstance(value, Tensor)
        return convert_to_tensor(value) if is_variable else value

    return nest.map_structure(read, structure)


def _loop_variable(name, check_shape, first, entry, exit_, invariant):
    if exit_ is None:
        raise ValueError(f"'{name}' is None at the end of the iteration.")
    first, entry, exit_ = map(_as_tensor, (first, entry, exit_))
    if not (_has_kind(entry) and _has_kind(exit_)):
        return
    if entry.dtype != exit_.dtype:
        raise TypeError(
            f"'{name}' has dtype {entry.dtype.name} before the loop, but dtype "
            f"{exit_.dtype.name} after one iteration")
    if not check_shape:
        return
    if invariant is None:
        if not _is_subshape(exit_.shape, entry.shape):
            raise ValueError(
                f"'{name}' has shape {entry.shape} before the loop, but shape {exit_.shape} after "
                "one iteration. Use tf.autograph.experimental.set_loop_options to set shape "
                "invariants.")
        return
    unfit = f"which does not conform with the shape invariant {invariant}."
    if not _is_subshape(first.shape, invariant):
        raise ValueError(f"'{name}' has shape {first.shape} before the loop, {unfit}")
    if not _is_subshape(exit_.shape, invariant):
        raise ValueError(f"'{name}' has shape {exit_.shape} after one iteration, {unfit}")


def _as_tensor(value):
    return convert_to_tensor(value) if isinstance(value, _VALUES) else value


def _has_kind(value):
    return kinds.is_tensor(value) and hasattr(value, "dtype") and hasattr(value, "shape")


def _is_subshape(shape, general):
    """Say whether one shape is known at least as well as another, and agrees with it."""
    if general.rank is None:
        return True
    if shape.rank != general.rank:
        return False
    pairs = zip(shape.as_list(), general.as_list(), strict=True)
    return all(wanted is None or size == wanted for size, wanted in pairs)


# Branches


def branch(names, values, which):
    """Check that a branch gives all variables a value.

    Raises:
        ValueError: it does not.
    """
    for name, value in zip(names, values, strict=False):
        if isinstance(value, Undefined):
            raise ValueError(f"'{name}' must also be initialized in the {which} branch")
        if isinstance(value, UndefinedReturnValue):
            raise ValueError(f"the {which} branch must also have a return statement.")


def branches(names, main, other):
    """Check that both branches leave variables of the same kind.

    Raises:
        TypeError: a structure or a dtype differs.
        ValueError: one of them leaves None.
    """
    for name, one, another in zip(names, main, other, strict=False):
        message = (f"'{name}' must have the same nested structure in the main and else "
                   "branches:\n\n")
        try:
            _same_structure(one, another, message)
        except TypeError:
            _same_structure(_read_variables(one), _read_variables(another), message)
        nest.map_structure(functools.partial(branch_variable, name), one, another)


def branch_variable(name, one, another):
    """Check that a variable has the same dtype after both branches.

    Raises:
        TypeError: the dtypes differ.
        ValueError: one of them is None.
    """
    if one is None:
        raise ValueError(f"'{name}' is None at the end of the main branch.")
    if another is None:
        raise ValueError(f"'{name}' is None at the end of the else branch.")
    one, another = _as_tensor(one), _as_tensor(another)
    if not (kinds.is_tensor(one) and kinds.is_tensor(another)):
        return
    if hasattr(one, "dtype") and hasattr(another, "dtype") and one.dtype != another.dtype:
        raise TypeError(
            f"'{name}' has dtype {one.dtype.name} in the main branch, but dtype "
            f"{another.dtype.name} in the else branch")
