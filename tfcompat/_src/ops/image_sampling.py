"""Where the pixels of a resized image come from: places, taps, and their transpose.

A tap is a pair of vectors, one entry per output pixel along an axis: the input pixel it reads and
the weight of that. Kernels that resize are in `image_resize` and `image_scale`. Places are worked
out in float32, as TensorFlow does; another rounding would read other pixels.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks


def checked_size(images, size):
    """Return (height, width) to resize `images` to.

    Raises:
        InvalidArgumentError: ranks or sizes do not fit.
    """
    checks.require(
        images.ndim == 4, f"input must be 4-dimensional{checks.shown(images.shape)}"
    )
    checks.require(images.shape[3] > 0, "image must have at least one channel")
    checks.require(images.shape[1] and images.shape[2], "input image must be of non-zero size")
    checks.require(size.ndim == 1, f"shape_t must be 1-dimensional{checks.shown(size.shape)}")
    checks.require(size.size == 2, f"shape_t must have two elements{checks.shown(size.shape)}")
    height, width = size.tolist()
    checks.require(height > 0 and width > 0, "output dimensions must be positive")
    return height, width


def check_gradient(grads, original):
    """Check the operands of a gradient of resizing."""
    for name, what, array in (
        ("input_grad", "resized", grads), ("original_image", "original", original)
    ):
        checks.require(
            array.ndim == 4, f"{name} must be 4-dimensional{checks.shown(array.shape)}"
        )
        checks.require(array.shape[1] and array.shape[2], f"{what} dimensions must be positive")
    # TensorFlow does not look, and reads what is not there.
    checks.require(
        grads.shape[3] == original.shape[3],
        f"input_grad and original_image must have the same number of channels, got "
        f"{grads.shape[3]} and {original.shape[3]}",
    )


def check_centers(align_corners, half_pixel_centers):
    """Check that at most one of two ways to place pixels is asked for."""
    if align_corners and half_pixel_centers:
        raise InvalidArgumentError("If half_pixel_centers is True, align_corners must be False.")


def resized_shape(c):
    """The static shape of images resized to the input `size`."""
    images = checks.with_rank(c.shapes[0], 4)
    return [sized(c, images, "size")]


def sized(c, images, name):
    """Return the static shape of `images` with the height and width that input `name` holds."""
    checks.with_size(checks.rank_of_vector(c[name]), 2)
    height, width = checks.with_rank(c.value_as_shape(name), 2)
    return TensorShape([images[0], height, width, images[3]])


def scale_of(xp, size, resized, align_corners):
    """Return the float32 step from one output pixel to the next, in input pixels."""
    if align_corners and min(size, resized) > 1:
        return xp.float32(size - 1) / xp.float32(resized - 1)
    return xp.float32(size) / xp.float32(resized)


def places(xp, size, resized, align_corners, half_pixel_centers):
    """Return the float32 places along an axis at which output pixels look at the input."""
    scale = scale_of(xp, size, resized, align_corners)
    numbers = xp.arange(resized, dtype=xp.float32)
    if half_pixel_centers:
        return (numbers + xp.float32(0.5)) * scale - xp.float32(0.5)
    return numbers * scale


def neighbours(xp, at, size):
    """Return (lower pixel, upper pixel, way from lower to upper) for float32 places."""
    floor = xp.floor(at)
    lower = xp.maximum(floor.astype(xp.int64), 0)
    upper = xp.minimum(xp.ceil(at).astype(xp.int64), size - 1)
    return lower, upper, at - floor


def along(xp, vector, axis, rank):
    """Return a vector shaped to broadcast along `axis` of an array of `rank`."""
    return vector.reshape(-1, *[1] * (rank - axis - 1))


def weigh(xp, x, axis, taps):
    """Return the sum of what the taps read from `x` along `axis`, added up in their order."""
    total = None
    for index, weight in taps:
        part = xp.take(x, index, axis=axis)
        part *= along(xp, weight, axis, x.ndim)
        total = part if total is None else xp.add(total, part, out=total)
    return total


def matrix_of(xp, taps, size):
    """Return the matrix [size, resized] whose transpose applies the taps."""
    resized = taps[0][0].shape[0]
    matrix = xp.zeros((size, resized), taps[0][1].dtype)
    columns = xp.arange(resized)
    for index, weight in taps:
        matrix[index, columns] += weight
    return matrix


def spread(xp, grads, rows, columns, shape):
    """Apply the transpose of taps along both axes of images: grads back to `shape`."""
    batch, height, width, depth = shape
    if not grads.size:
        return xp.zeros(shape, grads.dtype)
    upright = matrix_of(xp, rows, height).astype(grads.dtype, copy=False)
    across = matrix_of(xp, columns, width).astype(grads.dtype, copy=False)
    tall = xp.matmul(upright, grads.reshape(batch, grads.shape[1], -1))
    tall = tall.reshape(batch, height, grads.shape[2], depth)
    return xp.matmul(across, tall)
