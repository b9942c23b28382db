"""Inputs of samples that an op has to make: lists of tensors, optionals and other handles.

A handle cannot be written down, but the call that makes it can. Lives here: `Made`, such a call,
and what there is to do with one. Nothing here calls an op: whoever uses a sample knows how.
"""


class Made:
    """An output of an op call, as an input of another.

    Attributes:
        op: the name of the op.
        inputs: its inputs: arrays, lists of them, or what is made itself.
        attrs: such attributes as inputs do not imply.
        output: which of its flat outputs it is.
    """

    __slots__ = ("attrs", "inputs", "op", "output")

    def __init__(self, op, inputs, attrs, output=0):
        self.op, self.inputs, self.attrs, self.output = op, list(inputs), attrs, output

    def mapped(self, function):
        """Return the same call with other inputs."""
        return Made(self.op, [mapped(function, item) for item in self.inputs], self.attrs,
                    self.output)


def made(op, *inputs, output=0, **attrs):
    """Return an input that an op makes of inputs.

    >>> rows = made("TensorListFromTensor", [[1.0], [2.0]], [1])
    >>> rows.op, leaves([rows])
    ('TensorListFromTensor', [1.0, 2.0, 1])
    """
    return Made(op, inputs, attrs, output)


def mapped(function, item):
    """Return an input with a function applied to its arrays, in lists and calls as well."""
    if isinstance(item, Made):
        return item.mapped(function)
    if isinstance(item, (list, tuple)):
        return [mapped(function, part) for part in item]
    return function(item)


def leaves(inputs):
    """Return the arrays of inputs, those of lists and calls included, in order."""
    found = []
    for item in inputs:
        mapped(found.append, item)
    return found


def evaluated(item, call):
    """Return an input with every `Made` in it replaced by what it makes.

    Args:
        item: an input.
        call: function from an op's name, inputs and attributes to the flat list of its outputs.
    """
    if isinstance(item, Made):
        inputs = [evaluated(part, call) for part in item.inputs]
        return call(item.op, inputs, item.attrs)[item.output]
    if isinstance(item, (list, tuple)):
        return [evaluated(part, call) for part in item]
    return item
