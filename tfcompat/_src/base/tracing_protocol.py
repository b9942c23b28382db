"""TraceType: what tf.function knows of an argument, and the protocol by which objects say theirs.

Here: the two abstract classes of `tf.types.experimental`. Specs are such types, see `specs`; those
of Python values and structures are in the function room.
"""

from __future__ import annotations

import abc
import typing


class TraceType(abc.ABC):
    """The type of a value as tf.function sees it: calls with equal types share a trace.

    A subclass says which types are more general, and what stands for a value while tracing.

    Example:
        >>> import tfcompat as tf
        >>> isinstance(tf.TensorSpec([None]), tf.types.experimental.TraceType)
        True
    """

    __slots__ = ()

    @abc.abstractmethod
    def is_subtype_of(self, other):
        """Whether values of this type can be given where `other` was traced."""

    @abc.abstractmethod
    def most_specific_common_supertype(self, others):
        """The narrowest type that takes values of this type and of all `others`, or None."""

    @abc.abstractmethod
    def placeholder_value(self, placeholder_context):
        """What the Python function gets for a value of this type while it is traced."""

    def to_tensors(self, value):
        """The tensors of a value, flat."""
        return []

    def from_tensors(self, tensors):
        """The value made of the next tensors of an iterator."""
        return self.placeholder_value(PlaceholderContext())

    def flatten(self):
        """The specs of the tensors of a value, flat."""
        return []

    def cast(self, value, cast_context):
        """Convert a value to this type.

        Raises:
            AssertionError: It is of another type.
        """
        assert value == self.placeholder_value(PlaceholderContext()), (
            f"Can not cast {value!r} to type {self!r}"
        )
        return value

    @abc.abstractmethod
    def __hash__(self):
        """Equal types have equal hashes."""

    @abc.abstractmethod
    def __eq__(self, other):
        """Whether two types are the same."""


class PlaceholderContext:
    """What a type may ask for while values that stand for arguments are made.

    This one answers with nothing: for types whose placeholder needs no graph.
    """

    unnest_only = False
    context_graph = None


@typing.runtime_checkable
class SupportsTracingProtocol(typing.Protocol):
    """Objects that say themselves of which TraceType they are.

    Example:
        >>> import tfcompat as tf
        >>> isinstance(1, tf.types.experimental.SupportsTracingProtocol)
        False
    """

    def __tf_tracing_type__(self, context):
        """The TraceType of this object."""
