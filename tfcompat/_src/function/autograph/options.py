"""What a conversion is asked to do: optional features, recursion into callees."""

import enum


class Feature(enum.Enum):
    """Optional conversions: `tf.autograph.experimental.Feature`.

    Attributes:
        ALL: all of them.
        AUTO_CONTROL_DEPS: control dependencies in converted code; graphs here have them always.
        ASSERT_STATEMENTS: `assert` on tensors becomes `tf.Assert`.
        BUILTIN_FUNCTIONS: `print` of tensors prints when the graph runs.
        EQUALITY_OPERATORS: `==` and `!=` become `tf.equal`.
        LISTS: list literals, `append`, `pop` and subscripts become operations on tensor lists.
        NAME_SCOPES: converted functions open a name scope.

    Example:
        >>> import tfcompat as tf
        >>> @tf.function(
        ...     experimental_autograph_options=tf.autograph.experimental.Feature.EQUALITY_OPERATORS)
        ... def f(x):
        ...     return x == 3
        >>> f(tf.constant(3))
        <tf.Tensor: shape=(), dtype=bool, numpy=True>
    """

    ALL = "ALL"
    AUTO_CONTROL_DEPS = "AUTO_CONTROL_DEPS"
    ASSERT_STATEMENTS = "ASSERT_STATEMENTS"
    BUILTIN_FUNCTIONS = "BUILTIN_FUNCTIONS"
    EQUALITY_OPERATORS = "EQUALITY_OPERATORS"
    LISTS = "LISTS"
    NAME_SCOPES = "NAME_SCOPES"

    @classmethod
    def all(cls):
        """Return all features as a tuple."""
        return tuple(cls.__members__.values())

    @classmethod
    def all_but(cls, exclude):
        """Return all features but ALL and one, or some."""
        if not isinstance(exclude, (list, tuple, set)):
            exclude = (exclude,)
        return tuple(set(cls.all()) - set(exclude) - {cls.ALL})


class Options:
    """What one conversion is asked to do; equal options share conversions.

    Args:
        recursive: whether callees are converted.
        user_requested: whether the user asked for this very function: then even functions of
            modules that are left alone are converted. Callees are converted without it.
        convert_user_code: whether user functions are converted at all (builtins always are).
        features: None, a Feature, or several.
    """

    __slots__ = ("_key", "convert_user_code", "features", "recursive", "user_requested")

    def __init__(self, recursive=True, user_requested=False, convert_user_code=True, features=None):
        if features is None:
            features = ()
        elif isinstance(features, Feature):
            features = (features,)
        self.recursive = recursive
        self.user_requested = user_requested
        self.convert_user_code = convert_user_code
        self.features = frozenset(features)
        self._key = (recursive, user_requested, convert_user_code, self.features)

    def uses(self, feature):
        """Say whether a feature is asked for."""
        return bool(self.features) and (feature in self.features or Feature.ALL in self.features)

    def for_callees(self):
        """Return the options for what a function converted with these calls."""
        return Options(self.recursive, False, self.recursive, self.features)

    def __eq__(self, other):
        return isinstance(other, Options) and self._key == other._key

    def __hash__(self):
        return hash(self._key)
