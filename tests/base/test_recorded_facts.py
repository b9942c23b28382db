"""base/ answers what real TensorFlow 2.21 answered: hundreds of expressions with their results.

The facts are in data/*.txt. This file holds the names that their expressions use.
"""

import collections
import collections.abc
import copy
import dataclasses
import pathlib
import pickle
import types

import numpy as np
import pytest

from tfcompat._src.base import (
    containers, dimensions, dtypes, errors, nest, partial_nest, shapes, specs)

DATA = pathlib.Path(__file__).parent / "data"


class Index:
    """Something that stands for 3 where an integer is asked for."""

    def __index__(self):
        return 3


class WithText:
    """Something with a dtype as text."""

    dtype = "float32"


class WithNumpy:
    """Something with a numpy dtype."""

    dtype = np.dtype("int8")


class Fake:
    """Something with a shape, a dtype and a name."""

    shape, dtype, name = (1, 2), "float32", "n"


class P(specs.TypeSpec):
    """A spec of a value in three parts."""

    def __init__(self, shape, text, nested):
        self.shape, self.text, self.nested = shapes.TensorShape(shape), text, nested

    value_type = Fake

    def _serialize(self):
        return self.shape, self.text, self.nested

    @property
    def _component_specs(self):
        return {"a": specs.TensorSpec(self.shape), "b": [specs.TensorSpec([], dtypes.int32)]}

    def _to_components(self, value):
        return {"a": value.a, "b": [value.b]}

    def _from_components(self, components):
        return "made", components


class MM(collections.abc.Mapping):
    """A mapping that is no dict."""

    def __init__(self, items):
        self.items_ = dict(items)

    def __getitem__(self, key):
        return self.items_[key]

    def __iter__(self):
        return iter(self.items_)

    def __len__(self):
        return len(self.items_)

    def __repr__(self):
        return f"MM({self.items_!r})"


class SS(collections.abc.Sequence):
    """A sequence that is no list."""

    def __init__(self, items):
        self.items_ = list(items)

    def __getitem__(self, index):
        return self.items_[index]

    def __len__(self):
        return len(self.items_)

    def __repr__(self):
        return f"SS({self.items_!r})"


class SS0(SS):
    """A sequence whose constructor takes items one by one."""

    def __init__(self, *items):
        super().__init__(items)


class L(list):
    """A list."""


class UL(collections.UserList):
    """A list that is none to isinstance."""


class TT(tuple):
    """A tuple."""


class Dd(dict):
    """A dict."""


class FA:
    """What the attrs package makes of a class, as far as nest looks."""

    __attrs_attrs__ = (types.SimpleNamespace(name="p"), types.SimpleNamespace(name="q"))

    def __init__(self, p, q):
        self.p, self.q = p, q

    def __repr__(self):
        return f"FA({self.p!r},{self.q!r})"


@dataclasses.dataclass
class DC:
    """A dataclass, which is a leaf."""

    x: int
    y: int


@dataclasses.dataclass
class Proto:
    """A container that says itself how it is taken apart."""

    a: object
    b: object
    meta: object = 0

    def __tf_flatten__(self):
        return (self.meta,), (self.a, self.b)

    @classmethod
    def __tf_unflatten__(cls, metadata, components):
        return cls(*components, meta=metadata[0])


def merged(*modules, **more):
    """One namespace with the public names of several modules."""
    found = {name: value for module in modules for name, value in vars(module).items()}
    return types.SimpleNamespace(**{**found, **more})


def names_of_shapes():
    shape = shapes.TensorShape
    return {"T": shape, "u": shape(None), "a": shape([1, 2]), "b": shape([None, 2]),
            "c": shape([None, 3, 4]), "I": Index}


def names_of_specs():
    spec, nested = specs.TensorSpec, {"z": 1, "y": [2, 3]}
    return {"S": spec, "a": spec([None, 2], dtypes.float32, "x"), "b": spec([3, 2]),
            "c": spec(None, dtypes.int32), "d": spec([3, 2], dtypes.float32, "y"), "P": P,
            "x": P([1, 2], "k", nested), "y": P([None, 2], "k", nested),
            "z": P([1, 2], "q", nested), "Fake": Fake}


def names_of_nest():
    tuples = {name: collections.namedtuple(name, "a b") for name in ("NT", "NT2")}
    fields = merged(
        nest, partial_nest, same_namedtuples=containers.same_named_fields,
        is_mapping=lambda value: containers.kind_of(value) is containers.MAPPING,
        is_namedtuple=lambda value: containers.kind_of(value) is containers.NAMED,
        is_attrs=lambda value: containers.kind_of(value) is containers.ATTRS)
    return {**tuples, "NTb": collections.namedtuple("NT", "a b"), "nest": fields, "types": types,
            "OD": collections.OrderedDict, "DD": collections.defaultdict, "MM": MM, "SS": SS,
            "SS0": SS0, "L": L, "UL": UL, "TT": TT, "Dd": Dd, "FA": FA, "DC": DC, "Proto": Proto,
            "A": nest.assert_same_structure, "U": partial_nest.flatten_up_to, "f": lambda x: x}


def names():
    """Everything the expressions use; where two files use one name, each file gets its own."""
    import ml_dtypes

    tf = merged(dtypes, TensorShape=shapes.TensorShape, TensorSpec=specs.TensorSpec, nest=nest,
                broadcast_static_shape=shapes.broadcast_static_shape, dtypes=dtypes,
                compat=types.SimpleNamespace(v1=dimensions))
    common = {"np": np, "copy": copy, "pickle": pickle, "collections": collections,
              "ml_dtypes": ml_dtypes, "tf": tf, "D": dtypes, "E": errors, "errors": errors,
              "Obj2": WithText, "Obj3": WithNumpy, "ts": merged(shapes, dimensions)}
    common["e"] = errors.InvalidArgumentError(None, None, "msg")
    own = {"specs": names_of_specs, "nest": names_of_nest}
    return {path.stem: {**common, **own.get(path.stem, names_of_shapes)()}
            for path in DATA.glob("*.txt")}


def facts():
    """(file, expression, result) of every fact."""
    for path in sorted(DATA.glob("*.txt")):
        expression, result = None, []
        for line in [*path.read_text(encoding="utf-8").splitlines(), "end"]:
            if line.startswith("    ") or not line:
                result.append(line[4:])
            elif not line.startswith("#"):
                if expression is not None:
                    yield path.stem, expression, "\n".join(result)
                expression, result = line, []


def outcome(expression, namespace):
    """The repr of an expression's value, or the class and sentence of its error."""
    try:
        return repr(eval(expression, namespace))
    except Exception as error:
        return f"!! {type(error).__name__}: {error}"


NAMES = names()


@pytest.mark.parametrize("file, expression, result", list(facts()))
def test_an_expression_answers_what_tensorflow_answered(file, expression, result):
    assert outcome(expression, dict(NAMES[file])) == result


def test_there_are_facts_about_every_part():
    counts = collections.Counter(file for file, _, _ in facts())

    assert set(counts) == {"dimensions", "dtypes", "errors", "nest", "shapes", "specs"}
    assert min(counts.values()) >= 20
