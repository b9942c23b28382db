"""GraphDef and FunctionDef messages to graphs.

Functions are imported one by one, when they are first looked into. Ops that are not known here
keep their NodeDef's attributes and have no record; `missing_ops` names those that would be run.
Reading the attributes and input references of one node is in `import_node`.
"""

import functools

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import OfFile
from tfcompat._src.graph import engine_segments, import_node
from tfcompat._src.graph.func_graph import FuncGraph
from tfcompat._src.graph.functions import GraphFunction, function_names
from tfcompat._src.graph.graph import Graph
from tfcompat._src.graph.operation import Operation
from tfcompat._src.registry import exists, find
from tfcompat._src.registry.attr_values import dtype_from_enum, shape_from_proto


def import_functions(
    library, producer_ops=None, functions=None, custom_gradients=None, shares_by_node_name=False,
):
    """Make a GraphFunction of every FunctionDef; their graphs are imported when asked for.

    Args:
        library: a FunctionDefLibrary message.
        producer_ops: an OpList with the definitions of the program that wrote the library;
            attributes that we do not know are dropped where they hold its defaults.
        functions: a dict to add to, when functions of another library may be called as well.
        custom_gradients: the dict of gradient rules that nodes of the functions name; it may be
            filled later.
        shares_by_node_name: whether nodes of several functions that are called alike, and have
            no other name to share resources by, have one resource.

    Returns:
        Dict of names to GraphFunctions.

    Raises:
        ValueError: two functions have the same name.

    Example:
        >>> from tfcompat._src.wire import messages
        >>> import_functions(messages.FunctionDefLibrary())
        {}
    """
    functions = {} if functions is None else functions
    loader = functools.partial(
        _load_function, defaults=import_node.producer_defaults(producer_ops), resources=OfFile(),
        custom_gradients={} if custom_gradients is None else custom_gradients,
        owner=object() if shares_by_node_name else None,
    )
    for definition in library.function:
        name = definition.signature.name
        known = functions.get(name)
        if known is not None:
            if known.definition is None or known.definition != definition:
                raise ValueError(f"The library defines function '{name}' twice.")
            continue
        functions[name] = GraphFunction(
            name, attrs=definition.attr, definition=definition, library=functions, loader=loader
        )
    return functions


def import_graph_def(graph_def, graph=None, producer_ops=None, functions=None):
    """Make a Graph of a GraphDef.

    Args:
        graph_def: a GraphDef message.
        graph: an empty graph to fill; by default a new one.
        producer_ops: as in `import_functions`.
        functions: functions that the graph may call besides those of its own library.

    Returns:
        The graph.

    Raises:
        ValueError: the message is broken; names the node.
    """
    graph = Graph() if graph is None else graph
    graph.resources = OfFile()
    graph.functions = import_functions(graph_def.library, producer_ops, functions)
    defaults = import_node.producer_defaults(producer_ops)
    importer = _Importer(graph, "the graph", defaults)
    importer.add_nodes(graph_def.node)
    importer.connect(import_node.graph_reference)
    check_acyclic(graph, "the graph")
    return graph


def _load_function(definition, library, defaults, resources, custom_gradients, owner):
    name = definition.signature.name
    graph = FuncGraph(name)
    graph.functions = library
    graph.resources = resources
    if owner is not None:
        graph.resource_owner = owner
    graph.custom_gradients = custom_gradients
    where = f"function '{name}'"
    importer = _Importer(graph, where, defaults)
    for i, arg in enumerate(definition.signature.input_arg):
        _add_argument(graph, arg, definition.arg_attr[i].attr if i in definition.arg_attr else {},
                      where)
    importer.arguments = {tensor.op.name: tensor for tensor in graph.inputs}
    importer.add_nodes(definition.node_def)
    importer.connect(functools.partial(import_node.function_reference, importer))
    for arg in definition.signature.output_arg:
        if arg.name not in definition.ret:
            raise ValueError(f"Output '{arg.name}' of {where} is not bound to a tensor.")
        reference = definition.ret[arg.name]
        graph.outputs.append(importer.resolve(
            functools.partial(import_node.function_reference, importer), reference,
            f"output '{arg.name}'",
        ))
    for key in definition.signature.control_output or definition.control_ret:
        graph.control_outputs.append(importer.operation(definition.control_ret[key], "control_ret"))
    check_acyclic(graph, where)
    return graph


def _load_segment(graph_def, graph, functions):
    import_graph_def(graph_def, graph, functions=functions)


def _add_argument(graph, arg, attrs, where):
    if arg.number_attr or arg.type_list_attr or not arg.type:
        raise ValueError(
            f"Argument '{arg.name}' of {where} has a type that depends on the function's "
            "attributes; such function templates are not supported."
        )
    dtype = dtype_from_enum(arg.type)
    kept = {"dtype": dtype.base_dtype, "shape": TensorShape(None)}
    kept.update((key, value) for key, value in attrs.items() if key != "_output_shapes")
    op = Operation(graph, arg.name, "Placeholder", find("Placeholder"), kept)
    _add(graph, op, where)
    tensor = op.outputs[0]
    shapes = attrs["_output_shapes"].list.shape if "_output_shapes" in attrs else ()
    tensor._shape = shape_from_proto(shapes[0]) if len(shapes) == 1 else TensorShape(None)
    kept["shape"] = tensor._shape
    if "_handle_dtypes" in attrs and "_handle_shapes" in attrs:
        types, shapes = attrs["_handle_dtypes"].list.type, attrs["_handle_shapes"].list.shape
        if len(types) == len(shapes) == 1:
            tensor.handle_data = dtype_from_enum(types[0]), shape_from_proto(shapes[0])
    if len(arg.handle_data) == 1:
        [data] = arg.handle_data
        tensor.handle_data = dtype_from_enum(data.dtype), shape_from_proto(data.shape)
    graph.inputs.append(tensor)


def _add(graph, op, where):
    try:
        graph.add(op)
    except ValueError:
        raise ValueError(f"Node '{op.name}' is defined twice in {where}.") from None


class _Importer:
    """What is needed while the nodes of one graph are read."""

    def __init__(self, graph, where, defaults):
        self.graph = graph
        self.where = where
        self.defaults = defaults
        self.arguments = {}
        self.called = {}
        self.nodes = []

    def add_nodes(self, nodes):
        for node in nodes:
            record, attrs = self._read(node)
            op_type = node.op if record is None else record.name
            op = Operation(
                self.graph, self.full_name(node.name), op_type, record, attrs, node.device)
            _add(self.graph, op, self.where)
            self.note(node.name, op)
            _note_shapes(op, node)
            self.nodes.append((op, node.input))

    def full_name(self, name):
        """Return the name of a node in the graph."""
        return name

    def note(self, name, op):
        """Remember a node by its name in the message."""

    def find(self, name):
        """Return the node of a name in the message, or None."""
        return self.graph._by_name.get(name)

    def _read(self, node):
        if not exists(node.op):
            if node.op in self.graph.functions:
                self.called[node.name] = self.graph.functions[node.op].definition.signature
                return import_node.legacy_call(node, self.graph.functions[node.op])
            return None, dict(node.attr)
        record = find(node.op)
        if node.op == engine_segments.ENGINE:
            node = engine_segments.completed(
                node, self.graph.functions, self.where, _load_segment)
        return record, import_node.attributes(node, record, self.where, self.defaults)

    def connect(self, reference):
        for op, references in self.nodes:
            inputs, controls = [], []
            for text in references:
                if text.startswith("^"):
                    controls.append(self.operation(text[1:], f"node '{op.name}'"))
                elif controls:
                    raise ValueError(
                        f"Node '{op.name}' in {self.where}: input '{text}' comes after a control "
                        "input."
                    )
                else:
                    inputs.append(self.resolve(reference, text, f"node '{op.name}'"))
            import_node.check_inputs(op, inputs, self.where)
            op.connect(inputs, controls)

    def operation(self, name, user):
        op = self.find(name)
        if op is None:
            raise ValueError(f"'^{name}' of {user} in {self.where}: there is no such node.")
        return op

    def resolve(self, reference, text, user):
        name, find_index = reference(text)
        op = self.find(name)
        if op is None:
            raise ValueError(
                f"Input '{text}' of {user} in {self.where}: there is no node '{name}'."
            )
        index = find_index(op)
        if index is None or (op.record is not None and index >= len(op.outputs)):
            raise ValueError(
                f"Input '{text}' of {user} in {self.where} names an output that '{name}' "
                f"({op.type}) does not have."
            )
        return op.output(index)


def _note_shapes(op, node):
    if "_output_shapes" not in node.attr:
        return
    shapes = node.attr["_output_shapes"].list.shape
    if len(shapes) == len(op.outputs):
        for tensor, shape in zip(op.outputs, shapes, strict=True):
            tensor._shape = shape_from_proto(shape)


def check_acyclic(graph, where):
    """Raise ValueError where nodes wait for each other; loops of the old kind may do so."""
    waiting = {}
    ready = []
    users = {op: [] for op in graph.operations}
    for op in graph.operations:
        before = {t.op for t in op.inputs if t.op.type not in ("NextIteration", "RefNextIteration")}
        before.update(op.control_inputs)
        waiting[op] = len(before)
        for other in before:
            users[other].append(op)
        if not before:
            ready.append(op)
    done = 0
    while ready:
        op = ready.pop()
        done += 1
        for user in users[op]:
            waiting[user] -= 1
            if not waiting[user]:
                ready.append(user)
    if done < len(graph.operations):
        names = _one_cycle([op for op in graph.operations if waiting[op]], waiting)
        raise ValueError(f"Nodes in {where} form a cycle: {' <- '.join(names)}")


def _one_cycle(stuck, waiting):
    path, seen, op = [], {}, stuck[0]
    while op not in seen:
        seen[op] = len(path)
        path.append(op)
        before = [t.op for t in op.inputs if "NextIteration" not in t.op.type] + op.control_inputs
        op = next(other for other in before if waiting[other])
    return [f"'{node.name}'" for node in path[seen[op] : seen[op] + 8]] + [f"'{op.name}'"]


def missing_ops(functions, roots):
    """Find ops without an implementation here that calls of some functions may reach.

    Args:
        functions: mapping of names to GraphFunctions.
        roots: names of functions, or Operations of a graph, where to begin.

    Returns:
        Sorted list of (op, name of a function that has it, "" for a graph).
    """
    found, seen, waiting = {}, set(), []
    for root in roots:
        if isinstance(root, str):
            waiting.append(root)
        else:
            if root.record is None:
                found.setdefault(root.type, "")
            waiting.extend(ref.name for ref in root.function_refs())
    while waiting:
        name = waiting.pop()
        if name in seen or name not in functions:
            continue
        seen.add(name)
        function = functions[name]
        for op_type, callees in _uses(function):
            if not exists(op_type) and op_type not in functions:
                found.setdefault(op_type, name)
            waiting.extend(callees)
            waiting.append(op_type)
    return sorted(found.items())


def _uses(function):
    """Yield (op, names of functions that it calls) for every node, and what its program lacks."""
    if function.is_imported:
        for op in function.graph.operations:
            yield op.type, [ref.name for ref in op.function_refs()]
            if op.type == "XlaCallModule":
                yield from _lacking(op.attrs["module"], op.attrs["platforms"])
        return
    for node in function.definition.node_def:
        yield node.op, function_names(node)
        if node.op == "XlaCallModule":
            yield from _lacking(node.attr["module"].s, node.attr["platforms"].list.s)


def _lacking(module, platforms):
    """Yield what a program for this platform uses that is not supported, each as an op."""
    from tfcompat._src.stablehlo import program

    if not platforms or b"CPU" in platforms:
        for name in program.lacking(bytes(module)):
            yield f"XlaCallModule: {name}", []
