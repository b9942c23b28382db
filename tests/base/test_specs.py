"""Type specs: TensorSpec as a lattice, and what a subclass of TypeSpec gets for free."""

import pickle
import sys
import types

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfcompat._src.base import dtypes, shapes, specs

sizes = st.one_of(st.none(), st.integers(0, 2))
tensor_specs = st.builds(
    specs.TensorSpec, st.one_of(st.none(), st.lists(sizes, max_size=3)),
    st.sampled_from([dtypes.float32, dtypes.int32]), st.sampled_from([None, "x", "y"]))


@given(tensor_specs)
def test_a_spec_survives_pickling_and_serializing(spec):
    assert pickle.loads(pickle.dumps(spec)) == spec
    assert specs.TensorSpec._deserialize(spec._serialize()) == spec
    assert specs.TensorSpec.from_spec(spec) == spec


@given(tensor_specs, tensor_specs)
def test_equal_specs_have_equal_hashes_and_reprs(one, other):
    if one == other:
        assert hash(one) == hash(other)
        assert repr(one) == repr(other)
    else:
        assert one != other


@given(tensor_specs, tensor_specs)
def test_the_common_supertype_covers_both(one, other):
    found = one.most_specific_common_supertype([other])

    assert (found is None) == (one.dtype != other.dtype or one.name != other.name)
    if found is not None:
        assert one.is_subtype_of(found) and other.is_subtype_of(found)
        assert one.most_specific_compatible_type(other) == found


@given(tensor_specs, tensor_specs)
def test_a_subtype_is_compatible(one, other):
    if one.is_subtype_of(other):
        assert other.is_compatible_with(one) and one.is_compatible_with(other)


@given(tensor_specs, st.integers(1, 3))
def test_unbatching_undoes_batching(spec, size):
    assert spec._batch(size)._unbatch() == spec._without_tensor_names()


def test_a_scalar_cannot_be_unbatched():
    with pytest.raises(ValueError, match="^Unbatching a tensor is only supported for rank >= 1$"):
        specs.TensorSpec([])._unbatch()


class Tensor:
    """A tensor, as far as specs look."""

    def __init__(self, shape, name=None):
        self.shape, self.dtype = shapes.TensorShape(shape), dtypes.float32
        self.op = types.SimpleNamespace(name=name)


@pytest.fixture
def tensors(monkeypatch):
    """Stands in for the room above that has the class of tensors."""
    module = types.ModuleType(specs._TENSOR_MODULE)
    module.Tensor = Tensor
    monkeypatch.setitem(sys.modules, specs._TENSOR_MODULE, module)


@pytest.mark.usefixtures("tensors")
def test_a_tensor_is_compatible_where_dtype_and_shape_fit():
    assert specs.TensorSpec([None]).is_compatible_with(Tensor([3]))
    assert not specs.TensorSpec([None, 2]).is_compatible_with(Tensor([3]))
    assert not specs.TensorSpec([None], dtypes.int32).is_compatible_with(Tensor([3]))


@pytest.mark.usefixtures("tensors")
def test_the_spec_of_a_symbolic_tensor_has_its_operations_name():
    assert specs.TensorSpec.from_tensor(Tensor([2], "op")) == specs.TensorSpec([2], name="op")
    assert specs.TensorSpec.from_tensor(Tensor([2], "op"), "own").name == "own"
    assert specs.type_spec_from_value(Tensor([2], "op")) == specs.TensorSpec([2])


@pytest.mark.usefixtures("tensors")
def test_only_tensors_have_a_tensor_spec():
    with pytest.raises(ValueError) as caught:
        specs.TensorSpec.from_tensor(3)
    assert str(caught.value) == "`tensor` should be a tf.Tensor, but got type <class 'int'>."
    assert not specs.TensorSpec([]).is_compatible_with(np.float32(3))


def test_arrays_and_registered_classes_are_described(monkeypatch):
    class Base:
        """A class somebody registers."""

    class Derived(Base):
        """A subclass of it."""

    monkeypatch.setattr(specs, "_converters", [])
    spec = specs.TensorSpec([7])
    specs.register_type_spec_from_value_converter(Base, lambda value: spec)

    assert specs.type_spec_from_value(np.zeros([2], "i4")) == specs.TensorSpec([2], "int32")
    assert specs.type_spec_from_value(Base()) is spec
    specs.register_type_spec_from_value_converter(Base, lambda value: spec, allow_subclass=True)
    assert specs.type_spec_from_value(Derived()) is spec


def test_what_nobody_can_describe_is_refused(monkeypatch):
    def refuse(value):
        raise TypeError("no")

    monkeypatch.setitem(sys.modules, specs._CONVERSION_MODULE,
                        types.SimpleNamespace(convert_to_tensor=refuse))
    value = object()
    with pytest.raises(TypeError) as caught:
        specs.type_spec_from_value(value)
    assert str(caught.value) == (
        f"Could not build a TypeSpec for {value!r} of unsupported type <class 'object'>.")


class Split(specs.TypeSpec):
    """A spec of a pair of tensors."""

    value_type = tuple

    def __init__(self, first, second):
        self.first, self.second = first, second

    def _serialize(self):
        return self.first, self.second

    @property
    def _component_specs(self):
        return {"first": self.first, "second": self.second}

    def _to_components(self, value):
        return {"first": value[0], "second": value[1]}

    def _from_components(self, components):
        return components["first"], components["second"]


@given(tensor_specs, tensor_specs)
def test_a_composite_spec_flattens_to_the_specs_of_its_tensors(one, other):
    spec = Split(one, other)

    assert spec._flat_tensor_specs == spec.flatten() == [one, other]
    assert spec.to_tensors((1, 2)) == [1, 2]
    assert spec.from_tensors(iter([1, 2, 3])) == (1, 2)
    assert spec == Split(one, other) and hash(spec) == hash(Split(one, other))


@given(tensor_specs, tensor_specs)
def test_a_composite_spec_forgets_names_and_sizes_inside(one, other):
    bare = Split(one, other)._without_tensor_names()
    ranks = Split(one, other)._with_tensor_ranks_only()

    assert (bare.first.name, bare.second.name) == (None, None)
    assert ranks.first.shape == shapes.unknown_shape(one.shape.rank)


def test_arrays_in_a_serialization_compare_by_value():
    def spec(array):
        return Split(np.array(array), None)

    assert spec([1, 2]) == spec([1, 2]) and hash(spec([1, 2])) == hash(spec([1, 2]))
    assert spec([1, 2]) != spec([1, 3])


def test_legacy_views_are_refused_by_name():
    with pytest.raises(NotImplementedError, match=r"^Split\._to_legacy_output_types\(\)$"):
        Split(None, None)._to_legacy_output_types()


def test_an_incomplete_subclass_cannot_be_made():
    class Incomplete(specs.TypeSpec):
        """Says nothing of itself."""

    with pytest.raises(TypeError, match="abstract"):
        Incomplete()
