"""Concrete functions: calls by place, by name and flat, and what they tell of themselves."""

import pytest

import tfcompat as tf


@pytest.fixture
def concrete():
    v = tf.Variable(10.0)

    @tf.function
    def f(x, scale=2.0, *, flag=True):
        return {"y": x * scale + v, "none": None}

    return f.get_concrete_function(tf.TensorSpec([None], tf.float32, name="inp"))


def test_arguments_go_by_place_or_name(concrete):
    for result in (concrete(tf.constant([1.0])), concrete([1.0], 2.0, flag=True),
                   concrete(scale=2.0, x=[1.0], flag=True)):
        assert result["y"].numpy().tolist() == [12.0] and result["none"] is None


def test_values_fixed_by_the_trace_may_be_repeated_but_not_changed(concrete):
    assert concrete([1.0], 2.0, flag=True)["y"].numpy().tolist() == [12.0]
    for scale, flag in ((3.0, True), (2.0, False)):
        with pytest.raises(TypeError, match="Can not cast"):
            concrete([1.0], scale, flag=flag)


@pytest.mark.parametrize(("args", "kwargs", "reason"), [
    ((), {}, "missing a required argument: 'x'"),
    (([1.0], 2.0, True, 4), {}, "too many positional arguments"),
    (([1.0],), {}, "missing a required argument: 'scale'"),
    (([1.0], 2.0), {"flag": True, "z": 1}, "got an unexpected keyword argument 'z'"),
    (([1.0],), {"x": [1.0]}, "multiple values for argument 'x'"),
])
def test_arguments_that_do_not_bind_are_told_both_ways(concrete, args, kwargs, reason):
    with pytest.raises(TypeError) as caught:
        concrete(*args, **kwargs)

    assert f"due to `{reason}`" in str(caught.value)
    assert "Fallback to flat signature also failed due to: f(inp)" in str(caught.value)


def test_flat_names_are_accepted_too(concrete):
    assert concrete(inp=tf.constant([1.0]))["y"].numpy().tolist() == [12.0]


def test_it_runs_inside_other_functions(concrete):
    outer = tf.function(lambda x: concrete(x)["y"] + 1)

    assert outer(tf.constant([1.0])).numpy().tolist() == [13.0]
    assert "PartitionedCall" in {
        op.type.removeprefix("Stateful")
        for op in outer.get_concrete_function(tf.TensorSpec([1])).graph.get_operations()
    }


def test_it_tells_what_it_returns_and_uses(concrete):
    assert concrete.output_shapes == {"y": tf.TensorShape([None]), "none": tf.TensorShape(None)}
    assert concrete.output_dtypes == {"y": tf.float32, "none": None}
    assert concrete.graph.structured_outputs == concrete.structured_outputs
    assert concrete.name.startswith(b"__inference_f_")
