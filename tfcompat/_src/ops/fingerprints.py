"""Distances of sequences and fingerprints of tensors."""

from tfcompat._src.base.errors import InternalError, InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.checks import shown, with_rank, with_rank_at_least
from tfcompat._src.ops.sparse import groups, paired
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.wire.farmhash import fingerprint64


@op("""
    Fingerprint(data: T, method: string) -> fingerprint: uint8
        T: type
""", host=("data", "method"))
def fingerprint(xp, data, method):
    """Make eight bytes of each slice of the first dimension, FarmHash's fingerprint of it.

    Shapes:
        data: [rows, inner...]
        method: [], "farmhash64"
        fingerprint: [rows, 8]
    Errors:
        InvalidArgumentError: there is no such method, or the data is a scalar.
    Source: tf.raw_ops.Fingerprint; recorded cases: of several strings the fingerprints of all
        are the bytes that are fingerprinted
    """
    if method.ndim:
        raise InvalidArgumentError(
            f"`method` should be a scalar string: {shown(method.shape)}"
        )
    if method.item() != b"farmhash64":
        name = method.item().decode("utf-8", "replace")
        raise InvalidArgumentError(f"Unsupported fingerprint method: {name}")
    if not data.ndim:
        raise InvalidArgumentError("`data` should have at least one dimension: []")
    if data.dtype == object and data.size == data.shape[0]:
        data = data.reshape(-1)
    rows = [_bytes_of(row) for row in data] if data.dtype == object else [
        xp.ascontiguousarray(row).tobytes() for row in data
    ]
    hashed = b"".join(fingerprint64(row).to_bytes(8, "little") for row in rows)
    return xp.frombuffer(bytearray(hashed), dtype=xp.uint8).reshape((data.shape[0], 8))


def _bytes_of(row):
    """Return the bytes that stand for the strings of a row."""
    if isinstance(row, bytes):
        return row
    strings = row.reshape(-1).tolist()
    return b"".join(fingerprint64(text).to_bytes(8, "little") for text in strings)


@fingerprint.shape
def fingerprint_shape(c):
    data = with_rank_at_least(c["data"], 1)
    with_rank(c["method"], 0)
    size = None if c.value("method") is None else 8
    return [TensorShape([None if data.rank is None else data[0], size])]


@op("""
    EditDistance(
            hypothesis_indices: int64, hypothesis_values: T, hypothesis_shape: int64,
            truth_indices: int64, truth_values: T, truth_shape: int64) -> output: float
        normalize: bool = true
        T: type
""", host=("hypothesis_indices", "hypothesis_values", "hypothesis_shape", "truth_indices",
           "truth_values", "truth_shape"))
def edit_distance(
    xp, hypothesis_indices, hypothesis_values, hypothesis_shape, truth_indices, truth_values,
    truth_shape, *, normalize,
):
    """Count the insertions, deletions and replacements between sequences of two sparse tensors.

    Shapes:
        hypothesis_indices, truth_indices: [n, rank] and [m, rank]
        hypothesis_values, truth_values: [n] and [m]
        hypothesis_shape, truth_shape: [rank]
        output: the larger of both shapes, without the last dimension
    Errors:
        InvalidArgumentError: the tensors do not fit together.
    Source: tf.raw_ops.EditDistance
    """
    given = (hypothesis_indices, hypothesis_values, hypothesis_shape)
    wanted = (truth_indices, truth_values, truth_shape)
    _check_sparse(hypothesis=given, truth=wanted)
    for size in [*hypothesis_shape.tolist(), *truth_shape.tolist()]:
        if size < 0:
            raise InvalidArgumentError(f"Dimension {size} must be >= 0")
    sizes = [
        max(a, b)
        for a, b in zip(hypothesis_shape.tolist()[:-1], truth_shape.tolist()[:-1], strict=True)
    ]
    return _distances(xp, _sequences(given), _sequences(wanted), sizes, normalize)


def _check_sparse(**tensors):
    """Check the parts of the two tensors; their names are those in messages."""
    for i, part, rank, what in (
        (0, "indices", 2, "matrix"), (1, "values", 1, "vector"), (2, "shape", 1, "vector")
    ):
        for name, parts in tensors.items():
            if parts[i].ndim != rank:
                raise InvalidArgumentError(
                    f"{name}_{part} should be a {what}, but got shape: {shown(parts[i].shape)}"
                )
    ranks = []
    for name, (indices, values, shape) in tensors.items():
        ranks.append(shape.size)
        if name == "truth" and shape.size < 2:
            raise InvalidArgumentError(
                "Input SparseTensors must have rank at least 2, but truth_shape rank is: "
                f"{shape.size}"
            )
        for part, array, what, count in (
            ("values", values, "rows", indices.shape[0]),
            ("shape", shape, "cols", indices.shape[1]),
        ):
            if array.size != count:
                raise InvalidArgumentError(
                    f"Expected {name}_{part}.NumElements == #{what}({name}_indices), their shapes "
                    f"are: {shown(array.shape)} and {shown(indices.shape)}"
                )
    if ranks[0] != ranks[1]:
        raise InvalidArgumentError(
            "Expected truth and hypothesis to have matching ranks, but their shapes are: "
            f"[{ranks[1]}] and [{ranks[0]}]"
        )


def _sequences(tensor):
    """Return [(place, the values there)] of a sparse tensor's first two parts."""
    return [(place, members) for place, _, members in groups(*tensor[:2])]


def _distances(xp, given, wanted, sizes, normalize):
    total, steps = 1, []
    for size in reversed(sizes):
        steps.insert(0, total)
        total *= size
    flat = [0.0] * total
    for place, left, right in paired(given, wanted):
        at = sum(i * step for i, step in zip(place, steps, strict=True))
        if not 0 <= at < total:
            raise InternalError(
                f"Got an inner product {at} which would require writing to outside of the buffer "
                f"for the output tensor (max elements {total})"
            )
        distance = float(_levenshtein(left, right))
        if normalize:
            distance = distance / len(right) if right else (float("inf") if left else 0.0)
        flat[at] = distance
    return xp.asarray(flat, dtype=xp.float32).reshape(tuple(sizes))


def _levenshtein(left, right):
    """Return the least number of edits, by one row of the table at a time."""
    row = list(range(len(right) + 1))
    for i, one in enumerate(left, 1):
        corner, row[0] = row[0], i
        for j, other in enumerate(right, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (one != other))
    return row[-1]


@edit_distance.shape
def edit_distance_shape(c):
    for name in ("hypothesis", "truth"):
        with_rank(c[f"{name}_indices"], 2)
        with_rank(c[f"{name}_values"], 1)
        with_rank(c[f"{name}_shape"], 1)
    values = [c.value(f"{name}_shape") for name in ("hypothesis", "truth")]
    if any(value is None for value in values):
        return [TensorShape(None)]
    left, right = (value.reshape(-1).tolist() for value in values)
    for name, sizes in (("Hypothesis", left), ("Truth", right)):
        if len(sizes) < 2:
            raise ValueError(
                f"Input {name} SparseTensors must have rank at least 2, but {name.lower()}_shape "
                f"rank is: {len(sizes)}"
            )
    if len(left) != len(right):
        raise ValueError(f"Num elements of hypothesis_shape does not match truth_shape: "
                         f"{len(left)} vs. {len(right)}")
    return [TensorShape([max(a, b) for a, b in zip(left[:-1], right[:-1], strict=True)])]


no_gradient(edit_distance, "a count of edits is not differentiable")
