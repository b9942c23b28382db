"""AutoGraph programs: objects, containers and scopes around staged control flow."""
# ruff: noqa: F821 - programs are written as users write them

import collections
import dataclasses

Point = collections.namedtuple("Point", "x y")
_KEPT = []  # methods that are tf.functions hold their objects weakly


@dataclasses.dataclass
class _Plain:
    value: object = None


def method_that_stores(tf):
    class Model:
        def __init__(self):
            self.last = tf.Variable(0)
            self.count = 0

        @tf.function
        def step(self, x):
            self.count += 1
            if x > 0:
                self.last.assign(x)
            else:
                self.last.assign_add(1)
            return self.last + self.count

    model = Model()
    _KEPT.append(model)
    return [(model.step, tf.constant(v)) for v in (5, -5, 7)]


def training_loop(tf):
    w = tf.Variable(1.0)

    @tf.function
    def train(steps, x, y):
        loss = tf.constant(0.0)
        for _ in tf.range(steps):
            with tf.GradientTape() as tape:
                error = w * x - y
                loss = error * error
            gradient = tape.gradient(loss, w)
            w.assign_sub(0.05 * gradient)
        return loss

    return [(train, tf.constant(5), tf.constant(2.0), tf.constant(6.0)), (w.read_value,)]


def named_tuples_are_carried(tf):
    @tf.function
    def f(n):
        p = Point(tf.constant(0), tf.constant(1.0))
        for i in tf.range(n):
            if i % 2 == 0:
                p = Point(p.x + i, p.y)
            else:
                p = p._replace(y=p.y * 2.0)
        return p

    return [(f, tf.constant(4))]


def dicts_are_carried(tf):
    @tf.function
    def f(n):
        d = {"b": n, "a": {"c": tf.constant(2.0)}}
        while d["b"] > 0:
            d = {"b": d["b"] - 1, "a": {"c": d["a"]["c"] * 2.0}}
        return d

    return [(f, tf.constant(3))]


def attributes_of_locals_in_a_branch(tf):
    @tf.function
    def f(x):
        p = _Plain(x)
        if x > 0:
            p.value = p.value + 1
        elif x < -5:
            p.value = p.value - 1
        return p.value

    return [(f, tf.constant(v)) for v in (1, -1, -9)]


def attribute_of_an_object_made_in_the_branch(tf):
    @tf.function
    def f(x):
        r = x
        if x > 0:
            p = _Plain(x)
            p.value = p.value * 2
            r = p.value
        return r

    return [(f, tf.constant(1)), (f, tf.constant(-1))]


def nested_attributes(tf):
    @tf.function
    def f(n):
        outer = _Plain(_Plain(tf.constant(0)))
        for i in tf.range(n):
            outer.value.value += i
        return outer.value.value

    return [(f, tf.constant(4))]


def items_by_a_variable_index(tf):
    @tf.function
    def f(x):
        values = [x, x + 1, x + 2]
        k = 1
        if x > 0:
            values[k] = values[k] * 10
            values[0] += 5
        return values

    return [(f, tf.constant(1)), (f, tf.constant(-1))]


def item_that_is_not_there(tf):
    @tf.function
    def f(x):
        d = {}
        if x > 0:
            d["k"] = x
        return d

    return [(f, tf.constant(1))]


def loop_target_is_an_item(tf):
    @tf.function
    def f(n):
        d = {"i": tf.constant(-1)}
        for d["i"] in tf.range(n):
            pass
        return d["i"]

    return [(f, tf.constant(3))]


def starred_and_nested_targets(tf):
    @tf.function
    def f(x):
        total = tf.constant(0)
        for (a, b), *rest in [((x, x + 1), x, x), ((1, 2), 3, 4)]:
            if a > 0:
                total += a * b + sum(rest)
        first, *others = [x, x * 2, x * 3]
        if x > 1:
            first, others = others[0], [first, others[1]]
        return total, first, others

    return [(f, tf.constant(1)), (f, tf.constant(2))]


def several_targets_at_once(tf):
    @tf.function
    def f(x):
        if x > 0:
            a = b = x * 2
        else:
            a = b = x
        a += 1
        return a, b

    return [(f, tf.constant(1)), (f, tf.constant(-1))]


def tensor_slices_in_a_loop(tf):
    @tf.function
    def f(x):
        total = tf.constant(0)
        for i in tf.range(tf.shape(x)[0]):
            total += x[i, 0] - x[-1, i]
        return total

    return [(f, tf.constant([[1, 2], [3, 4]]))]


def iterate_is_changed_in_the_body(tf):
    @tf.function
    def f(n):
        s = 0
        for i in tf.range(n):
            i = i * 10
            s += i
        return s, i

    return [(f, tf.constant(3))]


def ranges_of_other_dtypes(tf):
    @tf.function
    def f(n):
        a = tf.constant(0, tf.int64)
        for i in tf.range(tf.constant(3, tf.int64)):
            a += i
        b = tf.constant(0.0)
        for t in tf.range(1.0, tf.cast(n, tf.float32), 0.5):
            b += t
        return a, b

    return [(f, tf.constant(3))]


def iterating_a_variable(tf):
    v = tf.Variable([1, 2, 3])

    @tf.function
    def f():
        s = 0
        for x in v:
            s = s * 10 + x
        return s

    return [(f,)]


def iterating_a_numpy_array(tf):
    import numpy as np

    @tf.function
    def f(x):
        for v in np.arange(3):
            if x > v:
                x = x - tf.constant(v, tf.int32)
        return x

    return [(f, tf.constant(9))]


def iterating_keys(tf):
    @tf.function
    def f(tensors):
        total = tf.constant(0)
        for key in tensors:
            if tensors[key] > 1:
                total += tensors[key]
        return total

    return [(f, {"a": tf.constant(1), "b": tf.constant(2)})]


def enumerating_a_tensor(tf):
    @tf.function
    def f(xs):
        s = 0
        for i, x in enumerate(xs):
            s += i * x
        return s

    return [(f, tf.constant([1, 2]))]


def zipping_tensors(tf):
    @tf.function
    def f(xs):
        s = 0
        for a, b in zip(xs, xs):
            s += a * b
        return s

    return [(f, tf.constant([1, 2]))]


def unpacking_an_item(tf):
    @tf.function
    def f(xs):
        s = 0
        for a, b in xs:
            s += a * b
        return s

    return [(f, tf.constant([[1, 2], [3, 4]]))]


def unpacking_in_the_body(tf):
    @tf.function
    def f(xs):
        s = 0
        for row in xs:
            a, b = tf.unstack(row)
            s += a * b
        return s

    return [(f, tf.constant([[1, 2], [3, 4]]))]


def boolean_and_string_variables(tf):
    @tf.function
    def f(n):
        flag = False
        text = tf.constant("")
        for i in tf.range(n):
            flag = not flag
            if flag:
                text = text + tf.as_string(i)
        return flag, text

    return [(f, tf.constant(5)), (f, tf.constant(2))]


def constant_condition(tf):
    @tf.function
    def f(x):
        if tf.constant(True):
            x = x + 1
        while tf.constant(False):
            x = x + 100
        return x

    return [(f, tf.constant(5))]


def static_shape_conditions(tf):
    @tf.function
    def f(x):
        if x.shape[0] == 2:
            return x + 1
        if len(x.shape) > 1 and x.shape[1] is not None:
            return x + 2
        return x

    return [(f, tf.constant([1, 2])), (f, tf.constant([[1, 2, 3]])), (f, tf.constant([1, 2, 3]))]


def none_is_asked_for(tf):
    @tf.function
    def f(x, mask=None):
        if mask is not None:
            x = x * mask
        if mask is None and x > 0:
            x = x + 1
        return x

    return [(f, tf.constant(5)), (f, tf.constant(5), tf.constant(3))]


def captured_name_changes_in_a_branch(tf):
    @tf.function
    def f(x):
        k = 1

        def g(v):
            return v * k

        if x > 0:
            k = 2
        return g(x)

    return [(f, tf.constant(5)), (f, tf.constant(-5))]


def captured_by_a_kept_lambda(tf):
    @tf.function
    def f(x):
        k = x
        g = lambda: k * 10  # noqa: E731
        if x > 0:
            k = x + 1
        return g()

    return [(f, tf.constant(5))]


def inner_function_made_in_a_loop(tf):
    @tf.function
    def f(n):
        s = 0
        for i in tf.range(n):
            def g(v, base=3):
                if v > base:
                    return v
                return tf.constant(0)

            s += g(i)
        return s

    return [(f, tf.constant(6))]


def inner_function_made_in_a_branch(tf):
    @tf.function
    def f(x, double):
        if double:
            def g(v):
                return v * 2
        else:
            def g(v):
                return v if v > 0 else -v
        return g(x)

    return [(f, tf.constant(-6), True), (f, tf.constant(-6), False)]


def counters_in_closures(tf):
    def make():
        state = {"calls": 0}

        def count(x):
            state["calls"] += 1
            if x > 0:
                return x + state["calls"]
            return x - state["calls"]

        return count

    count = make()

    @tf.function
    def f(x):
        return count(x) + count(x)

    return [(f, tf.constant(3))]


def try_inside_a_loop(tf):
    @tf.function
    def f(n, bad):
        s = 0
        for i in tf.range(n):
            try:
                if bad:
                    raise KeyError("k")
                s += i
            except KeyError:
                s += 100
            finally:
                s += 1
        return s

    return [(f, tf.constant(3), True), (f, tf.constant(3), False)]


def raise_in_a_branch(tf):
    @tf.function
    def f(x):
        if x > 0:
            raise ValueError("not this branch")
        return x

    return [(f, tf.constant(3))]


def raise_in_python_branch(tf):
    @tf.function
    def f(x, mode):
        if mode == "a":
            y = x
        elif mode == "b":
            y = -x
        else:
            raise ValueError(f"unknown mode {mode}")
        return y

    return [(f, tf.constant(3), "a"), (f, tf.constant(3), "b"), (f, tf.constant(3), "c")]


def statements_that_are_never_reached(tf):
    @tf.function
    def f(x):
        for i in tf.range(5):
            if i > 2:
                break
                x += 1000
            x += 1
        return x
        x = x * 1000
        return x

    return [(f, tf.constant(3))]


def jumps_inside_with(tf):
    @tf.function
    def f(n):
        s = 0
        i = 0
        while i < n:
            i += 1
            with tf.name_scope("inside"):
                if i % 2 == 0:
                    continue
                if i > 6:
                    break
                s += i
            s += 100
        return s, i

    return [(f, tf.constant(9)), (f, tf.constant(3))]


def matching(tf):
    @tf.function
    def f(x, what):
        match what:
            case "double":
                y = x * 2
            case {"add": k} if k > 0:
                y = x + k
            case [a, b]:
                y = x * a if x > b else x
            case _:
                y = x
        if y > 10:
            y = y - 10
        return y

    return [(f, tf.constant(3), w) for w in ("double", {"add": 20}, [5, 1], None)]


def one_function_two_modes(tf):
    def g(x):
        if x > 0:
            return x * 2
        return x

    @tf.function
    def f(x):
        return g(x) + g(5)

    return [(f, tf.constant(3)), (g, 7)]


def mutual_recursion(tf):
    def even(x, n):
        if n == 0:
            return x
        if x > 0:
            x = x - 1
        return odd(x, n - 1)

    def odd(x, n):
        if n == 0:
            return -x
        return even(x, n - 1)

    @tf.function
    def f(x):
        return even(x, 4), odd(x, 3)

    return [(f, tf.constant(3))]


def docstrings_and_annotations(tf):
    @tf.function
    def f(x: "tensor", k: int = 2) -> "tensor":
        """A text.

        More of it."""
        y: int = 3
        z: int
        if x > 0:
            z = x * k
        else:
            z = x
        return z + y

    return [(f, tf.constant(3)), (f, tf.constant(-3), 5)]
