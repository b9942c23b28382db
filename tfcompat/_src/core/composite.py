"""CompositeTensor: the base of values that are made of several tensors and stand where one stands.

Here: what such a value owes to the rest - a spec, and an answer to being the input of an op call.
The values themselves, sparse and ragged tensors, are in the room `composite`.

A composite passes through `convert_to_tensor` as it is, and stops at the op funnel: there its
class says what the op means for it, or that it means nothing. So a function that converts its
arguments and calls ops works on composites without knowing of them, and none is taken for what it
is not.
"""

from tfcompat._src.base import dtypes, nest
from tfcompat._src.core import context


class CompositeTensor:
    """A value made of several tensors: `tf.RaggedTensor`, `tf.SparseTensor`."""

    __slots__ = ()

    @property
    def _type_spec(self):
        """The TypeSpec that takes such a value apart and puts it together."""
        raise NotImplementedError(f"{type(self).__name__}._type_spec")

    @classmethod
    def _call_op(cls, op, inputs, attrs, name):
        """Carry out an op call that has a value of this class among its inputs.

        Args:
            op: the registry's `Op` record.
            inputs: one value per input argument, not converted.
            attrs: the attributes given.
            name: the name the caller wishes for.

        Raises:
            TypeError, ValueError: the op takes no such values.
        """
        raise NotImplementedError(f"{cls.__name__}._call_op")

    def _no_tensor(self):
        """Return the error of making one tensor of such a value."""
        if not context.executing_eagerly():
            return TypeError(
                f"Failed to convert elements of {self!r} to Tensor. Consider casting elements to a "
                "supported type. See https://www.tensorflow.org/api_docs/python/tf/dtypes for "
                "supported TF dtypes.")
        return ValueError(
            f"Attempt to convert a value ({self}) with an unsupported type ({type(self)}) to a "
            "Tensor."
        )

    def _shape_invariant_to_type_spec(self, shape):
        """Return the spec that such a value has in a loop where its shape is `shape`."""
        raise NotImplementedError(f"{type(self).__name__}._shape_invariant_to_type_spec")

    def _is_eager(self):
        return not any(hasattr(part, "graph") for part in nest.flatten(self, True))

    def __tf_tensor__(self, dtype=None, name=None):
        wanted = None if dtype is None else dtypes.as_dtype(dtype)
        if wanted is not None and not wanted.is_compatible_with(self.dtype):
            raise ValueError(
                f"Tensor conversion requested dtype {wanted.name} for {type(self).__name__} with "
                f"dtype {self.dtype.name}: {self!r}"
            )
        return self


def class_of(inputs):
    """Return the class of the first composite among the inputs of an op call, or None."""
    for item in inputs:
        if isinstance(item, CompositeTensor):
            return type(item)
        if type(item) is list or type(item) is tuple:
            for part in item:
                if isinstance(part, CompositeTensor):
                    return type(part)
    return None
