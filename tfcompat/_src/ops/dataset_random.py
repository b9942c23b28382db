"""Datasets that chance has a part in: shuffled ones, samples, random numbers."""

import collections

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.dataset_seeds import (
    SeedGenerator,
    chosen_seeds,
    generator_for,
    samples,
    units,
)
from tfcompat._src.ops.dataset_values import (
    ATTRS,
    INFINITE,
    TYPES,
    UNKNOWN,
    Dataset,
    opened,
    scalar,
    with_scalars,
)
from tfcompat._src.registry import op

_MOST_EPOCHS = 3  # how many may wait in the buffer for the end of one


class _Shuffling:
    """The iterator of a shuffled dataset: elements leave a buffer in random order.

    Elements of an epoch leave before those of the next one; each epoch has a stretch of the
    buffer's places, and random numbers of its own.
    """

    def __init__(self, xp, source, size, epochs, generator, where):
        self._xp, self._source, self._where, self._generator = xp, source, where, generator
        self._size, self._epochs, self._epoch = size, epochs, 0
        self._held, self._stretches = {}, collections.deque()
        self._input, self._any_yet = None, False
        self._numbers = samples(xp, *generator.generate())

    def __call__(self):
        self._fill()
        if not self._held:
            raise StopIteration
        while self._stretches[0][0] == self._stretches[0][1]:
            self._stretches.popleft()
            self._numbers = samples(self._xp, *self._generator.generate())
        stretch, held = self._stretches[0], self._held
        first, end = stretch
        place = first + next(self._numbers) % (end - first)
        found = held[place]
        held[place] = held[first]
        del held[first]
        stretch[0] = first + 1
        return found

    def _fill(self):
        while self._wants_more():
            if self._input is None:
                end = self._stretches[-1][1] if self._stretches else 0
                self._stretches.append([end, end])
                self._input = self._source.begin(self._where.path)
                self._epoch += 1
            element = next(self._input, None)
            if element is not None:
                self._any_yet = True
                stretch = self._stretches[-1]
                self._held[stretch[1]] = element
                stretch[1] += 1
                continue
            self._input = None
            if not self._any_yet and self._epochs == -1:
                self._epochs = self._epoch

    def _wants_more(self):
        if self._input is None and self._epochs != -1 and self._epoch >= self._epochs:
            return False
        if len(self._stretches) > _MOST_EPOCHS and self._held:
            return False
        return self._size < 0 or len(self._held) < self._size


def _buffer_size(buffer_size):
    size = scalar("buffer_size", buffer_size)
    if size <= 0 and size != UNKNOWN:
        raise InvalidArgumentError(
            "buffer_size must be greater than zero or UNKNOWN_CARDINALITY")
    return size


def _shuffled(xp, kind, input_dataset, size, epochs, generator, shapes):
    source = opened(input_dataset)

    def start(where):
        return iter(_Shuffling(xp, source, size, epochs, generator, where), None)

    count = source.count
    if epochs == -1:
        count = INFINITE
    elif count > 0:
        count *= epochs
    first, second = generator.seeds
    shown = f"({size}, {first}, {second}, {epochs})"
    return Dataset(kind, source.types, shapes, start, count, shown)


@op(f"""
    ShuffleDataset(input_dataset: variant, buffer_size: int64, seed: int64,
        seed2: int64) -> handle: variant
        reshuffle_each_iteration: bool = true{ATTRS}
""", host=("buffer_size", "seed", "seed2"))
def shuffle_dataset(
    xp, input_dataset, buffer_size, seed, seed2, *, reshuffle_each_iteration, output_shapes
):
    """Return the dataset of another's elements in random order.

    Shapes:
        buffer_size, seed, seed2: []
    Errors:
        InvalidArgumentError: the size of the buffer is neither positive nor -2.
    Source: tf.raw_ops.ShuffleDataset
    """
    size = _buffer_size(buffer_size)
    seeds = SeedGenerator(
        xp, scalar("seed", seed), scalar("seed2", seed2), reshuffle_each_iteration)
    return _shuffled(xp, "Shuffle", input_dataset, size, 1, seeds, output_shapes)


shuffle_dataset.shape(with_scalars("buffer_size", "seed", "seed2"))


@op(f"""
    ShuffleDatasetV2(input_dataset: variant, buffer_size: int64,
        seed_generator: resource) -> handle: variant{ATTRS}
""", stateful=True, host=("buffer_size",))
def shuffle_dataset_v2(xp, input_dataset, buffer_size, seed_generator, *, output_shapes):
    """The same; a generator makes the seeds.

    Shapes:
        buffer_size, seed_generator: []
    Errors:
        as ShuffleDataset
    Source: tf.raw_ops.ShuffleDatasetV2
    """
    size, seeds = _buffer_size(buffer_size), generator_for(xp, seed_generator, 0, 0, True)
    return _shuffled(xp, "ShuffleV2", input_dataset, size, 1, seeds, output_shapes)


shuffle_dataset_v2.shape(with_scalars("buffer_size", "seed_generator"))


@op(f"""
    ShuffleDatasetV3(input_dataset: variant, buffer_size: int64, seed: int64, seed2: int64,
        seed_generator: resource) -> handle: variant
        reshuffle_each_iteration: bool = true{ATTRS}
""", stateful=True, host=("buffer_size", "seed", "seed2"))
def shuffle_dataset_v3(
    xp, input_dataset, buffer_size, seed, seed2, seed_generator,
    *, reshuffle_each_iteration, output_shapes,
):
    """The same; a generator makes the seeds, or they are the dataset's own.

    Shapes:
        buffer_size, seed, seed2, seed_generator: []
    Errors:
        as ShuffleDataset
    Source: tf.raw_ops.ShuffleDatasetV3
    """
    size = _buffer_size(buffer_size)
    seeds = generator_for(xp, seed_generator, scalar("seed", seed), scalar("seed2", seed2),
                          reshuffle_each_iteration)
    return _shuffled(xp, "ShuffleV3", input_dataset, size, 1, seeds, output_shapes)


shuffle_dataset_v3.shape(with_scalars("buffer_size", "seed", "seed2", "seed_generator"))


@op(f"""
    ShuffleAndRepeatDataset(input_dataset: variant, buffer_size: int64, seed: int64, seed2: int64,
        count: int64) -> handle: variant{TYPES}
        reshuffle_each_iteration: bool = true
        metadata: string = ""
""", host=("buffer_size", "seed", "seed2", "count"))
def shuffle_and_repeat_dataset(
    xp, input_dataset, buffer_size, seed, seed2, count,
    *, reshuffle_each_iteration, output_types, output_shapes,
):
    """Return the dataset of another's elements several times over, each time in random order.

    Shapes:
        buffer_size, seed, seed2, count: []
    Errors:
        as ShuffleDataset
    Source: tf.raw_ops.ShuffleAndRepeatDataset
    """
    size, times = _buffer_size(buffer_size), _times(count)
    seeds = SeedGenerator(
        xp, scalar("seed", seed), scalar("seed2", seed2), reshuffle_each_iteration)
    return _shuffled(
        xp, "ShuffleAndRepeat", input_dataset, size, times, seeds, output_shapes)


def _times(count):
    times = scalar("count", count)
    if times <= 0 and times != -1:
        raise InvalidArgumentError("count must be greater than zero or equal to -1.")
    return times


shuffle_and_repeat_dataset.shape(with_scalars("buffer_size", "seed", "seed2", "count"))


@op(f"""
    ShuffleAndRepeatDatasetV2(input_dataset: variant, buffer_size: int64, seed: int64,
        seed2: int64, count: int64, seed_generator: resource) -> handle: variant
        reshuffle_each_iteration: bool = true{ATTRS}
""", stateful=True, host=("buffer_size", "seed", "seed2", "count"))
def shuffle_and_repeat_dataset_v2(
    xp, input_dataset, buffer_size, seed, seed2, count, seed_generator,
    *, reshuffle_each_iteration, output_shapes,
):
    """The same; a generator makes the seeds, or they are the dataset's own.

    Shapes:
        buffer_size, seed, seed2, count, seed_generator: []
    Errors:
        as ShuffleDataset
    Source: tf.raw_ops.ShuffleAndRepeatDatasetV2
    """
    size, times = _buffer_size(buffer_size), _times(count)
    seeds = generator_for(xp, seed_generator, scalar("seed", seed), scalar("seed2", seed2),
                          reshuffle_each_iteration)
    return _shuffled(
        xp, "ShuffleAndRepeatV2", input_dataset, size, times, seeds, output_shapes)


shuffle_and_repeat_dataset_v2.shape(
    with_scalars("buffer_size", "seed", "seed2", "count", "seed_generator"))


def _random_numbers(xp, kind, generator, types, shapes):
    number = xp.dtype(numpy_dtype(types[0])).type

    def start(where):
        return zip(map(number, samples(xp, *generator.generate())))

    return Dataset(kind, types, shapes, start, INFINITE)


@op(f"""
    RandomDataset(seed: int64, seed2: int64) -> handle: variant{ATTRS}
""", stateful=True, host=("seed", "seed2"))
def random_dataset(xp, seed, seed2, *, output_types, output_shapes):
    """Return the endless dataset of random numbers of 32 bits, the same in every iteration.

    Shapes:
        seed, seed2: []
    Source: tf.raw_ops.RandomDataset
    """
    seeds = SeedGenerator(xp, scalar("seed", seed), scalar("seed2", seed2), False)
    return _random_numbers(xp, "Random", seeds, output_types, output_shapes)


random_dataset.shape(with_scalars("seed", "seed2"))


@op(f"""
    RandomDatasetV2(seed: int64, seed2: int64, seed_generator: resource) -> handle: variant
        rerandomize_each_iteration: bool = false{ATTRS}
""", stateful=True, host=("seed", "seed2"))
def random_dataset_v2(
    xp, seed, seed2, seed_generator, *, rerandomize_each_iteration, output_types, output_shapes
):
    """The same, or others in every iteration; a generator makes the seeds, or they are its own.

    Shapes:
        seed, seed2, seed_generator: []
    Source: tf.raw_ops.RandomDatasetV2
    """
    seeds = generator_for(xp, seed_generator, scalar("seed", seed), scalar("seed2", seed2),
                          rerandomize_each_iteration)
    return _random_numbers(xp, "RandomV2", seeds, output_types, output_shapes)


random_dataset_v2.shape(with_scalars("seed", "seed2", "seed_generator"))


@op(f"""
    SamplingDataset(input_dataset: variant, rate: float, seed: int64,
        seed2: int64) -> handle: variant{TYPES}
""", host=("rate", "seed", "seed2"))
def sampling_dataset(xp, input_dataset, rate, seed, seed2, *, output_types, output_shapes):
    """Return the dataset of elements of another, of which each is taken with a probability.

    Shapes:
        rate, seed, seed2: []
    Source: tf.raw_ops.SamplingDataset
    """
    source, rate = opened(input_dataset), scalar("rate", rate)
    seeds = chosen_seeds(scalar("seed", seed), scalar("seed2", seed2))

    def start(where):
        numbers = units(xp, samples(xp, *seeds))
        return filter(lambda element: next(numbers) < rate, source.begin(where.path))

    return Dataset("Sampling", output_types, output_shapes, start)


sampling_dataset.shape(with_scalars("rate", "seed", "seed2"))
