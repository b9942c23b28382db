"""Element types: `DType`, one constant for each, and the ways in and out of numpy.

Here: everything a dtype knows about itself. Not here: promotion and conversion of values (core),
and the dtype lists of single ops (their definitions). `ml_dtypes` is imported only when a dtype
that numpy lacks needs it.
"""

from __future__ import annotations

import numpy as np

_REF = 100  # A reference dtype's enum is its base's plus this.

# enum, name, kind, bytes per element. Kinds: float, int, uint, complex, bool, quantized, string,
# handle.
_ROWS = (
    (1, "float32", "float", 4),
    (2, "float64", "float", 8),
    (3, "int32", "int", 4),
    (4, "uint8", "uint", 1),
    (5, "int16", "int", 2),
    (6, "int8", "int", 1),
    (7, "string", "string", 0),
    (8, "complex64", "complex", 8),
    (9, "int64", "int", 8),
    (10, "bool", "bool", 1),
    (11, "qint8", "quantized", 1),
    (12, "quint8", "quantized", 1),
    (13, "qint32", "quantized", 4),
    (14, "bfloat16", "float", 2),
    (15, "qint16", "quantized", 2),
    (16, "quint16", "quantized", 2),
    (17, "uint16", "uint", 2),
    (18, "complex128", "complex", 16),
    (19, "float16", "float", 2),
    (20, "resource", "handle", 0),
    (21, "variant", "handle", 0),
    (22, "uint32", "uint", 4),
    (23, "uint64", "uint", 8),
    (24, "float8_e5m2", "float", 1),
    (25, "float8_e4m3fn", "float", 1),
    (26, "float8_e4m3fnuz", "float", 1),
    (27, "float8_e4m3b11fnuz", "float", 1),
    (28, "float8_e5m2fnuz", "float", 1),
    (29, "int4", "int", 1),
    (30, "uint4", "uint", 1),
    (31, "int2", "int", 1),
    (32, "uint2", "uint", 1),
    (33, "float4_e2m1fn", "float", 1),
)
_FIRST_NARROW = 24  # From here on TensorFlow does not count a dtype as numeric.
_IN_ML_DTYPES = frozenset({14, *range(_FIRST_NARROW, 34)})
_BY_ENUM: dict = {}
_BY_KEY: dict = {}  # Everything `as_dtype` takes: enums, names, Python types, numpy scalar types.
_BY_NUMPY: dict = {}  # np.dtype -> DType
_STORAGE: dict = {}  # enum -> np.dtype of the arrays that hold such elements


class DType:
    """The type of the elements of a tensor.

    There is one object per type (`tf.DType(1) is tf.float32`), so comparing and hashing are cheap.

    >>> tf.as_dtype("half"), tf.as_dtype(np.int64), tf.DType(1)
    (tf.float16, tf.int64, tf.float32)
    >>> tf.float32 == "float32", tf.float32.size, tf.int8.max
    (True, 4, 127)
    """

    __slots__ = ("_handle_data", "_type_enum", "is_bool", "is_complex", "is_floating",
                 "is_integer", "is_numeric", "is_numpy_compatible", "is_quantized",
                 "is_unsigned", "name", "size", "_as_ref", "base_dtype", "__weakref__")

    def __new__(cls, type_enum, handle_data=None):
        if handle_data is not None:
            raise TypeError("handle_data must be of the type HandleData")
        found = _BY_ENUM.get(int(type_enum))
        if found is None:
            raise TypeError(
                f"{int(type_enum)} does not correspond to a valid tensorflow::DataType")
        return found

    def __setattr__(self, attribute, value):
        raise AttributeError(f"{self!r} cannot be changed: attribute {attribute!r} is read-only")

    @property
    def as_datatype_enum(self):
        """The integer of this type in TensorFlow's files."""
        return self._type_enum

    @property
    def _is_ref_dtype(self):
        return self._type_enum > _REF

    @property
    def real_dtype(self):
        """The type of the real part of an element."""
        if not self.is_complex:
            return self
        return float32 if self.base_dtype is complex64 else float64

    @property
    def as_numpy_dtype(self):
        """The numpy type of the elements (`object` for strings).

        Raises:
            KeyError: The elements are handles, which numpy cannot hold.
        """
        enum = self._type_enum
        try:
            return _NUMPY_TYPES[enum]
        except KeyError:
            if self.base_dtype._type_enum not in _IN_ML_DTYPES:
                raise
        import ml_dtypes

        found = _NUMPY_TYPES[enum] = getattr(ml_dtypes, self.base_dtype.name)
        return found

    @property
    def min(self):
        """The smallest value of this type.

        Raises:
            TypeError: The elements have no order, or are quantized.
        """
        return self._information("minimum").min

    @property
    def max(self):
        """The largest value of this type.

        Raises:
            TypeError: The elements have no order, or are quantized.
        """
        return self._information("maximum").max

    def _information(self, which):
        if self.is_quantized or self.is_bool or self.is_complex or self.base_dtype is string:
            kind = "quantized type" if self.is_quantized else "type"
            raise TypeError(f"Cannot find {which} value of {self} with {kind} {self.base_dtype}.")
        if not self.is_numpy_compatible:
            raise TypeError(f"Cannot find {which} value of {self}.")
        library = np
        if self.base_dtype._type_enum in _IN_ML_DTYPES:
            import ml_dtypes as library
        return (library.iinfo if self.is_integer else library.finfo)(self.as_numpy_dtype)

    @property
    def limits(self):
        """The (lowest, highest) intensity of an image of this type; the lowest is always 0.

        Raises:
            ValueError: Images have no such type.
        """
        scalar = self.as_numpy_dtype
        if self.is_bool:
            return 0, True
        if self.base_dtype in (float32, float64):
            return 0, 1
        if self.is_integer and self.is_numeric:
            return 0, int(np.iinfo(scalar).max)
        raise ValueError(f"{self} does not have defined limits.")

    def is_compatible_with(self, other):
        """Whether a tensor of dtype `other` is taken where this one is asked for.

        Args:
            other: A DType or anything `as_dtype` takes.

        Returns:
            True where both are the same, or `other` is a reference to this one.
        """
        other = as_dtype(other)
        return self is other or self is other.base_dtype

    def is_subtype_of(self, other):
        """Whether everything of this type is of type `other`: the two are equal."""
        return self == other

    def most_specific_common_supertype(self, types):
        """This type where all `types` equal it, else None."""
        return self if all(self == other for other in types) else None

    def __eq__(self, other):
        if self is other:
            return True
        if other is None or type(other) is DType:
            return False
        try:
            return self is as_dtype(other)
        except TypeError:
            return False

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return self._type_enum

    def __int__(self):
        return self._type_enum

    def __repr__(self):
        return f"tf.{self.name}"

    def __str__(self):
        return f"<dtype: {self.name!r}>"

    def __reduce__(self):
        return as_dtype, (self.name,)


def _add(enum, name, kind, size, base):
    """Makes one DType; attributes are set past `__setattr__`, which guards the shared objects."""
    made = object.__new__(DType)
    narrow = (base._type_enum if base else enum) >= _FIRST_NARROW
    values = {
        "_handle_data": None,
        "_type_enum": enum,
        "name": name,
        "size": size,
        "base_dtype": base or made,
        "is_bool": kind == "bool",
        "is_complex": kind == "complex",
        "is_floating": kind == "float",
        "is_integer": kind in ("int", "uint"),
        "is_numeric": kind in ("float", "int", "uint", "complex", "quantized") and not narrow,
        "is_numpy_compatible": kind != "handle",
        "is_quantized": kind == "quantized",
        "is_unsigned": kind == "uint",
    }
    for attribute, value in values.items():
        object.__setattr__(made, attribute, value)
    if base:
        object.__setattr__(base, "_as_ref", made)
        object.__setattr__(made, "_as_ref", made)
    _BY_ENUM[enum] = _BY_KEY[enum] = _BY_KEY[name] = made


for _enum, _name, _kind, _size in _ROWS:
    _add(_enum, _name, _kind, _size, None)
    _add(_enum + _REF, _name + "_ref", _kind, _size, _BY_ENUM[_enum])

resource, variant, string = _BY_KEY["resource"], _BY_KEY["variant"], _BY_KEY["string"]
uint8, uint16, uint32, uint64 = (_BY_KEY[f"uint{bits}"] for bits in (8, 16, 32, 64))
int8, int16, int32, int64 = (_BY_KEY[f"int{bits}"] for bits in (8, 16, 32, 64))
float16, float32, float64 = _BY_KEY["float16"], _BY_KEY["float32"], _BY_KEY["float64"]
half, double, bfloat16 = float16, float64, _BY_KEY["bfloat16"]
complex64, complex128 = _BY_KEY["complex64"], _BY_KEY["complex128"]
qint8, qint16, qint32 = _BY_KEY["qint8"], _BY_KEY["qint16"], _BY_KEY["qint32"]
quint8, quint16 = _BY_KEY["quint8"], _BY_KEY["quint16"]
float8_e5m2, float8_e4m3fn = _BY_KEY["float8_e5m2"], _BY_KEY["float8_e4m3fn"]
float8_e4m3fnuz, float8_e5m2fnuz = _BY_KEY["float8_e4m3fnuz"], _BY_KEY["float8_e5m2fnuz"]
float8_e4m3b11fnuz, float4_e2m1fn = _BY_KEY["float8_e4m3b11fnuz"], _BY_KEY["float4_e2m1fn"]
int4, uint4, int2, uint2 = (_BY_KEY[name] for name in ("int4", "uint4", "int2", "uint2"))
QUANTIZED_DTYPES = frozenset(dtype for dtype in _BY_ENUM.values() if dtype.is_quantized)

globals().update({f"{name}_ref": _BY_KEY[f"{name}_ref"] for _, name, _, _ in _ROWS})
half_ref, double_ref = float16._as_ref, float64._as_ref
_BY_KEY.update({"half": half, "float": float32, "double": double, "half_ref": half_ref,
                "float_ref": float32._as_ref, "double_ref": double_ref,
                float: float32, object: string, type(True): _BY_KEY["bool"]})  # noqa: UP003


def _numpy_types():
    """enum -> what `as_numpy_dtype` answers, for the types that numpy itself has."""
    types = {}
    for enum, name, kind, _ in _ROWS:
        if kind == "handle" or enum in _IN_ML_DTYPES:
            continue
        if kind == "string":
            types[enum], types[enum + _REF] = object, np.object_
            continue
        if kind == "quantized":
            found = np.dtype([(name, getattr(np, name[1:]))])
        else:
            found = np.bool_ if kind == "bool" else getattr(np, name)
        types[enum] = types[enum + _REF] = found
    return types


_NUMPY_TYPES = _numpy_types()


def _fill_tables():
    """Fills the lookups from numpy; ml_dtypes' types join them when they are first met."""
    for enum, found in _NUMPY_TYPES.items():
        dtype = _BY_ENUM[enum]
        if enum < _REF and dtype is not string:
            _BY_KEY[found] = _BY_NUMPY[np.dtype(found)] = dtype
            _STORAGE[enum] = np.dtype(found[0]) if dtype.is_quantized else np.dtype(found)
    for scalar in (np.object_, np.bytes_, np.str_):
        _BY_KEY[scalar] = _BY_NUMPY[np.dtype(scalar)] = string
    for dtype in (string, resource, variant):
        _STORAGE[dtype._type_enum] = np.dtype(object)
    # `long long` and `long` may be two types of one width; numpy calls them different objects.
    for scalar in (np.intc, np.uintc, np.int_, np.uint, np.longlong, np.ulonglong):
        width = np.dtype(scalar).str[1:]
        _BY_KEY.setdefault(scalar, _BY_NUMPY[np.dtype(width)])
    for enum in list(_STORAGE):
        _STORAGE[enum + _REF] = _STORAGE[enum]


_fill_tables()
bool = _BY_KEY["bool"]
TF_VALUE_DTYPES = frozenset(
    dtype for dtype in _BY_ENUM.values() if dtype.is_numpy_compatible and dtype.base_dtype is
    dtype)


def from_numpy(numpy_dtype):
    """The DType of an array's elements.

    >>> from_numpy(np.dtype("float32")), from_numpy(np.dtype("U5"))
    (tf.float32, tf.string)

    Args:
        numpy_dtype: An np.dtype.

    Returns:
        The DType; `tf.string` for objects, bytes and text.

    Raises:
        TypeError: No DType stands for it.
    """
    found = _BY_NUMPY.get(numpy_dtype)
    if found is not None:
        return found
    scalar = getattr(numpy_dtype, "type", None)
    found = _of_scalar_type(scalar)
    if found is None and numpy_dtype.__class__.__name__ == "StringDType":
        found = string
    if found is None:
        raise _refusal(numpy_dtype)
    if isinstance(numpy_dtype, np.dtype) and numpy_dtype.kind not in "SU":
        _BY_NUMPY[numpy_dtype] = found  # Text has a dtype per width: those are not worth keeping.
    return found


def _of_scalar_type(scalar):
    found = _BY_KEY.get(scalar) if isinstance(scalar, type) else None
    if found is None and getattr(scalar, "__module__", None) == "ml_dtypes":
        named = _BY_KEY.get(scalar.__name__)
        if named is not None and named._type_enum in _IN_ML_DTYPES:
            found = _BY_KEY[scalar] = named
    return found


def numpy_dtype(dtype):
    """The np.dtype of the arrays in which elements of `dtype` are kept.

    >>> numpy_dtype(float32), numpy_dtype(string), numpy_dtype(qint8)
    (dtype('float32'), dtype('O'), dtype('int8'))

    Args:
        dtype: A DType or anything `as_dtype` takes.

    Returns:
        An np.dtype: `object` for strings and handles, the plain integer for quantized types.
    """
    if type(dtype) is not DType:
        dtype = as_dtype(dtype)
    found = _STORAGE.get(dtype._type_enum)
    if found is None:
        found = _STORAGE[dtype._type_enum] = np.dtype(dtype.as_numpy_dtype)
        _BY_NUMPY[found] = dtype.base_dtype
    return found


def _refusal(value):
    return TypeError(f"Cannot convert the argument `type_value`: {value!r} to a TensorFlow DType.")


def as_dtype(type_value):
    """The DType that a value names.

    >>> tf.as_dtype("float"), tf.as_dtype(2), tf.as_dtype(np.int32), tf.as_dtype(np.dtype("S3"))
    (tf.float32, tf.float64, tf.int32, tf.string)

    Args:
        type_value: A DType, its integer or name, `float`, `bool` or `object`, a numpy type or
            dtype, or an object with a numpy `dtype`, such as an array.

    Returns:
        The DType.

    Raises:
        TypeError: The value names none.
    """
    if type(type_value) is DType:
        return type_value
    try:
        return _BY_KEY[type_value]
    except (KeyError, TypeError):
        pass
    if isinstance(type_value, np.dtype):
        return from_numpy(type_value)
    found = _of_scalar_type(type_value)
    if found is None and not isinstance(type_value, type) and hasattr(type_value, "dtype"):
        try:
            found = from_numpy(np.dtype(type_value.dtype))
        except TypeError:
            found = None
    if found is None:
        raise _refusal(type_value)
    return found
