"""Assertions about texts and containers that tests written for TensorFlow use."""


class TextAssertions:
    """What `tf.test.TestCase` has beyond `unittest` and beyond tensors."""

    def assertStartsWith(self, actual, expected_start, msg=None):
        """Fail unless a text begins with another one."""
        if not actual.startswith(expected_start):
            self.fail(f"{actual!r} does not start with {expected_start!r}. {msg or ''}")

    def assertNotStartsWith(self, actual, unexpected_start, msg=None):
        """Fail where a text begins with another one."""
        if actual.startswith(unexpected_start):
            self.fail(f"{actual!r} does start with {unexpected_start!r}. {msg or ''}")

    def assertEndsWith(self, actual, expected_end, msg=None):
        """Fail unless a text ends with another one."""
        if not actual.endswith(expected_end):
            self.fail(f"{actual!r} does not end with {expected_end!r}. {msg or ''}")

    def assertNotEndsWith(self, actual, unexpected_end, msg=None):
        """Fail where a text ends with another one."""
        if actual.endswith(unexpected_end):
            self.fail(f"{actual!r} does end with {unexpected_end!r}. {msg or ''}")

    def assertEmpty(self, container, msg=None):
        """Fail unless a container has no items."""
        if len(container):
            self.fail(f"{container!r} has length of {len(container)}. {msg or ''}")

    def assertNotEmpty(self, container, msg=None):
        """Fail unless a container has items."""
        if not len(container):
            self.fail(f"{container!r} has length of 0. {msg or ''}")

    def assertLen(self, container, expected_len, msg=None):
        """Fail unless a container has so many items."""
        if len(container) != expected_len:
            self.fail(f"{container!r} has length of {len(container)}, expected {expected_len}. "
                      f"{msg or ''}")

    def assertBetween(self, value, minv, maxv, msg=None):
        """Fail unless a number lies between two others, or is one of them."""
        if not minv <= value <= maxv:
            self.fail(f"{value!r} unexpectedly not between {minv!r} and {maxv!r}. {msg or ''}")

    def assertSameElements(self, expected_seq, actual_seq, msg=None):
        """Fail unless two sequences have the same items, however often."""
        missing = [item for item in expected_seq if item not in actual_seq]
        more = [item for item in actual_seq if item not in expected_seq]
        if missing or more:
            self.fail(f"Missing: {missing}; unexpected: {more}. {msg or ''}")

    def assertContainsSubset(self, expected_subset, actual_set, msg=None):
        """Fail unless a container has all of some items."""
        missing = [item for item in expected_subset if item not in actual_set]
        if missing:
            self.fail(f"Missing elements {missing}. {msg or ''}")

    def assertNoCommonElements(self, expected_seq, actual_seq, msg=None):
        """Fail where two sequences share an item."""
        common = [item for item in expected_seq if item in actual_seq]
        if common:
            self.fail(f"Common elements {common}. {msg or ''}")
