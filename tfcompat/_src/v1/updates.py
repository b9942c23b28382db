"""What changes variables, of the kind behind handles and of the old kind alike."""

from tfcompat._src.core import raw


def reference(variable):
    """Return what ops take that change a variable: its handle, or a reference.

    Raises:
        AttributeError: it is no variable.
    """
    return variable._ref() if hasattr(variable, "_ref") else variable.handle


def apply(name, variable, *args, **options):
    """Call the op of an optimizer's step, e.g. "ApplyAdam", in the form for a variable's kind."""
    if hasattr(variable, "_ref"):
        return getattr(raw, name)(variable._ref(), *args, **options).op
    return getattr(raw, f"Resource{name}")(variable.handle, *args, **options)


def assign(variable, value):
    """Set a variable; return the operation."""
    if hasattr(variable, "_ref"):
        return raw.Assign(variable._ref(), value).op
    return raw.AssignVariableOp(variable.handle, value)


def assign_add(variable, value, name=None):
    """Add to a variable; return the operation."""
    if hasattr(variable, "_ref"):
        return raw.AssignAdd(variable._ref(), value, name=name).op
    return raw.AssignAddVariableOp(variable.handle, value, name=name)


def assign_sub(variable, value):
    """Subtract from a variable; return the operation."""
    if hasattr(variable, "_ref"):
        return raw.AssignSub(variable._ref(), value).op
    return raw.AssignSubVariableOp(variable.handle, value)


def scatter_add(variable, indices, values):
    """Add to rows of a variable; return the operation."""
    if hasattr(variable, "_ref"):
        return raw.ScatterAdd(variable._ref(), indices, values).op
    return raw.ResourceScatterAdd(variable.handle, indices, values)


def current(variable):
    """Return the value of a variable as it is when this is evaluated."""
    return raw.Identity(variable._ref()) if hasattr(variable, "_ref") else variable.value()


def count_up_to(variable, limit):
    """Add one to a variable until it has come to a limit; return the value it had before."""
    if hasattr(variable, "_ref"):
        return raw.CountUpTo(variable._ref(), limit=limit)
    return raw.ResourceCountUpTo(variable.handle, limit=limit, T=variable.dtype)
