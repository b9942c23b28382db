"""Ops that users bring along: `register_op`, and what stands for libraries of compiled ops.

What an op consists of is told in docs/own-ops.md; the ops of TensorFlow are in `ops/`.
"""

import errno
import os

from tfcompat._src.base import errors
from tfcompat._src.core import raw, raw_ops
from tfcompat._src.registry import names, record

_ADVICE = (
    "tfcompat has no use for compiled code: write the op's kernel in Python and register it with "
    "tf.register_op, as docs/own-ops.md shows."
)


def register_op(definition, *, stateful=False, host=()):
    """Add an op that TensorFlow does not have, so that models with it can be loaded and run.

    It decorates the kernel, a function of arrays that computes what the op does. What it returns
    is the op's record: `@record.shape` decorates the function that tells the shapes of its
    outputs, `@record.gradient` the one that takes its gradient. The op is then called as
    `tf.raw_ops.<its name>`, and is used in graphs and models of every kind.

    Args:
        definition: the op's definition as text, the same facts that REGISTER_OP states in C++:
            `"Name(inputs) -> outputs"` and a line for each attribute, see docs/adding-an-op.md.
        stateful: whether calls must keep their order, and may not be left out.
        host: names of inputs that stay in main memory even when the rest is on a GPU.

    Returns:
        A decorator of the kernel. The kernel's first argument is the array module, numpy or one
        that looks like it; then come the inputs, and attributes as keyword-only arguments.

    Raises:
        ValueError: the definition makes no sense, or tfcompat has an op of that name itself.

    Example:
        >>> import tfcompat as tf
        >>> @tf.register_op("HalfOf(x: T) -> y: T\\n    T: {float, double}")
        ... def half_of(xp, x):
        ...     return x / 2
        >>> half_of.gradient(lambda op, dy: dy / 2)
        <function ...>
        >>> tf.raw_ops.HalfOf(x=[3.0, 4.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1.5, 2. ], dtype=float32)>
    """
    decorate = record.op(definition, stateful=stateful, host=tuple(host))
    name = record.grammar.parse(definition).name
    if name in names():
        raise ValueError(
            f"tfcompat has an op {name} already; ops of TensorFlow cannot be replaced."
        )

    def register(kernel):
        record.forget(name)
        for module in (raw, raw_ops):  # functions made for a record that was there before
            vars(module).pop(name, None)
        return decorate(kernel)

    return register


def load_op_library(library_filename):
    """Refuse to load a library of compiled ops, saying what to do in place of it.

    Args:
        library_filename: the path of the library.

    Returns:
        Nothing: it never returns.

    Raises:
        NotFoundError: there is no such file.
        NotImplementedError: there is one.

    Example:
        >>> import tfcompat as tf
        >>> tf.load_op_library("no_such_library.so")
        Traceback (most recent call last):
            ...
        tfcompat._src.base.errors.NotFoundError: no_such_library.so: cannot open shared object ...
    """
    path = os.fspath(library_filename)
    if not os.path.exists(path):
        raise errors.NotFoundError(
            None, None, f"{path}: cannot open shared object file: No such file or directory"
        )
    raise errors.UnsupportedError(f"{path} is a library of compiled ops. {_ADVICE}")


def load_library(library_location):
    """Refuse to load libraries of compiled kernels, saying what to do in place of it.

    Args:
        library_location: the path of a library, or of a directory with libraries.

    Returns:
        Nothing: it never returns.

    Raises:
        OSError: there is nothing of that name.
        NotImplementedError: there is.

    Example:
        >>> import tfcompat as tf
        >>> tf.load_library("no_such_library.so")
        Traceback (most recent call last):
            ...
        FileNotFoundError: [Errno 2] The file or folder to load kernel libraries from does not ...
    """
    path = os.fspath(library_location)
    if not os.path.exists(path):
        raise OSError(
            errno.ENOENT, "The file or folder to load kernel libraries from does not exist.", path
        )
    raise errors.UnsupportedError(f"{path} holds compiled code. {_ADVICE}")
