"""Classes drawn as examples of what is wrong, for losses over many classes."""

from tfcompat._src.core import raw
from tfcompat._src.frontend import seeds


def all_candidate_sampler(true_classes, num_true, num_sampled, unique, seed=None, name=None):
    """Draw all classes: for tests of what usually takes a few.

    Args:
        true_classes: an int64 tensor [batch, num_true]: the classes that are right.
        num_true: how many classes are right for each example.
        num_sampled: how many classes are drawn.
        unique: whether no class is drawn twice.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.

    Returns:
        Three tensors: the classes drawn, int64 [num_sampled], and how often the right ones and
        these are expected to be drawn, float32.

    Raises:
        InvalidArgumentError: the shapes or numbers do not fit.

    Example:
        >>> import tfcompat as tf
        >>> drawn, _, _ = tf.random.all_candidate_sampler([[1]], 1, 2, True)
        >>> drawn.shape
        TensorShape([2])
    """
    seed, seed2 = seeds.of_op(seed)
    return raw.AllCandidateSampler(
        true_classes, num_true=num_true, num_sampled=num_sampled, unique=unique,
        seed=seed, seed2=seed2, name=name)


def fixed_unigram_candidate_sampler(
    true_classes, num_true, num_sampled, unique, range_max, vocab_file="", distortion=1.0,
    num_reserved_ids=0, num_shards=1, shard=0, unigrams=(), seed=None, name=None
):
    """Draw classes with given probabilities.

    Args:
        true_classes: an int64 tensor [batch, num_true]: the classes that are right.
        num_true: how many classes are right for each example.
        num_sampled: how many classes are drawn.
        unique: whether no class is drawn twice.
        range_max: classes are less than this number.
        vocab_file: a file with a line for each class, whose last field is its weight.
        distortion: the power that weights are taken to.
        num_reserved_ids: how many classes at the beginning are never drawn.
        num_shards, shard: of how many parts of the classes this is which one.
        unigrams: the weights, in place of a file.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.

    Returns:
        Three tensors: the classes drawn, int64 [num_sampled], and how often the right ones and
        these are expected to be drawn, float32.

    Raises:
        InvalidArgumentError: the shapes or numbers do not fit.

    Example:
        >>> import tfcompat as tf
        >>> drawn, _, _ = (
        ...     tf.random.fixed_unigram_candidate_sampler([[1]], 1, 2, True, 5, unigrams=[1.0] * 5))
        >>> drawn.shape
        TensorShape([2])
    """
    seed, seed2 = seeds.of_op(seed)
    return raw.FixedUnigramCandidateSampler(
        true_classes, num_true=num_true, num_sampled=num_sampled, unique=unique,
        range_max=range_max, vocab_file=vocab_file, distortion=distortion,
        num_reserved_ids=num_reserved_ids, num_shards=num_shards, shard=shard, unigrams=unigrams,
        seed=seed, seed2=seed2, name=name)


def learned_unigram_candidate_sampler(
    true_classes, num_true, num_sampled, unique, range_max, seed=None, name=None
):
    """Draw classes as often as they were right so far.

    Args:
        true_classes: an int64 tensor [batch, num_true]: the classes that are right.
        num_true: how many classes are right for each example.
        num_sampled: how many classes are drawn.
        unique: whether no class is drawn twice.
        range_max: classes are less than this number.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.

    Returns:
        Three tensors: the classes drawn, int64 [num_sampled], and how often the right ones and
        these are expected to be drawn, float32.

    Raises:
        InvalidArgumentError: the shapes or numbers do not fit.

    Example:
        >>> import tfcompat as tf
        >>> drawn, _, _ = tf.random.learned_unigram_candidate_sampler([[1]], 1, 2, True, 5)
        >>> drawn.shape
        TensorShape([2])
    """
    seed, seed2 = seeds.of_op(seed)
    return raw.LearnedUnigramCandidateSampler(
        true_classes, num_true=num_true, num_sampled=num_sampled, unique=unique,
        range_max=range_max, seed=seed, seed2=seed2, name=name)


def log_uniform_candidate_sampler(
    true_classes, num_true, num_sampled, unique, range_max, seed=None, name=None
):
    """Draw classes with probabilities that fall as words' do with their rank.

    Args:
        true_classes: an int64 tensor [batch, num_true]: the classes that are right.
        num_true: how many classes are right for each example.
        num_sampled: how many classes are drawn.
        unique: whether no class is drawn twice.
        range_max: classes are less than this number.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.

    Returns:
        Three tensors: the classes drawn, int64 [num_sampled], and how often the right ones and
        these are expected to be drawn, float32.

    Raises:
        InvalidArgumentError: the shapes or numbers do not fit.

    Example:
        >>> import tfcompat as tf
        >>> drawn, _, _ = tf.random.log_uniform_candidate_sampler([[1]], 1, 2, True, 5)
        >>> drawn.shape
        TensorShape([2])
    """
    seed, seed2 = seeds.of_op(seed)
    return raw.LogUniformCandidateSampler(
        true_classes, num_true=num_true, num_sampled=num_sampled, unique=unique,
        range_max=range_max, seed=seed, seed2=seed2, name=name)


def uniform_candidate_sampler(
    true_classes, num_true, num_sampled, unique, range_max, seed=None, name=None
):
    """Draw classes, all with the same probability.

    Args:
        true_classes: an int64 tensor [batch, num_true]: the classes that are right.
        num_true: how many classes are right for each example.
        num_sampled: how many classes are drawn.
        unique: whether no class is drawn twice.
        range_max: classes are less than this number.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.

    Returns:
        Three tensors: the classes drawn, int64 [num_sampled], and how often the right ones and
        these are expected to be drawn, float32.

    Raises:
        InvalidArgumentError: the shapes or numbers do not fit.

    Example:
        >>> import tfcompat as tf
        >>> drawn, _, _ = tf.random.uniform_candidate_sampler([[1]], 1, 2, True, 5)
        >>> drawn.shape
        TensorShape([2])
    """
    seed, seed2 = seeds.of_op(seed)
    return raw.UniformCandidateSampler(
        true_classes, num_true=num_true, num_sampled=num_sampled, unique=unique,
        range_max=range_max, seed=seed, seed2=seed2, name=name)


def compute_accidental_hits(true_classes, sampled_candidates, num_true, seed=None, name=None):
    """Find classes that were drawn and are right.

    Args:
        true_classes: an int64 tensor [batch, num_true]: the classes that are right.
        sampled_candidates: an int64 vector: the classes drawn.
        num_true: how many classes are right for each example.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.

    Returns:
        Three vectors: numbers of examples, int32, places among those drawn, int64, and weights,
        float32: the lowest finite number.

    Raises:
        InvalidArgumentError: the shapes or numbers do not fit.

    Example:
        >>> import tfcompat as tf
        >>> rows, places, _ = tf.nn.compute_accidental_hits([[1], [2]], [2, 3], 1)
        >>> rows.numpy(), places.numpy()
        (array([1], dtype=int32), array([0]))
    """
    seed, seed2 = seeds.of_op(seed)
    return raw.ComputeAccidentalHits(
        true_classes, sampled_candidates, num_true=num_true, seed=seed, seed2=seed2, name=name)
