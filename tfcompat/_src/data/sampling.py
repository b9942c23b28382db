"""Elements chosen by chance: mixtures of datasets, and classes made as frequent as is wanted."""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.data.arguments import known
from tfcompat._src.graph.cond import cond

_LEARNING_BATCH = 32  # how many elements an estimate of frequencies is made of at a time
_SMOOTHING = 10  # how many elements of each class one pretends to have seen


# --- mixtures -----------------------------------------------------------------------------------


def mixed(base, datasets, weights, seed, stop_on_empty, rerandomize):
    """Return elements of several datasets; see `Dataset.sample_from_datasets`."""
    if not datasets:
        raise ValueError("Invalid `datasets`. `datasets` should not be empty.")
    datasets = list(datasets)
    if len(datasets) == 1 and weights is None:
        return datasets[0]
    if hasattr(weights, "element_spec"):
        return base._directed(
            _choices_of_many(base, weights, seed, rerandomize), datasets, stop_on_empty)
    if weights is None:
        weights = [1.0 / len(datasets)] * len(datasets)
    else:
        datasets, weights = _possible(datasets, weights, stop_on_empty)
        if len(datasets) == 1:
            return datasets[0]
    logits = raw.ExpandDims(raw.Log(weights if hasattr(weights, "graph") else convert_to_tensor(
        weights)), 0)
    numbers = base.random(seed=seed, rerandomize_each_iteration=rerandomize).batch(2)
    selector = numbers._mapped(lambda pair: _chosen(logits, pair))
    return base._directed(selector, datasets, stop_on_empty)


def _possible(datasets, weights, stop_on_empty):
    """Return those datasets that have weights other than 0, and the weights."""
    tensor = convert_to_tensor(weights, name="weights")
    if tensor.shape.rank == 1 and tensor.shape[0] not in (None, len(datasets)):
        raise ValueError(
            "Invalid `weights`. `weights` should have the same length as `datasets` but got "
            f"`len(weights)={tensor.shape[0]}` vs. `len(datasets)={len(datasets)}`.")
    if tensor.dtype not in (dtypes.float32, dtypes.float64):
        raise TypeError(
            "Invalid `weights`. `weights` type must be either `tf.float32` or `tf.float64` but is "
            f"{tensor.dtype}.")
    value = known(tensor)
    if value is None:
        return datasets, tensor
    if stop_on_empty and not value.all():
        return datasets, tensor
    if not value.any():
        return datasets[:1], tensor
    kept = [i for i, weight in enumerate(value.tolist()) if weight]
    return [datasets[i] for i in kept], convert_to_tensor(value[kept])


def _chosen(logits, pair):
    drawn = raw.StatelessMultinomial(logits, 1, pair)
    return raw.Squeeze(drawn, squeeze_dims=[0, 1])


def _choices_of_many(base, weights, seed, rerandomize):
    """Return the dataset of choices where every element has weights of its own."""
    logits = weights._mapped(lambda *parts: raw.ExpandDims(raw.Log(_row(parts)), 0))
    numbers = base.random(seed=seed, rerandomize_each_iteration=rerandomize).batch(2)
    return base.zip((logits, numbers))._mapped(_chosen)


def _row(parts):
    return parts[0] if len(parts) == 1 else raw.Pack(list(parts))


# --- classes ------------------------------------------------------------------------------------


def resampled(dataset, class_of, target, initial, seed):
    """Return elements with their classes; see `Dataset.rejection_resample`."""
    base = type(dataset)
    target = convert_to_tensor(target, name="target_dist")
    static = None
    if initial is not None:
        initial = convert_to_tensor(initial, name="initial_dist")
        accepted, original = _acceptance(initial, target)
        initials = base.from_tensors(initial).repeat()
        acceptances = base.from_tensors(accepted).repeat()
        originals = base.from_tensors(original).repeat()
        static = _static_minimum(initial, target)
    else:
        initials = _estimates(target, dataset.map(class_of))
        both = initials._mapped(lambda dist: _acceptance(dist, target))
        acceptances = both._mapped(lambda accept, _: accept)
        originals = both._mapped(lambda _, original: original)
    filtered = _filtered(dataset, acceptances, initials, class_of, seed)

    def with_class(*parts):
        return class_of(*parts), parts[0] if len(parts) == 1 else parts

    if static == 1:
        return dataset.map(with_class)
    if static == 0:
        return filtered
    weights = originals._mapped(
        lambda share: raw.Pack([share, raw.Sub(_like(1.0, share), share)]))
    return base.sample_from_datasets(
        [dataset.map(with_class), filtered], weights=weights, seed=seed,
        stop_on_empty_dataset=True)


def _like(value, tensor):
    return convert_to_tensor(value, tensor.dtype)


def _ratio(initial, target):
    tiny = np.finfo(initial.dtype.as_numpy_dtype).tiny
    return raw.RealDiv(target, raw.AddV2(initial, _like(tiny, initial)))


def _static_minimum(initial, target):
    """Return how much of the result comes from the elements as they are, where it is known."""
    value = known(raw.Min(_ratio(initial, target), [0]))
    return None if value is None else float(value)


def _acceptance(initial, target):
    """Return how probably elements of each class are kept, and the share of elements as they are.

    The elements as they are make up as much as the scarcest class allows; what is left is made
    of elements that are kept with these probabilities.
    """
    ratio = _ratio(initial, target)
    most, least = raw.Max(ratio, [0]), raw.Min(ratio, [0])
    return raw.RealDiv(raw.Sub(ratio, least), raw.Sub(most, least)), least


def _estimates(target, classes):
    """Return the dataset of how frequent the classes were up to each element, in batches."""
    count = target.shape[0]
    size = raw.Shape(target, out_type=dtypes.int32) if count is None else [count]
    first = raw.Fill(convert_to_tensor(size, dtypes.int32),
                     convert_to_tensor(_SMOOTHING, dtypes.int64))
    depth = raw.Squeeze(raw.Slice(raw.Shape(target), [0], [1]), squeeze_dims=[0])

    def update(seen, batch):
        one_hot = raw.OneHot(
            batch, depth, convert_to_tensor(1, dtypes.int64), convert_to_tensor(0, dtypes.int64))
        seen = raw.AddV2(seen, raw.Sum(one_hot, [0]))
        shares = raw.RealDiv(raw.Cast(seen, DstT=dtypes.float64),
                             raw.Cast(raw.Sum(seen, [0]), DstT=dtypes.float64))
        shares = raw.Cast(shares, DstT=dtypes.float32)
        return seen, raw.Tile(raw.ExpandDims(shares, 0), [_LEARNING_BATCH, 1])

    return classes.batch(_LEARNING_BATCH).scan(first, update).unbatch()


def _filtered(dataset, acceptances, initials, class_of, seed):
    """Return the elements that are kept by chance, with their classes."""
    base = type(dataset)

    def warned(accept, initial):
        rejected = raw.Sum(raw.Mul(raw.Sub(_like(1.0, accept), accept), initial), [0])
        return cond(raw.Less(rejected, _like(0.5, rejected)), lambda: accept, lambda: raw.Print(
            accept, [rejected, initial, accept], first_n=10, summarize=100,
            message="Proportion of examples rejected by sampler is high: "))

    acceptances = base.zip((acceptances, initials))._mapped(warned)

    def with_class(accept, element):
        parts = element if isinstance(element, tuple) else (element,)
        number = convert_to_tensor(class_of(*parts))
        return number, raw.GatherV2(accept, number, 0), element

    def is_kept(number, share, element):
        from tfcompat._src.frontend.random import uniform

        return raw.Less(uniform([], seed=seed, dtype=share.dtype), share)

    found = base.zip((acceptances, dataset)).map(with_class).filter(is_kept)
    return found.map(lambda number, _, element: (number, element)).prefetch(3)
