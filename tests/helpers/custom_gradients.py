"""Models whose functions bring their own gradients, for tests here and beside TensorFlow.

`model(tf)` makes one with either library, `gradients(tf, model)` says what its gradients are.
"""

import numpy as np


def model(tf):
    """Return a module of functions with custom gradients of many kinds."""
    number = tf.TensorSpec([], tf.float32)

    class Model(tf.Module):
        def __init__(self):
            super().__init__()
            self.v = tf.Variable(2.0)
            self.w = tf.Variable(5.0)

        @tf.function(input_signature=[number])
        def of_variable(self, x):
            v = self.v

            @tf.custom_gradient
            def f(x):
                y = tf.sin(x)

                def gradient(dy, variables=None):
                    return dy * y * 100.0, [dy * 7.0] * len(variables)

                return y * v, gradient

            return f(x)

        @tf.function(input_signature=[tf.TensorSpec([2], tf.float32)])
        def twice(self, x):
            @tf.custom_gradient
            def f(x):
                return x * x, lambda dy: dy * 3.0

            return f(f(x))

        @tf.function(input_signature=[number])
        def with_captures(self, x):
            w, z = self.w, tf.cos(x)

            @tf.custom_gradient
            def f(x):
                y = tf.sin(x) * z
                return y, lambda dy: dy * y * z * w * 3.0

            return f(x) * z

        @tf.function(input_signature=[number, number])
        def of_two(self, a, b):
            @tf.custom_gradient
            def f(a, b):
                return (a * b, a + b), lambda d1, d2: (d1 * 3.0 + d2, d1 * 5.0 - d2)

            p, q = f(a, b)
            return {"p": p, "q": q * 2.0}

        @tf.function(input_signature=[number])
        def calling(self, x):
            return self.of_variable(x) * 2.0 + self.twice(tf.stack([x, x]))[0]

        @tf.function(input_signature=[tf.TensorSpec([None], tf.float32)])
        def clipped(self, x):
            @tf.custom_gradient
            def f(x):
                return x, lambda dy: tf.clip_by_norm(dy, 0.1)

            return tf.reduce_sum(f(x) ** 2)

    return Model()


def gradients(tf, model):
    """Return {name of a function: its gradients}."""
    x = tf.constant(0.7)

    def of(function, *args, variables=()):
        with tf.GradientTape() as tape:
            tape.watch(args)
            result = function(*args)
        found = tape.gradient(result, [*args, *variables])
        return [None if one is None else np.round(one.numpy(), 4).tolist() for one in found]

    return {
        "of_variable": of(model.of_variable, x, variables=[model.v, model.w]),
        "twice": of(model.twice, tf.constant([1.0, 2.0])),
        "with_captures": of(model.with_captures, x, variables=[model.w]),
        "of_two": of(model.of_two, x, tf.constant(3.0)),
        "calling": of(model.calling, x, variables=[model.v]),
        "clipped": of(model.clipped, tf.constant([3.0, 4.0])),
    }
