"""Names without a value, as values: what branches and loops carry for them."""


class Undefined:
    """Stands for a name that has no value yet; all that is reached through it is undefined too."""

    __slots__ = ("symbol_name",)

    def __init__(self, symbol_name):
        self.symbol_name = symbol_name

    def read(self):
        """Raise as Python does for a name without a value."""
        raise UnboundLocalError(f"'{self.symbol_name}' is used before assignment")

    def __repr__(self):
        return self.symbol_name

    def __getattribute__(self, name):
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            return self

    def __getitem__(self, index):
        return self


class UndefinedReturnValue:
    """Stands for what a function returns, as long as it has not returned."""


def ld(value):
    """Read a name that may be undefined."""
    if type(value) is Undefined:
        value.read()
    return value


def ldu(load, name):
    """Read something that may not be there; Undefined if it is not."""
    try:
        return load()
    except (KeyError, AttributeError, NameError):
        return Undefined(name)


def ret(value, did_return):
    """Return what a converted function returns."""
    return None if isinstance(value, UndefinedReturnValue) else value


def is_missing(value):
    """Say whether a value stands for none."""
    return value is None or isinstance(value, (Undefined, UndefinedReturnValue))
