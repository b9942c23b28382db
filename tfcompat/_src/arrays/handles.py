"""Arrays of handles: of resources, lists of tensors, optionals. They are on the host always.

A handle by itself is a Python object and no array; several are an array of objects.
"""

import numpy


def stacked(handles, shape=None):
    """Return an array of handles.

    Args:
        handles: a list of handles.
        shape: that of the array, a vector unless given.
    """
    array = numpy.empty(len(handles), object)
    for i, handle in enumerate(handles):
        array[i] = handle
    return array if shape is None else array.reshape(shape)
