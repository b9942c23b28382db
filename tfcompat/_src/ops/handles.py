"""What handles of variables refer to, and the errors where there is nothing behind one.

The ops on variables are in `variables.py` and `gather.py`.
"""

from tfcompat._src.base import errors

# Containers that hold a value. TensorFlow makes a container with its first variable, and until
# then complains of the container where it would complain of the variable.
_filled = set()


def container_of(resource):
    """Return the name of the container that a resource lives in."""
    return resource.container or "localhost"


def fill(resource, value):
    """Give a variable its first value."""
    _filled.add(container_of(resource))
    resource.value = value


def missing(resource, kind="N10tensorflow3VarE"):
    """Say that there is nothing behind a handle, as TensorFlow's resource lookup does."""
    container = container_of(resource)
    if container in _filled:
        return f"Resource {container}/{resource.name}/{kind} does not exist."
    return (
        f"Container {container} does not exist. "
        f"(Could not find resource: {container}/{resource.name})"
    )


def value_of(resource):
    """Return the value of a variable that an op looks up.

    Raises:
        NotFoundError: it has none.
    """
    value = resource.value
    if value is None:
        raise errors.NotFoundError(missing(resource))
    return value


def trained(resource):
    """Return the value of a variable that an optimiser's op changes.

    Raises:
        InternalError: it has none.
    """
    value = resource.value
    if value is None:
        raise errors.InternalError("Invalid variable reference.")
    return value


def unreadable(resource):
    """The error of a read that found no value."""
    return errors.FailedPreconditionError(
        f"Could not find variable {resource.name}. This could mean that the variable has been "
        "deleted. In TF1, it can also mean the variable is uninitialized. Debug info: "
        f"container={container_of(resource)}, status error message={missing(resource)}"
    )
