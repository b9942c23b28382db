"""Datasets of what Python generators yield, one call of a Python function for each element."""

import itertools
import threading

import numpy as np

from tfcompat._src.base import dtypes, nest
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.base.specs import TensorSpec, TypeSpec
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.python_calls import PythonCall
from tfcompat._src.data import structure
from tfcompat._src.data.traced import TracedFunction


class _Running:
    """The generators that iterators are in the middle of, by number."""

    def __init__(self, make, spec, types):
        self._make, self._spec, self._types = make, spec, types
        self._numbers, self._found = itertools.count(), {}
        self._lock = threading.Lock()

    def begin(self, *arguments):
        """Call the function; return the number of the generator."""
        arrays = [tensor.numpy() for tensor in arguments]
        generator = iter(self._make(*arrays))
        with self._lock:
            number = next(self._numbers)
            self._found[number] = generator
        return np.int64(number)

    def proceed(self, number):
        """Return the tensors of the next element; StopIteration at the end."""
        value = next(self._found[int(number)])
        return self._tensors(value)

    def finish(self, number):
        """Forget a generator."""
        with self._lock:
            self._found.pop(int(number), None)
        return np.int64(0)

    def _tensors(self, value):
        spec = self._spec
        if isinstance(value, list) and not isinstance(spec, TensorSpec):
            value = tuple(value)
        parts = _parts(spec, value)
        if parts is None:
            shown = spec if self._types is None else self._types
            raise TypeError(
                "`generator` yielded an element that did not match the expected structure. The "
                f"expected structure was {shown}, but the yielded element was {value}.")
        found = []
        for one, part in zip(nest.flatten(spec), parts, strict=True):
            found += self._checked(one, part)
        return found

    def _checked(self, spec, part):
        try:
            if type(spec) is TensorSpec:
                tensors = [convert_to_tensor(part, spec.dtype)]
                item = tensors[0]
            else:
                item = structure.normalized(part, spec=spec)
                tensors = structure.to_tensors(spec, item)
        except (TypeError, ValueError) as error:
            raise TypeError(
                "`generator` yielded an element that did not match the expected structure. The "
                f"expected structure was {self._spec}, but the yielded element was {part}."
            ) from error
        if not spec.is_compatible_with(item):
            shape = getattr(item, "shape", None)
            if type(spec) is TensorSpec and item.dtype == spec.dtype:
                raise TypeError(
                    f"`generator` yielded an element of shape {shape} where an element of shape "
                    f"{spec.shape} was expected.")
            raise TypeError(
                f"`generator` yielded an element of {structure.spec_of(item)} where an element of "
                f"{spec} was expected.")
        return tensors


def _parts(spec, value):
    """Return the parts of a value that stand where a structure has leaves, or None."""
    try:
        return structure.leaves_like(spec, value)
    except (TypeError, ValueError, KeyError):
        return None


def dataset_of(base, generator, output_types, output_shapes, args, output_signature):
    """Return the dataset of what a generator yields; see `Dataset.from_generator`."""
    if not callable(generator):
        raise TypeError("`generator` must be a Python callable.")
    spec = _structure(output_types, output_shapes, output_signature)
    if args is None:
        arguments = []
    else:
        if not isinstance(args, (list, tuple)):
            raise TypeError("values must be a sequence.")
        arguments = [convert_to_tensor(value, name="args") for value in args]
    running = _Running(generator, spec, output_types)
    number = TensorSpec([], dtypes.int64)
    flat = tuple(structure.flat_specs(spec))
    begin = _function(running.begin, "init", structure.spec_of(tuple(arguments)), (number,))
    proceed = _function(running.proceed, "next", (number,), flat)
    finish = _function(running.finish, "finalize", (number,), (number,))
    with_arguments = [*arguments, *begin.captured]
    variant = raw.GeneratorDataset(
        with_arguments, proceed.captured, finish.captured, init_func=begin.function,
        next_func=proceed.function, finalize_func=finish.function,
        output_types=structure.flat_types(spec), output_shapes=structure.flat_shapes(spec))
    return base._made("_FlatMapDataset", variant, spec, called=[begin, proceed, finish])


def _function(function, name, spec, outputs):
    """Return a traced function that calls a Python function."""
    call = PythonCall(function, [one.dtype for one in outputs])

    def traced(*tensors):
        call.keep(context.current().graph)
        found = raw.EagerPyFunc(
            list(tensors), token=call.token, is_async=False, Tout=[one.dtype for one in outputs],
            name="PyFunc")
        for tensor, one in zip(found, outputs, strict=True):
            tensor.set_shape(one.shape)
        return tuple(found)

    return TracedFunction(traced, f"generator_{name}", spec, autograph=False)


def _structure(types, shapes, signature):
    if signature is not None:
        if types is not None:
            raise TypeError(
                "The `output_types` argument can not be used together with the "
                "`output_signature` argument.")
        if shapes is not None:
            raise TypeError(
                "The `output_shapes` argument can not be used together with the "
                "`output_signature` argument.")
        for one in nest.flatten(signature):
            if not isinstance(one, TypeSpec):
                raise TypeError(
                    "`output_signature` must contain objects that are subclass of `tf.TypeSpec` "
                    f"but found {type(one)} which is not.")
        return signature
    if types is None:
        raise TypeError(
            "To specify the output signature you need to provide either the `output_signature` "
            "argument or the `output_types` argument.")
    types = structure.map_leaves(dtypes.as_dtype, tuple(types) if isinstance(
        types, list) else types)
    flat = nest.flatten(types)
    if shapes is None:
        found = [TensorShape(None)] * len(flat)
    else:
        found = [TensorShape(shape) for shape in structure.leaves_like(types, shapes)]
    specs = [TensorSpec(shape, dtype) for shape, dtype in zip(found, flat, strict=True)]
    return nest.pack_sequence_as(types, specs)
