"""tf.io.write_graph: graphs as files."""

import os

from tfcompat._src.wire import messages


def write_graph(graph_or_graph_def, logdir, name, as_text=True):
    """Write a graph to a file.

    Args:
        graph_or_graph_def: a graph or a GraphDef message.
        logdir: the directory of the file, which is made if it is not there.
        name: the name of the file.
        as_text: whether it is written in protobuf's text format.

    Returns:
        The path of the file.

    Raises:
        OSError: the file cannot be written.

    Example:
        >>> import os, tempfile
        >>> import tfcompat as tf
        >>> graph = tf.Graph()
        >>> os.path.basename(tf.io.write_graph(graph, tempfile.mkdtemp(), "graph.pbtxt"))
        'graph.pbtxt'
    """
    found = graph_or_graph_def
    if hasattr(found, "as_graph_def"):
        found = found.as_graph_def()
    data = found.SerializeToString(deterministic=True)
    if as_text:
        data = messages.to_text(messages.GraphDef.FromString(data)).encode()
    os.makedirs(logdir, exist_ok=True)
    path = os.path.join(os.fspath(logdir), os.fspath(name))
    part = f"{path}.tmp{os.getpid()}"
    with open(part, "wb") as file:
        file.write(data)
    os.replace(part, path)
    return path
