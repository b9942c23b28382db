"""What functions on images share: checks of shapes, sizes known or not, batches of one.

Nothing public lives here. An image is [height, width, channels], images have a batch before.
"""

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend import checks, control, joining


def is_tensor(value):
    """Say whether a value is only known when it runs, like a tensor or a variable."""
    return isinstance(value, Tensor) or hasattr(value, "handle")


def require(condition, message):
    """Fail with ValueError unless `condition` holds; return assertions where it is a tensor."""
    if is_tensor(condition):
        return [checks.Assert(condition, [message])]
    if not condition:
        raise ValueError(message)
    return []


def after(dependencies, tensor):
    """Return a tensor that is there once the dependencies have run."""
    dependencies = [item for item in dependencies if item is not None]
    if not dependencies or context.executing_eagerly():
        return tensor
    with control.control_dependencies(dependencies):
        return raw.Identity(tensor)


def with_shape(tensor, sizes):
    """Return `tensor`, to which a static shape was added in graphs."""
    if not context.executing_eagerly():
        tensor.set_shape(sizes)
    return tensor


def static(size):
    """Return a size for a static shape: None where it is a tensor."""
    return None if is_tensor(size) else size


def sizes_of(image, rank):
    """Return the sizes of an image, each an int where known, else a tensor."""
    if image.shape.is_fully_defined():
        return image.shape.as_list()
    known = TensorShape(image.shape).with_rank(rank).as_list()
    sizes = joining.unstack(raw.Shape(image), rank)
    return [b if a is None else a for a, b in zip(known, sizes, strict=True)]


def checked(image):
    """Return an image or images as a tensor, whose last three sizes were checked to be above 0."""
    image = convert_to_tensor(image, name="image")
    return after(assertions(image), image)


def assertions(image):
    """Check that there are three sizes above 0 at the end; return assertions where unknown."""
    shape = image.shape
    if shape.rank is not None and shape.rank < 3:
        raise ValueError(f"'image' (shape {shape}) must be at least three-dimensional.")
    inner = shape.with_rank(3) if shape.rank is None else shape[-3:]
    if any(size == 0 for size in inner):
        raise ValueError(f"inner 3 dims of 'image.shape' must be > 0: {shape}")
    if inner.is_fully_defined():
        return []
    sizes = raw.StridedSlice(
        raw.Shape(image), [-3], [0], [1], end_mask=1
    )
    return [
        checks.assert_positive(sizes, ["inner 3 dims of 'image.shape' must be > 0."]),
        checks.assert_greater_equal(
            raw.Rank(image), 3, message="'image' must be at least three-dimensional."
        ),
    ]


def as_batch(image):
    """Return images and whether they came as a batch; a single image becomes a batch of one."""
    rank = image.shape.rank
    if rank == 4:
        return image, True
    if rank not in (3, None):
        raise ValueError(f"'image' (shape {image.shape}) must have either 3 or 4 dimensions.")
    return with_shape(raw.ExpandDims(image, 0), [None] * 4), False


def from_batch(images, was_batch):
    """Undo `as_batch`."""
    return images if was_batch else raw.Squeeze(images, squeeze_dims=[0])
