"""The structure of elements: what values are made of, and how datasets carry them as flat tensors.

A structure is a nest of tuples and dicts with specs at its leaves; lists in values are tensors.
Sparse and ragged tensors, and tensors of other compositions, travel as one variant each.
"""

import operator

from tfcompat._src.base import dtypes, nest
from tfcompat._src.base.containers import LEAF, children, kind_of, rebuild
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.base.specs import TensorSpec, TypeSpec, type_spec_from_value
from tfcompat._src.composite import ragged_conversion
from tfcompat._src.composite.ragged_spec import RaggedTensorSpec
from tfcompat._src.composite.ragged_tensor import RaggedTensor, is_ragged
from tfcompat._src.composite.sparse_tensor import SparseTensor, SparseTensorSpec
from tfcompat._src.composite.tensor_array import TensorArray
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor, Tensor

_VARIANT = TensorSpec(None, dtypes.variant)  # one, or one for each row


class NoneTensorSpec(TypeSpec):
    """Describes None, which elements may have for a component: `tf.NoneTensorSpec`.

    Example:
        >>> import tfcompat as tf
        >>> tf.data.Dataset.from_tensors((1, None)).element_spec
        (TensorSpec(shape=(), dtype=tf.int32, name=None), NoneTensorSpec())
    """

    __slots__ = ()

    @property
    def value_type(self):
        return type(None)

    def _serialize(self):
        return ()

    _component_specs = ()

    def _to_components(self, value):
        return ()

    def _from_components(self, components):
        return None

    def _batch(self, batch_size):
        return self

    def _unbatch(self):
        return self

    def _to_legacy_output_types(self):
        return self

    def _to_legacy_output_shapes(self):
        return self


class NoneTensor:
    """None as a component of an element."""

    _type_spec = NoneTensorSpec()

    def __repr__(self):
        return "NoneTensor()"


# --- nests in which lists are leaves ----------------------------------------------------------


def is_nested(value):
    """Say whether a value is a tuple, a mapping or an attrs object; lists are none."""
    return not isinstance(value, list) and kind_of(value) is not LEAF


def map_leaves(function, value):
    """Return a nest with what a function makes of its leaves."""
    if not is_nested(value):
        return function(value)
    kind = kind_of(value)
    return rebuild(value, kind, [map_leaves(function, item) for item in children(value, kind)])


def leaves(value):
    """Return the leaves of a nest."""
    found = []
    map_leaves(found.append, value)
    return found


# --- values -------------------------------------------------------------------------------------


def normalized(value, name="component", spec=None):
    """Return a nest with a tensor, a composite or a dataset at every leaf.

    Args:
        value: a nest.
        name: what tensors are called in graphs, with a number after it.
        spec: the structure that the value is to have, if one is known.
    """
    specs = iter(nest.flatten(spec)) if spec is not None else None
    counter = iter(range(1 << 30))

    def leaf(item):
        wanted = next(specs) if specs is not None else None
        return _leaf(item, f"{name}_{next(counter)}", wanted)

    return map_leaves(leaf, value)


def _leaf(item, name, wanted):
    if isinstance(item, (Tensor, SparseTensor, TensorArray)):
        return item
    if item is None:
        return NoneTensor()
    found = getattr(item, "_type_spec", None)
    if isinstance(found, TypeSpec):
        if isinstance(found, TensorSpec) or hasattr(item, "read_value"):
            return convert_to_tensor(item, name=name)
        return item
    if type(item).__name__ in ("SparseTensorValue", "RaggedTensorValue"):
        return _from_value(item)
    dtype = wanted.dtype if isinstance(wanted, TensorSpec) else None
    return convert_to_tensor(item, dtype, name=name)


def _from_value(item):
    if type(item).__name__ == "SparseTensorValue":
        return SparseTensor.from_value(item)
    values = item.values
    if type(values).__name__ == "RaggedTensorValue":
        values = _from_value(values)
    return RaggedTensor.from_row_splits(values, item.row_splits)


def spec_of(value):
    """Return the structure of a nest of tensors."""
    return map_leaves(_spec_of_leaf, value)


def _spec_of_leaf(item):
    if isinstance(item, Tensor):
        return TensorSpec(item.shape, item.dtype.base_dtype)
    return type_spec_from_value(item)


# --- flat tensors -------------------------------------------------------------------------------


def flat_specs(spec):
    """Return the TensorSpecs of the tensors that carry an element."""
    return [tensor for leaf in nest.flatten(spec) for tensor in _specs_of(leaf)]


def _specs_of(spec):
    if isinstance(spec, TensorSpec):
        return [spec]
    if isinstance(spec, (SparseTensorSpec, RaggedTensorSpec)):
        return [_VARIANT]
    return spec._flat_tensor_specs


def flat_types(spec):
    """Return the DTypes of the tensors that carry an element, a tuple."""
    return tuple(tensor.dtype for tensor in flat_specs(spec))


def flat_shapes(spec):
    """Return the TensorShapes of the tensors that carry an element, a tuple."""
    return tuple(tensor.shape for tensor in flat_specs(spec))


def to_tensors(spec, value):
    """Return the tensors that carry an element.

    Raises:
        ValueError: it is not of that structure.
    """
    flat_spec, flat = nest.flatten(spec), leaves(value)
    return [tensor for one, item in zip(flat_spec, flat, strict=True)
            for tensor in _encoded(one, item)]


def _encoded(spec, item):
    if isinstance(spec, TensorSpec):
        return [convert_to_tensor(item, spec.dtype)]
    if isinstance(spec, SparseTensorSpec):
        return [raw.SerializeSparse(
            item.indices, item.values, item.dense_shape, out_type=dtypes.variant)]
    if isinstance(spec, RaggedTensorSpec):
        if not is_ragged(item):
            return [raw.RaggedTensorToVariant(
                [], item, batched_input=False, Tsplits=spec.row_splits_dtype)]
        return [ragged_conversion.to_variant(item, False, None)]
    return spec._to_tensor_list(item)


def to_batched_tensors(spec, value):
    """Return the tensors whose rows carry the rows of an element.

    Raises:
        ValueError: it has no rows.
    """
    found = []
    for one, item in zip(nest.flatten(spec), leaves(value), strict=True):
        if isinstance(one, SparseTensorSpec):
            found.append(raw.SerializeManySparse(
                item.indices, item.values, item.dense_shape, out_type=dtypes.variant))
        elif isinstance(one, RaggedTensorSpec):
            found.append(ragged_conversion.to_variant(item, True, None))
        else:
            found += one._to_tensor_list(item)
    for tensor in found:
        if tensor.shape.rank == 0:
            raise ValueError("Unbatching a tensor is only supported for rank >= 1")
    return found


def packer(spec):
    """Return the function that makes an element of the list of tensors that carry it."""
    if type(spec) is TensorSpec:
        return operator.itemgetter(0)
    if type(spec) is tuple and all(type(one) is TensorSpec for one in spec):
        return tuple
    if type(spec) is dict and all(type(one) is TensorSpec for one in spec.values()):
        places = {key: place for place, key in enumerate(sorted(spec))}
        pairs = [(key, places[key]) for key in spec]
        return lambda tensors: {key: tensors[place] for key, place in pairs}
    return lambda tensors: _packed(spec, tensors)


def from_tensors(spec, tensors):
    """Return the element that tensors carry."""
    return packer(spec)(tensors)


def _packed(spec, tensors):
    rest = iter(tensors)
    flat = [_decoded(one, rest) for one in nest.flatten(spec)]
    return nest.pack_sequence_as(spec, flat)


def _decoded(spec, tensors):
    if isinstance(spec, TensorSpec):
        return next(tensors)
    if isinstance(spec, SparseTensorSpec):
        return _sparse(spec, next(tensors))
    if isinstance(spec, RaggedTensorSpec):
        return _ragged(spec, next(tensors))
    return spec._from_compatible_tensor_list([next(tensors) for _ in spec._flat_tensor_specs])


def _sparse(spec, variant):
    indices, values, shape = raw.DeserializeSparse(variant, dtype=spec.dtype)
    if not isinstance(values, EagerTensor) and spec.shape.rank is not None:
        rank = spec.shape.rank
        indices.set_shape([None, rank])
        shape.set_shape([rank])
    result = SparseTensor(indices, values, shape)
    result._known_shape = result._known_shape.merge_with(spec.shape)
    return result


def _ragged(spec, variant):
    if variant.dtype != dtypes.variant:
        return variant
    rank = spec.ragged_rank
    if rank == 0:
        _, values = raw.RaggedTensorFromVariant(
            variant, output_ragged_rank=0, input_ragged_rank=0, Tvalues=spec.dtype,
            Tsplits=spec.row_splits_dtype)
        if not isinstance(values, EagerTensor):
            values.set_shape(spec.shape)
        return values
    known = variant.shape.rank
    result = ragged_conversion.from_variant(
        variant, spec.dtype, rank, None if known is None else rank - known,
        spec.row_splits_dtype, None)
    if spec.shape.rank is not None:
        result._set_shape(spec.shape)
    return result


# --- specs from specs -----------------------------------------------------------------------------


def batched(spec, size):
    """Return the structure of batches of elements."""
    return nest.map_structure(lambda one: one._batch(size), spec)


def unbatched(spec):
    """Return the structure of rows of elements."""
    return nest.map_structure(lambda one: one._unbatch(), spec)


def supertype(first, second):
    """Return the structure that two structures are cases of.

    Raises:
        ValueError, TypeError: there is none.
    """
    return nest.map_structure(
        lambda one, other: one.most_specific_compatible_type(other), first, second)


def are_compatible(spec, other):
    """Say whether elements of one structure could be of another."""
    try:
        nest.assert_same_structure(spec, other)
    except (TypeError, ValueError):
        return False
    pairs = zip(nest.flatten(spec), nest.flatten(other), strict=True)
    return all(one.is_compatible_with(two) for one, two in pairs)


def legacy_types(spec):
    """Return the DTypes of a structure."""
    return nest.map_structure(lambda one: one._to_legacy_output_types(), spec)


def legacy_shapes(spec):
    """Return the TensorShapes of a structure."""
    return nest.map_structure(lambda one: one._to_legacy_output_shapes(), spec)


def legacy_classes(spec):
    """Return the classes of the values of a structure."""
    return nest.map_structure(lambda one: one._to_legacy_output_classes(), spec)


def from_legacy(types, shapes=None, classes=None):
    """Return the structure that DTypes, TensorShapes and classes state."""
    flat_types_ = nest.flatten(types)
    if shapes is None:
        shapes = nest.map_structure(lambda _: TensorShape(None), types)
    flat_shapes_ = leaves_like(types, shapes)
    flat_classes = [Tensor] * len(flat_types_) if classes is None else nest.flatten(classes)
    found = []
    for dtype, shape, kind in zip(flat_types_, flat_shapes_, flat_classes, strict=True):
        dtype = dtypes.as_dtype(dtype)
        if isinstance(kind, TypeSpec):
            found.append(kind)
        elif isinstance(kind, type) and issubclass(kind, SparseTensor):
            found.append(SparseTensorSpec(shape, dtype))
        else:
            found.append(TensorSpec(shape, dtype))
    return nest.pack_sequence_as(types, found)


def leaves_like(structure, value):
    """Return the parts of a nest that stand where another one has leaves."""
    if kind_of(structure) is LEAF or isinstance(structure, list):
        return [value]
    kind = kind_of(structure)
    mine, theirs = children(structure, kind), children(value, kind_of(value))
    if len(mine) != len(theirs):
        raise ValueError(
            "The two structures don't have the same sequence length. Input structure has length "
            f"{len(theirs)}, while shallow structure has length {len(mine)}.")
    pairs = zip(mine, theirs, strict=True)
    return [leaf for one, other in pairs for leaf in leaves_like(one, other)]
