"""Attributes that models and layers of Keras are documented to have after loading.

Keras writes them beside each object, and most objects have them as children. Where an object does
not, they are made up here of what lies below it.
"""

from tfcompat._src.core.trackable import Trackable
from tfcompat._src.state.variable import Variable

_KINDS = (
    "_tf_keras_model", "_tf_keras_network", "_tf_keras_sequential", "_tf_keras_layer",
    "_tf_keras_rnn_layer", "_tf_keras_input_layer",
)
_API = "keras_api"


def complete(objects, protos):
    """Give the Keras objects among restored ones the attributes that they lack.

    Args:
        objects: the restored objects.
        protos: their SavedObject messages.
    """
    for owner, proto in zip(objects, protos, strict=True):
        if proto.user_object.identifier in _KINDS:
            _complete(owner)


def _complete(owner):
    stored = getattr(owner, _API, None)
    for name in ("variables", "trainable_variables", "regularization_losses"):
        if not hasattr(owner, name):
            found = getattr(stored, name, None)
            if found is None:
                found = _made_up(owner, name)
            object.__setattr__(owner, name, found)  # not tracked: saving again does not need it


def _made_up(owner, name):
    if name == "regularization_losses":
        return []
    return [
        variable for variable in _variables(owner)
        if name == "variables" or variable.trainable
    ]


def _variables(owner):
    """Return the variables below an object, the optimizer's and its own bookkeeping left out."""
    found, seen, waiting = [], {id(owner)}, [owner]
    while waiting:
        node = waiting.pop(0)
        for child_name, child in node._trackable_dependencies:
            if id(child) in seen or child_name in (_API, "optimizer", "signatures"):
                continue
            seen.add(id(child))
            if isinstance(child, Variable):
                found.append(child)
            elif isinstance(child, Trackable):
                waiting.append(child)
    return found
