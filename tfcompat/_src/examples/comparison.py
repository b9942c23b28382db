"""When an example's output is the documented one: TensorFlow's rules for its own documentation.

Lives here: the checker of outputs, and how a mismatch is explained.
Does not live here: finding and running examples.

The rules, in the order in which they are applied:

* no documented output accepts any output;
* `at 0x7f...>` in the documented text stands for any address;
* where the document shows tensors, only the `numpy=` part of tensors is compared, on both sides;
* `...` stands for any text, and runs of white space are equal to each other;
* numbers with a decimal point or an exponent are compared as numbers, to a thousandth; where the
  document has none of them, those of the actual output are ignored.
"""

import doctest
import re
import textwrap

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL
TOLERANCE = 1e-3

ADDRESS = re.compile(r"\bat 0x[0-9a-f]+>")
TENSOR = re.compile(r"<tf\.Tensor.*?numpy=(.*?)>", re.DOTALL)

# A number that has a decimal point or an exponent, or is the imaginary part of a complex one. It
# may follow a sign anywhere, and otherwise no letter, digit or point: "v1.0" has none.
EXPONENT = r"[eE][-+]?\d+"
FLOAT = re.compile(
    rf"((?:[-+]|(?<![\w.]))(?:\d+\.\d*(?:{EXPONENT})?|\.\d+(?:{EXPONENT})?|\d+{EXPONENT}|\d+(?=j)))"
    r"j?(?![\w.])"
)


class OutputChecker(doctest.OutputChecker):
    """Compares documented and actual output by TensorFlow's rules.

    Example:
        >>> OutputChecker().check_output("array([1.0, 2.0])", "array([1.0001, 2.    ])", FLAGS)
        True
        >>> OutputChecker().check_output("array([1.0, 2.0])", "array([1.1, 2.0])", FLAGS)
        False
    """

    def check_output(self, want, got, optionflags):
        """Whether `got` is what the document says it should be."""
        return self.explain(want, got, optionflags) is None

    def explain(self, want, got, optionflags):
        """Return None for a match, or a sentence that says what differs."""
        if not want:
            return None
        want = ADDRESS.sub("at ...>", want)
        if TENSOR.search(want):
            want, got = TENSOR.sub(r"\1", want), TENSOR.sub(r"\1", got)
        pattern, numbers = without_floats(want)
        if not super().check_output(pattern, got, optionflags):
            return "the text differs"
        if not numbers:
            return None
        actual = without_floats(got)[1]
        if len(actual) != len(numbers):
            return f"{len(numbers)} numbers are documented and {len(actual)} came"
        far = [pair for pair in zip(numbers, actual) if not close(*pair)]
        if far:
            return f"documented {far[0][0]:g} and got {far[0][1]:g}: more than a thousandth apart"
        return None

    def output_difference(self, example, got, optionflags):
        """Return the message shown for a mismatch."""
        reason = self.explain(example.want, got, optionflags) or "the text differs"
        return (
            f"Expected:\n{textwrap.indent(example.want, '    ')}"
            f"Got:\n{textwrap.indent(got, '    ')}"
            f"What differs: {reason}.\n"
        )


def without_floats(text):
    """Return `text` with "..." in place of every float, and the list of the floats.

    Example:
        >>> without_floats("loss=0.25, step=3")
        ('loss=..., step=3', [0.25])
    """
    pieces = FLOAT.split(text)
    # Arrays pad their numbers with spaces, so spaces beside a number mean nothing.
    pattern = "...".join(piece.strip(" ") for piece in pieces[::2])
    if len(pieces) == 1:
        pattern = text.strip(" ")
    return re.sub(r"\.{4,}", "...", pattern), [float(piece) for piece in pieces[1::2]]


def close(want, got):
    """Whether two numbers are within a thousandth, absolute or relative; infinities equal."""
    return want == got or abs(got - want) <= TOLERANCE + TOLERANCE * abs(want)
