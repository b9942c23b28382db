"""Networks of recurrent layers in the form of cuDNN, against formulas of their own."""

import numpy as np
import pytest
from recurrent_networks import GATES, LENGTHS, attrs, network, size

import tfcompat as tf


def logistic(x):
    return 1 / (1 + np.exp(-x))


def lstm(w, r, bw, br, x, h, c):
    i, f, g, o = (w[k] @ x + r[k] @ h + bw[k] + br[k] for k in range(4))
    c = logistic(f) * c + logistic(i) * np.tanh(g)
    return logistic(o) * np.tanh(c), c


def gru(w, r, bw, br, x, h, c):
    reset = logistic(w[0] @ x + r[0] @ h + bw[0] + br[0])
    update = logistic(w[1] @ x + r[1] @ h + bw[1] + br[1])
    new = np.tanh(w[2] @ x + reset * (r[2] @ h + br[2]) + bw[2])
    return (1 - update) * new + update * h, c


def plain(bend):
    return lambda w, r, bw, br, x, h, c: (bend(w[0] @ x + r[0] @ h + bw[0] + br[0]), c)


STEPS = {"lstm": lstm, "gru": gru, "rnn_tanh": plain(np.tanh),
         "rnn_relu": plain(lambda x: np.maximum(x, 0))}


def by_hand(mode, x, h, c, matrices, biases, layers, directions, lengths, proj):
    """All layers, one row and one vector at a time."""
    gates, h, c = GATES[mode], h.copy(), c.copy()
    each = 2 * gates + bool(proj)
    for layer in range(layers):
        y = np.zeros((*x.shape[:2], directions * (proj or c.shape[2])))
        for d in range(directions):
            part = layer * directions + d
            own, added = matrices[part * each:], biases[part * 2 * gates:]
            for b, length in enumerate(lengths):
                for t in (range(length) if d == 0 else reversed(range(length))):
                    new, c[part, b] = STEPS[mode](
                        own[:gates], own[gates:2 * gates], added[:gates], added[gates:2 * gates],
                        x[t, b], h[part, b], c[part, b])
                    h[part, b] = own[2 * gates] @ new if proj else new
                    width = h.shape[2]
                    y[t, b, d * width:(d + 1) * width] = h[part, b]
        x = y
    return x, h, c


@pytest.mark.parametrize("mode, proj", [*((mode, 0) for mode in GATES), ("lstm", 2)])
@pytest.mark.parametrize("layers", [1, 3])
@pytest.mark.parametrize("directions", [1, 2])
def test_networks_do_what_their_formulas_say(mode, layers, directions, proj):
    x, h, c, params = network(mode, layers, directions, 4, 2, 3, 5, proj, dtype=np.float64)
    lengths = np.array([4, 2], np.int32)
    numbers = 2 * GATES[mode] * layers * directions
    found = tf.raw_ops.CudnnRNNParamsToCanonicalV2(
        num_layers=layers, num_units=5, input_size=3, params=params, num_proj=proj,
        num_params_weights=numbers + bool(proj) * layers * directions, num_params_biases=numbers,
        **attrs(mode, directions))
    matrices, biases = ([part.numpy() for part in parts] for parts in found)
    expected = by_hand(mode, x, h, c, matrices, biases, layers, directions, lengths, proj)
    found = tf.raw_ops.CudnnRNNV3(
        input=x, input_h=h, input_c=c, params=params, sequence_lengths=lengths, num_proj=proj,
        **attrs(mode, directions))
    for i in range(3 if mode == "lstm" else 2):
        np.testing.assert_allclose(found[i].numpy(), expected[i], rtol=1e-12)
    back = tf.raw_ops.CudnnRNNCanonicalToParamsV2(
        num_layers=layers, num_units=5, input_size=3, weights=matrices, biases=biases,
        num_proj=proj, **attrs(mode, directions))
    assert back.numpy().tolist() == params.tolist()
    counted = tf.raw_ops.CudnnRNNParamsSize(
        num_layers=layers, num_units=5, input_size=3, T=tf.float64, S=tf.int32, num_proj=proj,
        **attrs(mode, directions))
    assert counted.numpy().tolist() == [params.size]


def test_an_lstm_is_that_of_the_other_op():
    """Keras hands the same weights to either, in another order."""
    x, h, c, params = network(steps=6, n=3, inputs=4, units=5)
    matrices, biases = tf.raw_ops.CudnnRNNParamsToCanonical(
        num_layers=1, num_units=5, input_size=4, params=params, num_params=8)
    matrices, biases = [m.numpy() for m in matrices], [b.numpy() for b in biases]
    order = (0, 1, 2, 3)
    w = np.concatenate([
        np.concatenate([matrices[k].T, matrices[4 + k].T]) for k in order], axis=1)
    b = np.concatenate([biases[k] + biases[4 + k] for k in order])
    zeros = np.zeros(5, np.float32)
    block = tf.raw_ops.BlockLSTMV2(
        seq_len_max=np.int64(6), x=x, cs_prev=c[0], h_prev=h[0], w=w, wci=zeros, wcf=zeros,
        wco=zeros, b=b)
    found = tf.raw_ops.CudnnRNN(input=x, input_h=h, input_c=c, params=params)
    np.testing.assert_allclose(found.output, block.h, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(found.output_c[0], block.cs[-1], rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("mode, proj, skip, major", [
    *((mode, 0, skip, skip) for mode in GATES for skip in (True, False)), ("lstm", 2, False, True),
])
def test_gradients_are_those_of_small_differences(mode, proj, skip, major):
    arrays = network(mode, 2, 2, 3, 2, 3, 3, proj, skip, np.float64, major)
    given = attrs(mode, 2, num_proj=proj, time_major=major,
                  input_mode="skip_input" if skip else "linear_input")

    def total(*arrays):
        found = tf.raw_ops.CudnnRNNV3(
            input=arrays[0], input_h=arrays[1], input_c=arrays[2], params=arrays[3],
            sequence_lengths=LENGTHS, **given)
        return tf.reduce_sum(found.output**2) + tf.reduce_sum(found.output_h) * 0.3 + (
            tf.reduce_sum(tf.sin(found.output_c)))

    arrays = [tf.constant(array) for array in arrays]
    analytic, numeric = tf.test.compute_gradient(total, arrays, delta=1e-5)
    for one, other in zip(analytic, numeric, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-6, atol=1e-8)


def test_gradients_want_a_network_in_training():
    arrays = [tf.constant(array) for array in network()]
    with tf.GradientTape() as tape:
        tape.watch(arrays[0])
        found = tf.raw_ops.CudnnRNN(
            input=arrays[0], input_h=arrays[1], input_c=arrays[2], params=arrays[3],
            is_training=False)
    with pytest.raises(ValueError, match="To use CudnnRNN in gradients, is_training must be set"):
        tape.gradient(found.output, arrays[0])


def test_what_is_left_out_between_layers_is_left_out_of_the_gradient_too():
    x, h, c, params = network("rnn_relu", 2, 1, 40, 10, 3, 8, dtype=np.float64)
    x, params = tf.constant(x), tf.constant(params)
    given = attrs("rnn_relu", dropout=0.25, seed=3, seed2=4)
    with tf.GradientTape() as tape:
        tape.watch(x)
        found = tf.raw_ops.CudnnRNN(input=x, input_h=h, input_c=c, params=params, **given)
        total = tf.reduce_sum(found.output)
    mask = found.reserve_space.numpy()
    assert sorted(set(mask.tolist())) == [0, 1 / 0.75]
    assert abs((mask == 0).mean() - 0.25) < 0.03
    gradient = tape.gradient(total, x).numpy()
    # The same masks, however often they are used: the function is smooth but for its corners.
    again = tf.raw_ops.CudnnRNNBackprop(
        input=x, input_h=h, input_c=c, params=params, output=found.output,
        output_h=found.output_h, output_c=found.output_c,
        output_backprop=tf.ones_like(found.output), output_h_backprop=tf.zeros_like(h),
        output_c_backprop=0.0 * found.output_c, reserve_space=found.reserve_space, **given)
    np.testing.assert_allclose(again.input_backprop, gradient)
    other = tf.raw_ops.CudnnRNN(input=x, input_h=h, input_c=c, params=params, **given)
    assert other.reserve_space.numpy().tolist() != mask.tolist()


@pytest.mark.parametrize("place, shape, sentence", [
    (0, (3, 2), "RNN input must be a 3-D vector"), (1, (2, 3), "RNN input_h must be a 3-D"),
    (2, (2, 3), "RNN input_c must be"), (3, (1, 104), "RNN params must be a 1-D"),
    (1, (1, 3, 3), "Invalid input_h shape"), (2, (1, 2, 4), "Invalid input_c shape"),
    (3, (9,), "Params size mismatch. Expected 84, got 9"),
])
def test_what_does_not_fit_is_refused(place, shape, sentence):
    assert size("lstm", 1, 1, 2, 3) == 84
    arrays = list(network())
    arrays[place] = np.zeros(shape, np.float32)
    names = ("input", "input_h", "input_c", "params")
    with pytest.raises(tf.errors.InvalidArgumentError, match=sentence):
        tf.raw_ops.CudnnRNN(**dict(zip(names, arrays, strict=True)))
