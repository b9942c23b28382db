"""Networks that are measured: ResNet-50 and MobileNet forward, one image, random weights.

    python benchmarks/networks.py MODULE FOLDER

prints one JSON line of {case: seconds per call}, as `cases.py` does; `compare.py networks` runs it
for both implementations. The networks are functions of convolutions, batch norms and activations
as their papers describe them, in inference.
"""

import importlib
import json
import sys
import time

import numpy as np


class Layers:
    """Makes layers with random weights, as functions of tensors."""

    def __init__(self, tf):
        self.tf = tf
        self.draw = np.random.default_rng(0)

    def variable(self, *shape, scale):
        values = self.draw.normal(size=shape).astype(np.float32) * np.float32(scale)
        return self.tf.Variable(values)

    def batch_norm(self, channels):
        tf = self.tf
        offset, mean = self.variable(channels, scale=0.1), self.variable(channels, scale=0.1)
        scale, variance = (tf.Variable(np.ones(channels, np.float32)) for _ in range(2))
        return lambda x: tf.raw_ops.FusedBatchNormV3(
            x=x, scale=scale, offset=offset, mean=mean, variance=variance,
            epsilon=1e-3, is_training=False)[0]

    def convolution(self, size, inputs, outputs, stride=1):
        tf = self.tf
        w = self.variable(size, size, inputs, outputs, scale=(size * size * inputs) ** -0.5)
        return lambda x: tf.nn.conv2d(x, w, stride, "SAME")

    def depthwise(self, inputs, stride=1):
        tf, w = self.tf, self.variable(3, 3, inputs, 1, scale=0.3)
        return lambda x: tf.nn.depthwise_conv2d(x, w, [1, stride, stride, 1], "SAME")

    def dense(self, inputs, outputs):
        tf, w = self.tf, self.variable(inputs, outputs, scale=inputs**-0.5)
        return lambda x: tf.nn.softmax(tf.matmul(x, w))


def chained(*layers):
    """Return a function that applies layers one after the other."""
    def apply(x):
        for layer in layers:
            x = layer(x)
        return x
    return apply


def bottleneck(tf, make, inputs, inner, stride):
    """Return a block of ResNet: three convolutions beside a shortcut."""
    relu, outputs = tf.nn.relu, 4 * inner
    long = chained(
        make.convolution(1, inputs, inner, stride), make.batch_norm(inner), relu,
        make.convolution(3, inner, inner), make.batch_norm(inner), relu,
        make.convolution(1, inner, outputs), make.batch_norm(outputs))
    short = chained()
    if inputs != outputs or stride != 1:
        short = chained(
            make.convolution(1, inputs, outputs, stride), make.batch_norm(outputs))
    return lambda x: relu(long(x) + short(x))


def resnet50(tf):
    """ResNet-50 of He et al., 2015: 25.6 million weights."""
    make = Layers(tf)
    layers = [
        make.convolution(7, 3, 64, 2), make.batch_norm(64), tf.nn.relu,
        lambda x: tf.nn.max_pool2d(x, 3, 2, "SAME")]
    channels = 64
    for inner, count, stride in ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)):
        for i in range(count):
            layers.append(bottleneck(tf, make, channels, inner, stride if i == 0 else 1))
            channels = 4 * inner
    layers += [lambda x: tf.reduce_mean(x, [1, 2]), make.dense(2048, 1000)]
    return chained(*layers)


def mobilenet(tf):
    """MobileNet of Howard et al., 2017: 4.2 million weights."""
    make = Layers(tf)
    layers = [make.convolution(3, 3, 32, 2), make.batch_norm(32), tf.nn.relu6]
    channels = 32
    plan = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2)]
    for outputs, stride in [*plan, *[(512, 1)] * 5, (1024, 2), (1024, 1)]:
        layers += [
            make.depthwise(channels, stride), make.batch_norm(channels), tf.nn.relu6,
            make.convolution(1, channels, outputs), make.batch_norm(outputs), tf.nn.relu6]
        channels = outputs
    layers += [lambda x: tf.reduce_mean(x, [1, 2]), make.dense(1024, 1000)]
    return chained(*layers)


def seconds_per_call(network, tf, calls):
    """Return the fastest of several calls with one image of 224 by 224."""
    image = tf.constant(np.random.default_rng(1).normal(size=(1, 224, 224, 3)).astype(np.float32))
    function = tf.function(network(tf), autograph=False)
    best = float("inf")
    for _ in range(calls + 1):
        start = time.perf_counter()
        function(image).numpy()
        best = min(best, time.perf_counter() - start)
    return best


def main(module, folder):
    """Run both networks and print the times."""
    tf = importlib.import_module(module)
    if module == "tensorflow":
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(1)
    times = {"resnet50": seconds_per_call(resnet50, tf, 7),
             "mobilenet": seconds_per_call(mobilenet, tf, 15)}
    print(json.dumps(times))


if __name__ == "__main__":
    main(*sys.argv[1:])
