"""Where the nodes of a saved model came from, and a model without its checks and prints."""

from tfcompat._src.graph import source_stack
from tfcompat._src.wire import messages

_SILENCED = frozenset(["Assert", "PrintV2"])
_PASSED_ON = frozenset(["CheckNumerics", "Print"])


def debug_info(library):
    """Return the GraphDebugInfo of all functions of a model.

    Traces go from where a node was made to the program's first line, as TensorFlow's; nodes of
    functions that were loaded have none.

    Args:
        library: the FunctionLibrary.
    """
    message = messages.GraphDebugInfo()
    files, frames, traces = {}, {}, {}
    for function, name in library.entries():
        if function.definition is not None:
            continue
        for op in function.graph.operations:
            stack = source_stack.summaries(op.stack)
            if not stack:
                continue
            trace = tuple((frame.filename, frame.lineno, frame.name) for frame in reversed(stack))
            number = traces.get(trace)
            if number is None:
                number = traces[trace] = len(traces)
                _write_trace(message, number, trace, files, frames)
            message.name_to_trace_id[f"{op.name}@{name}"] = number
    return message


def _write_trace(message, number, trace, files, frames):
    written = message.traces_by_id[number]
    for frame in trace:
        known = frames.get(frame)
        if known is None:
            known = frames[frame] = len(frames)
            filename, line, function = frame
            if filename not in files:
                files[filename] = len(files)
                message.files.append(filename)
            entry = message.frames_by_id[known]
            entry.file_index, entry.line, entry.func = files[filename], line or 0, function
        written.frame_id.append(known)


def strip_debug_nodes(graph_def):
    """Turn assertions and prints of a graph and its functions into nodes that do nothing.

    Args:
        graph_def: the GraphDef message, which is changed.
    """
    for node in graph_def.node:
        _strip(node)
    for function in graph_def.library.function:
        for node in function.node_def:
            _strip(node)


def _strip(node):
    if node.op in _SILENCED:
        node.op = "NoOp"
        for name in [name for name in node.attr if not name.startswith("_")]:
            del node.attr[name]
        node.input[:] = [_as_control(name) for name in node.input]
    elif node.op in _PASSED_ON:
        node.op = "Identity"
        for name in [name for name in node.attr if name != "T"]:
            del node.attr[name]
        node.input[1:] = [_as_control(name) for name in node.input[1:]]


def _as_control(name):
    return name if name.startswith("^") else f"^{name.split(':')[0]}"
