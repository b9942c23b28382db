"""tf.test: TestCase with assertions about tensors and arrays."""

import contextlib
import difflib
import re
import shutil
import tempfile
import unittest

import numpy as np

from tfcompat._src.base import device_spec, errors, nest
from tfcompat._src.core.tensor import EagerTensor, Tensor
from tfcompat._src.frontend import seeds
from tfcompat._src.frontend.text_assertions import TextAssertions
from tfcompat._src.wire import messages


class TestCase(TextAssertions, unittest.TestCase):
    """A `unittest.TestCase` that knows tensors: `tf.test.TestCase`.

    Example:
        >>> import tfcompat as tf
        >>> class SquareTest(tf.test.TestCase):
        ...     def test_square(self):
        ...         self.assertAllClose(tf.square([2.0, 3.0]), [4.0, 9.0])
        >>> SquareTest("test_square").run().wasSuccessful()
        True
    """

    def setUp(self):
        super().setUp()
        seeds.set_seed(87654321)
        np.random.seed(87654321)

    def get_temp_dir(self):
        """Return a folder for the files of this test, removed when it is over."""
        if getattr(self, "_folder", None) is None:
            self._folder = tempfile.mkdtemp()
            self.addCleanup(self._remove_folder)
        return self._folder

    def _remove_folder(self):
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = None

    @contextlib.contextmanager
    def cached_session(self, graph=None, config=None, use_gpu=True, force_gpu=False):
        """Run the `with` block; there is no session while ops run eagerly."""
        yield None

    @contextlib.contextmanager
    def session(self, graph=None, config=None, use_gpu=True, force_gpu=False):
        """Run the `with` block; there is no session while ops run eagerly."""
        yield None

    def test_session(self, graph=None, config=None, use_gpu=True, force_gpu=False):
        """The older name of `session`; test runners take it for a test, which is skipped."""
        if self.id().endswith(".test_session"):
            self.skipTest("Not a test.")
        return self.session(graph, config, use_gpu, force_gpu)

    def evaluate(self, tensors):
        """Return the values of eager tensors, also of nests of them, as numpy.

        Raises:
            ValueError: something in it has no value.
        """
        return nest.map_structure(_value, tensors)

    # --- equal and close ----------------------------------------------------------------------

    def assertAllEqual(self, a, b, msg=None):
        """Fail unless two arrays or tensors are equal item by item; NaN equals NaN."""
        a, b = _array(a), _array(b)
        if b.ndim <= 3 or b.size < 500:
            self.assertEqual(a.shape, b.shape, f"Shape mismatch: expected {a.shape}, got "
                                               f"{b.shape}. Contents: {b!r}.\n{msg or ''}")
        different = _different(a, b)
        if different.any():
            a, b = np.atleast_1d(a), np.atleast_1d(b)
            where = np.where(np.atleast_1d(different))
            shown = f"{msg or ''}\nnot equal where = {where}\nnot equal lhs = {a[where]!r}\n" \
                    f"not equal rhs = {b[where]!r}"
            self.fail(f"\nArrays are not equal\n{shown}")

    def assertNotAllEqual(self, a, b, msg=None):
        """Fail where two arrays or tensors are equal item by item."""
        try:
            self.assertAllEqual(a, b)
        except AssertionError:
            return
        text = f": {msg}" if msg else ""
        self.fail(f"The two values are equal at all elements. {text}")

    def assertAllClose(self, a, b, rtol=1e-6, atol=1e-6, msg=None):
        """Fail unless two values, also dicts and lists of them, are close item by item."""
        self._close(a, b, rtol, atol, msg, ())

    def assertNotAllClose(self, a, b, rtol=1e-6, atol=1e-6, msg=None):
        """Fail where two values are close item by item."""
        try:
            self.assertAllClose(a, b, rtol, atol)
        except AssertionError:
            return
        text = f": {msg}" if msg else ""
        self.fail(f"The two values are close at all elements. {text}")

    def assertAllCloseAccordingToType(
        self, a, b, rtol=1e-6, atol=1e-6, float_rtol=1e-6, float_atol=1e-6, half_rtol=1e-3,
        half_atol=1e-3, bfloat16_rtol=1e-2, bfloat16_atol=1e-2, msg=None,
    ):
        """Like assertAllClose, with tolerances that fit the narrower dtype."""
        a, b = _array(a), _array(b)
        for names, relative, absolute in (
            (("float32", "complex64"), float_rtol, float_atol),
            (("float16",), half_rtol, half_atol),
            (("bfloat16",), bfloat16_rtol, bfloat16_atol),
        ):
            if a.dtype.name in names or b.dtype.name in names:
                rtol, atol = max(rtol, relative), max(atol, absolute)
        self.assertAllClose(a, b, rtol=rtol, atol=atol, msg=msg)

    def _close(self, a, b, rtol, atol, msg, path):
        if isinstance(a, dict) or isinstance(b, dict):
            place = f" at path {path}" if path else ""
            if not (isinstance(a, dict) and isinstance(b, dict)):
                self.fail(f"Can't compare dict to non-dict, {a} vs {b}{place}. {msg or ''}")
            self.assertEqual(a.keys(), b.keys(), f"mismatched keys{place}. {msg or ''}")
            for key in a:
                self._close(a[key], b[key], rtol, atol, msg, (*path, key))
            return
        if isinstance(a, (list, tuple)) and not _is_array_like(a):
            self.assertEqual(len(a), len(b), f"mismatched length. {msg or ''}")
            for i, (one, other) in enumerate(zip(a, b)):
                self._close(one, other, rtol, atol, msg, (*path, i))
            return
        self._close_arrays(_array(a), _array(b), rtol, atol, msg)

    def _close_arrays(self, a, b, rtol, atol, msg):
        self.assertEqual(a.shape, b.shape, f"Shape mismatch: expected {a.shape}, got {b.shape}. "
                                           f"{msg or ''}")
        wide = _wide(a), _wide(b)
        if not np.allclose(*wide, rtol=rtol, atol=atol, equal_nan=True):
            where = np.where(~np.isclose(*map(np.atleast_1d, wide), rtol=rtol, atol=atol,
                                         equal_nan=True))
            one, other = (np.atleast_1d(array)[where] for array in wide)
            self.fail(
                f"\nNot equal to tolerance rtol={rtol:g}, atol={atol:g}\n{msg or ''}\nnot close "
                f"where = {where}\nnot close lhs = {one}\nnot close rhs = {other}\nnot close dif "
                f"= {np.abs(one - other)}\nnot close tol = {atol + rtol * np.abs(other)}\ndtype = "
                f"{a.dtype}, shape = {a.shape}"
            )

    # --- bounds -------------------------------------------------------------------------------

    def assertAllGreater(self, a, comparison_target):
        """Fail unless all items are greater than a number."""
        self.assertGreater(np.min(_array(a)), comparison_target)

    def assertAllLess(self, a, comparison_target):
        """Fail unless all items are less than a number."""
        self.assertLess(np.max(_array(a)), comparison_target)

    def assertAllGreaterEqual(self, a, comparison_target):
        """Fail unless all items are greater than or equal to a number."""
        self.assertGreaterEqual(np.min(_array(a)), comparison_target)

    def assertAllLessEqual(self, a, comparison_target):
        """Fail unless all items are less than or equal to a number."""
        self.assertLessEqual(np.max(_array(a)), comparison_target)

    def assertAllInRange(
        self, target, lower_bound, upper_bound, open_lower_bound=False, open_upper_bound=False,
    ):
        """Fail unless all items lie between two bounds."""
        target = _array(target)
        if target.dtype.kind not in "fiu":
            self.fail(f"The value of {target} does not have an ordered numeric type, instead it "
                      f"has type: {target.dtype}")
        nan = np.where(np.isnan(target))
        if nan[0].size:
            self.fail(f"{nan[0].size} of the {target.size} element(s) are NaN. Subscripts of the "
                      "NaN elements:\n" + "\n".join(_subscripts(nan)))
        low = target <= lower_bound if open_lower_bound else target < lower_bound
        high = target >= upper_bound if open_upper_bound else target > upper_bound
        outside = np.where(low | high)
        if outside[0].size if target.ndim else bool(low | high):
            shown = f"{'(' if open_lower_bound else '['}{lower_bound}, {upper_bound}" \
                    f"{')' if open_upper_bound else ']'}"
            rows = "\n".join(_subscripts(outside, target))
            self.fail(f"{outside[0].size} of the {target.size} element(s) are outside the range "
                      f"{shown}. Subscript(s) and value(s) of the offending elements:\n{rows}")

    def assertAllInSet(self, target, expected_set):
        """Fail unless all items are among given values."""
        found = np.unique(_array(target)).tolist()
        others = [item for item in found if item not in expected_set]
        if others:
            self.fail(f"{len(others)} unique element(s) are not in the set {expected_set}: "
                      f"{others}")

    # --- single numbers -----------------------------------------------------------------------

    def assertNear(self, f1, f2, err, msg=None):
        """Fail unless two numbers are at most `err` apart."""
        self.assertTrue(
            f1 == f2 or abs(f1 - f2) <= err,
            f"{f1:f} != {f2:f} +/- {err:f} (difference: {f1 - f2 if f1 > f2 else f2 - f1:g})"
            f"{f' {msg}' if msg is not None else ''}")

    def assertArrayNear(self, farray1, farray2, err, msg=None):
        """Fail unless two lists of numbers are near item by item."""
        self.assertEqual(len(farray1), len(farray2), msg=msg)
        for one, other in zip(farray1, farray2):
            self.assertNear(float(one), float(other), err, msg=msg)

    def assertNDArrayNear(self, ndarray1, ndarray2, err, msg=None):
        """Fail unless two arrays differ by at most `err` in all."""
        self.assertTrue(np.linalg.norm(_wide(_array(ndarray1)) - _wide(_array(ndarray2))) < err,
                        msg=msg)

    def assertShapeEqual(self, input_a, input_b, msg=None):
        """Fail unless an array and a tensor have the same shape."""
        self.assertAllEqual(list(input_a.shape), list(input_b.shape), msg)

    def assertDTypeEqual(self, target, expected_dtype):
        """Fail unless a value has a dtype."""
        self.assertEqual(_array(target).dtype, expected_dtype)

    def assertDeviceEqual(self, device1, device2, msg=None):
        """Fail unless two names are of the same device."""
        one, other = (device_spec.DeviceSpec.from_string(name or "").to_string()
                      for name in (device1, device2))
        self.assertEqual(one, other, f"Devices {one} and {other} are not equal. {msg or ''}")

    # --- errors and messages ------------------------------------------------------------------

    @contextlib.contextmanager
    def assertRaisesWithPredicateMatch(self, exception_type, expected_err_re_or_predicate):
        """Fail unless a block raises an error that a function, or pattern, accepts."""
        accepts = expected_err_re_or_predicate
        if not callable(accepts):
            pattern = expected_err_re_or_predicate

            def accepts(error):
                text = error.message if isinstance(error, errors.OpError) else str(error)
                return re.search(pattern, text)

        try:
            yield
        except Exception as error:
            if not isinstance(error, exception_type) or not accepts(error):
                raise AssertionError(f"Exception of type {type(error)}: {error}") from error
            return
        self.fail(f"{exception_type.__name__} not raised")

    def assertRaisesOpError(self, expected_err_re_or_predicate):
        """Fail unless a block raises an OpError that a function, or pattern, accepts."""
        return self.assertRaisesWithPredicateMatch(errors.OpError, expected_err_re_or_predicate)

    def assertProtoEquals(self, expected_message_maybe_ascii, message, msg=None):
        """Fail unless a message equals another one, or a text of one."""
        expected = expected_message_maybe_ascii
        if isinstance(expected, (str, bytes)):
            text = expected.decode() if isinstance(expected, bytes) else expected
            expected = messages.from_text(type(message), text)
        if expected != message:
            texts = [messages.to_text(one).splitlines() for one in (expected, message)]
            self.fail("\n".join(difflib.unified_diff(*texts, lineterm="")) + (msg or ""))


def _value(tensor):
    if isinstance(tensor, EagerTensor):
        return tensor.numpy()
    if tensor is None:
        return None
    if hasattr(tensor, "numpy"):
        return tensor.numpy()
    if callable(tensor):
        return _value(tensor())
    raise ValueError(f"Unsupported type {type(tensor).__name__!r}.")


def _array(value):
    if isinstance(value, Tensor) or hasattr(value, "numpy"):
        value = value.numpy() if not hasattr(value, "to_list") else value.to_list()
    array = np.asarray(value)
    if array.dtype.kind in "U":
        return np.array([item.encode() for item in array.reshape(-1)], object).reshape(array.shape)
    return array.astype(object) if array.dtype.kind == "S" else array


def _different(a, b):
    if a.shape != b.shape:
        return np.ones(1, bool)
    different = np.asarray(a != b)
    if a.dtype.kind in "fc" and b.dtype.kind in "fc":
        different = different & ~(np.isnan(a) & np.isnan(b))
    return different


def _is_array_like(value):
    try:
        return np.asarray([_array(item) for item in value]).dtype != object
    except ValueError:
        return False


def _wide(array):
    kind = array.dtype.kind
    if kind in "fiubc":
        return array
    return array.astype(np.float64)  # the dtypes that numpy has from elsewhere


def _subscripts(where, values=None):
    rows = list(zip(*where)) or [()]
    for row in rows[:10]:
        shown = f"[{', '.join(map(str, row))}]"
        yield shown if values is None else f"{shown} : {values[row]}"
    if len(rows) > 10:
        yield "..."


def assert_equal_graph_def(expected, actual):
    """Fail unless two GraphDefs have the same nodes, in whatever order.

    Args:
        expected, actual: GraphDef messages.

    Returns:
        None.

    Raises:
        TypeError: one is no GraphDef.
        AssertionError: they differ; the message says where.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default() as graph:
        ...     x = tf.constant(1.0)
        >>> tf.test.assert_equal_graph_def(graph.as_graph_def(), graph.as_graph_def())
    """
    for which, message in (("actual", actual), ("expected", expected)):
        if not isinstance(message, messages.GraphDef):
            raise TypeError(f"Expected tf.GraphDef for {which}, got {type(message).__name__}")
    nodes = [{node.name: node for node in message.node} for message in (expected, actual)]
    for name in nodes[0].keys() | nodes[1].keys():
        one, other = nodes[0].get(name), nodes[1].get(name)
        if one != other:
            raise AssertionError(f"Found unexpected node '{one or other}'." if None in (one, other)
                                 else f"Nodes '{name}' differ:\n{one}\n{other}")


def main(argv=None):
    """Run the tests of the program that calls this.

    Args:
        argv: the arguments of the program; those of the command line by default.

    Returns:
        Nothing: the program ends with the tests.

    Raises:
        SystemExit: always; its code says whether tests failed.

    Example:
        >>> import tfcompat as tf
        >>> if "tests" == "asked for":
        ...     tf.test.main()
    """
    unittest.main(argv=argv)


def disable_with_predicate(pred, skip_message):
    """A decorator that skips a test where a function returns true.

    Args:
        pred: a function of no arguments.
        skip_message: why.

    Returns:
        A decorator.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> @tf.test.disable_with_predicate(lambda: True, "not here")
        ... def test(self):
        ...     raise AssertionError
        >>> callable(test)
        True
    """

    def decorate(function):
        def called(self, *args, **kwargs):
            if pred():
                self.skipTest(skip_message)
            return function(self, *args, **kwargs)

        called.__name__ = function.__name__
        return called

    return decorate


def with_eager_op_as_function(cls=None, only_as_function=False):
    """A decorator of classes of tests that leaves them as they are.

    Args:
        cls: the class, or None to return the decorator.
        only_as_function: of no effect.

    Returns:
        The class, or the decorator.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> @tf.test.with_eager_op_as_function
        ... class Test(tf.test.TestCase):
        ...     pass
    """
    return (lambda decorated: decorated) if cls is None else cls


def sync_devices():
    """Wait until everything is computed: it always is.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.test.experimental.sync_devices()
    """
