"""Looking into graphs: operations and tensors by name."""

from tfcompat._src.graph.operation import Operation
from tfcompat._src.graph.symbolic import SymbolicTensor


class GraphElements:
    """Finds operations and tensors of a graph."""

    @property
    def version(self):
        """A number that grows with every node."""
        return len(self.operations)

    def num_operations(self):
        """Return the number of nodes."""
        return len(self.operations)

    def get_operations(self):
        """Return the operations in the order in which they were made."""
        return list(self.operations)

    def get_operation_by_name(self, name):
        """Return the operation called `name`.

        Raises:
            TypeError, ValueError, KeyError: no name, a tensor's name, no such operation.
        """
        if not isinstance(name, str):
            raise TypeError(f"Operation names are strings (or similar), not {_type(name)}.")
        return self.as_graph_element(name, allow_tensor=False, allow_operation=True)

    def get_tensor_by_name(self, name):
        """Return the tensor called `name`, e.g. "x:0".

        Raises:
            TypeError, ValueError, KeyError: no name, no tensor's name, no such tensor.
        """
        if not isinstance(name, str):
            raise TypeError(f"Tensor names are strings (or similar), not {_type(name)}.")
        return self.as_graph_element(name, allow_tensor=True, allow_operation=False)

    def op_def_for_type(self, type):
        """Return the OpDef message of an op type.

        Raises:
            KeyError: there is no such op.
        """
        from tfcompat._src.graph import export
        from tfcompat._src.registry import find

        return export.definition_message(find(type))

    def as_graph_element(self, obj, allow_tensor=True, allow_operation=True):
        """Return the tensor or operation that `obj` is or names.

        Raises:
            TypeError, ValueError, KeyError: it is and names nothing of this graph.
        """
        if isinstance(obj, str):
            return self._named(obj, allow_tensor, allow_operation)
        convert = getattr(obj, "_as_graph_element", None)
        element = convert() if convert is not None else obj
        if isinstance(element, SymbolicTensor) and allow_tensor:
            if element.graph is not self:
                raise ValueError(f"Tensor {obj} is not an element of this graph.")
            return element
        if isinstance(element, Operation) and allow_operation:
            if element.graph is not self:
                raise ValueError(f"Operation {obj} is not an element of this graph.")
            return element
        kinds = " or ".join(
            kind for kind, allowed in (("Tensor", allow_tensor), ("Operation", allow_operation))
            if allowed
        )
        raise TypeError(f"Can not convert a {_type(obj)} into a {kinds}.")

    def _named(self, name, allow_tensor, allow_operation):
        if ":" in name and allow_tensor:
            return self._named_tensor(name)
        if ":" in name:
            raise ValueError(f"Name {name!r} appears to refer to a Tensor, not a Operation.")
        if allow_operation:
            if name not in self._by_name:
                raise KeyError(f"The name {name!r} refers to an Operation not in the graph.")
            return self._by_name[name]
        kind = "refers to an" if name in self._by_name else "looks like an (invalid)"
        noun = "Operation" if name in self._by_name else "Operation name"
        raise ValueError(
            f"The name {name!r} {kind} {noun}, not a Tensor. Tensor names must be of the form "
            '"<op_name>:<output_index>".'
        )

    def _named_tensor(self, name):
        op_name, _, index = name.partition(":")
        if not index.isdigit():
            raise ValueError(
                f"The name {name!r} looks a like a Tensor name, but is not a valid one. Tensor "
                'names must be of the form "<op_name>:<output_index>".'
            )
        op = self._by_name.get(op_name)
        if op is None:
            raise KeyError(
                f"The name {name!r} refers to a Tensor which does not exist. The operation, "
                f"{op_name!r}, does not exist in the graph."
            )
        if op.record is None:
            return op.output(int(index))
        if int(index) >= len(op.outputs):
            raise KeyError(
                f"The name {name!r} refers to a Tensor which does not exist. The operation, "
                f"{op_name!r}, exists but only has {len(op.outputs)} outputs."
            )
        return op.outputs[int(index)]


def _type(value):
    return type(value).__name__
