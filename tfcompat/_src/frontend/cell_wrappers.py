"""Cells of recurrent networks inside others: `tf.nn.RNNCellDropoutWrapper` and its like.

A cell is anything that is called with inputs and a state and returns an output and a new state,
and that has `state_size` and `output_size`: a layer of Keras, say.
"""

import hashlib
import numbers

from tfcompat._src.base import nest
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.composite.tensor_array import TensorArray
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, control, dropout, random
from tfcompat._src.state.module import Module


class _Wrapper(Module):
    """What all wrappers have in common."""

    def __init__(self, cell, **kwargs):
        if not callable(cell):
            raise TypeError(f"The argument 'cell' ({cell!r}) is not an RNNCell: it is not callable")
        super().__init__(name=kwargs.pop("name", None))
        if kwargs:
            raise TypeError(f"Keyword argument not understood: {next(iter(kwargs))}")
        self.cell = cell

    @property
    def wrapped_cell(self):
        """The cell inside."""
        return self.cell

    @property
    def state_size(self):
        """The sizes of the states of the cell inside."""
        return self.cell.state_size

    @property
    def output_size(self):
        """The size of its output."""
        return self.cell.output_size

    def build(self, inputs_shape):
        """Make the variables of the cell inside."""
        self.cell.build(inputs_shape)

    def zero_state(self, batch_size, dtype):
        """Return the state to begin with, zeros."""
        if hasattr(self.cell, "zero_state"):
            return self.cell.zero_state(batch_size, dtype)
        return self.get_initial_state(batch_size=batch_size, dtype=dtype)

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        """Return the state to begin with, zeros unless the cell inside has others."""
        if hasattr(self.cell, "get_initial_state"):
            if inputs is None:
                return self.cell.get_initial_state(batch_size=batch_size, dtype=dtype)
            return self.cell.get_initial_state(inputs, batch_size, dtype)
        from tfcompat._src.frontend.creation import zeros

        return nest.map_structure(lambda size: zeros([batch_size, size], dtype), self.state_size)

    def __call__(self, inputs, state, **kwargs):
        """Take a step.

        Args:
            inputs: what the cell takes.
            state: its state.
            kwargs: further arguments of the cell.

        Returns:
            The output and the new state.
        """
        return self._step(inputs, state, self.cell, **kwargs)

    def call(self, inputs, state, **kwargs):
        """Take a step as layers of Keras do inside: by the cell's own `call`."""
        return self._step(inputs, state, self.cell.call, **kwargs)

    def _step(self, inputs, state, step, **kwargs):
        raise NotImplementedError

    def get_config(self):
        """Return what the wrapper was made with, a dict of simple values."""
        return {"cell": {
            "class_name": type(self.cell).__name__, "config": self.cell.get_config(),
        }} if hasattr(self.cell, "get_config") else {}


class RNNCellDeviceWrapper(_Wrapper):
    """A cell that is run on a device.

    Args:
        cell: the cell.
        device: the name of the device.
        kwargs: `name`, a name for the wrapper.

    Example:
        >>> import tfcompat as tf
        >>> def double(inputs, state):
        ...     return inputs * 2, state
        >>> tf.nn.RNNCellDeviceWrapper(double, "/CPU:0")(tf.constant(3.0), ())
        (<tf.Tensor: shape=(), dtype=float32, numpy=6.0>, ())
    """

    def __init__(self, cell, device, **kwargs):
        super().__init__(cell, **kwargs)
        self._device = device

    def _step(self, inputs, state, step, **kwargs):
        with control.device(self._device):
            return step(inputs, state, **kwargs)

    def get_config(self):
        """Return what the wrapper was made with, a dict of simple values."""
        return super().get_config() | {"device": self._device}


class RNNCellResidualWrapper(_Wrapper):
    """A cell whose inputs are added to its output.

    Args:
        cell: the cell.
        residual_fn: a function of inputs and output, in place of the sum.
        kwargs: `name`, a name for the wrapper.

    Raises:
        ValueError: when called, if inputs and output do not have the same structure and shapes.

    Example:
        >>> import tfcompat as tf
        >>> def double(inputs, state):
        ...     return inputs * 2, state
        >>> tf.nn.RNNCellResidualWrapper(double)(tf.constant(3.0), ())
        (<tf.Tensor: shape=(), dtype=float32, numpy=9.0>, ())
    """

    def __init__(self, cell, residual_fn=None, **kwargs):
        super().__init__(cell, **kwargs)
        self._residual_fn = residual_fn

    def _step(self, inputs, state, step, **kwargs):
        outputs, new_state = step(inputs, state, **kwargs)
        return (self._residual_fn or _sum)(inputs, outputs), new_state


def _sum(inputs, outputs):
    nest.assert_same_structure(inputs, outputs)

    def add(x, y):
        x.shape.assert_is_compatible_with(y.shape)
        return x + y

    return nest.map_structure(add, inputs, outputs)


class RNNCellDropoutWrapper(_Wrapper):
    """A cell with elements of its inputs, states and outputs set to zero at random.

    Args:
        cell: the cell.
        input_keep_prob: how likely an element of the inputs stays; 1 for all.
        output_keep_prob: the same for outputs.
        state_keep_prob: the same for states that are handed on.
        variational_recurrent: whether the same elements are left out at every step.
        input_size: sizes of the inputs, needed for that.
        dtype: the dtype of inputs, states and outputs, needed for that.
        seed: a seed for all of it.
        dropout_state_filter_visitor: a function that says of a part of the state whether elements
            are left out of it: a bool, or a structure of them. By default all but the memory of
            LSTMs and tensor arrays.
        kwargs: `name`, a name for the wrapper.

    Raises:
        ValueError: a probability is out of range, or something needed is missing.

    Example:
        >>> import tfcompat as tf
        >>> def double(inputs, state):
        ...     return inputs * 2, state
        >>> tf.nn.RNNCellDropoutWrapper(double, input_keep_prob=0.5)(tf.ones([8]), ())[0].shape
        TensorShape([8])
    """

    def __init__(
        self, cell, input_keep_prob=1.0, output_keep_prob=1.0, state_keep_prob=1.0,
        variational_recurrent=False, input_size=None, dtype=None, seed=None,
        dropout_state_filter_visitor=None, **kwargs,
    ):
        super().__init__(cell, **kwargs)
        if dropout_state_filter_visitor is not None and not callable(dropout_state_filter_visitor):
            raise TypeError("dropout_state_filter_visitor must be callable")
        self._filter = dropout_state_filter_visitor or _all_but_memory
        self._keep = {
            "input": _probability("input_keep_prob", input_keep_prob),
            "state": _probability("state_keep_prob", state_keep_prob),
            "output": _probability("output_keep_prob", output_keep_prob),
        }
        self._variational, self._input_size, self._seed = variational_recurrent, input_size, seed
        self._noise = {}
        if variational_recurrent:
            if dtype is None:
                raise ValueError("When variational_recurrent=True, dtype must be provided")
            if _leaves_out(self._keep["input"]):
                if input_size is None:
                    raise ValueError(
                        "When variational_recurrent=True and input_keep_prob < 1.0 or is unknown, "
                        "input_size must be provided"
                    )
                self._noise["input"] = self._drawn(input_size, "input", dtype)
            for name, sizes in (("state", cell.state_size), ("output", cell.output_size)):
                self._noise[name] = self._drawn(sizes, name, dtype)

    def _drawn(self, sizes, name, dtype):
        """Return noise for every part of a structure of sizes, the same for all rows."""
        if isinstance(sizes, TensorShape):
            leaves = [sizes]
        else:
            leaves = nest.flatten(sizes)
        return [
            random.uniform([1, *TensorShape(size).as_list()], dtype=dtype,
                           seed=self._seed_of(name, i))
            for i, size in enumerate(leaves)
        ]

    def _seed_of(self, name, i):
        if self._seed is None:
            return None
        text = f"{self._seed}{name}_{i}".encode()
        return int(hashlib.md5(text, usedforsecurity=False).hexdigest()[:8], 16) & 0x7FFFFFFF

    def _left_out(self, values, name, wanted=None):
        """Leave elements out of every part of a structure for which it is wanted."""
        parts = nest.flatten(values)
        wanted = [True] * len(parts) if wanted is None else wanted
        keep, found = self._keep[name], []
        for i, (part, wants) in enumerate(zip(parts, wanted, strict=True)):
            if wants and self._variational:
                mask = raw.Floor(keep + self._noise[name][i])
                part = arrays.ensure_shape(part / keep * mask, part.shape)
            elif wants:
                part = dropout.dropout(part, rate=1.0 - keep, seed=self._seed_of(name, i))
            found.append(part)
        return nest.pack_sequence_as(values, found)

    def _step(self, inputs, state, step, **kwargs):
        if _leaves_out(self._keep["input"]):
            inputs = self._left_out(inputs, "input")
        output, new_state = step(inputs, state, **kwargs)
        if _leaves_out(self._keep["state"]):
            new_state = self._left_out(new_state, "state", self._wanted(new_state))
        if _leaves_out(self._keep["output"]):
            output = self._left_out(output, "output")
        return output, new_state

    def _wanted(self, state):
        """Return a bool for every part of a state: whether elements are left out of it."""
        said = self._filter(state)
        if not isinstance(said, bool):
            return [bool(wants) for wants in nest.flatten(said)]
        if not said:
            return [False] * len(nest.flatten(state))
        if not nest.is_nested(state):
            return [True]
        parts = list(state.values()) if isinstance(state, dict) else state
        return [wants for part in parts for wants in self._wanted(part)]

    def get_config(self):
        """Return what the wrapper was made with, a dict of simple values."""
        return super().get_config() | {
            **{f"{name}_keep_prob": keep for name, keep in self._keep.items()},
            "variational_recurrent": self._variational, "input_size": self._input_size,
            "seed": self._seed,
        }


def _probability(name, value):
    known = arrays.get_static_value(convert_to_tensor(value))
    if known is None:
        return value
    if known < 0 or known > 1:
        raise ValueError(f"Parameter {name} must be between 0 and 1: {int(known)}")
    return float(known)


def _leaves_out(keep):
    return not isinstance(keep, numbers.Real) or keep < 1.0


def _all_but_memory(part):
    if getattr(part, "_fields", None) == ("c", "h"):  # the state of an LSTM
        return type(part)(c=False, h=True)
    return not isinstance(part, TensorArray)
