"""Branches, loops, functions over rows and their gradients, traced here and run by TensorFlow.

What a graph gives in TensorFlow has to be what the same function gives eagerly here.
"""

import os
import warnings

import numpy as np
import pytest

import tfcompat
from tfcompat import nest

pytestmark = [pytest.mark.tensorflow, pytest.mark.filterwarnings("ignore")]
X = np.array([[1.0, -2.0, 0.5], [0.25, 3.0, -1.5]], np.float32)



@pytest.fixture(scope="module")
def tf():
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("tensorflow")


def gradient(function, order=1):
    """A function's gradient, of first or higher order."""

    def differentiated(x):
        with tfcompat.GradientTape() as tape:
            tape.watch(x)
            y = function(x)
        return tape.gradient(y, x)

    return differentiated if order == 1 else gradient(differentiated, order - 1)


def total(x):
    return tfcompat.reduce_sum(x)


def chosen(x):
    return tfcompat.cond(total(x) > 1.0, lambda: x * x * x, lambda: tfcompat.exp(x))


def nested_choice(x):
    def inner():
        return tfcompat.cond(x[0, 0] > 5.0, lambda: x, lambda: tfcompat.sin(x) * x)

    return tfcompat.cond(total(x) > 0.0, inner, lambda: x * 2.0)


def switched(x):
    return tfcompat.switch_case(tfcompat.constant(1), [lambda: x, lambda: x * x, lambda: -x])


def cased(x):
    pairs = [(total(x) > 9.0, lambda: x), (total(x) > 0.0, lambda: x * x)]
    return tfcompat.case(pairs, default=lambda: -x, exclusive=True)


def looped(x):
    return tfcompat.while_loop(
        lambda i, y: i < 3, lambda i, y: (i + 1, y * x + 1.0), [0, x])[1]


def limited(x):
    return tfcompat.while_loop(
        lambda i, y: True, lambda i, y: (i + 1, y * x), (0, x), maximum_iterations=2)[1]


def nested_loops(x):
    def outer(i, y):
        return i + 1, tfcompat.while_loop(
            lambda j, z: j <= i, lambda j, z: (j + 1, z * x), [0, y])[1]

    return tfcompat.while_loop(lambda i, y: i < 2, outer, [0, x])[1]


def choice_in_a_loop(x):
    def body(i, y):
        return i + 1, tfcompat.cond(tfcompat.equal(i % 2, 0), lambda: y * x, lambda: y + x * x)

    return tfcompat.while_loop(lambda i, y: i < 3, body, [0, x])[1]


def growing(x):
    return tfcompat.while_loop(
        lambda i, y: i < 2, lambda i, y: (i + 1, tfcompat.concat([y, y * x[:1]], 0)), [0, x],
        shape_invariants=[tfcompat.TensorShape([]), tfcompat.TensorShape([None, 3])])[1]


def written(x):
    array = tfcompat.TensorArray(tfcompat.float32, size=0, dynamic_size=True, element_shape=[3])
    array = tfcompat.while_loop(
        lambda i, a: i < 4, lambda i, a: (i + 1, a.write(i, x[i % 2] * float(2))), [0, array])[1]
    return array.stack()


def split(x):
    array = tfcompat.TensorArray(tfcompat.float32, size=2, infer_shape=False).split(x, [1, 1])
    return array.concat() * array.read(1)


def mapped(x):
    return tfcompat.map_fn(lambda row: row * total(row), x)


def scanned(x):
    return tfcompat.scan(lambda a, row: a * row + row, x)


def folded(x):
    first = tfcompat.foldl(lambda a, row: a * row, x)
    return first + tfcompat.foldr(lambda a, row: a + row * row, x)


def vectorized(x):
    return tfcompat.vectorized_map(lambda row: row * tfcompat.reduce_max(row), x)


def called(x):
    @tfcompat.function
    def inner(y):
        return y * y * x

    return inner(inner(x))


def asserted(x):
    with tfcompat.control_dependencies([tfcompat.debugging.Assert(total(x) > 0.0, [x])]):
        return tfcompat.identity(x)


FUNCTIONS = [
    chosen, nested_choice, switched, cased, looped, limited, nested_loops, choice_in_a_loop,
    growing, written, split, mapped, scanned, folded, vectorized, called, asserted,
]
ORDERS = {0: FUNCTIONS, 1: FUNCTIONS, 2: [chosen, looped, choice_in_a_loop, scanned, called]}
CASES = [
    pytest.param(order, function, id=f"{function.__name__}-{order}")
    for order, functions in ORDERS.items() for function in functions
]


def run_there(tf, concrete):
    """Run a traced function's graph in TensorFlow."""
    message = tf.compat.v1.GraphDef.FromString(
        concrete.graph.as_graph_def().SerializeToString())
    with tf.Graph().as_default() as graph:
        tf.graph_util.import_graph_def(message, name="")
    fetches = [tensor.name for tensor in concrete.outputs]
    with tf.compat.v1.Session(graph=graph) as session:
        return session.run(fetches, {concrete.inputs[0].name: X})


@pytest.mark.parametrize(("order", "function"), CASES)
def test_tensorflow_gets_from_the_graph_what_we_get(tf, order, function):
    called_eagerly = gradient(function, order) if order else function
    traced = tfcompat.function(called_eagerly, autograph=False)
    for shape in ([2, 3], [None, 3]):
        concrete = traced.get_concrete_function(tfcompat.TensorSpec(shape, tfcompat.float32))
        theirs = run_there(tf, concrete)
        ours = nest.flatten(called_eagerly(tfcompat.constant(X)))
        again = nest.flatten(concrete(tfcompat.constant(X)))

        assert len(theirs) == len(ours) == len(again)
        for mine, traced_mine, other in zip(ours, again, theirs, strict=True):
            np.testing.assert_allclose(mine.numpy(), other, rtol=2e-5, atol=1e-5)
            np.testing.assert_allclose(traced_mine.numpy(), other, rtol=2e-5, atol=1e-5)
