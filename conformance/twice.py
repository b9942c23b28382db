"""Gradients once and twice of one op call: the program that is recorded and then replayed.

`record/record_gradients.py` runs it with TensorFlow's tape, `test_replay_gradients.py` with ours.
Lives here: what is differentiated by what, and with which weights. Nothing here imports either.
"""

import ml_dtypes
import numpy as np
from made_inputs import leaves

TRAINABLE = ("float16", "bfloat16", "float32", "float64", "complex64", "complex128")


def weights(shape, dtype, step):
    """Return an array of the small numbers that gradients of outputs are weighed with.

    They are exact in every dtype, no two neighbours are equal, and `step` tells first from second
    order.
    """
    count = int(np.prod(shape, dtype=int))
    numbers = ((np.arange(count) * step + 3) % 11 - 5) / 4
    if np.dtype(dtype).kind == "c":
        numbers = numbers + 1j * (((np.arange(count) * (step + 2) + 1) % 11 - 5) / 4)
    return numbers.reshape(shape).astype(dtype)


def numpy_dtype(name):
    """Return the numpy dtype of a trainable dtype's name."""
    return np.dtype(ml_dtypes.bfloat16 if name == "bfloat16" else name)


def gradients(tape_class, call, inputs, weighed):
    """Differentiate a call by its inputs, and the result by inputs and output gradients.

    Args:
        tape_class: a GradientTape.
        call: function from the inputs to the flat list of output tensors.
        inputs: tensors, lists of tensors, and calls that make some.
        weighed: function from tensors and a step to a list of tensors of weights.

    Returns:
        (first, second): per trainable flat input a gradient or None; then per trainable flat
        input and per trainable output the gradient of the first gradients, weighed, or the
        exception that it ended in. None where there is nothing to differentiate.
    """
    sources = trainable(inputs)
    with tape_class() as outer:
        outer.watch(sources)
        with tape_class() as inner:
            inner.watch(sources)
            outputs = call(inputs)
        targets = trainable(outputs)
        if not targets or not sources:
            return None
        ups = weighed(targets, 7)
        outer.watch(ups)
        first = inner.gradient(targets, sources, output_gradients=ups)
        found = [values_of(gradient) for gradient in first if gradient is not None]
    if not found:
        return first, []
    try:
        return first, outer.gradient(found, sources + ups, output_gradients=weighed(found, 5))
    except (LookupError, TypeError, ValueError, RuntimeError) as error:
        return first, error


def trainable(tensors):
    """Return the tensors of floating and complex dtypes, those of lists and calls included."""
    return [tensor for tensor in leaves(tensors) if tensor.dtype.name in TRAINABLE]


def weights_like(tensor, step):
    """Return weights of the shape and dtype of a tensor, as an array."""
    return weights(tensor.shape.as_list(), numpy_dtype(tensor.dtype.name), step)


def values_of(gradient):
    """Return the tensor of numbers of a gradient, dense or slices."""
    return gradient.values if hasattr(gradient, "indices") else gradient
