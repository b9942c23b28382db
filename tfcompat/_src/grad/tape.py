"""GradientTape: what users hold of a recording, and the gradients they ask it for.

What is recorded is in `recorder.py`, the walk backwards in `backward.py`, whole Jacobian matrices
in `jacobians.py`.
"""

import contextlib
import enum

from tfcompat._src.base import nest
from tfcompat._src.base.dtypes import as_dtype
from tfcompat._src.core import context
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor, identify
from tfcompat._src.grad import backward, composites, filling, jacobians, notices, rules
from tfcompat._src.grad.recorder import Recorder


class UnconnectedGradients(enum.Enum):
    """What stands for the gradient of something that the target does not depend on.

    Attributes:
        NONE: None.
        ZERO: zeros of the shape and dtype of the source.

    Example:
        >>> import tfcompat as tf
        >>> tf.UnconnectedGradients("zero")
        <UnconnectedGradients.ZERO: 'zero'>
    """

    NONE = "none"
    ZERO = "zero"


class GradientTape:
    """Records calls, to differentiate what they computed: `tf.GradientTape`.

    Trainable variables are watched when they are read; tensors when `watch` says so. Calls made
    in a `with` block of the tape are recorded where they depend on anything watched.

    Args:
        persistent: whether gradients can be asked for more than once.
        watch_accessed_variables: whether trainable variables are watched when they are read.

    Example:
        >>> import tfcompat as tf
        >>> x = tf.constant(3.0)
        >>> with tf.GradientTape() as tape:
        ...     tape.watch(x)
        ...     y = x * x
        >>> tape.gradient(y, x)
        <tf.Tensor: shape=(), dtype=float32, numpy=6.0>
    """

    def __init__(self, persistent=False, watch_accessed_variables=True):
        self._persistent = persistent
        self._watch_accessed_variables = watch_accessed_variables
        self._recorder = None
        self._watched_variables = ()
        self._recording = False

    def __enter__(self):
        self._push()
        return self

    def __exit__(self, kind, value, trace):
        if self._recording:
            self._pop()

    def _push(self):
        if self._recording:
            raise ValueError("Tape is still recording, This can happen if you try to re-enter an "
                             "already-active tape.")
        if self._recorder is None:
            self._recorder = Recorder(self._watch_accessed_variables, self._persistent)
        self._recorder.start()
        self._recording = True

    def _pop(self):
        if not self._recording:
            raise ValueError("Tape is not recording.")
        self._recorder.stop()
        self._recording = False

    def watch(self, tensor):
        """Record what depends on a tensor.

        Args:
            tensor: a tensor, a variable, or a nest of these.

        Raises:
            ValueError: something else was given.

        Example:
            >>> import tfcompat as tf
            >>> x = tf.constant(2.0)
            >>> with tf.GradientTape() as tape:
            ...     tape.watch(x)
            ...     y = x * 5.0
            >>> tape.gradient(y, x)
            <tf.Tensor: shape=(), dtype=float32, numpy=5.0>
        """
        for item in nest.flatten(tensor, expand_composites=True):
            if not isinstance(item, Tensor) and not hasattr(item, "handle"):
                raise ValueError(
                    f"Passed in object {item} of type {type(item).__name__!r}, not tf.Tensor or "
                    "tf.Variable or ExtensionType."
                )
            if item.dtype.base_dtype not in rules.TRAINABLE:
                notices.warn("The dtype of the watched tensor must be floating (e.g. tf.float32), "
                             f"got {item.dtype!r}", 5)
            if hasattr(item, "handle"):
                self._recorder.watch_variable(item)
            else:
                self._recorder.watch(item)

    @contextlib.contextmanager
    def stop_recording(self):
        """Record nothing within a `with` block.

        Raises:
            RuntimeError: the tape is not recording.

        Example:
            >>> import tfcompat as tf
            >>> x = tf.constant(3.0)
            >>> with tf.GradientTape() as tape:
            ...     tape.watch(x)
            ...     y = x * x
            ...     with tape.stop_recording():
            ...         step = y * 100.0
            >>> tape.gradient(y, x)
            <tf.Tensor: shape=(), dtype=float32, numpy=6.0>
        """
        if self._recorder is None:
            raise RuntimeError("Trying to stop recording a tape which is not recording.")
        self._pop()
        try:
            yield
        finally:
            self._push()

    def reset(self):
        """Forget everything recorded so far and begin anew.

        Example:
            >>> import tfcompat as tf
            >>> x = tf.constant(3.0)
            >>> with tf.GradientTape() as tape:
            ...     tape.watch(x)
            ...     loss = x * x
            ...     tape.reset()
            ...     tape.watch(x)
            ...     loss = loss + x
            >>> tape.gradient(loss, x)
            <tf.Tensor: shape=(), dtype=float32, numpy=1.0>
        """
        self._pop()
        self._recorder = None
        self._push()

    def watched_variables(self):
        """Return the variables watched so far, in the order in which they were made.

        Example:
            >>> import tfcompat as tf
            >>> v = tf.Variable(2.0)
            >>> with tf.GradientTape() as tape:
            ...     y = v * v
            >>> tape.watched_variables()
            (<tf.Variable 'Variable:0' shape=() dtype=float32, numpy=2.0>,)
        """
        if self._recorder is not None:
            variables = self._recorder.watched
            self._watched_variables = tuple(variables[number] for number in sorted(variables))
        return self._watched_variables

    def gradient(self, target, sources, output_gradients=None,
                 unconnected_gradients=UnconnectedGradients.NONE):
        """Return the gradient of a target with regard to sources.

        Args:
            target: a tensor or a nest of tensors; of several, the sum is differentiated.
            sources: a tensor or variable, or a nest of these.
            output_gradients: for each tensor of `target`, what its gradient is multiplied with.
            unconnected_gradients: an UnconnectedGradients.

        Returns:
            A nest like `sources` of Tensors, IndexedSlices or None.

        Raises:
            RuntimeError: the tape was used before and is not persistent.
            TypeError: the target is none.
            LookupError: an op in between has no gradient.

        Example:
            >>> import tfcompat as tf
            >>> a, b = tf.Variable(2.0), tf.Variable(3.0)
            >>> with tf.GradientTape() as tape:
            ...     y = a * b
            >>> [float(gradient) for gradient in tape.gradient(y, [a, b])]
            [3.0, 2.0]
        """
        self._check_usable()
        if self._recording:
            if self._persistent:
                notices.warn(_INSIDE, 1)
            else:
                self._pop()
        if target is None:
            raise TypeError(
                "Argument `target` should be a list or nested structure of Tensors, Variables or "
                "CompositeTensors to be differentiated, but received None."
            )
        wish = unconnected(unconnected_gradients)
        targets = [_differentiable(item) for item in nest.flatten(target)]
        raw_sources = nest.flatten(sources)
        wanted = [_differentiable(item) for item in raw_sources]
        found = self._walk(composites.flat(targets), composites.flat(wanted), output_gradients,
                           release=not self._persistent)
        if wish is UnconnectedGradients.ZERO:
            pairs = zip(found, composites.flat(raw_sources), strict=True)
            found = [filling.zeros_like(source) if gradient is None else gradient
                     for gradient, source in pairs]
        self._release()
        return nest.pack_sequence_as(sources, composites.packed(wanted, found))

    def _walk(self, targets, sources, output_gradients=None, release=False):
        """Return the gradients of tensors with regard to others."""
        found = backward.walk(
            self._recorder.entries, self._recorder.producers, _seeds(targets, output_gradients),
            {identify(tensor) for tensor in sources}, release,
        )
        return [found.get(tensor._id) for tensor in sources]

    def _check_usable(self):
        if self._recorder is None:
            raise RuntimeError(
                "A non-persistent GradientTape can only be used to compute one set of gradients "
                "(or jacobians)"
            )

    def _release(self):
        """Forget everything recorded, unless more may be asked."""
        if not self._persistent:
            self.watched_variables()
            self._recorder = None

    @contextlib.contextmanager
    def _ensure_recording(self):
        """Record what happens within a `with` block, whether the tape is recording or not."""
        if self._recording:
            yield
            return
        self._push()
        try:
            yield
        finally:
            self._pop()

    def jacobian(self, target, sources, unconnected_gradients=UnconnectedGradients.NONE,
                 parallel_iterations=None, experimental_use_pfor=True):
        """Return the matrices of the derivatives of each element of a target.

        Args:
            target: a tensor.
            sources: a tensor or variable, or a nest of these.
            unconnected_gradients: an UnconnectedGradients.
            parallel_iterations: not used.
            experimental_use_pfor: taken for compatibility; False needs a persistent tape.

        Returns:
            A nest like `sources` of tensors of shape target.shape + source.shape, or None.

        Raises:
            RuntimeError: the tape was used before and is not persistent.

        Example:
            >>> import tfcompat as tf
            >>> x = tf.constant([1.0, 2.0])
            >>> with tf.GradientTape() as tape:
            ...     tape.watch(x)
            ...     y = x * x
            >>> tape.jacobian(y, x)
            <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
            array([[2., 0.],
                   [0., 4.]], dtype=float32)>
        """
        self._check_usable()
        wish = unconnected(unconnected_gradients)
        jacobians.check_target(target)
        if not experimental_use_pfor and context.executing_eagerly() and not self._persistent:
            raise RuntimeError(
                "GradientTape must be created with persistent=True to compute the jacobian with "
                "eager execution enabled and with  experimental_use_pfor set to False."
            )
        found = jacobians.jacobian(
            self, target, [_differentiable(item) for item in nest.flatten(sources)],
            nest.flatten(sources) if wish is UnconnectedGradients.ZERO else None,
        )
        self._release()
        return nest.pack_sequence_as(sources, found)

    def batch_jacobian(self, target, source, unconnected_gradients=UnconnectedGradients.NONE,
                       parallel_iterations=None, experimental_use_pfor=True):
        """Return the matrices of the derivatives of each row of a target, by its own source row.

        Args:
            target: a tensor [b, y...] whose rows depend on the same row of the source only.
            source: a tensor [b, x...].
            unconnected_gradients: an UnconnectedGradients; what is unconnected is zero anyway.
            parallel_iterations: not used.
            experimental_use_pfor: taken for compatibility; False needs a persistent tape.

        Returns:
            A tensor [b, y..., x...].

        Raises:
            RuntimeError: the tape was used before and is not persistent.
            ValueError: the shapes do not fit.

        Example:
            >>> import tfcompat as tf
            >>> x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
            >>> with tf.GradientTape() as tape:
            ...     tape.watch(x)
            ...     y = x * x
            >>> tape.batch_jacobian(y, x)[1]
            <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
            array([[6., 0.],
                   [0., 8.]], dtype=float32)>
        """
        if self._recorder is None:
            raise RuntimeError(
                "A non-persistent GradientTape can only be used tocompute one set of gradients "
                "(or jacobians)"
            )
        unconnected(unconnected_gradients)
        jacobians.check_target(target)
        jacobians.check_batch(target, source)
        if not experimental_use_pfor and context.executing_eagerly() and not self._persistent:
            raise RuntimeError(
                "GradientTape must be created with persistent=True to compute the batch_jacobian "
                "with eager execution enabled and  with experimental_use_pfor set to False."
            )
        found = jacobians.batch_jacobian(self, target, source, _differentiable(source))
        self._release()
        return found


_INSIDE = (
    "Calling GradientTape.gradient on a persistent tape inside its context is significantly less "
    "efficient than calling it outside the context (it causes the gradient ops to be recorded on "
    "the tape, leading to increased CPU and memory usage). Only call GradientTape.gradient inside "
    "the context if you actually want to trace the gradient in order to compute higher order "
    "derivatives."
)


def unconnected(value):
    """Return the UnconnectedGradients that a value is or names.

    Raises:
        ValueError: it is none.
    """
    try:
        return UnconnectedGradients(value)
    except ValueError:
        raise ValueError(f"Unknown value for unconnected_gradients: {value!r}") from None


def _differentiable(item):
    """The tensor that a target or source stands for: of a variable, its handle.

    Raises:
        TypeError, AttributeError: it is nothing with a dtype.
    """
    if item is None or isinstance(item, str):
        as_dtype(item)  # raises, in TensorFlow's words
    item.dtype  # noqa: B018 - numbers have none, which is the error
    handle = getattr(item, "handle", None)
    if isinstance(handle, Tensor):
        return handle
    return item


def _seeds(targets, output_gradients):
    """Return {number of a target: list of its gradients} to begin with."""
    given = [None] * len(targets)
    if output_gradients is not None:
        given = nest.flatten(output_gradients)
    seeds = {}
    for target, gradient in zip(targets, given, strict=False):
        if target.dtype not in rules.TRAINABLE:
            continue
        seed = filling.ones_like(target) if gradient is None else convert_to_tensor(gradient)
        seeds.setdefault(identify(target), []).append(seed)
    return seeds
