"""Convolutions against their definition, and relations between them."""

import itertools

import numpy as np
import pytest

from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.base import errors
from tfcompat._src.ops import convolution, window_geometry
from tfcompat._src.registry import find


def call(name, *inputs, **attrs):
    """Call a kernel with bound attributes, under the error state kernels run under."""
    record = find(name)
    for arg, array in zip(record.definition.inputs, inputs, strict=True):
        if arg.type_attr:
            attrs.setdefault(arg.type_attr, array.dtype)
    bound = record.bind(attrs)
    with np.errstate(all="ignore"):
        return record(xp, *inputs, **{key: bound[key] for key in record.kernel_attrs})


def naive(x, w, strides, dilations, pairs):
    """Convolve by the definition: a loop over outputs, taps and groups, in float64."""
    padded = np.pad(x.astype(np.float64), [(0, 0), *pairs, (0, 0)])
    kernel, depth, out_channels = w.shape[:-2], w.shape[-2], w.shape[-1]
    groups = x.shape[-1] // depth
    sizes = [
        (size - (k - 1) * d - 1) // s + 1
        for size, k, s, d in zip(padded.shape[1:-1], kernel, strides, dilations, strict=True)
    ]
    result = np.zeros((x.shape[0], *sizes, out_channels))
    width = out_channels // groups
    for place in itertools.product(*map(range, sizes)):
        for tap in itertools.product(*map(range, kernel)):
            at = tuple(
                p * s + t * d for p, s, t, d in zip(place, strides, tap, dilations, strict=True)
            )
            for g in range(groups):
                values = padded[(slice(None), *at, slice(g * depth, (g + 1) * depth))]
                part = slice(g * width, (g + 1) * width)
                result[(slice(None), *place, part)] += values @ w[(*tap, slice(None), part)]
    return result


@pytest.mark.parametrize("groups", [1, 2, 4])
@pytest.mark.parametrize("kernel", [(1, 1), (3, 2), (2, 4)])
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("dilation", [1, 2])
def test_a_convolution_is_the_sum_its_definition_says(rng, groups, kernel, stride, dilation):
    x = rng.normal(size=(2, 9, 8, 4))
    w = rng.normal(size=(*kernel, 4 // groups, 8))
    steps = [stride] * 2, [dilation] * 2, [(1, 0), (0, 2)]

    result = convolution.convolve(xp, x, w, *steps, groups)

    np.testing.assert_allclose(result, naive(x, w, *steps), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("spatial", [1, 2, 3])
def test_any_number_of_spatial_axes_is_convolved(rng, spatial):
    x, w = rng.normal(size=(2, *[5] * spatial, 3)), rng.normal(size=(*[2] * spatial, 3, 4))
    steps = [2] * spatial, [1] * spatial, [(0, 1)] * spatial

    np.testing.assert_allclose(
        convolution.convolve(xp, x, w, *steps), naive(x, w, *steps), rtol=1e-12, atol=1e-12
    )


@pytest.mark.parametrize("limit", [1, 1000, 4000, 1 << 22])
def test_blocks_of_any_size_give_the_same_convolution(rng, monkeypatch, limit):
    monkeypatch.setattr(convolution, "_BLOCK_BYTES", limit)
    x, w = rng.normal(size=(5, 6, 7, 2)), rng.normal(size=(3, 3, 2, 4))
    steps = [1, 2], [1, 1], [(1, 1), (1, 1)]

    np.testing.assert_allclose(
        convolution.convolve(xp, x, w, *steps), naive(x, w, *steps), rtol=1e-12, atol=1e-12
    )


@pytest.mark.parametrize("multiplier", [1, 3])
@pytest.mark.parametrize("stride", [1, 2, 3, 5])
@pytest.mark.parametrize("dilation", [1, 2, 3])
def test_a_depthwise_convolution_is_one_group_per_channel(rng, multiplier, stride, dilation):
    x, w = rng.normal(size=(2, 11, 12, 4)), rng.normal(size=(3, 2, 4, multiplier))
    steps = [stride] * 2, [dilation] * 2
    grouped = w.reshape(3, 2, 1, 4 * multiplier)

    result = convolution.depthwise(xp, x, w, *steps)

    np.testing.assert_allclose(
        result, naive(x, grouped, *steps, [(0, 0)] * 2), rtol=1e-12, atol=1e-12
    )


@pytest.mark.parametrize("name", ["Conv2D", "DepthwiseConv2dNative"])
@pytest.mark.parametrize("padding", ["SAME", "VALID"])
@pytest.mark.parametrize("stride", [1, 2])
def test_layouts_differ_in_nothing_but_the_order_of_axes(rng, name, padding, stride):
    x = rng.normal(size=(2, 5, 6, 4)).astype(np.float32)
    w = rng.normal(size=(3, 2, 4, 3)).astype(np.float32)
    last = call(name, x, w, strides=[1, stride, stride, 1], padding=padding)
    first = call(
        name, np.moveaxis(x, -1, 1), w, strides=[1, 1, stride, stride], padding=padding,
        data_format="NCHW",
    )  # fmt: skip

    np.testing.assert_allclose(np.moveaxis(first, 1, -1), last, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("groups", [1, 2])
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("padding", ["SAME", "VALID", "EXPLICIT"])
def test_the_transposed_convolution_is_the_adjoint(rng, groups, stride, padding):
    attrs = {"strides": [1, stride, stride, 1], "padding": padding, "dilations": [1, 1, 2, 1]}
    if padding == "EXPLICIT":
        attrs["explicit_paddings"] = [0, 0, 2, 1, 0, 3, 0, 0]
    x, w = rng.normal(size=(2, 7, 8, 4)), rng.normal(size=(3, 2, 4 // groups, 6))
    y = call("Conv2D", x, w, **attrs)
    dy = rng.normal(size=y.shape)

    dx = call("Conv2DBackpropInput", np.array(x.shape, np.int32), w, dy, **attrs)

    np.testing.assert_allclose((dx * x).sum(), (dy * y).sum(), rtol=1e-10)


def test_integers_convolve_exactly_and_wrap_around():
    x = np.full((1, 2, 2, 1), 2**30, np.int32)
    result = call("Conv2D", x, np.ones((2, 2, 1, 1), np.int32), strides=[1] * 4, padding="VALID")

    assert result.dtype == np.int32
    assert result.tolist() == [[[[0]]]]


def test_halves_are_rounded_once(rng):
    x, w = rng.normal(size=(1, 5, 5, 8)), rng.normal(size=(3, 3, 8, 4))
    x, w = x.astype(np.float16), w.astype(np.float16)
    result = call("Conv2D", x, w, strides=[1] * 4, padding="SAME")
    exact = call(
        "Conv2D", x.astype(np.float64), w.astype(np.float64), strides=[1] * 4, padding="SAME"
    )

    assert result.dtype == np.float16
    assert (result == exact.astype(np.float16)).mean() > 0.99


@pytest.mark.parametrize("name", ["Conv2D", "DepthwiseConv2dNative"])
def test_nothing_in_gives_nothing_out(name):
    w = np.ones((3, 3, 4, 2), np.float32)
    channels = 8 if name.startswith("Depthwise") else 2
    empty_batch = call(name, np.ones((0, 5, 5, 4), np.float32), w, strides=[1] * 4, padding="SAME")
    no_rows = call(name, np.ones((1, 0, 5, 4), np.float32), w, strides=[1] * 4, padding="SAME")
    no_room = call(name, np.ones((1, 2, 5, 4), np.float32), w, strides=[1] * 4, padding="VALID")

    assert empty_batch.shape == (0, 5, 5, channels)
    assert no_rows.shape == (1, 0, 5, channels)
    assert no_room.shape == (1, 0, 3, channels)


def test_padding_that_only_some_kernels_of_tensorflow_check_is_refused():
    x, w = np.ones((1, 5, 5, 4), np.float32), np.ones((3, 3, 4, 2), np.float32)
    steps = {"strides": [1] * 4}
    with pytest.raises(errors.InvalidArgumentError, match="must contain 8 values, but got: 4"):
        call("Conv2D", x, w, padding="EXPLICIT", explicit_paddings=[0, 0, 1, 2], **steps)
    with pytest.raises(errors.InvalidArgumentError, match="must be empty if the padding"):
        call("Conv2D", x, w, padding="SAME", explicit_paddings=[0, 0, 1, 1, 1, 1, 0, 0], **steps)
    with pytest.raises(errors.InvalidArgumentError, match="must be nonnegative"):
        pads = [0, 0, -1, 1, 1, 1, 0, 0]
        call("Conv2D", x, w, padding="EXPLICIT", explicit_paddings=pads, **steps)
    with pytest.raises(errors.InvalidArgumentError, match="input must be 4-dimensional"):
        call("Conv2D", x[0], w, padding="SAME", **steps)


@pytest.mark.parametrize(
    ("sizes", "w", "dy", "sentence"),
    [
        ([2, 5, 5, 4], (3, 3, 4, 6), (1, 5, 5, 6), "must have the same batch size. Input batch: 2"),
        ([1, 6, 5, 4], (3, 3, 4, 6), (1, 5, 5, 6), "actual = 5, computed = 6 spatial_dim: 1"),
        ([1, 5, 5, 4], (3, 3, 4, 6), (1, 5, 5, 5), "must have the same out_depth"),
        ([5, 5, 4], (3, 3, 4, 6), (1, 5, 5, 6), "4 values or 2 values, but got: 3"),
    ],
)
def test_transposed_convolutions_say_which_sizes_do_not_fit(sizes, w, dy, sentence):
    inputs = np.array(sizes, np.int32), np.ones(w, np.float32), np.ones(dy, np.float32)
    with pytest.raises(errors.InvalidArgumentError) as caught:
        call("Conv2DBackpropInput", *inputs, strides=[1] * 4, padding="SAME")

    assert sentence in caught.value.message


def test_geometry_follows_the_three_padding_schemes():
    assert window_geometry.axis_geometry(5, 3, 2, 1, b"SAME") == (3, 1, 1)
    assert window_geometry.axis_geometry(6, 3, 2, 1, b"SAME") == (3, 0, 1)
    assert window_geometry.axis_geometry(6, 3, 2, 2, b"VALID") == (1, 0, 0)
    assert window_geometry.axis_geometry(5, 3, 1, 1, b"EXPLICIT", (1, 2)) == (6, 1, 2)
    with pytest.raises(errors.InvalidArgumentError, match="output size would be negative: -2"):
        window_geometry.axis_geometry(0, 3, 1, 1, b"VALID")


@pytest.mark.parametrize("layout", ["CHANNELS_LAST", "CHANNELS_FIRST"])
def test_the_general_convolution_knows_groups_and_layouts(layout):
    draw = np.random.default_rng(4)
    x, w = draw.normal(size=(2, 3, 5, 5, 4)), draw.normal(size=(3, 3, 2, 6))
    given = x if layout == "CHANNELS_LAST" else np.moveaxis(x, -1, 2)

    found = call("Conv", given, w, strides=[1] * 4, padding="SAME", data_format=layout,
                 batch_dims=2, groups=2)

    found = found if layout == "CHANNELS_LAST" else np.moveaxis(found, 2, -1)
    wanted = call("Conv2D", x.reshape(6, 5, 5, 4), w, strides=[1] * 4, padding="SAME")
    assert np.allclose(found, wanted.reshape(2, 3, 5, 5, 6))
