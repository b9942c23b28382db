"""ForwardAccumulator: derivatives carried forwards, beside the calls themselves.

The forward rule of a call is made from its backward rule: that is linear in the gradients it
takes, so that differentiating it with regard to these gives the transposed map.
"""

import contextlib

from tfcompat._src.base import nest
from tfcompat._src.core import context
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import identify
from tfcompat._src.grad import backward, filling, notices, rules
from tfcompat._src.grad.recorder import Recorder
from tfcompat._src.grad.tape import UnconnectedGradients


class ForwardAccumulator:
    """Computes products of Jacobian matrices and vectors along with calls.

    Args:
        primals: a tensor or variable, or a nest of these.
        tangents: a nest like `primals` of tensors: the direction to differentiate in.

    Raises:
        ValueError: a tensor is given twice, or the nests differ.

    Example:
        >>> import tfcompat as tf
        >>> x = tf.constant([[2.0, 3.0], [1.0, 4.0]])
        >>> direction = tf.constant([[1.0, 0.0], [0.0, 0.0]])
        >>> with tf.autodiff.ForwardAccumulator(x, direction) as accumulator:
        ...     y = tf.reduce_sum(x * x)
        >>> accumulator.jvp(y)
        <tf.Tensor: shape=(), dtype=float32, numpy=4.0>
    """

    def __init__(self, primals, tangents):
        self._recorder = _Accumulator()
        self._recording = False
        seen = set()
        for primal in nest.flatten(primals):
            if id(primal) in seen:
                raise ValueError(
                    "Tensor {} was specified as a primal multiple times. This may indicate "
                    "an error. If it was intended, please sum the corresponding tangents."
                )
            seen.add(id(primal))
        nest.map_structure(self._watch, primals, tangents)

    def _watch(self, primal, tangent):
        if not primal.dtype.is_floating:
            notices.warn("The dtype of the watched primal must be floating (e.g. tf.float32), got "
                         f"{primal.dtype!r}", 5)
        tangent = convert_to_tensor(tangent, primal.dtype)
        self._recorder.tangents[identify(getattr(primal, "handle", primal))] = tangent

    def __enter__(self):
        if self._recording:
            raise ValueError("Accumulator is already recording.")
        self._recorder.start()
        self._recording = True
        return self

    def __exit__(self, kind, value, trace):
        if self._recording:
            self._recorder.stop()
            self._recording = False

    def jvp(self, primals, unconnected_gradients=UnconnectedGradients.NONE):
        """Return the derivatives of tensors in the direction given.

        Args:
            primals: a tensor that was computed while recording, or a nest of such.
            unconnected_gradients: an UnconnectedGradients.

        Returns:
            A nest like `primals` of tensors, or None where nothing depends on what was watched.

        Raises:
            ValueError: unknown `unconnected_gradients`.

        Example:
            >>> import tfcompat as tf
            >>> v = tf.Variable(3.0)
            >>> with tf.autodiff.ForwardAccumulator(v, 1.0) as accumulator:
            ...     y = v * v
            >>> accumulator.jvp(y)
            <tf.Tensor: shape=(), dtype=float32, numpy=6.0>
        """
        wish = UnconnectedGradients(unconnected_gradients)

        def derivative(primal):
            found = self._recorder.tangents.get(getattr(primal, "handle", primal)._id)
            if found is None and wish is UnconnectedGradients.ZERO:
                return filling.zeros_like(primal)
            return found

        return nest.map_structure(derivative, primals)


class _Accumulator:
    """The recorder of a ForwardAccumulator.

    Attributes:
        tangents: {number of a tensor: its derivative}.
        higher: calls of functions have to be ready for gradients of gradients.
    """

    higher = True

    def __init__(self):
        self.tangents = {}

    def start(self):
        """Begin to be told of calls of this thread."""
        context.recorders().append(self)

    def stop(self):
        """Be told no longer."""
        context.recorders().remove(self)

    def accessed(self, variable):
        """Variables are followed only where that was asked for."""

    def follows(self, inputs):
        """Say whether a call with these arguments has derivatives."""
        return any(map(self.tracks, inputs))

    def tracks(self, tensor):
        """Say whether a tensor has a derivative."""
        return tensor._id in self.tangents

    def record(self, op, inputs, attrs, outputs):
        """Differentiate a call; see `core.dispatch`."""
        rule = rules.of(op)
        if rule.none:
            return
        inputs = [tensor for item in inputs for tensor in (item if type(item) is list else [item])]
        if self.follows(inputs):
            self.add(rule, inputs, attrs, outputs)

    def add(self, rule, inputs, attrs, outputs, scope=None):
        """Note the derivatives of the outputs of a call.

        Raises:
            LookupError: the op has no gradient.
        """
        if rule.function is None:
            raise LookupError(f"gradient registry has no entry for: {rule.name}")
        tangents = [self.tangents.get(tensor._id) for tensor in inputs]
        with self._others():
            found = _transposed(rule, inputs, attrs, outputs, tangents)
        for tensor, tangent in zip(outputs, found, strict=True):
            if tangent is not None:
                # what custom gradients say later changes nothing, as in TensorFlow
                self.tangents.setdefault(identify(tensor), tangent)

    @contextlib.contextmanager
    def _others(self):
        """Tell only accumulators around this one, and tapes, of calls in a `with` block."""
        recorders = context.recorders()
        kept = recorders[:]
        place = kept.index(self) if self in kept else len(kept)
        recorders[:] = kept[:place] + [
            one for one in kept[place:] if not isinstance(one, _Accumulator)]
        try:
            yield
        finally:
            recorders[:] = kept


def _transposed(rule, inputs, attrs, outputs, tangents):
    """Return the derivatives of outputs, or None, from those of inputs."""
    tape = Recorder(accepts_variables=False)
    tape.start()
    try:
        dys = []
        for tensor in outputs:
            differentiable = tensor.dtype.base_dtype in rules.TRAINABLE
            dys.append(filling.zeros_like(tensor) if differentiable else None)
            if differentiable:
                tape.watch(dys[-1])
        node = getattr(outputs[0], "op", None) if outputs else None
        needs = [tangent is not None for tangent in tangents]
        call = backward.Call(rule.name, tuple(inputs), attrs, tuple(outputs), needs, node)
        pulled = backward.run(rule, call, dys, len(inputs))
        pairs = [(convert_to_tensor(dx), tangent) for dx, tangent in
                 zip(pulled, tangents, strict=True) if dx is not None and tangent is not None]
    finally:
        tape.stop()
    seeds = {}
    for dx, tangent in pairs:
        seeds.setdefault(identify(dx), []).append(tangent)
    wanted = {dy._id for dy in dys if dy is not None}
    found = backward.walk(tape.entries, tape.producers, seeds, wanted)
    return [None if dy is None else _dense(found.get(dy._id)) for dy in dys]


def _dense(gradient):
    return None if gradient is None else convert_to_tensor(gradient)
