"""A stand-in for CuPy that runs anywhere: numpy behind arrays that refuse what CuPy refuses.

Lives here: `StrictArray` and `strict`, an `xp` that kernels can be run on. What it refuses: names
that CuPy lacks, implicit conversion to numpy, numpy arrays among its own (a host array has to come
in through `asarray`), arrays of Python objects, and an array where Python wants an index. Scalars
do not exist: what numpy gives as a scalar is an array of rank 0 here, as on a GPU.
Does not live here: the names of CuPy, which are recorded in `data/cupy_names.txt`.
"""

import functools
import importlib
import operator
import pathlib

import numpy as np

from tfcompat._src.arrays import common

NAMES_FILE = pathlib.Path(__file__).parent / "data" / "cupy_names.txt"
FROM_HOST = {"array", "asarray", "ascontiguousarray"}
AS_THEY_ARE = {"broadcast_shapes", "ndindex"}
REDUCES = {"add", "multiply"}
SCATTERS = {"add", "subtract", "maximum", "minimum", "bitwise_and", "bitwise_or", "bitwise_xor"}
METHODS = set(
    """all any argmax argmin argpartition argsort astype choose clip compress conj conjugate copy
    cumprod cumsum diagonal dot fill flatten max mean min nonzero partition prod ptp put ravel
    repeat reshape round searchsorted sort squeeze std sum swapaxes take trace transpose var
    view""".split()
)
VALUES = set("T dtype flags itemsize nbytes ndim shape size strides".split())
VIEWS = {"T", "mT", "real", "imag"}


@functools.cache
def names_of(namespace):
    """Return the public names that CuPy has in a namespace."""
    text = NAMES_FILE.read_text(encoding="utf-8")
    for block in text.split("[")[1:]:
        title, _, words = block.partition("]")
        if title == namespace:
            return frozenset(words.split())
    raise AttributeError(f"CuPy has no namespace {namespace}")


class StrictArray:
    """An array that only code for CuPy can use."""

    __slots__ = ("_held",)
    __array_ufunc__ = None  # numpy arrays give up beside it: the mixing is then seen here
    __hash__ = None

    def __init__(self, held):
        if held.dtype == object:
            raise TypeError("CuPy has no arrays of Python objects")
        self._held = held

    def __array__(self, *_, **__):
        raise TypeError("Implicit conversion to a NumPy array is not allowed.")

    def __getattr__(self, name):
        if name in VALUES - VIEWS:
            return getattr(self._held, name)
        if name in VIEWS:
            return wrap(getattr(self._held, name))
        if name in METHODS:
            return wrapped(getattr(self._held, name))
        raise AttributeError(f"CuPy's arrays have no {name!r}")

    @property
    def real(self):
        return wrap(self._held.real)

    @real.setter
    def real(self, value):
        self._held.real = unwrap(value)

    @property
    def imag(self):
        return wrap(self._held.imag)

    @imag.setter
    def imag(self, value):
        self._held.imag = unwrap(value)

    def get(self):
        """Return a numpy copy: the explicit way to the host."""
        return self._held.copy()

    def item(self, *index):
        return self._held.item(*index)

    def tolist(self):
        return self._held.tolist()

    def tobytes(self):
        return self._held.tobytes()

    def __getitem__(self, index):
        return wrap(self._held[unwrap(index)])

    def __setitem__(self, index, value):
        self._held[unwrap(index)] = unwrap(value)

    def __iter__(self):
        return (wrap(part) for part in self._held)

    def __len__(self):
        return len(self._held)

    def __bool__(self):
        return bool(self._held)

    def __int__(self):
        return int(self._held)

    def __float__(self):
        return float(self._held)

    def __complex__(self):
        return complex(self._held)


def _binary(name):
    function = getattr(operator, name)

    def forward(self, other):
        return wrap(function(self._held, unwrap(other)))

    def backward(self, other):
        return wrap(function(unwrap(other), self._held))

    def in_place(self, other):
        getattr(operator, "i" + name.strip("_"))(self._held, unwrap(other))
        return self

    return forward, backward, in_place


for _name in "add sub mul truediv floordiv mod pow matmul lshift rshift and_ or_ xor".split():
    _plain = _name.strip("_")
    _forward, _backward, _in_place = _binary(_name)
    setattr(StrictArray, f"__{_plain}__", _forward)
    setattr(StrictArray, f"__r{_plain}__", _backward)
    setattr(StrictArray, f"__i{_plain}__", _in_place)
for _name in "lt le eq ne gt ge".split():
    setattr(StrictArray, f"__{_name}__", _binary(_name)[0])
for _name in "neg pos abs invert".split():
    setattr(
        StrictArray,
        f"__{_name}__",
        lambda self, _name=_name: wrap(getattr(operator, _name)(self._held)),
    )


def wrap(value):
    """Return arrays and numpy scalars as StrictArrays, inside tuples and lists too."""
    if isinstance(value, (np.ndarray, np.generic)):
        return StrictArray(np.asarray(value))
    if type(value) in (tuple, list):
        return type(value)(wrap(part) for part in value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(wrap(part) for part in value))
    return value


def unwrap(value, from_host=False):
    """Return what numpy gets for an argument; refuse numpy arrays that nobody brought over."""
    if isinstance(value, StrictArray):
        return value._held
    if isinstance(value, np.ndarray) and not from_host:
        raise TypeError("Unsupported type <class 'numpy.ndarray'>")
    if type(value) in (tuple, list):
        return type(value)(unwrap(part, from_host) for part in value)
    if isinstance(value, slice):
        return slice(*(unwrap(part) for part in (value.start, value.stop, value.step)))
    return value


def wrapped(function, from_host=False):
    """Return a numpy function or method that takes and gives StrictArrays."""

    @functools.wraps(function)
    def call(*args, **kwargs):
        args = [unwrap(arg, from_host) for arg in args]
        kwargs = {key: unwrap(value, from_host) for key, value in kwargs.items()}
        return wrap(function(*args, **kwargs))

    return call


class StrictUfunc:
    """A ufunc with those of its methods that CuPy has."""

    def __init__(self, ufunc):
        self._ufunc = ufunc
        self._call = wrapped(ufunc)
        self.__name__ = ufunc.__name__

    def __call__(self, *args, **kwargs):
        return self._call(*args, **kwargs)

    def __getattr__(self, name):
        allowed = {
            "reduce": REDUCES, "accumulate": REDUCES, "reduceat": {"add"}, "at": SCATTERS,
            "outer": {self.__name__},
        }  # fmt: skip
        if self.__name__ not in allowed.get(name, ()):
            raise NotImplementedError(f"`cupy_{self.__name__}.{name}` is not supported yet")
        return wrapped(getattr(self._ufunc, name))


class StrictModule:
    """A namespace of numpy with the names that CuPy has, its functions on StrictArrays."""

    def __init__(self, name, module):
        self._name = name
        self._module = module

    def __getattr__(self, name):
        if hasattr(common, name) and self._name == "cupy":
            value = functools.partial(getattr(common, name), self)
        elif name == "errstate":
            value = np.errstate
        elif name == "lib":
            value = StrictModule("cupy.lib", np.lib)
        elif f"{self._name}.{name}" in ("cupy.linalg", "cupy.fft", "cupy.lib.stride_tricks"):
            value = StrictModule(f"{self._name}.{name}", getattr(self._module, name))
        elif name not in names_of(self._name):
            raise AttributeError(f"{self._name} has no attribute {name!r}")
        else:
            value = self._of_numpy(name)
        setattr(self, name, value)
        return value

    def _of_numpy(self, name):
        value = getattr(self._module, name)
        if isinstance(value, np.ufunc):
            return StrictUfunc(value)
        if isinstance(value, type) or not callable(value) or name in AS_THEY_ARE:
            return value
        return wrapped(value, from_host=self._name == "cupy" and name in FROM_HOST)


strict = StrictModule("cupy", importlib.import_module("numpy"))
