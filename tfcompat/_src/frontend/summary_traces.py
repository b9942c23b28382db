"""Traces of what is run, for TensorBoard: there are none of this kind here."""

from tfcompat._src.base import errors, tables


def trace_on(graph=True, profiler=False, profiler_outdir=None):
    """Refuse to trace what is run: there are no traces of this kind here.

    Args:
        graph: whether graphs are to be noted.
        profiler: whether times are to be.
        profiler_outdir: where the times are to be written.

    Returns:
        Nothing: it never returns.

    Raises:
        NotImplementedError: something is to be traced.

    Example:
        >>> import tfcompat as tf
        >>> tf.summary.trace_on()
        Traceback (most recent call last):
            ...
        tfcompat._src.base.errors.UnsupportedError: ...
    """
    if graph or profiler:
        raise errors.UnsupportedError(
            "tf.summary.trace_on: tfcompat traces no runs; tf.summary.graph writes the graph of a "
            f"function. {tables.SUPPORTED_PAGE} lists what is supported."
        )


def trace_off():
    """Stop tracing, which never began.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.summary.trace_off()
    """


def trace_export(name, step=None, profiler_outdir=None):
    """Refuse to write a trace, as there is none.

    Args:
        name: the tag.
        step: the step.
        profiler_outdir: where times are to be written.

    Returns:
        Nothing: it never returns.

    Raises:
        ValueError: always.

    Example:
        >>> import tfcompat as tf
        >>> tf.summary.trace_export("trace")
        Traceback (most recent call last):
            ...
        ValueError: Must enable trace before export through tf.summary.trace_on.
    """
    raise ValueError("Must enable trace before export through tf.summary.trace_on.")
