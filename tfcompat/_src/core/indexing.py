"""`tensor[key]` as a StridedSlice: integers, slices, `...`, newaxis and scalar tensors."""

from tfcompat._src.base import dtypes
from tfcompat._src.core import name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor

_ERROR = (
    "Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/"
    "tf.int64 tensors are valid indices, got {!r}"
)


def get_item(tensor, key):
    """Return `tensor[key]`.

    Raises:
        TypeError: the key holds something that is no index.
        InvalidArgumentError: an index is out of bounds.
    """
    if _is_boolean_mask(key):
        return _boolean_mask(tensor, key)
    begin, end, strides, masks = slice_arguments(key)

    def call(name):
        return raw.StridedSlice(tensor, *_index_tensors(begin, end, strides), name=name, **masks)

    return name_scopes.scoped("strided_slice", call, "strided_slice/")


def slice_arguments(key):
    """Translate a key to begin, end and strides lists and the five masks of StridedSlice."""
    keys = list(key) if isinstance(key, (tuple, list)) else [key]
    begin, end, strides = [], [], []
    masks = dict.fromkeys(
        ["begin_mask", "end_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask"], 0
    )
    for i, item in enumerate(keys):
        bit = 1 << i
        if isinstance(item, slice):
            _append_slice(item, bit, masks, (begin, end, strides))
        elif item is Ellipsis:
            _append((begin, end, strides), 0, 0, 1)
            masks["ellipsis_mask"] |= bit
        elif item is None:
            _append((begin, end, strides), 0, 0, 1)
            masks["new_axis_mask"] |= bit
        else:
            check_index(item)
            _append((begin, end, strides), item, item + 1, 1)
            masks["shrink_axis_mask"] |= bit
    return begin, end, strides, masks


def _append(lists, *values):
    for target, value in zip(lists, values, strict=True):
        target.append(value)


def _append_slice(item, bit, masks, lists):
    for bound, mask in ((item.start, "begin_mask"), (item.stop, "end_mask")):
        if bound is None:
            masks[mask] |= bit
        else:
            check_index(bound)
    if item.step is not None:
        check_index(item.step)
    _append(
        lists,
        0 if item.start is None else item.start,
        0 if item.stop is None else item.stop,
        1 if item.step is None else item.step,
    )


def check_index(index):
    """Raise TypeError unless `index` is an integer or scalar integer tensor."""
    if isinstance(index, Tensor) or hasattr(type(index), "__tf_tensor__"):
        is_integer = index.dtype.base_dtype in _INDEX_DTYPES
        if is_integer and index.shape.rank in (None, 0):
            return
    elif isinstance(index, int) and not isinstance(index, bool):
        return
    elif hasattr(index, "dtype") and hasattr(index, "__index__") and index.dtype.kind in "iu":
        return
    raise TypeError(_ERROR.format(index))


_INDEX_DTYPES = frozenset([dtypes.int16, dtypes.int32, dtypes.int64])


def _index_tensors(begin, end, strides):
    """Convert the three lists to tensors of one dtype: that of the tensors among them."""
    everything = [*begin, *end, *strides]
    tensors = [item for item in everything if isinstance(item, Tensor)]
    if tensors:
        dtype = dtypes.int64 if any(t.dtype == dtypes.int64 for t in tensors) else tensors[0].dtype
        return [_pack_as(items, dtype) for items in (begin, end, strides)]
    wide = any(not -(2**31) <= item < 2**31 for item in everything)
    dtype = dtypes.int64 if wide else dtypes.int32
    return [
        convert_to_tensor([int(i) for i in items], dtype, name="stack")
        for items in (begin, end, strides)
    ]


def _pack_as(items, dtype):
    cast = [
        raw.Cast(item, DstT=dtype) if isinstance(item, Tensor) and item.dtype != dtype else item
        for item in items
    ]
    return convert_to_tensor(cast, dtype, name="stack")


def _is_boolean_mask(key):
    dtype = getattr(key, "dtype", None)
    return dtype is not None and (dtype == dtypes.bool or getattr(dtype, "kind", "") == "b")


def _boolean_mask(tensor, mask):
    """Select the elements (or rows) of `tensor` where the leading-dimension mask is true."""
    mask = convert_to_tensor(mask, dtypes.bool)
    if mask.shape.rank is None:
        raise ValueError(
            "Number of mask dimensions must be specified, even if some dimensions are None.  "
            "E.g. shape=[None] is ok, but shape=None is not."
        )
    if mask.shape.rank == 0:
        raise ValueError("mask cannot be scalar.")
    return raw.GatherNd(tensor, raw.Where(mask))
