"""Streams of random numbers for datasets, and the ops that make generators of seeds.

The streams are TensorFlow's, number by number, wherever there is a seed.
"""

import itertools
import random

from tfcompat._src.core.resources import Resource
from tfcompat._src.ops import philox
from tfcompat._src.ops.dataset_values import scalar
from tfcompat._src.ops.variants import Variant
from tfcompat._src.registry import op, shape_functions

_MOST_BLOCKS = 256


def samples(xp, seed, seed2):
    """Yield the 32-bit numbers of the Philox stream of two seeds."""
    key, counter = seed & _ALL, (seed2 & _ALL) << 64
    place, count = 0, 4
    while True:
        places = xp.arange(place, place + count, dtype=xp.uint64)
        yield from philox.blocks(xp, key, counter, places).reshape(-1).tolist()
        place, count = place + count, min(2 * count, _MOST_BLOCKS)


_ALL = 0xFFFFFFFFFFFFFFFF


def units(xp, numbers):
    """Yield floats in [0, 1) made of 32-bit numbers."""
    for number in numbers:
        bits = xp.asarray(number & 0x7FFFFF | 127 << 23, dtype=xp.uint32)
        yield float(bits.view(xp.float32)) - 1.0


def chosen_seeds(seed, seed2):
    """Return seeds; others, by chance, where both are 0."""
    if seed or seed2:
        return seed, seed2
    return random.getrandbits(64), random.getrandbits(64)


class SeedGenerator(Resource):
    """Makes the seeds of every iteration: always the same ones, or new ones each time.

    Args:
        xp: the array module.
        seed, seed2: its own seeds; chosen by chance where both are 0.
        reshuffle: whether each iteration gets new ones.
    """

    __slots__ = ("_numbers", "seeds")

    def __init__(self, xp, seed, seed2, reshuffle):
        super().__init__()
        self.seeds = chosen_seeds(seed, seed2)
        self._numbers = samples(xp, *self.seeds) if reshuffle else None

    def generate(self):
        """Return the two seeds of the next iteration."""
        if self._numbers is None:
            return self.seeds
        with self.lock:
            return tuple(itertools.islice(self._numbers, 2))


class DummyResource(Resource):
    """Says that there is no resource."""

    __slots__ = ()


class Deleter(Variant):
    """Keeps a resource alive."""

    __slots__ = ("resource",)

    def __init__(self, resource):
        self.resource = resource

    def __repr__(self):
        return "<ResourceDeleter>"


def generator_for(xp, resource, seed, seed2, reshuffle):
    """Return the generator behind a handle, or a dataset's own if there is none."""
    if isinstance(resource, SeedGenerator):
        return resource
    return SeedGenerator(xp, seed, seed2, reshuffle)


@op("""
    AnonymousSeedGenerator(seed: int64, seed2: int64,
        reshuffle: bool) -> (handle: resource, deleter: variant)
""", stateful=True, host=("seed", "seed2", "reshuffle"))
def anonymous_seed_generator(xp, seed, seed2, reshuffle):
    """Return a new generator of seeds, and what keeps it alive.

    Shapes:
        seed, seed2, reshuffle: []
    Source: tf.raw_ops.AnonymousSeedGenerator
    """
    made = SeedGenerator(xp, scalar("seed", seed), scalar("seed2", seed2),
                         scalar("reshuffle", reshuffle))
    return made, Deleter(made)


anonymous_seed_generator.shape(shape_functions.scalar)


@op("""
    AnonymousRandomSeedGenerator(seed: int64, seed2: int64) -> (handle: resource, deleter: variant)
""", stateful=True, host=("seed", "seed2"))
def anonymous_random_seed_generator(xp, seed, seed2):
    """Return a new generator of seeds that differ each time, and what keeps it alive.

    Shapes:
        seed, seed2: []
    Source: tf.raw_ops.AnonymousRandomSeedGenerator
    """
    made = SeedGenerator(xp, scalar("seed", seed), scalar("seed2", seed2), True)
    return made, Deleter(made)


anonymous_random_seed_generator.shape(shape_functions.scalar)


@op("""
    DummySeedGenerator() -> handle: resource
""", stateful=True)
def dummy_seed_generator(xp):
    """Return a handle that says: none.

    Source: tf.raw_ops.DummySeedGenerator
    """
    return DummyResource()


dummy_seed_generator.shape(shape_functions.scalar)


@op("""
    DeleteSeedGenerator(handle: resource, deleter: variant) -> ()
""", stateful=True)
def delete_seed_generator(xp, handle, deleter):
    """Let a generator go; it lives on while something else has it.

    Source: tf.raw_ops.DeleteSeedGenerator
    """


delete_seed_generator.shape(lambda c: [])


@op("""
    DeleteRandomSeedGenerator(handle: resource, deleter: variant) -> ()
""", stateful=True)
def delete_random_seed_generator(xp, handle, deleter):
    """Let a generator go; it lives on while something else has it.

    Source: tf.raw_ops.DeleteRandomSeedGenerator
    """


delete_random_seed_generator.shape(lambda c: [])
